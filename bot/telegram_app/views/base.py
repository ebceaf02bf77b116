"""What all views share: the message they make, how it is displayed, and how a citation reads. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.render.links import article_link
from bot.telegram_app.translations import Words
from bot.telegram_app.views.html import Page, Span, line, link, shortened_text
from bot.telegram_app.views.keyboards import ButtonRow
from retrieval import Citation

FOLDED_FROM = 700
"""A quotation of more code points opens on a tap: about the twelve lines that half a telephone's screen has."""

TITLE = 80
"""Code points of a title that are shown in a citation: two lines on a telephone."""

PUBLISHER = 80
"""Code points of the name of a source."""

AUTHORS = 3
"""How many authors are named in a citation."""


@dataclass(frozen=True, slots=True)
class View:
    """A message: its page, within Telegram's limits, and the rows of its buttons.

    With a picture, a PNG, the page is its caption.
    """

    page: Page
    rows: Sequence[ButtonRow] = ()
    picture: bytes | None = None


def text_view(text: str) -> View:
    """A message of one plain sentence, without buttons."""
    return View([line(text)])


@dataclass(frozen=True, slots=True)
class DisplayOptions:
    """How somebody wants answers displayed.

    `passages` is the number of passages in a message, `links` whether titles lead to where articles came from, and
    `text_fragments` whether they lead to the very words there rather than to the page. `public_url` is where the web
    page is reached, which shows the words of any citation; empty if it is not. `username` is the bot's, and
    `signature` makes what goes after the payload of a link that opens an answer in any chat. With `pins`, answers have
    a button that keeps them: what they cite is watched then. `languages_gone` are those that were chosen and in none of
    which an article is any more, as codes with commas between them: all are searched meanwhile, which answers say.
    """

    passages: int = 3
    links: bool = True
    username: str = ""
    text_fragments: bool = True
    public_url: str = ""
    signature: Callable[[str], str] = lambda _payload: ""
    pins: bool = False
    languages_gone: str = ""

    def link(self, payload: str) -> str:
        """The address that opens the bot with a payload and our signature of it."""
        return deep_link(self.username, payload + self.signature(payload))

    def address(self, citation: Citation) -> str | None:
        """The address that the title of a citation leads to; None if it leads nowhere."""
        if not self.links:
            return None
        own = citation.link or citation.url if self.text_fragments else citation.url
        return own or self.page(citation.article, citation.paragraphs)

    def page(self, article: str, paragraphs: Sequence[int] = ()) -> str | None:
        """Where the web page shows an article, at the first of some paragraphs; None if there are to be no links."""
        return article_link(self.public_url, article, next(iter(paragraphs), None)) if self.links else None


def deep_link(username: str, payload: str) -> str:
    """The address that opens the bot with `/start payload`."""
    return f"https://t.me/{username}?start={payload}"


def linked_title(citation: Citation, options: DisplayOptions) -> Span:
    """The title of a citation, shortened; it leads to the article where that has an address."""
    return link(shortened_text(citation.title or citation.article, TITLE), options.address(citation))


def source(citation: Citation, say: Words, options: DisplayOptions) -> list[Span]:
    """The linked title, date, authors, heading and paragraphs of a citation, as part of a line.

    Args:
        citation: The citation.
        say: The words of the reader's language.
        options: How the reader wants answers displayed.
    """
    heading = [citation.heading] if citation.heading else []
    authors = [author_names(citation.authors)] if citation.authors else []
    details = " · ".join(["", say.date(citation.date), *authors, *heading, ""])
    numbers, page = paragraph_numbers(citation.paragraphs), options.page(citation.article, citation.paragraphs)
    where = [Span(details), link(numbers, page)] if page else [Span(details + numbers)]
    return [linked_title(citation, options), *where]


def languages_searched(searched: str | None, languages_gone: str, say: Words) -> str:
    """In which languages articles are searched; empty if in all of them, as usual.

    Args:
        searched: Codes of languages, with commas between them.
        languages_gone: Codes of those that were chosen, where no article is in any of them now.
        say: The words of the reader's language.
    """
    if searched:
        return say("Only articles in {languages} are searched.", languages=say.languages(searched))
    if languages_gone:
        return say(
            "There are no articles in {languages} any more, so articles in all languages are searched.",
            languages=say.languages(languages_gone),
        )
    return ""


def author_names(authors: Sequence[str]) -> str:
    """The first of an article's authors, and how many more there are."""
    more = len(authors) - AUTHORS
    names = "; ".join(authors[:AUTHORS])
    return shortened_text(f"{names} + {more}" if more > 0 else names, TITLE)


def paragraph_numbers(numbers: Sequence[int]) -> str:
    """Paragraph numbers as people cite them, such as "¶ 3–5"."""
    if not numbers:
        return "¶"
    return f"¶ {numbers[0]}" if len(numbers) == 1 else f"¶ {numbers[0]}–{numbers[-1]}"
