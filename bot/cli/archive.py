"""The commands about the archive itself: `index`, `articles`, `show`, `stats`."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from bot.cli.common import PathArgument, common, of_some_days, of_some_kind, opened, with_options
from bot.cli.report import check_place, summary, written_report
from bot.cli.terminal import console, display, is_without_bold, say, stopped_by_signals, warn, write_json
from bot.conversation import require_some_day
from bot.render.articles import article_json, article_summary_json, article_text, articles_text, namesakes_text
from bot.render.phrases import counted, encodable, news_lines
from bot.render.statistics import statistics_json, statistics_text
from bot.settings import Settings
from retrieval import (
    Article,
    ArticleFilter,
    NotFound,
    Searcher,
    StateError,
    browse_all,
    how_watched,
    shown_title,
    statistics,
    watching,
)


@click.command()
@click.option("--rebuild", is_flag=True, help="Builds the index from scratch.")
@click.option("--accept-removals", is_flag=True, help="Also takes out files that vanished all at once.")
@click.option("--report", type=PathArgument(dir_okay=False), metavar="FILE", help="File by file: .html or .csv.")
@click.option("--watch", is_flag=True, help="Keeps doing so whenever they change, until Ctrl-C or SIGTERM.")
@common
@click.pass_obj
def index(
    settings: Settings, /, rebuild: bool, accept_removals: bool, report: Path | None, watch: bool, **options: Any
) -> None:
    """Updates the index to match the articles as they are now.

    When the folder is empty or can't be read, or more than half of its files (and more than 20) are missing at once,
    nothing is removed from the index: a disk may be missing. --accept-removals confirms that they were deleted.
    """
    settings = with_options(settings, options)
    if report is not None:
        check_place(report, settings.corpus)
    with opened(
        settings,
        rebuild=rebuild,
        thorough=True,
        every_problem=True,
        accept_removals=accept_removals,
        may_be_empty=watch,
    ) as searcher:
        lines, is_kept = list(_indexed(searcher)), searcher.archive.is_kept
        if report is not None:
            written_report(searcher, searcher.changes, report)
        if watch and is_kept:
            _watch(settings, searcher, lines)
            return
    _write_lines(lines)
    if not is_kept:
        # Why not was said; to keep it is what this command is for.
        raise SystemExit(StateError.exit_code)


def _watch(settings: Settings, searcher: Searcher, lines: Iterable[str]) -> None:
    """Prints the result of indexing, and from then on what changes, until it is told to end."""
    mode = "auto" if settings.watch.mode == "off" else settings.watch.mode
    stop = stopped_by_signals()
    with watching(searcher, settings.watch._replace(mode=mode), lambda news: _write_lines(news_lines(news))):
        _write_lines(lines)
        stop.wait()


def _indexed(searcher: Searcher) -> Iterator[str]:
    """What the archive holds, the result of indexing it, and what was read and left out, a line each."""
    changes, archive = searcher.changes, searcher.archive
    counts = f"{counted(archive.article_count(), 'article')}, {counted(archive.passage_count(), 'passage')}"
    yield f"{counts} ({changes.added:,} new, {changes.changed:,} changed, {changes.removed:,} gone)."
    if status := searcher.index.standing():
        yield status
    yield from summary(searcher)


def _write_lines(lines: Iterable[str]) -> None:
    """Prints lines."""
    for line in lines:
        say(line)


@click.command()
@click.argument("words", type=encodable, nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="One line of JSON per article.")
@of_some_days
@of_some_kind
@common
@click.pass_obj
def articles(settings: Settings, /, words: tuple[str, ...], as_json: bool, **options: Any) -> None:
    """Lists the articles of the archive, newest first, or those that match.

    With WORDS, lists only articles that have each of them in the title or the path; parts of words count, too.
    """
    conditions = ArticleFilter(
        " ".join(words), **{name: options.pop(name) for name in ("since", "until", "source", "language")}
    )
    require_some_day(conditions.since, conditions.until, None)
    settings = with_options(settings, options)
    article = None
    with opened(settings, sample=not as_json, apart=True) as searcher, searcher.reading() as index:
        for article in searcher.archive.outlines() if conditions == ArticleFilter() else browse_all(index, conditions):
            if as_json:
                write_json(article_summary_json(article))
            else:
                display(articles_text([(article, shown_title(article))]))
    if article is None and conditions != ArticleFilter():
        warn(
            "No article has all of these words in its title or path."
            if words
            else "No article matches what was asked for."
        )


_Named = tuple[list[Article], tuple[int, ...]]
"""The articles of a name, and the numbers of the paragraphs that were meant."""


@click.command()
@click.option("--json", "as_json", is_flag=True, help="The numbers as JSON.")
@common
@click.pass_obj
def stats(settings: Settings, /, as_json: bool, **options: Any) -> None:
    """Shows figures of the archive, with a histogram of the dates."""
    settings = with_options(settings, options)
    with opened(settings, may_be_empty=True, sample=not as_json, apart=True) as searcher, searcher.reading() as index:
        numbers = statistics(index)
    corpus, watched = str(settings.corpus), how_watched(settings.corpus, settings.watch)
    if as_json:
        write_json(statistics_json(numbers, corpus, watched))
    else:
        display(statistics_text(numbers, corpus, watched, console().width))


@click.command()
@click.argument("article", type=encodable, nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="The article with its text as JSON; if several, one line each.")
@common
@click.pass_obj
def show(settings: Settings, /, article: tuple[str, ...], as_json: bool, **options: Any) -> None:
    """Shows an article, named by its id, path, title or address; ARTICLE#N marks its paragraph N.

    Capitals and quotation marks of a title, and the scheme, www. and tracking parameters of an address don't matter.
    If several articles have that name, they are listed with their ids. Several names show one article after the
    other.
    """
    with opened(with_options(settings, options), sample=not as_json, apart=True) as searcher:
        for name, (articles, paragraphs) in _articles_named(searcher, article):
            _show_named(searcher, name, articles, paragraphs, as_json=as_json)


def _articles_named(searcher: Searcher, words: Sequence[str]) -> list[tuple[str, _Named]]:
    """The articles that some words name, the words of a title together or each alone, and the paragraphs meant."""
    name = " ".join(words)
    try:
        return [(name, searcher.archive.find(name))]
    except NotFound:
        matches = {word: searcher.archive.named(word) for word in words[1:] and words}
        if not any(matches.values()):
            raise
        return [(word, searcher.archive.find(word)) for word in words]


def _show_named(
    searcher: Searcher, name: str, articles: Sequence[Article], paragraphs: tuple[int, ...], *, as_json: bool
) -> None:
    """Shows an article; a list of several that have one name.

    Args:
        searcher: Of the archive.
        name: The name.
        articles: The articles.
        paragraphs: The paragraphs that were meant.
        as_json: Whether as JSON, each article in a line.
    """
    if as_json:
        for article in articles:
            write_json(article_json(article, searcher.archive.not_indexed(article)))
    elif len(articles) > 1:
        warn(namesakes_text(len(articles), name))
        display(articles_text((article, shown_title(article)) for article in articles))
    else:
        article = articles[0]
        about = (article, shown_title(article), paragraphs, searcher.archive.not_indexed(article))
        display(article_text(*about, marks=is_without_bold()))
