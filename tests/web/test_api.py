"""The API: the JSON of the command line, and one sentence for what can't be answered."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from aiohttp import ClientResponse
from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from bot.journal.store import Journal
from bot.open_archive import OpenArchive
from bot.render.links import article_path
from bot.web.openapi import MOST_QUOTATIONS
from bot.web.openapi import document as openapi_document
from tests.cli.test_commands import Command, run
from tests.conftest import QUESTION, SEED
from tests.web.conftest import ODD_IDS, TOKEN, Client, served, told

__all__ = ["run"]

WORDS = "Mossad chief David Barnea expected to lead the team"


@pytest.fixture
def command(run: Command) -> Callable[..., Any]:
    """The JSON that a command prints."""
    return lambda *arguments: json.loads(run(*arguments).stdout)


def same(one: Any, other: Any) -> bool:
    """Whether two answers are the same but for what every answer has of its own."""
    own = {"id", "asked_at", "elapsed_ms"}

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: plain(inner) for name, inner in value.items() if name not in own}
        return [plain(inner) for inner in value] if isinstance(value, list) else value

    return bool(plain(one) == plain(other))


async def test_it_is_the_json_of_the_command_line(page: Client, command: Callable[..., Any]) -> None:
    """Each object is what the command prints, field by field."""
    asked = command("ask", "--json", "--limit", "2", "--until", "2024-03-31", QUESTION)
    assert asked["narrowed_to"]["until"] == "2024-03-31"
    assert same(await told(page, f"/api/ask?question={QUESTION}&limit=2&until=2024-03-31"), asked)
    quoted = command("quote", "--json", "--article", SEED, WORDS)
    assert await told(page, f"/api/quote?text={WORDS}&article={SEED}") == quoted
    assert await told(page, f"/api/article/{SEED}") == command("show", "--json", SEED)
    numbers = await told(page, "/api/stats")
    assert numbers == command("stats", "--json") | {"state_bytes": numbers["state_bytes"]}
    assert (await told(page, "/api/articles"))["articles"] == [command("articles", "--json")]


async def test_articles_a_page_at_a_time(odd: OpenArchive) -> None:
    """Newest first, by words of their titles, days, publisher and kind of file."""

    async def days(query: str) -> list[str]:
        return [article["date"][-2:] for article in (await told(page, f"/api/articles?{query}"))["articles"]]

    async with served(odd) as page:
        assert await days("limit=2&offset=1") == ["09", "08"]
        assert await days("since=2024-03-02&until=2024-03-03&source=the EXAMPLE") == ["03", "02"]
        assert len(await days("language=English")) == 10
        assert await days("title=bridge 7") == ["08"]
        assert await days("kind=.txt") == []
        assert (await told(page, "/api/articles?limit=1&offset=3"))["total"] == 10


async def test_an_answer_is_kept(page: Client, journal: Journal) -> None:
    """It goes to the journal, and is found there by its id, in either case, until it is forgotten."""
    answer = await told(page, f"/api/ask?question={QUESTION}")
    assert journal.entry(answer["id"]).entry_point == "web"
    assert await told(page, f"/api/answer/{answer['id'].upper()}") == answer
    async with page.delete(f"/api/answer/{answer['id']}") as gone:
        assert (gone.status, await gone.text()) == (204, "")
    assert not journal.holds(answer["id"])
    await told(page, f"/api/answer/{answer['id']}", 404)
    await told(page, f"/api/answer/{answer['id']}", 404, "DELETE")


async def test_a_question_may_go_on_from_an_answer(page: Client) -> None:
    """Then it takes words from there, and says so; alone it does not."""
    first = await told(page, f"/api/ask?question={QUESTION}")
    on = await told(page, f"/api/ask?question=And who mediates?&after={first['id']}")
    assert on["understood_as"] or on["carried"]
    assert not (await told(page, "/api/ask?question=And who mediates?"))["understood_as"]
    assert "no answer 'abcdef'" in (await told(page, "/api/ask?question=And he?&after=abcdef", 404))["error"]


async def test_quotations_are_judged_in_their_order(page: Client) -> None:
    """Each with the id that it came with; fifty at most."""
    rows = [{"text": WORDS, "id": 7}, {"text": WORDS.replace("David", "Daniel"), "article": SEED}]
    verdicts = (await told(page, "/api/quote", 200, "POST", json={"quotations": rows}))["quotations"]
    assert [(one["id"], one["verdict"]) for one in verdicts] == [(7, "verbatim"), (None, "altered")]
    fifty = {"quotations": [{"text": "a b c"}] * 51}
    assert "50 at most" in (await told(page, "/api/quote", 400, "POST", json=fifty))["error"]


async def test_citations_answers_and_drafts_are_checked(page: Client) -> None:
    """By ids, as JSON, and in a text with marks, which may be sent as it is."""
    answer = await told(page, f"/api/ask?question={QUESTION}&limit=2")
    cited = [passage["citation"]["id"] for passage in answer["passages"]]

    async def checked(**options: Any) -> list[tuple[str, str]]:
        checks = (await told(page, "/api/check", 200, "POST", **options))["checks"]
        return [(check["citation"], check["verdict"]) for check in checks]

    both = [(identity, "verified") for identity in cited]
    assert await checked(json={"references": [answer["id"]]}) == both
    assert await checked(json={"references": [cited[1]]}) == both[1:]
    assert await checked(json=answer) == await checked(json=[answer]) == both
    assert await checked(json=answer["passages"][0]["citation"]) == both[:1]
    draft = f"He is “{WORDS}” [pincite:{cited[0]}].\n\nHe is “{WORDS.replace('lead', 'leave')}” [pincite:{cited[0]}].\n"
    judged = [(cited[0], "verified"), (cited[0], "altered")]
    assert await checked(json={"draft": draft}) == judged
    text = {"Content-Type": "text/markdown"}
    assert await checked(data=draft.encode("utf-16"), headers=text) == judged


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("ask", "There is no question"),
        ("ask?question=", "There is no question"),
        ("ask?question=%20%0A", "There is no question"),
        ("ask?question=?!", "There is no word"),
        ("ask?question=%FF", "The parameters are not UTF-8"),
        ("ask?question=a&question=b", "The parameter 'question' is given twice"),
        ("ask?question=a&colour=red", "There is no parameter 'colour'"),
        ("ask?question=a&limit=0", "The limit is 0"),
        ("ask?question=a&limit=101", "The limit is 101"),
        ("ask?question=a&limit=1.5", "limit is '1.5'"),
        ("ask?question=a&limit=" + "9" * 5_000, "limit is '999"),
        ("ask?question=a&limit=%C2%B2", "limit is '²'"),
        ("ask?question=a&since=yesterday", "since is 'yesterday'"),
        ("ask?question=a&since=2024-02-30", "since is '2024-02-30'"),
        ("ask?question=a&since=2024-03-02&until=2024-03-01", "No day is both"),
        ("ask?question=a&source=Nobody", "There is no source 'Nobody'"),
        ("ask?question=a&language=Welsh", "No article of this archive is in 'Welsh'"),
        ("articles?language=en,cy", "No article of this archive is in 'cy'"),
        ("ask?question=a&all_copies=perhaps", "all_copies is 'perhaps'"),
        ("ask?" + "&".join(f"p{number}=1" for number in range(51)), "There are more than 50 parameters"),
        ("answer/abcdef?x=1", "There is no parameter 'x' here"),
        ("quote", "The call has no text"),
        ("quote?text=...", "There are no words"),
        ("article/", "No article is named"),
        ("article/%FF", "The address is not UTF-8"),
        ("articles?offset=-1", "offset is '-1'"),
        ("articles?limit=101", "The limit is 101"),
        ("stats?a=b", "There is no parameter 'a' here"),
    ],
)
async def test_what_is_wrong_is_said(page: Client, path: str, sentence: str) -> None:
    """A call that can't be understood is told why, in a sentence."""
    said = (await told(page, f"/api/{path}", 400))["error"]
    assert said.startswith(sentence), said
    assert "\n" not in said


@pytest.mark.parametrize(
    ("path", "body", "sentence"),
    [
        ("quote", b"", "The body is not JSON"),
        ("quote", b"\xff", "The body is not UTF-8"),
        ("quote", b"[" * 100_000, "The body is not JSON (it is nested"),
        ("quote", b"{}", "The body has no quotations"),
        ("quote", b'{"quotations": []}', "The body has no quotations"),
        ("quote", b'{"quotations": [1]}', "Quotation 1 has no text"),
        ("quote", b'{"quotations": [{"text": "a b c"}, {"text": 1}]}', "Quotation 2 has no text"),
        ("quote", b'{"quotations": [{"text": "a", "speaker": 1}]}', "Quotation 1 has a speaker that is not text"),
        ("check", b"1", "This JSON holds neither"),
        ("check", b"{}", "A citation can't be read"),
        ("check", b'{"draft": 1}', "The draft is not text"),
        ("check", b'{"draft": "a", "references": ["k7q2m9"]}', "There are both a draft and references"),
        ("check", b'{"draft": "no mark"}', "There is no citation mark"),
        ("check", b'{"references": "k7q2m9"}', "The references are not a list"),
        ("check", b'{"references": [1]}', "The references are not a list"),
        ("check", json.dumps({"references": ["k7q2m9"] * 51}).encode(), "There are 51 references"),
        ("check", b'{"passages": [{"citation": {"article": "a"}}]}', "A citation can't be read"),
    ],
)
async def test_what_is_wrong_with_a_body_is_said(page: Client, path: str, body: bytes, sentence: str) -> None:
    """So is one whose body can't be."""
    said = await told(page, f"/api/{path}", 400, "POST", data=body, headers={"Content-Type": "application/json"})
    assert said["error"].startswith(sentence), said


async def test_bodies_that_are_not_taken(page: Client) -> None:
    """What is too large, packed or no text; and what is not there."""
    large = b"a" * (1_024 << 10) + b"a"
    assert (await told(page, "/api/check", 413, "POST", data=BytesIO(large)))["error"] == "That is too large."
    packed = {"Content-Encoding": "gzip"}
    assert "packed" in (await told(page, "/api/check", 415, "POST", data=b"a", headers=packed))["error"]
    binary = {"Content-Type": "text/plain"}
    assert "not text" in (await told(page, "/api/check", 400, "POST", data=b"\0\1", headers=binary))["error"]
    assert "is empty" in (await told(page, "/api/check", 400, "POST", data=b" ", headers=binary))["error"]
    missing = await told(page, "/api/check", 404, "POST", json={"references": ["abcdef.1"]})
    assert "no answer 'abcdef'" in missing["error"]
    async with page.post("/api/ask") as refused:
        assert (refused.status, refused.headers["Allow"]) == (405, "GET,HEAD")
        assert (await refused.json())["error"] == "POST can't be done here; use GET or HEAD."
    assert (await told(page, "/api/nothing", 404))["error"] == "There is no such page."


async def test_every_id_comes_back_as_it_went(odd: OpenArchive) -> None:
    """The path of an article leads to it, whatever its id holds; several of one title are told apart."""
    async with served(odd) as page:
        for identity in ODD_IDS:
            path = article_path(identity, 3)
            assert path.endswith("#p3")
            assert (await told(page, f"/api{path}"))["id"] == identity
            if identity != "..":
                everything = quote(identity, safe="")
                assert (await told(page, f"/api/article/{everything}"))["id"] == identity
        assert (await told(page, "/api/article/bridge%203"))["id"] == ODD_IDS[3]
        assert "10 articles are named" in (await told(page, "/api/article/records.jsonl", 404))["error"]


async def test_strangers_leave_nothing_in_the_journal(archive: OpenArchive, journal: Journal) -> None:
    """Beyond this machine an answer is kept where the token is sent; others can be looked at, and checked, for now."""
    beyond = {"PINCITE_PUBLIC_URL": "https://archive.example", "PINCITE_SERVE_TOKEN": TOKEN}
    owner = {"Authorization": f"Bearer {TOKEN}"}
    async with served(archive, **beyond) as page:
        answer = await told(page, f"/api/ask?question={QUESTION}&limit=1")
        assert journal.ids() == []
        assert await told(page, f"/api/answer/{answer['id']}") == answer
        cited = {"references": [f"{answer['id']}.1"]}
        assert (await told(page, "/api/check", 200, "POST", json=cited))["checks"][0]["verdict"] == "verified"
        missing = {"references": [f"{answer['id']}.2"]}
        assert "no citation" in (await told(page, "/api/check", 404, "POST", json=missing))["error"]
        kept = await told(page, f"/api/ask?question={QUESTION}", headers=owner)
        assert journal.ids() == [kept["id"]]
        for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Basic {TOKEN}"}):
            async with page.delete(f"/api/answer/{kept['id']}", headers=headers) as refused:
                assert (refused.status, refused.headers["WWW-Authenticate"][:6]) == (401, "Bearer")
        async with page.delete(f"/api/answer/{kept['id']}", headers=owner) as gone:
            assert gone.status == 204
    async with served(archive, PINCITE_SERVE_TOKEN=TOKEN) as page:
        local = await told(page, f"/api/ask?question={QUESTION}")
        assert journal.ids() == [local["id"]]
        assert (await page.delete(f"/api/answer/{local['id']}")).status == 401
        assert (await page.delete(f"/api/answer/{local['id']}", headers=owner)).status == 204
    async with served(archive, PINCITE_SERVE_HOST="0.0.0.0") as page:
        assert "is not set" in (await told(page, f"/api/answer/{kept['id']}", 403, "DELETE"))["error"]
    async with served(archive, PINCITE_SERVE_HOST="0.0.0.0", PINCITE_SERVE_JOURNAL="all") as page:
        await told(page, f"/api/ask?question={QUESTION}")
    assert len(journal.ids()) == 1


async def conforms(answer: ClientResponse, document: Registry[Any], schema: str) -> None:
    """Fails unless the JSON of an answer meets a schema."""
    Draft202012Validator({"$ref": schema}, registry=document).validate(await answer.json())


async def test_answers_are_as_the_document_says(page: Client, state: Path) -> None:
    """Whatever is called, the status is one of those that OpenAPI names, and the JSON meets its schema."""
    from openapi_spec_validator import validate  # takes a third of a second, in each process that collects tests

    described = json.loads(await (await page.get("/api/openapi.json")).text())
    validate(described)
    document = Registry().with_resource("urn:api", DRAFT202012.create_resource(described))
    answer = await told(page, f"/api/ask?question={QUESTION}")
    unanswered = "Who won the chess tournament of Zurich in 1953?"
    calls: list[tuple[str, str, str, dict[str, Any]]] = [
        ("get", "/api/ask", f"?question={QUESTION}&since=2024-01-01", {}),
        ("get", "/api/ask", f"?question={unanswered}", {}),
        ("get", "/api/ask", f"?question={QUESTION} &after={answer['id']}&all_copies=1", {}),
        ("get", "/api/ask", "?question=What happened in March 2024?", {}),
        ("get", "/api/ask", "", {}),
        ("get", "/api/answer/{id}", answer["id"], {}),
        ("get", "/api/answer/{id}", "abcdef", {}),
        ("get", "/api/quote", f"?text={WORDS}", {}),
        ("get", "/api/quote", f"?text={WORDS.replace('David', 'Daniel')}&speaker=Nobody", {}),
        ("get", "/api/quote", "?text=David Barnea … lead the team", {}),
        ("get", "/api/quote", "?text=two words", {}),
        ("get", "/api/quote", "?text=", {}),
        ("post", "/api/quote", "", {"json": {"quotations": [{"text": WORDS, "id": {"a": 1}}]}}),
        ("post", "/api/quote", "", {"json": 1}),
        ("post", "/api/check", "", {"json": {"references": [answer["id"]]}}),
        ("post", "/api/check", "", {"json": {"draft": f"“{WORDS} again” [pincite:{answer['id']}.1]"}}),
        ("post", "/api/check", "", {"json": {"references": ["abcdef"]}}),
        ("post", "/api/check", "", {"data": b"a", "headers": {"Content-Encoding": "other"}}),
        ("get", "/api/article/{id}", SEED, {}),
        ("get", "/api/article/{id}", "nothing", {}),
        ("get", "/api/articles", "?limit=3&title=a", {}),
        ("get", "/api/articles", "?kind=.txt", {}),
        ("get", "/api/articles", "?limit=x", {}),
        ("get", "/api/stats", "", {}),
        ("delete", "/api/answer/{id}", "abcdef", {}),
    ]
    for method, path, rest, options in calls:
        async with page.request(method, path.replace("{id}", "") + rest, **options) as got:
            responses = described["paths"][path][method]["responses"]
            assert str(got.status) in responses, (method, path, rest, got.status)
            pointer = f"{path}/{method}/responses/{got.status}/content/application~1json/schema".replace(
                "/api", "~1api"
            )
            response = f"{method}/responses/{got.status}/content/application~1json/schema"
            pointer = quote(f"#/paths/{path.replace('/', '~1')}/{response}", safe="#/~")
            await conforms(got, document, f"urn:api{pointer}")
    assert {(method, path) for method, path, *_ in calls} == {
        (method, path) for path, item in described["paths"].items() for method in item if method != "parameters"
    } - {("get", "/feed.xml")}


def test_a_body_is_described() -> None:
    """Each is required; a draft may be sent as plain text, quotations may not; lists have an item at least."""
    paths = json.loads(openapi_document(""))["paths"]
    bodies = {path: calls["post"]["requestBody"] for path, calls in paths.items() if "post" in calls}
    assert {path: (body["required"], list(body["content"])) for path, body in bodies.items()} == {
        "/api/quote": (True, ["application/json"]),
        "/api/check": (True, ["application/json", "text/plain", "text/markdown"]),
    }
    quotations = bodies["/api/quote"]["content"]["application/json"]["schema"]["properties"]["quotations"]
    assert (quotations["minItems"], quotations["maxItems"]) == (1, MOST_QUOTATIONS)
