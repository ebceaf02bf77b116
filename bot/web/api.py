"""The API: the very JSON of the command line, over HTTP. `openapi` describes it."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from aiohttp import web

from bot.journal.codec import answer_json
from bot.open_archive import OpenArchive, narrowed, only_article
from bot.render.articles import article_json, article_summary_json
from bot.render.checks import quotation_json
from bot.render.phrases import json_text
from bot.render.statistics import statistics_json
from bot.web.guard import Guard
from bot.web.openapi import ASK, BROWSE, MOST_QUOTATIONS, MOST_REFERENCES, QUOTE, document
from bot.web.requests import (
    article_named,
    flag,
    json_body,
    parameters,
    text_body,
    whole,
)
from bot.web.site import Site
from retrieval import ArticleFilter, Quotation, UsageError, how_watched

PREFIX = "/api/"


class Api:
    """The handlers of the API."""

    def __init__(self, site: Site, guard: Guard) -> None:
        self._site = site
        self._guard = guard

    def routes(self) -> list[web.RouteDef]:
        """What the API is served at."""
        return [
            web.get("/api/ask", self.ask),
            web.get("/api/answer/{id}", self.answer),
            web.delete("/api/answer/{id}", self.forget),
            web.get("/api/quote", self.quote),
            web.post("/api/quote", self.quote_many),
            web.post("/api/check", self.check),
            web.get("/api/article/{id:.*}", self.article),
            web.get("/api/articles", self.articles),
            web.get("/api/stats", self.stats),
            web.get("/api/openapi.json", self.openapi),
        ]

    async def ask(self, request: web.Request) -> web.Response:
        """The answer to a question."""
        values = parameters(request, ASK)
        question = values.get("question")
        if question is None:
            raise UsageError("There is no question; give it as the parameter `question`.")
        options = {"limit": whole(values, "limit"), "after": values.get("after"), **narrowed(values)}
        keep = self._guard.keeps(request)
        work = partial(_answer, question=question, all_copies=flag(values, "all_copies"), keep=keep, **options)
        return json_answer(answer_json(await self._site.search(work)))

    async def answer(self, request: web.Request) -> web.Response:
        """An answer given before."""
        identity = request.match_info["id"]
        parameters(request, ())
        return json_answer(answer_json(await self._site.look_up(lambda archive: archive.answer(identity))))

    async def forget(self, request: web.Request) -> web.Response:
        """Deletes an answer for good."""
        self._guard.require_write(request)
        identity = request.match_info["id"]
        await self._site.look_up(lambda archive: archive.forget(identity))
        return web.Response(status=204)

    async def quote(self, request: web.Request) -> web.Response:
        """The verdict on a quotation."""
        quotation = _quotation(parameters(request, QUOTE), "The call")
        return json_answer(quotation_json(await self._site.search(partial(_verdict, quotation=quotation)), None))

    async def quote_many(self, request: web.Request) -> web.Response:
        """The verdicts on some quotations, in order."""
        parameters(request, ())
        content = await json_body(request, self._site.settings.serve.http.body_seconds)
        rows = content.get("quotations") if isinstance(content, Mapping) else content
        if not isinstance(rows, list) or not rows:
            raise UsageError('The body has no quotations; send {"quotations": [{"text": "…"}]}.')
        if len(rows) > MOST_QUOTATIONS:
            raise UsageError(f"There are {len(rows):,} quotations; send {MOST_QUOTATIONS} at most.")
        quotations = [_quotation(row, f"Quotation {number}") for number, row in enumerate(rows, 1)]
        # One after the other, so that others' searches come in between.
        verdicts = [await self._site.search(partial(_verdict, quotation=quotation)) for quotation in quotations]
        judged = [quotation_json(verdict, row.get("id")) for verdict, row in zip(verdicts, rows, strict=True)]
        return json_answer({"quotations": judged})

    async def check(self, request: web.Request) -> web.Response:
        """The verdicts on citations, on answers as JSON, or on a draft."""
        parameters(request, ())
        seconds = self._site.settings.serve.http.body_seconds
        if request.content_type.startswith("text/"):
            draft = await text_body(request, seconds)
            checked = await self._site.search(lambda archive: archive.check_text(draft))
        else:
            checked = await self._site.search(_checking(await json_body(request, seconds)))
        return json_answer({"checks": [it.as_json for it in checked]})

    async def article(self, request: web.Request) -> web.Response:
        """An article with its text, by its id, path, title or address."""
        name = article_named(request, "/api/article/")
        return json_answer(await self._site.look_up(partial(_article, name=name)))

    async def articles(self, request: web.Request) -> web.Response:
        """A page of the articles, newest first."""
        values = parameters(request, BROWSE)
        limit, offset = whole(values, "limit"), whole(values, "offset") or 0
        conditions = ArticleFilter(values.get("title", ""), kind=values.get("kind"), **narrowed(values))
        page = {"offset": offset} if limit is None else {"offset": offset, "limit": limit}
        listed = await self._site.look_up(lambda archive: archive.articles(conditions, **page))
        rows = list(map(article_summary_json, listed.articles))
        return json_answer({"total": listed.total, "offset": offset, "articles": rows})

    async def stats(self, request: web.Request) -> web.Response:
        """The archive in numbers."""
        parameters(request, ())
        settings = self._site.settings
        numbers = await self._site.search(lambda archive: archive.statistics())
        watched = how_watched(settings.corpus, settings.watch)
        return json_answer(statistics_json(numbers, str(settings.corpus), watched))

    async def openapi(self, request: web.Request) -> web.Response:
        """What can be called here, as OpenAPI has it."""
        parameters(request, ())
        return web.Response(text=document(self._site.settings.public_url), content_type="application/json")


def json_answer(value: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    """A value as JSON, written as the command line writes it.

    Args:
        value: The value.
        status: The HTTP status.
        headers: Headers besides.
    """
    return web.Response(text=json_text(value) + "\n", content_type="application/json", status=status, headers=headers)


def error_answer(status: int, sentence: str) -> web.Response:
    """What went wrong, as JSON."""
    return json_answer({"error": sentence, "status": status}, status)


def _answer(archive: OpenArchive, question: str, **options: Any) -> Any:
    return archive.ask(question, **options)


def _verdict(archive: OpenArchive, quotation: Mapping[str, str | None]) -> Quotation:
    text = quotation["text"]
    assert text is not None
    return archive.quote(text, article=quotation["article"], speaker=quotation["speaker"])


def _quotation(row: Any, where: str) -> dict[str, str | None]:
    """A quotation with its attribution; raises `UsageError` if there is no text, or another field isn't text."""
    if not isinstance(row, Mapping) or not isinstance(row.get("text"), str):
        raise UsageError(f"{where} has no text.")
    for name in ("article", "speaker"):
        if not isinstance(row.get(name), str | None):
            raise UsageError(f"{where} has a {name} that is not text.")
    return {name: row.get(name) for name in ("text", "article", "speaker")}


def _checking(body: Any) -> Any:
    """What checks what the JSON of a body holds: references, a draft, or answers and citations as they were given."""
    if isinstance(body, Mapping) and {"draft", "references"} <= body.keys():
        raise UsageError("There are both a draft and references; send one of them at a time.")
    if isinstance(body, Mapping) and "draft" in body:
        draft = body["draft"]
        if not isinstance(draft, str):
            raise UsageError("The draft is not text.")
        return lambda archive: archive.check_text(draft)
    if isinstance(body, Mapping) and "references" in body:
        references = body["references"]
        if not isinstance(references, list) or not all(isinstance(reference, str) for reference in references):
            raise UsageError("The references are not a list of the ids of answers and citations.")
        if len(references) > MOST_REFERENCES:
            raise UsageError(f"There are {len(references):,} references; send {MOST_REFERENCES} at most.")
        return lambda archive: archive.check(references)
    return lambda archive: archive.check_given(body)


def _article(archive: OpenArchive, name: str) -> dict[str, Any]:
    """An article by its id, or by what else names it alone."""
    match = only_article(archive, name)
    return article_json(match.article, match.not_indexed)
