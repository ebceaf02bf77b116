"""The API: the JSON of the command line, and one sentence for what can't be answered."""

from typing import Any

from tests.conftest import QUESTION, SEED
from tests.web.conftest import Client


async def got(page: Client, path: str, status: int = 200) -> Any:
    """The JSON at a path."""
    async with page.get(path) as answer:
        assert answer.status == status, await answer.text()
        assert answer.content_type == "application/json"
        return await answer.json()


async def test_an_answer_is_that_of_the_command_line(page: Client) -> None:
    """It has the same fields, goes to the journal, and is found there by its id."""
    answer = await got(page, f"/api/ask?question={QUESTION}&limit=1")
    assert answer["passages"][0]["citation"]["article"] == SEED
    assert await got(page, f"/api/answer/{answer['id']}") == answer


async def test_what_is_wrong_is_said(page: Client) -> None:
    """In a sentence, with a fitting status."""
    assert (await got(page, "/api/ask", 400))["error"].startswith("There is no question")
    assert (await got(page, "/api/ask?question=a&colour=red", 400))["error"].startswith("There is no parameter")
    assert (await got(page, "/api/article/none.txt", 404))["error"].startswith("There is no article")
    assert (await got(page, "/api/nothing", 404))["error"] == "There is no such page."
