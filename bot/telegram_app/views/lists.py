"""What is displayed besides answers: what the archive holds, example questions, settings. Pure."""

from collections.abc import Mapping, Sequence

from bot.telegram_app.archive.overview import ArchiveOverview, ListedArticle
from bot.telegram_app.translations import Words, languages
from bot.telegram_app.views.base import PUBLISHER, TITLE, DisplayOptions, View, languages_searched, text_view
from bot.telegram_app.views.html import Block, Span, bold, fitted, line, link, one_line, shortened_text
from bot.telegram_app.views.keyboards import ButtonRow, Press
from bot.telegram_app.writing import WRITINGS

LISTED = 8
"""Articles on a page of `/sources`: they fit a telephone's screen."""

LATEST = 10
"""Articles that `/latest` lists."""

PASSAGES = (1, 3, 5)
"""How many passages a message of an answer can be set to show."""

LANGUAGES_ABREAST = 3
"""Languages in a row of buttons; Telegram cuts the names of four."""

MOST_LANGUAGES = 12
"""Languages of articles that have a button or are named: four rows."""

MOST_SAID = 600
"""Code points of a sentence that repeats what somebody wrote."""

EXAMPLE, SOURCES, OPTION, LANGUAGE = "e", "s", "o", "y"


def example_rows(names: Sequence[str], say: Words) -> list[ButtonRow]:
    """A button with a question for each name."""
    return [
        [(say("What do the articles say about {name}?", name=name), Press(EXAMPLE, str(number)))]
        for number, name in enumerate(names)
    ]


def sources_view(overview: ArchiveOverview, say: Words, options: DisplayOptions, page: int = 0) -> View:
    """How many articles there are, their first and last day, and a page of them.

    Args:
        overview: What the archive holds.
        say: The words of the reader's language.
        options: How the reader wants answers displayed.
        page: Counts from 0; a page that does not exist becomes the nearest one that does.
    """
    articles = overview.articles
    pages = max(1, -(-len(articles) // LISTED))
    page = min(max(page, 0), pages - 1)
    blocks = [line(bold(say.count("{number} article", "{number} articles", len(articles))))]
    if overview.first_day and overview.last_day:
        first, last = say.date(overview.first_day), say.date(overview.last_day)
        blocks.append(line(say("From {first} to {last}.", first=first, last=last)))
    blocks.append(line(""))
    blocks += [_article(article, say, options) for article in articles[page * LISTED : (page + 1) * LISTED]]
    row = [
        *([(say("◀ Newer"), Press(SOURCES, "", page - 1))] if page else []),
        *([(say("Older ▶"), Press(SOURCES, "", page + 1))] if page + 1 < pages else []),
    ]
    if pages > 1:
        blocks += [line(""), line(Span(say("Page {page} of {pages}", page=page + 1, pages=pages), "i"))]
    return View(fitted(blocks), [row])


def latest_view(overview: ArchiveOverview, say: Words, options: DisplayOptions) -> View:
    """The newest articles.

    Args:
        overview: What the archive holds.
        say: The words of the reader's language.
        options: How the reader wants answers displayed.
    """
    articles = [_article(article, say, options) for article in overview.articles[:LATEST]]
    return View(fitted([line(bold(say("The newest articles"))), *articles]))


def settings_view(options: DisplayOptions, language: str | None, say: Words) -> View:
    """The settings, each with its buttons.

    Args:
        options: How answers are displayed now.
        language: The language that was chosen; None if Telegram's is followed.
        say: The words of the reader's language.
    """
    blocks = [
        line(bold(say("Settings"))),
        line(say("Passages per answer: {number}", number=options.passages)),
        line(say("Links to articles: {state}", state=say("on") if options.links else say("off"))),
        line(say("My language: {language}", language=WRITINGS[language].name if language else say("as in Telegram"))),
    ]
    passages = [(_ticked(str(n), on=n == options.passages), Press(OPTION, "passages", n)) for n in PASSAGES]
    links = [
        (_ticked(say("links"), on=options.links), Press(OPTION, "links", 1)),
        (_ticked(say("no links"), on=not options.links), Press(OPTION, "links", 0)),
    ]
    names = [
        (_ticked(WRITINGS[name].name, on=name == language), Press(OPTION, "language", number))
        for number, name in enumerate(languages())
    ]
    telegrams = [(_ticked(say("as in Telegram"), on=language is None), Press(OPTION, "language", len(names)))]
    rows_of_names = [names[i : i + LANGUAGES_ABREAST] for i in range(0, len(names), LANGUAGES_ABREAST)]
    return View(blocks, [passages, links, *rows_of_names, telegrams])


def chosen_option(press: Press) -> tuple[str, int | bool | str | None] | None:
    """The preference and its value that a button of `settings_view` stands for; None if it is not one of them."""
    if press.subject == "passages" and press.number in PASSAGES:
        return "passages", press.number
    if press.subject == "links" and press.number in (0, 1):
        return "links", bool(press.number)
    if press.subject == "language" and 0 <= press.number <= len(languages()):
        return "language", (*languages(), None)[press.number]
    return None


def language_view(article_counts: Mapping[str, int], searched: str | None, languages_gone: str, say: Words) -> View:
    """In which languages articles are searched, with a button for each and one for all.

    Args:
        article_counts: How many articles there are in each language, most first.
        searched: Codes, with commas between them; None: all.
        languages_gone: Codes of those that were chosen, where no article is in any of them now.
        say: The words of the reader's language.
    """
    state = languages_searched(searched, languages_gone, say) or say("Articles in all languages are searched.")
    blocks = [line(bold(say("Languages of the articles"))), line(state)]
    if len(article_counts) > 1:
        blocks.append(line(say("Several: {example}", example=f"/language {', '.join(list(article_counts)[:2])}")))
    codes = (searched or "").split(",")
    names = [
        (_ticked(_capitalised(say.languages(code)), on=code in codes), Press(LANGUAGE, code))
        for code in list(article_counts)[:MOST_LANGUAGES]
    ]
    every = [(_ticked(_capitalised(say("all languages")), on=searched is None), Press(LANGUAGE))]
    return View(blocks, [*(names[i : i + LANGUAGES_ABREAST] for i in range(0, len(names), LANGUAGES_ABREAST)), every])


def no_language_view(language: str, article_counts: Mapping[str, int], say: Words) -> View:
    """That no article is in a language that was named, and in which there are some.

    Args:
        language: The language, as it was written.
        article_counts: How many articles there are in each language, most first.
        say: The words of the reader's language.
    """
    there = say.languages(",".join(list(article_counts)[:MOST_LANGUAGES])) or "–"
    sentence = say(
        "No article is in {language}. There are articles in {languages}.", language=language, languages=there
    )
    return text_view(shortened_text(sentence, MOST_SAID))


def _capitalised(name: str) -> str:
    """A name as it stands alone: `str.capitalize` would make its other letters small."""
    return name[:1].upper() + name[1:]


def _article(article: ListedArticle, say: Words, options: DisplayOptions) -> Block:
    """A line with an article's title, date and source."""
    title = link(
        shortened_text(article.title, TITLE), (article.url or options.page(article.id)) if options.links else None
    )
    details = [say.date(article.date), *([one_line(article.source, PUBLISHER)] if article.source else [])]
    return line("• ", title, " · " + " · ".join(details))


def _ticked(label: str, *, on: bool) -> str:
    return f"✓ {label}" if on else label
