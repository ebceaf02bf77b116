"""The HTML pages: what is asked of each, and which template shows what the archive gives."""

import asyncio
from collections.abc import Mapping
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from aiohttp import web

from bot.open_archive import narrowed
from bot.web import pages_work
from bot.web.errors import Refused
from bot.web.guard import Guard
from bot.web.pages_addresses import with_parameters
from bot.web.pages_work import Masthead
from bot.web.requests import article_named, body, whole
from bot.web.site import Site
from retrieval import ArticleFilter, QuestionError, UsageError

LISTED = 30
"""Articles on a page of their list: a few screens of a telephone."""

MOST_PAGES = 100_000_000
"""The last page that a list may be asked for: what lies after it is not, but its number is one for SQLite."""

FIELDS = 20
"""Fields that a form may send: more than any of ours has."""

MASTHEAD_SECONDS = 5.0
"""How old what a page says about the archive may be: counting a million articles takes as long as an answer."""

WAITING_SECONDS = 2.0
"""How long a page waits for what may take long in a large archive, before it says so and shows what there is."""

AGAIN_SECONDS = 3
"""After how long such a page loads again by itself."""


class Download(NamedTuple):
    """A format in which an answer is given: its name, the ending of its files, its media type."""

    name: str
    ending: str
    kind: str


DOWNLOADS = {
    "md": Download("Markdown", "md", "text/markdown"),
    "html": Download("HTML", "html", "text/html"),
    "json": Download("JSON", "json", "application/json"),
    "csv": Download("CSV", "csv", "text/csv"),
    "bibtex": Download("BibTeX", "bib", "application/x-bibtex"),
    "csl": Download("CSL", "csl.json", "application/vnd.citationstyles.csl+json"),
    "ris": Download("RIS", "ris", "application/x-research-info-systems"),
    "annotation": Download("Web Annotation", "jsonld", "application/ld+json"),
}
"""The formats of `bot.exports`."""

_HEADINGS = {
    400: "That can't be understood",
    401: "Not without the token",
    403: "Not from here",
    404: "Not found",
    405: "Not this way",
    408: "That took too long",
    413: "That is too large",
    414: "That address is too long",
    415: "That can't be read",
    429: "Too many questions",
    500: "Something went wrong",
    503: "Not yet",
}


NARROWED = ("since", "until", "source", "language")
"""What a form narrows a search or a list by."""


class Pages:
    """The handlers of the pages."""

    def __init__(self, site: Site, guard: Guard) -> None:
        self._site = site
        self._guard = guard
        self._masthead_then: tuple[float, Masthead] | None = None
        """What was last said about the archive, and when."""

    def routes(self) -> list[web.RouteDef]:
        """What the pages are served at."""
        return [
            web.get("/", self.ask),
            web.get("/answer/{id}", self.answer),
            web.get("/answer/{id}/{form}", self.download),
            web.get("/article/{id:.*}", self.article),
            web.get("/quote", self.quote_form),
            web.post("/quote", self.quote),
            web.get("/draft", self.draft_form),
            web.post("/draft", self.draft),
            web.get("/articles", self.articles),
            web.get("/stats", self.stats),
        ]

    async def ask(self, request: web.Request) -> web.Response:
        """The question, and its answer if one is asked."""
        values = _values(request)
        filled: dict[str, Any] = {name: values.get(name, "") for name in ("question", *NARROWED)}
        if "question" not in values:
            return await self._page("front.html", "/", **filled, fault="")
        try:
            limits = _narrowed(values)
            keep = self._guard.keeps(request)
            after = values.get("after")
            work = partial(pages_work.new_answer, question=values["question"], after=after, keep=keep, narrowed=limits)
            answer = await self._site.search(work)
        except (UsageError, QuestionError) as error:
            return await self._page("front.html", "/", http_status=400, **filled, fault=str(error))
        feed = _feed(values["question"], limits)
        return await self._page("found.html", "/", **filled, answer=answer, is_kept=keep, feed=feed)

    async def answer(self, request: web.Request) -> web.Response:
        """An answer given before, each citation checked now."""
        identity = request.match_info["id"]
        checked = partial(pages_work.earlier_answer, identity=identity)
        row = await self._site.search_within(WAITING_SECONDS, ("answer", identity), checked)
        is_checked = row is not None
        if row is None:
            row = await self._site.look_up(partial(pages_work.unchecked, identity=identity))
        answer_shown, summary, limits = row
        values = {name: str(value) for name, value in limits.items()}
        answer = await self._page(
            "answer.html",
            "",
            answer=answer_shown,
            summary=summary,
            again=with_parameters("/", question=answer_shown.question, **values),
            feed=_feed(answer_shown.question, limits),
            downloads=[(form, download.name) for form, download in DOWNLOADS.items()],
        )
        return answer if is_checked else _shown_again(answer)

    async def download(self, request: web.Request) -> web.Response:
        """An answer in another format, its citations checked now."""
        identity, form = request.match_info["id"], request.match_info["form"]
        if form not in DOWNLOADS:
            raise web.HTTPNotFound
        work = partial(pages_work.exported, identity=identity, form=form)
        name, text = await self._site.search(work)
        headers = {"Content-Disposition": f'attachment; filename="pincite-{name}.{DOWNLOADS[form].ending}"'}
        return web.Response(text=text, content_type=DOWNLOADS[form].kind, charset="utf-8", headers=headers)

    async def article(self, request: web.Request) -> web.Response:
        """An article, with the words of a citation or a place marked."""
        values = _values(request)
        identity = article_named(request, "/article/") if request.match_info["id"] else values.get("id", "")
        work = partial(
            pages_work.article,
            identity=identity,
            citation=values.get("citation"),
            words=_span(values.get("words", "")),
            paragraph=_number(values, "p"),
            part=_number(values, "part"),
        )
        page, is_checked = None, True
        if citation := values.get("citation"):
            page = await self._site.search_within(WAITING_SECONDS, (citation, request.rel_url), work)
            is_checked = page is not None
        if page is None:
            page = await self._site.look_up(partial(work, citation=None))
        if page.elsewhere:
            return web.Response(status=303, headers={"Location": page.elsewhere})
        if page.article is None:
            return await self._page("gone.html", "", http_status=404, cited=page.cited)
        fields = page._asdict()
        del fields["elsewhere"]
        answer = await self._page("article.html", "", is_checked=is_checked, **fields)
        return answer if is_checked else _shown_again(answer)

    async def quote_form(self, request: web.Request) -> web.Response:
        """The form for a quotation, filled in where the address says so."""
        return await self._quote_page(_values(request))

    async def quote(self, request: web.Request) -> web.Response:
        """The verdict on a quotation."""
        values = await self._form(request)
        try:
            work = partial(
                pages_work.quoted,
                text=values.get("text", ""),
                article=values.get("article"),
                speaker=values.get("speaker"),
            )
            return await self._quote_page(values, await self._site.search(work))
        except UsageError as error:
            return await self._quote_page(values, fault=str(error))

    async def _quote_page(self, values: Mapping[str, str], quotation: object = None, fault: str = "") -> web.Response:
        filled: dict[str, Any] = {name: values.get(name, "") for name in ("text", "article", "speaker")}
        return await self._page(
            "quote.html", "/quote", http_status=400 if fault else 200, **filled, shown=quotation, fault=fault
        )

    async def draft_form(self, _request: web.Request) -> web.Response:
        """The form for a draft."""
        return await self._page("draft.html", "/draft", draft="", marks=(), summary="", fault="")

    async def draft(self, request: web.Request) -> web.Response:
        """The verdicts on the marks and quotations of a draft."""
        draft = (await self._form(request)).get("draft", "")
        try:
            marks, summary = await self._site.search(partial(pages_work.draft_checked, draft=draft))
        except UsageError as error:
            return await self._page(
                "draft.html", "/draft", http_status=400, draft=draft, marks=(), summary="", fault=str(error)
            )
        return await self._page("draft.html", "/draft", draft=draft, marks=marks, summary=summary, fault="")

    async def articles(self, request: web.Request) -> web.Response:
        """A page of the articles, newest first."""
        values = _values(request)
        names = ("title", *NARROWED, "kind")
        filled: dict[str, Any] = {name: values.get(name, "") for name in names}
        page = min(max(_number(values, "page") or 1, 1), MOST_PAGES)
        try:
            conditions = ArticleFilter(filled["title"], kind=values.get("kind"), **_narrowed(values))
            work = partial(pages_work.listed, conditions=conditions, limit=LISTED, page=page)
            listed = await self._site.look_up(work)
        except UsageError as error:
            return await self._page("articles.html", "/articles", http_status=400, **filled, fault=str(error), page=1)
        filters = {name: value for name, value in filled.items() if value}
        return await self._page(
            "articles.html",
            "/articles",
            **filled,
            fault="",
            articles=listed.articles,
            summary=listed.summary,
            page=page,
            pages=listed.pages,
            start=(page - 1) * LISTED + 1,
            is_narrowed=bool(filters),
            newer=with_parameters("/articles", **filters, page=page - 1) if page > 1 else "",
            older=with_parameters("/articles", **filters, page=page + 1) if page < listed.pages else "",
        )

    async def stats(self, _request: web.Request) -> web.Response:
        """The archive in figures; while they are counted, that it is so."""
        figures = await self._site.search_within(WAITING_SECONDS, "figures", pages_work.figures)
        if figures is None:
            fault = (
                "The figures are being counted, which takes seconds in a large archive; this page will then show them."
            )
            return _shown_again(await self._page("stats.html", "/stats", fault=fault))
        return await self._page("stats.html", "/stats", fault="", **figures)

    async def _page(self, template: str, here: str, /, http_status: int = 200, **values: Any) -> web.Response:
        """A page with what all of them show."""
        return self._site.page(template, http_status, here=here, archive=await self._masthead(), **values)

    async def _masthead(self) -> Masthead:
        """What every page says about the archive, looked up anew when it may have changed."""
        now = asyncio.get_running_loop().time()
        if self._masthead_then is None or now - self._masthead_then[0] > MASTHEAD_SECONDS:
            self._masthead_then = now, await self._site.look_up(pages_work.masthead)
        return self._masthead_then[1]

    async def _form(self, request: web.Request) -> dict[str, str]:
        """The fields of a form that have a value.

        Raises:
            Refused: What was sent is not a form, or has too many fields.
        """
        if request.content_type != "application/x-www-form-urlencoded":
            raise Refused(415, "This does not come from the form on the page.")
        data = await body(request, self._site.settings.serve.http.body_seconds)
        try:
            pairs = parse_qsl(data.decode("utf-8", "replace"), max_num_fields=FIELDS)
        except ValueError:
            raise Refused(400, f"There are more than {FIELDS} fields.") from None
        return {name: value for name, value in reversed(pairs) if value.strip()}


def page_routes(site: Site, guard: Guard) -> list[web.RouteDef]:
    """What the pages are served at."""
    return Pages(site, guard).routes()


def error_page(site: Site, status: int, sentence: str) -> web.Response:
    """The page that says what went wrong.

    Args:
        site: What handlers share.
        status: The HTTP status.
        sentence: What went wrong, and what to do.
    """
    heading = _HEADINGS.get(status, "Something went wrong")
    return site.page("error.html", status, here="", archive=None, status=status, heading=heading, sentence=sentence)


def _values(request: web.Request) -> dict[str, str]:
    """The parameters of an address that have a value, the first of each name; others may add their own."""
    return {name: value for name, value in reversed(list(request.query.items())) if value.strip()}


def _narrowed(values: Mapping[str, str]) -> dict[str, Any]:
    """The days, publisher and languages that a form names; raises `UsageError` for what is not a day."""
    return narrowed({name: values[name] for name in NARROWED if name in values})


def _number(values: Mapping[str, str], name: str) -> int | None:
    """The whole number that a parameter gives; None for what is none: a page is shown all the same."""
    try:
        return whole(values, name)
    except UsageError:
        return None


def _span(text: str) -> tuple[int, int] | None:
    """From where to where words are to be marked, written as `120-480`; None for what is not that."""
    first, dash, last = text.partition("-")
    numbers = {"first": first, "last": last}
    start, end = _number(numbers, "first"), _number(numbers, "last")
    return (start, end) if dash and start is not None and end is not None and start < end else None


def _feed(question: str, limits: Mapping[str, Any]) -> str:
    """Where the feed of a question is."""
    return with_parameters("/feed.xml", q=question, **limits)


def _shown_again(answer: web.Response) -> web.Response:
    """A page that loads again by itself."""
    answer.headers["Refresh"] = str(AGAIN_SECONDS)
    return answer
