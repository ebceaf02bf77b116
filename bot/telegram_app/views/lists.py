"""What is shown besides answers: what the archive holds, what one might ask, how answers look. Pure."""

from collections.abc import Sequence

from babel import Locale

from bot.telegram_app.archive.overview import Entry, Holdings
from bot.telegram_app.translations import Words, languages
from bot.telegram_app.views.answers import TITLE, Look, View
from bot.telegram_app.views.html import Block, Span, bold, fitted, line, link, shortened
from bot.telegram_app.views.keyboards import Press, Row

LISTED = 8
"""Articles on a page of `/sources`."""

LATEST = 10
"""Articles that `/latest` names."""

PASSAGES = (1, 3, 5)
"""How many passages an answer can be set to show."""

EXAMPLE, SOURCES, OPTION = "e", "s", "o"


def examples(names: Sequence[str], say: Words) -> list[Row]:
    """A button with a question for each name."""
    return [
        [(say("What is said about {name}?", name=name), Press(EXAMPLE, str(number)))]
        for number, name in enumerate(names)
    ]


def sources(held: Holdings, say: Words, look: Look, page: int = 0) -> View:
    """How many articles there are, from when to when, and a page of them; `page` counts from 0."""
    pages = max(1, -(-len(held.entries) // LISTED))
    page = min(max(page, 0), pages - 1)
    blocks = [line(bold(say.count("{number} article", "{number} articles", len(held.entries))))]
    if held.first and held.last:
        blocks.append(line(say("From {first} to {last}.", first=say.date(held.first), last=say.date(held.last))))
    blocks.append(line(""))
    blocks += [_entry(entry, say, look) for entry in held.entries[page * LISTED : (page + 1) * LISTED]]
    row = [
        *([(say("◀ Newer"), Press(SOURCES, "", page - 1))] if page else []),
        *([(say("Older ▶"), Press(SOURCES, "", page + 1))] if page + 1 < pages else []),
    ]
    if pages > 1:
        blocks += [line(""), line(Span(say("Page {page} of {pages}", page=page + 1, pages=pages), "i"))]
    return View(fitted(blocks), [row])


def latest(held: Holdings, say: Words, look: Look) -> View:
    """The newest articles."""
    return View(
        fitted([line(bold(say("The newest articles"))), *[_entry(e, say, look) for e in held.entries[:LATEST]]])
    )


def settings(look: Look, chosen: str | None, say: Words) -> View:
    """How answers look, each choice with its buttons; `chosen` is the language, None where Telegram's is followed."""
    language = _own_name(chosen) if chosen else say("as in Telegram")
    blocks = [
        line(bold(say("Settings"))),
        line(say("Passages in an answer: {number}", number=look.passages)),
        line(say("Links to articles: {state}", state=say("on") if look.links else say("off"))),
        line(say("My own words: {language}", language=language)),
    ]
    count = [(_mark(str(n), on=n == look.passages), Press(OPTION, "passages", n)) for n in PASSAGES]
    links = [
        (_mark(say("links"), on=look.links), Press(OPTION, "links", 1)),
        (_mark(say("no links"), on=not look.links), Press(OPTION, "links", 0)),
    ]
    tongues = [
        (_mark(_own_name(name), on=name == chosen), Press(OPTION, "language", number))
        for number, name in enumerate(languages())
    ]
    follow = [(_mark(say("as in Telegram"), on=chosen is None), Press(OPTION, "language", len(languages())))]
    return View(blocks, [count, links, *[tongues[i : i + 3] for i in range(0, len(tongues), 3)], follow])


def option(press: Press) -> tuple[str, int | bool | str | None] | None:
    """The preference and value that a button of `settings` stands for; None where it is none of them."""
    if press.subject == "passages" and press.number in PASSAGES:
        return "passages", press.number
    if press.subject == "links" and press.number in (0, 1):
        return "links", bool(press.number)
    if press.subject == "language" and 0 <= press.number <= len(languages()):
        return "language", (*languages(), None)[press.number]
    return None


def _entry(entry: Entry, say: Words, look: Look) -> Block:
    (title,) = shortened([Span(entry.title)], TITLE)
    rest = [say.date(entry.date), *([entry.source] if entry.source else [])]
    return line("• ", link(title.text, entry.url if look.links else None), " · " + " · ".join(rest))


def _own_name(language: str) -> str:
    """What a language calls itself."""
    return (Locale.parse(language).get_display_name(language) or language).capitalize()


def _mark(label: str, *, on: bool) -> str:
    return f"✓ {label}" if on else label
