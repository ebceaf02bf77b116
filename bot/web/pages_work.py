"""What pages ask of the archive, each in one go, in a thread."""

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from bot.exports.writers import export
from bot.open_archive import Checked, OpenArchive, ShownArticle
from bot.render.checks import summary
from bot.render.phrases import counted, languages_text, visible, visible_name
from bot.render.statistics import Periods, by_period, size_text
from bot.settings import SHOWN
from bot.subjects import is_foreign
from bot.web.pages_addresses import answer_address, article_address, with_parameters
from bot.web.pages_answers import AnswerShown, answer_shown
from bot.web.pages_articles import ArticleShown, ListedArticle, article_shown, listed_article
from bot.web.pages_verdicts import (
    MarkShown,
    QuotationShown,
    VerdictShown,
    mark_shown,
    quotation_shown,
    span_of,
    unmarked_shown,
    verdict_shown,
)
from retrieval import (
    Answer,
    Article,
    ArticleFilter,
    Check,
    Citation,
    NotFound,
    Quotation,
    Statistics,
    UsageError,
    Verdict,
    kind_of,
    paragraphs,
    publishers_by_size,
)

PUBLISHERS = 60
"""Publishers that a form proposes, those with most articles."""

LOOKED_UP = 50
"""Quotations without a mark of a draft that are looked up once more where they don't stand word for word."""

BARS = 72
"""Bars of the histogram at most: on a telephone each is four points wide."""

BAR_WIDTH, BAR_GAP, BARS_HEIGHT = 10, 2, 160  # In units of the drawing, which the page makes as wide as it is.


class Masthead(NamedTuple):
    """What every page says about the archive, and what its forms propose."""

    name: str
    articles: str
    vanished: str
    publishers: Sequence[str]
    languages: Sequence[str]
    kinds: Sequence[str]


class CitedShown(NamedTuple):
    """A citation on the page of its article: its answer, its verdict, its old words where others are there now."""

    citation: str
    title: str
    answer: str
    question: str
    verdict: VerdictShown
    old: str
    at: int | None


class ArticleFound(NamedTuple):
    """An article with the citation that is marked in it; or where its words are now; or neither: it is gone."""

    article: ArticleShown | None
    cited: CitedShown | None = None
    earlier: str = ""
    later: str = ""
    elsewhere: str = ""


class Bar(NamedTuple):
    """A bar of the histogram, in points of its picture: what it is called, how many it counts, where these are."""

    name: str
    is_empty: bool
    number: str
    x: int
    width: int
    height: int
    address: str


class Listed(NamedTuple):
    """A page of a list: its articles, how many there are in all, on how many pages."""

    articles: Sequence[ListedArticle]
    summary: str
    pages: int


def masthead(archive: OpenArchive) -> Masthead:
    """What every page says about the archive."""
    searcher = archive.searcher
    with searcher.reading() as index:
        kinds = sorted({kind_of(path) for path in index.catalog.files()})
        articles = index.catalog.article_count()
        languages = list(dict.fromkeys(map(languages_text, index.languages)))
    vanished = searcher.archive.vanished
    name = archive.settings.corpus.resolve().name or str(archive.settings.corpus)
    return Masthead(
        visible(name),
        counted(articles, "article"),
        visible(str(vanished or "")),
        list(map(visible, publishers_of(archive))),
        languages,
        kinds,
    )


def new_answer(
    archive: OpenArchive, *, question: str, after: str | None, keep: bool, narrowed: Mapping[str, Any]
) -> AnswerShown:
    """The answer to a question.

    Args:
        archive: The archive.
        question: In plain words.
        after: The id of an answer that the question may continue from.
        keep: Whether the answer goes to the journal.
        narrowed: What `Searcher.ask` takes besides.
    """
    answer = archive.ask(question, after=after, keep=keep, **narrowed)
    return answer_shown(answer, _articles(archive, answer, ()))


def earlier_answer(archive: OpenArchive, *, identity: str) -> tuple[AnswerShown, str, dict[str, Any]]:
    """An answer given before with the verdicts as of now, these in a sentence, and what its question was limited to."""
    answer = archive.answer(identity)
    checks = archive.check_answer(answer)
    verdicts = summary(checks, datetime.datetime.now(datetime.UTC))
    return answer_shown(answer, _articles(archive, answer, checks), checks), verdicts, _narrowed(answer)


def unchecked(archive: OpenArchive, *, identity: str) -> tuple[AnswerShown, str, dict[str, Any]]:
    """An answer given before, and instead of verdicts that its citations are being checked."""
    answer = archive.answer(identity)
    notice = "The citations are being compared with their sources; this page will then show the verdicts."
    return answer_shown(answer, _articles(archive, answer, ())), notice, _narrowed(answer)


def exported(archive: OpenArchive, *, identity: str, form: str) -> tuple[str, str]:
    """An answer's id, and the answer in another format.

    Args:
        archive: The archive.
        identity: The answer's id.
        form: One of the formats of `pincite export`.
    """
    answer = archive.answer(identity)
    return answer.id, export(answer, form, archive.searcher, archive.settings.public_url)


def _narrowed(answer: Answer) -> dict[str, Any]:
    """The days, publisher and languages that an answer was limited to."""
    names = ("since", "until", "source", "language")
    return {name: value for name in names if (value := answer.provenance.get(name))}


def _articles(archive: OpenArchive, answer: Answer, checks: Sequence[Check]) -> dict[str, Article]:
    """The articles of an answer that there are, also those in which its words stand now."""
    ids = {passage.citation.article for passage in answer.passages} | {it.article for it in checks if it.article}
    with archive.searcher.reading() as index:
        return {article.id: article for article in index.catalog.readable_articles(ids)}


def article(
    archive: OpenArchive,
    *,
    identity: str,
    citation: str | None,
    words: tuple[int, int] | None,
    paragraph: int | None,
    part: int | None,
) -> ArticleFound:
    """An article, with the words of a citation or a place marked.

    Args:
        archive: Where it is.
        identity: Its id.
        citation: The id of a citation.
        words: From where to where words are to be marked.
        paragraph: The number of a paragraph to show.
        part: The part of a long article to show.

    Raises:
        NotFound: There is no such article, and no citation names it.
    """
    checked = _checked(archive, citation) if citation else None
    if checked and checked.check.article not in (None, identity):
        return ArticleFound(None, elsewhere=_elsewhere(archive, checked))
    match = _named(archive, identity)
    if match is None:
        if checked is None:
            raise NotFound(f"There is no article {identity[:SHOWN]!r} in this archive.")
        return ArticleFound(None, _cited(archive, checked, None))
    if match.article.id != identity:
        return ArticleFound(None, elsewhere=article_address(match.article.id, next(iter(match.marked), None)))
    cited_span, sentence, cited_shown = words, None, None
    if checked:
        cited_span, sentence = _spans(archive, checked, match.article)
        cited_shown = _cited(archive, checked, _paragraph_at(match.article, cited_span))
    page = article_shown(match.article, match.not_indexed, cited_span, sentence, paragraph=paragraph, part=part)
    span = words if words and not citation else None
    beside = (page.part - 1, page.part + 1)
    earlier, later = (article_address(identity, citation=citation, span=span, part=number) for number in beside)
    return ArticleFound(page, cited_shown, earlier if page.part > 1 else "", later if page.part < page.parts else "")


def quoted(archive: OpenArchive, *, text: str, article: str | None, speaker: str | None) -> QuotationShown:
    """The verdict on a quotation; raises `UsageError` if there is no word in it.

    Args:
        archive: The archive.
        text: The quotation.
        article: The article that it is said to be from; None: none is named.
        speaker: The person whose words it is said to be; None: nobody is named.
    """
    return quotation_shown(archive.quote(text, article=article, speaker=speaker))


def draft_checked(archive: OpenArchive, *, draft: str) -> tuple[list[MarkShown], str]:
    """The verdicts on a draft, and how many there are of each; raises `UsageError` if there is nothing to check."""
    checked = archive.check_text(draft, every=True)
    if not checked:
        raise UsageError("There is neither a quotation in this draft nor a citation mark like [pincite:k7q2m9.1].")
    with archive.searcher.reading() as index:
        there = index.catalog.keys_of({it.check.article for it in checked if it.check.article})
        titles = {article.id: article.shown_title for article in index.catalog.outlines(there).values()}
    looked_up = {it.check.quotation for it in checked if is_foreign(it.check)}
    quotations = _looked_up(archive, sorted(filter(None, looked_up))[:LOOKED_UP])
    marks = [_mark(it, titles, quotations) for it in checked]
    counts = Counter(mark.verdict.word for mark in marks)
    now = datetime.datetime.now(datetime.UTC)
    verdicts = ", ".join(f"{count:,} {word}" for word, count in counts.most_common())
    return marks, f"{verdicts}. Checked {now:%Y-%m-%d %H:%M} UTC."


def _looked_up(archive: OpenArchive, texts: Sequence[str]) -> dict[str, Quotation]:
    """What the archive has of quotations without a mark that are not in it word for word."""
    verdicts = {}
    for text in texts:
        with suppress(UsageError):  # There is no word in it.
            verdicts[text] = archive.quote(text)
    return verdicts


def _mark(checked: Checked, titles: Mapping[str, str], quotations: Mapping[str, Quotation]) -> MarkShown:
    """The verdict on a place of a draft.

    Args:
        checked: The place, and its verdict.
        titles: Those of the articles that there are.
        quotations: Verdicts on quotations without a mark.
    """
    check, line = checked.check, checked.subject.line
    if is_foreign(check) and (quotation := quotations.get(check.quotation or "")):
        return unmarked_shown(quotation, line)
    return mark_shown(check, titles.get(check.article or "", _title(checked)), line)


def listed(archive: OpenArchive, *, conditions: ArticleFilter, limit: int, page: int) -> Listed:
    """A page of the articles that are wanted, newest first; raises `UsageError` if no article can be such.

    Args:
        archive: The archive.
        conditions: Which articles.
        limit: How many stand on a page.
        page: Which page, from 1.
    """
    browsed = archive.articles(conditions, limit=limit, offset=(page - 1) * limit)
    summary = f"{counted(browsed.total, 'article')}, newest first." if browsed.total else "No article matches."
    return Listed(list(map(listed_article, browsed.articles)), summary, max(1, -(-browsed.total // limit)))


def figures(archive: OpenArchive) -> dict[str, Any]:
    """The archive in numbers, as the page of figures shows them."""
    numbers, publishers = archive.statistics(), publishers_of(archive)
    periods = by_period(numbers.months, BARS) if numbers.months else None
    return {
        "figures": _figures(numbers),
        "bars": _bars(periods) if periods else [],
        "width": (BAR_WIDTH + BAR_GAP) * len(periods.counts) if periods else 0,
        "period": periods.name if periods else "",
        "most": counted(max(periods.counts), "article") if periods else "",
        "tables": [
            ("Publishers", _rows(publishers, "source")),
            ("Languages", _rows(numbers.languages, "language")),
            ("Files", _rows(numbers.kinds, "kind")),
        ],
        "about": _about(numbers),
    }


def publishers_of(archive: OpenArchive) -> dict[str, int]:
    """How many articles the publishers with most of them have."""
    with archive.searcher.reading() as index:
        return dict(list(publishers_by_size(index).items())[:PUBLISHERS])


def _figures(numbers: Statistics) -> list[tuple[str, str]]:
    rows = [
        ("articles", numbers.articles),
        ("of them copies of another article", numbers.copies),
        ("of them without a date", numbers.undated),
        ("paragraphs", numbers.paragraphs),
        ("different words", numbers.terms),
        ("files", numbers.files),
    ]
    return [(name, f"{number:,}") for name, number in rows]


def _rows(counts: Mapping[str, int], parameter: str) -> list[tuple[str, str, str]]:
    """The rows of a table of counts: a name, its number, and where its articles are, if a parameter names those."""
    return [
        (visible(name), f"{count:,}", with_parameters("/articles", **{parameter: name}) if parameter else "")
        for name, count in counts.items()
    ]


def _about(numbers: Statistics) -> str:
    """What there is to know of the files and the index, as a sentence."""
    last_change = f"{numbers.last_change:%Y-%m-%d %H:%M} UTC" if numbers.last_change else "never"
    sizes = f"{size_text(numbers.file_bytes)} of files, {size_text(numbers.state_bytes)} of index ({numbers.engine})"
    return f"{sizes}. Last changed: {last_change}."


def _bars(periods: Periods) -> list[Bar]:
    """The bars of the histogram; any article at all is seen."""
    most = max(periods.counts)
    return [_bar(periods, place, count, most) for place, count in enumerate(periods.counts)]


def _bar(periods: Periods, place: int, count: int, most: int) -> Bar:
    month = periods.begins + place * periods.months
    first = _first_day(month)
    last = _first_day(month + periods.months) - datetime.timedelta(1)
    names = {1: f"{first:%B %Y}", 12: str(first.year)}
    return Bar(
        name=names.get(periods.months, f"{first:%B %Y} to {last:%B %Y}"),
        is_empty=not count,
        number=f"{count:,}",
        x=place * (BAR_WIDTH + BAR_GAP),
        width=BAR_WIDTH,
        height=max(round(BARS_HEIGHT * count / most), 2) if count else 0,
        address=with_parameters("/articles", since=first, until=last),
    )


def _first_day(month: int) -> datetime.date:
    """The first day of a month that is counted from January of year 0; the first and last there are beyond these."""
    year = month // 12
    if year < datetime.MINYEAR:
        return datetime.date.min
    return datetime.date(year, month % 12 + 1, 1) if year <= datetime.MAXYEAR else datetime.date.max


def _checked(archive: OpenArchive, citation: str) -> Checked | None:
    """A citation and its verdict; None for what is not one."""
    if "." not in citation:
        return None
    with suppress(NotFound):
        return next(iter(archive.check([citation])), None)
    return None


def _citation(checked: Checked) -> Citation:
    citation = checked.subject.citations[0]
    assert isinstance(citation, Citation)
    return citation


def _title(checked: Checked) -> str:
    """The title of what a draft cites, as it was cited; empty if that may be several articles, or none."""
    citations = checked.subject.citations
    return citations[0].title if len(citations) == 1 and isinstance(citations[0], Citation) else ""


def _elsewhere(archive: OpenArchive, checked: Checked) -> str:
    """The page of the article in which a citation's words stand now."""
    check = checked.check
    assert check.article is not None
    article = archive.searcher.archive.article(check.article)
    return article_address(check.article, _paragraph_at(article, span_of(check)), citation=_citation(checked).id)


def _named(archive: OpenArchive, name: str) -> ShownArticle | None:
    """The article with an id, else the first that somebody may mean by a path, a title or an address; None for none."""
    try:
        return archive.named(name)[0]
    except NotFound:
        return None


def _paragraph_at(article: Article, span: tuple[int, int] | None) -> int | None:
    """The number of the paragraph in which a stretch begins; None if it begins in none."""
    if span is None:
        return None
    return next((p.number for p in paragraphs(article) if p.end > span[0]), None)


def _spans(
    archive: OpenArchive, checked: Checked, article: Article
) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """Where the words of a citation stand now, and where in them its answer sentence does."""
    span, citation = span_of(checked.check), _citation(checked)
    if span is None:
        return None, None
    with suppress(NotFound):
        for passage in archive.answer(citation.id.partition(".")[0]).passages:
            if passage.citation.id == citation.id:
                at = article.text.find(passage.sentence.exact, *span)
                return span, None if at < 0 else (at, at + len(passage.sentence.exact))
    return span, None


def _cited(archive: OpenArchive, checked: Checked, at: int | None) -> CitedShown:
    """A citation as the page of its article shows it."""
    citation, identity = _citation(checked), _citation(checked).id.partition(".")[0]
    rank = citation.id.rpartition(".")[2]
    question = archive.answer(identity).question
    unchanged = checked.check.verdict in (Verdict.VERIFIED, Verdict.MOVED)
    return CitedShown(
        citation.id,
        visible_name(citation.title),
        answer_address(identity, int(rank)),
        visible(question),
        verdict_shown(checked.check),
        "" if unchanged else visible(citation.exact),
        at,
    )
