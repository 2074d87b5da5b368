"""`rawi rebuild` and `rawi doctor`: care of an archive. Comes in: an archive. Goes out: what was done, what is wrong, in words."""

import typer

from rawi.cli.output import ArchiveOption, finish, line, progress, tell


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.command("rebuild")(rebuild)
    app.command("doctor")(doctor)


def rebuild(archive: ArchiveOption = None) -> None:
    """Derive everything anew that can be derived: texts from kept pages, facts, and the index.

    Example: rawi rebuild
    """
    from rawi.app import writing
    from rawi.settings import load

    with writing(load(archive=archive), rebuild=True) as opened:
        total = opened.status().articles
        with progress("rebuild", total) as advance:
            done = opened.rebuild(lambda count: advance(count, f"{count:,} articles"))
    tell(f"{done.articles:,} articles derived anew, {done.pages:,} of them from their kept pages; the index is new.")


def doctor(archive: ArchiveOption = None) -> None:
    """Check that the archive is whole; say what is wrong in words.

    Example: rawi doctor
    """
    from rawi.app import reading
    from rawi.settings import load

    faults = 0
    with reading(load(archive=archive)) as opened:
        for sentence in opened.check():
            faults += 1
            line(sentence)
        status = opened.status()
    if not faults:
        line(f"All is well: {status.articles:,} articles in {status.versions:,} versions, {status.pages:,} kept pages.")
    finish(refused=faults)
