"""`rawi rebuild`, `rawi embed` and `rawi doctor`: care of an archive. Comes in: an archive. Goes out: what was done, or is wrong."""

import typer

from rawi.cli.output import ArchiveOption, finish, line, progress, tell


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.command("rebuild")(rebuild)
    app.command("embed")(embed)
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


def embed(archive: ArchiveOption = None) -> None:
    """Read articles for their meaning with the embedding that the setting `semantic` names; similar articles are then also ranked by it.

    It goes on where it was stopped. `rawi up` does the same beside its other work.

    Example: RAWI_SEMANTIC=on rawi embed
    """
    from rawi.app import writing
    from rawi.errors import UsageError
    from rawi.meaning.reading import read_all
    from rawi.settings import load

    with writing(load(archive=archive)) as opened:
        chosen = opened.embedder
        if chosen is None:
            raise UsageError(
                "No embedding is set: `pip install 'rawi[semantic]'` and semantic = \"on\" in rawi.toml (or RAWI_SEMANTIC=on)."
            )
        total, had = opened.status().articles, opened.store.vector_count(chosen.name)
        with progress("embed", total) as advance:
            done = read_all(opened.store, chosen, lambda count: advance(had + count, f"{had + count:,} articles"))
    tell(f"{done:,} articles read with {chosen.name}; {had:,} had been.")


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
