"""`rawi read`: one page, read well. Comes in: an address or a file. Goes out: title, outlet, dates, text, links, tags; or why not."""

import textwrap
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from rawi.cli.output import JsonOption, emit, line, tell
from rawi.model import Article, Outlet, Refused


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.command("read")(read)


def read(
    source: Annotated[str, typer.Argument(metavar="URL|FILE", help="The address of a page, or a saved page.")],
    as_json: JsonOption = False,
) -> None:
    """Read one page: the article and nothing but the article.

    Example: rawi read https://example.org/news/1
    """
    from rawi import pipeline
    from rawi.carry.jsonl import article_fields
    from rawi.outlets.catalogue import load as load_catalogue
    from rawi.settings import load

    settings, catalogue = load(), load_catalogue()
    reading = _fetched(source, settings) if source.startswith(("http://", "https://")) else _saved(Path(source))
    if not isinstance(reading, Refused):
        reading = msgspec.structs.replace(reading, outlet=catalogue.of_url(reading.page.url))
    article = pipeline.read(reading, catalogue)
    if isinstance(article, Refused):
        if as_json:
            emit({"refused": article.reason, "detail": article.detail})
        else:
            tell(f"rawi: {article.detail} ({article.reason})")
        raise typer.Exit(1)
    if as_json:
        facts = msgspec.structs.asdict(pipeline.analyse(article, catalogue))
        emit(article_fields(article) | {name: facts[name] for name in ("attributions", "chains", "entities", "keywords", "dates")})
    else:
        outlet = catalogue.resolve(article.outlet) or Outlet(article.outlet, article.outlet, known=False)
        print_article(article, outlet, settings)


def print_article(article: Article, outlet: Outlet, settings: Any) -> None:
    """Print an article for a person: labels in the language of the settings, the text as its source wrote it."""
    from rawi.serve.words import Words

    words = Words(settings.language, digits=settings.digits, months=settings.months, timezone=settings.timezone)
    line(article.title)
    dates = [words.date(article.published)] if article.published else [words.say("list.undated")]
    line(" · ".join([outlet.name, *dates]))
    if article.byline:
        line(article.byline)
    if article.url:
        line(article.url)
    for paragraph in article.text.split("\n"):
        line()
        for row in textwrap.wrap(paragraph, 88) or [""]:
            line(row)
    _print_rest(article, words)


def _print_rest(article: Article, words: Any) -> None:
    """Print what stands beside the text: credits, promos, tags."""
    from rawi.relate.keywords import keywords
    from rawi.relate.tags import shown

    line()
    for credit in article.credits:
        line(f"{words.say('article.credits')}: {credit.as_written}")
    for promo in article.promos:
        line(f"{words.say('article.promos')}: {promo.text} {promo.url}")
    tags = shown(keywords(article.title, article.text, tags=article.tags))
    if tags:
        line(f"{words.say('article.tags')}: {words.join([tag.text for tag in tags])}")


def _saved(path: Path) -> Any:
    """Read a saved page; a folder or a missing file is answered in words."""
    from rawi.carry.pages import reading_of
    from rawi.errors import Reason, UsageError

    if path.is_dir():
        return Refused("read", Reason.NOT_HTML, f"{path} is a folder; name one page in it, or use rawi import for all of them")
    if not path.exists():
        raise UsageError(f"There is no file {path}, and it is no address that begins with http:// or https://.", about=str(path))
    return reading_of(path)


def _fetched(url: str, settings: Any) -> Any:
    """Fetch a page through the guarded client."""
    import asyncio

    from rawi.app import fetch_page

    return asyncio.run(fetch_page(url, settings))
