"""`rawi chain`, `rawi correct`: through whom an article came, and what is wrong in that. Comes in: an id. Goes out: lines or JSON."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from rawi.cli.output import ArchiveOption, JsonOption, emit, line, tell
from rawi.correcting import attribution_anchor, chain_anchor, edge_anchor, marks_attribution, marks_chain
from rawi.errors import NotFoundError, UsageError
from rawi.language.sentences import sentences
from rawi.model import Attribution, Chain, Facts, Hop, Stored
from rawi.store.contract import Correction, CorrectionKind

Name = Annotated[str, typer.Argument(metavar="ID", help="The article: its id or address.")]
Target = tuple[CorrectionKind, tuple[str, ...], int | None]


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.command("chain")(chain)
    app.command("correct")(correct)


def chain(name: Name, as_json: JsonOption = False, archive: ArchiveOption = None) -> None:
    """Show through whom an article came: each source with the outlets and agencies between, and the words that say so.

    «stated» stands in the text; «inferred» follows from other articles; a gap is what nobody says. A chain tells how news came, not
    whether it is true.

    Example: rawi chain 3dc5d327055ac246
    """
    from rawi.app import reading
    from rawi.settings import load

    with reading(load(archive=archive)) as opened:
        stored = _found(opened, name)
        facts = opened.sourced(stored)
        for number, one in enumerate(facts.chains, start=1):
            if as_json:
                emit({"id": stored.id, "number": number, "chain": one})
            else:
                _draw(stored, number, one)
        if not facts.chains:
            tell("Nothing found: this article names no source.")


def correct(
    name: Name,
    *,
    attribution: Annotated[int | None, typer.Option("--attribution", metavar="N", min=1, help="The attribution is wrong.")] = None,
    chain: Annotated[int | None, typer.Option("--chain", metavar="N", min=1, help="The chain is wrong.")] = None,
    edge: Annotated[str | None, typer.Option("--edge", metavar="OTHER", help="That it shares its text with that article is wrong.")] = None,
    note: Annotated[str, typer.Option("--note", help="Why, for whoever reads the list.")] = "",
    mark: Annotated[int | None, typer.Option("--mark", metavar="N", min=1, help="With --undo: this mark of the list.")] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Take the mark away; alone, all marks of the article.")] = False,
    listing: Annotated[bool, typer.Option("--list", help="Number what can be marked, and show what was.")] = False,
    archive: ArchiveOption = None,
) -> None:
    """Mark what was found in an article as wrong. Marks are kept, outlast `rawi rebuild`, and what they mean is shown as corrected.

    Where `rawi up` runs, it takes the mark and shows it at once.

    Example: rawi correct 3dc5d327055ac246 --attribution 2 --note "not a source"
    """
    from rawi.app import mark_in, reading
    from rawi.serve.handover import Marking
    from rawi.settings import load

    chosen = sum(value is not None for value in (attribution, chain, edge, mark))
    apart = (listing and (chosen or undo)) or (note and (undo or listing)) or (mark and not undo)
    if chosen > 1 or not (chosen or listing or undo) or apart:
        one = "--attribution N, --chain N or --edge OTHER (with --note or --undo), --mark N with --undo, or --list"
        raise UsageError(f"Name one thing: {one}.", about="correct")
    settings = load(archive=archive)
    with reading(settings) as opened:
        stored = _found(opened, name)
        if listing:
            _list(opened, stored)
            return
        if not undo:
            kind, anchor, beside = _target(opened, stored, attribution, chain, edge)
            markings = [Marking(stored.key, kind, anchor, note, beside)]
        else:
            marks = _marks(opened, stored, mark, None if chosen == 0 or mark else _target(opened, stored, attribution, chain, edge))
            markings = [Marking(stored.key, one.kind, one.anchor, undo=True) for one in marks]
    done = mark_in(settings, markings) if markings else 0
    if not undo:
        tell("Marked as wrong." if done else "It was marked already.")
    elif chosen:
        tell("Taken away." if done else "It was not marked.")
    else:
        tell(f"{done} marks taken away.")


# ---------------------------------------------------------------- chains


def _draw(stored: Stored, number: int, one: Chain) -> None:
    """Draw a chain: all of it in a line, then what each hop rests on."""
    line(f"{number}. {'main chain, ' if one.main else ''}{one.confidence}")
    line("   " + " → ".join(map(_hop, one.hops)))
    for hop in one.hops:
        held = f"; article {hop.article}" if hop.article else ""
        line(f"   - {_hop(hop)}: {hop.basis}{held}")
        if hop.evidence:
            line(f"     {_sentence(stored.article.text, hop.evidence.start, hop.evidence.text)}")


def _hop(hop: Hop) -> str:
    return f"{' '.join(hop.name.split())} ({hop.kind})" if hop.name else f"[gap: {hop.kind}]"


def _sentence(text: str, start: int, words: str) -> str:
    """Return the sentence in which words stand; the words alone where they stand in the byline and not in the text."""
    if not text.startswith(words, start):
        return words
    return next((" ".join(span.text.split()) for span in sentences(text) if span.start <= start < span.end), words)


# ---------------------------------------------------------------- corrections


def _found(opened: Any, name: str) -> Stored:
    stored = opened.article(name)
    if not isinstance(stored, Stored):
        raise NotFoundError(f"There is no article {name} in this archive; `rawi search` finds ids.", about=name)
    return stored


def _target(opened: Any, stored: Stored, attribution: int | None, chain: int | None, edge: str | None) -> Target:
    """Return what is meant, as it is kept. Numbers are those of `--list`: they count what is marked too, and so do not move.

    Raises:
        NotFoundError: there is no such number, or no such article.
    """
    findings: Facts = opened.findings(stored)
    if attribution is not None:
        return "attribution", attribution_anchor(_numbered(findings.attributions, attribution, "attribution")), None
    if chain is not None:
        return "chain", chain_anchor(_numbered(findings.chains, chain, "chain")), None
    other = _found(opened, edge or "")
    if other.key == stored.key:
        raise UsageError("An edge leads to another article: name its id after --edge.", about=edge or "")
    anchor = edge_anchor(stored.key, other.key)
    known = any(mark.kind == "edge" and mark.anchor == anchor for mark in opened.corrections(stored.key))
    if not known and all(other.key != pair.b_key for pair in opened.reuse_of(stored.key)):
        raise NotFoundError(f"{stored.id} and {other.id} share no text here; `rawi reuse {stored.id}` lists what does.", about=other.id)
    return "edge", anchor, other.key


def _numbered(of: Any, number: int, what: str) -> Any:
    if number > len(of):
        raise NotFoundError(f"There is no {what} {number} in this article: `--list` numbers what there is ({len(of)}).", about=str(number))
    return of[number - 1]


def _marks(opened: Any, stored: Stored, number: int | None, target: Target | None) -> Sequence[Correction]:
    """Return the marks that are to go: one by its number in the list, those that mean a finding, or all.

    A mark may have been made in slightly other words than the finding has today.
    """
    marks: tuple[Correction, ...] = opened.corrections(stored.key)
    if number is not None:
        return (_numbered(marks, number, "mark"),)
    if target is None:
        return marks
    kind, anchor, _ = target
    findings: Facts = opened.findings(stored)
    return [
        mark
        for mark in marks
        if mark.kind == kind
        and (
            mark.anchor == anchor
            or any(attribution_anchor(one) == anchor and marks_attribution(mark, one) for one in findings.attributions)
            or any(chain_anchor(one) == anchor and marks_chain(mark, one) for one in findings.chains)
        )
    ]


def _list(opened: Any, stored: Stored) -> None:
    """Number attributions and chains, name edges, and tell what was marked as wrong."""
    findings: Facts = opened.findings(stored)
    marks: tuple[Correction, ...] = opened.corrections(stored.key)
    for number, one in enumerate(findings.attributions, start=1):
        line(f"{_wrong(any(marks_attribution(mark, one) for mark in marks))}\tattribution\t{number}\t{_said(one)}")
    for number, path in enumerate(findings.chains, start=1):
        line(f"{_wrong(any(marks_chain(mark, path) for mark in marks))}\tchain\t{number}\t{' → '.join(map(_hop, path.hops))}")
    for pair in opened.reuse_of(stored.key):
        line(f"{_wrong(False)}\tedge\t{pair.b}\t{pair.share.a_in_b:.0%}")
    for number, mark in enumerate(marks, start=1):
        words = " → ".join(" ".join(part.split()) for part in mark.anchor)
        line(f"marked\t{mark.kind}\t{number}\t{mark.at.value}\t{mark.method}\t{words}\t{' '.join(mark.note.split())}")


def _wrong(marked: bool) -> str:
    return "wrong" if marked else "-"


def _said(one: Attribution) -> str:
    cue, speaker, content = attribution_anchor(one)
    shown = " ".join(content.split())
    return f"{cue} | {speaker or one.speaker_resolved or '-'} | {shown[:80] + '…' if len(shown) > 80 else shown}"
