"""The pages in a real browser: for people who see, who listen, who have no mouse, no script, or a telephone.

Skipped where there is no Chromium with its driver. One browser and one archive do for all of it.
"""

import asyncio
import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, nullcontext
from importlib.resources import files
from itertools import cycle, islice
from typing import Any
from urllib.parse import quote, urlencode
from urllib.request import urlopen

import pytest
from lxml import html
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from bot.http_server.server import HttpServer
from bot.journal.store import Journal
from bot.open_archive import OpenArchive
from bot.opening import Opening
from bot.settings import Settings
from bot.web.app import make_app
from retrieval import Searcher
from tests.web.browser import SECONDS, WHY_NOT, Browser, chromium
from tests.web.newsroom import written

pytestmark = pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT)

PHONE, WIDE = 390, 1_280
COST = "What does the repair of the dam cost?"


def asking(question: str, **more: str) -> str:
    """Where a question is asked."""
    return f"/?{urlencode({'question': question, **more})}"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the pages are served over the made-up archive, from a thread of their own."""
    folder = tmp_path_factory.mktemp("browsed")
    corpus, state = written(folder / "archive"), folder / "state"
    settings = Settings.from_env({"PINCITE_CORPUS": str(corpus), "PINCITE_STATE": str(state)})
    with closing(Searcher.open(corpus, state)) as searcher, closing(Journal(state)) as journal:
        archive = OpenArchive(searcher, journal, settings, "web", print)
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        ready, loop, over = threading.Event(), asyncio.new_event_loop(), asyncio.Event()

        async def serve() -> None:
            opening = Opening(lambda _: nullcontext(archive))
            opening.start()
            await asyncio.to_thread(opening.wait)
            server = HttpServer(make_app(opening, settings), "127.0.0.1", port, settings.serve.http)
            await server.start()
            ready.set()
            await over.wait()
            await server.stop()
            opening.close()

        with closing(loop):
            thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
            thread.start()
            assert ready.wait(SECONDS)
            yield f"http://127.0.0.1:{port}"
            loop.call_soon_threadsafe(over.set)
            thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The browser."""
    with chromium() as one:
        yield one


@pytest.fixture(scope="module")
def pages(address: str) -> dict[str, str]:
    """The pages to look at, by name, those of an answer and of a citation among them."""
    found = {
        "front": "/",
        "answer": asking(COST),
        "no answer": asking("Who won the football cup in Marrakesh?"),
        "fault": asking("?"),
        "filters": asking("When did the Lisholm bridge reopen?", since="2024-01-01"),
        "quotation": "/quote?text=some+words",
        "draft": "/draft",
        "list": "/articles",
        "figures": "/stats",
        "hostile": f"/article/{quote('https://example.org/a?b=c&d=<e>#f', safe='')}",
        "long": "/article/inquiry.txt?p=250",
        "printed": f"/article/{quote('report 2024 (final).pdf')}",
        "nothing": "/nothing",
    }
    for name, question in (("he", "כמה נוסעים עלו ברכבל בחיפה?"), ("zh", "首班船载客多少人?"), ("en", COST)):
        with urlopen(address + asking(question)) as response:  # it is our own server
            answer = html.fromstring(response.read())
        (found[f"answer {name}"],) = answer.xpath(
            "//*[contains(@class, 'tools')]//a[contains(@href, '/answer/')]/@href"
        )
        found[f"article {name}"] = answer.xpath("//*[contains(@class, 'passages')]//h2//a/@href")[0]
    return found


LOOKED_AT_TWICE = {"front", "answer", "quotation", "list", "figures", "nothing"}
"""Pages that have no other of their kind beside them, and what most people see."""


def violations(browser: Browser) -> list[str]:
    """What axe finds wrong on the page that is shown."""
    script = (
        "const done = arguments[0]; axe.run({resultTypes: ['violations']}).then((found) => done(found.violations));"
    )
    found: list[dict[str, Any]] = browser.execute_async_script(script)
    return [f"{it['id']}: {it['help']}: {node['html']}" for it in found for node in it["nodes"]]


@pytest.mark.slow
@pytest.mark.parametrize("names", [("answer", "front"), None], ids=["what most people see", "every page"])
def test_nobody_is_shut_out(browser: Browser, address: str, pages: dict[str, str], names: Sequence[str] | None) -> None:
    """Axe finds nothing on any page, light or dark, narrow or wide; no page is wider than its screen.

    Nothing is loaded from elsewhere, and nothing breaks the policy of the page.
    """
    axe = (files("axe_core_python") / "axe.min.js").read_text(encoding="utf-8")
    wrong: list[str] = []
    # Pages of a kind share one template, and all of them one style sheet: each look is at some of them.
    looks = cycle([(PHONE, "light"), (WIDE, "dark"), (PHONE, "dark"), (WIDE, "light")])
    for name in pages if names is None else names:
        browser.show(address + pages[name], PHONE)
        if folded := browser.find_elements(By.CSS_SELECTOR, "main details:not([open])"):
            browser.execute_script("for (const it of arguments[0]) it.open = true;", folded)
        wrong += [f"{name}: {complaint}" for complaint in browser.complaints()]
        browser.execute_script(axe)
        for width, scheme in islice(looks, 2 if name in LOOKED_AT_TWICE else 1):
            browser.resize(width, scheme)
            wrong += [f"{name}, {width}, {scheme}: {violation}" for violation in violations(browser)]
            reach = browser.execute_script("return document.documentElement.scrollWidth")
            wrong += [f"{name} is {reach} wide at {width}"] if reach > width else []
        loaded = browser.execute_script("return performance.getEntriesByType('resource').map((it) => it.name)")
        wrong += [f"{name} loads {it}" for it in loaded if not it.startswith(address)]
    assert wrong == []


@pytest.mark.slow
def test_keys_alone_lead_to_an_answer(browser: Browser, address: str) -> None:
    """The skip link comes first and can be seen; a slash leads to the question; what is focused has an outline."""
    browser.show(f"{address}/articles", WIDE)
    keys = browser.switch_to.active_element
    keys.send_keys(Keys.TAB)
    skip = browser.switch_to.active_element
    assert skip.text == "Skip to the content"
    assert skip.rect["y"] >= 0
    assert skip.value_of_css_property("outline-style") == "solid"
    skip.send_keys(Keys.ENTER)
    assert browser.switch_to.active_element.get_attribute("id") == "main"
    browser.show(f"{address}/", WIDE)
    browser.execute_script("document.activeElement.blur()")
    browser.find_element(By.TAG_NAME, "body").send_keys("/")
    field = browser.switch_to.active_element
    assert field.get_attribute("name") == "question"
    field.send_keys(COST)
    browser.leave(lambda: field.send_keys(Keys.ENTER))
    assert browser.find_element(By.ID, "outcome").text == "What the archive says"
    seen = []
    for _ in range(12):
        browser.switch_to.active_element.send_keys(Keys.TAB)
        seen.append(browser.switch_to.active_element.text)
    assert seen.index("Ask") < seen.index("Narrow the search") < seen.index("The dam at Lisholm")


@pytest.mark.slow
def test_words_are_copied(browser: Browser, address: str) -> None:
    """A button copies them and says so, also to those who listen; where that is not allowed it selects them."""
    browser.show(address + asking(COST), WIDE)
    browser.find_element(By.CSS_SELECTOR, ".cite summary").click()
    browser.find_element(By.CSS_SELECTOR, "[data-copy=mark-1]").click()
    told = browser.find_element(By.ID, "told")
    browser.wait(lambda _: told.get_attribute("textContent"))
    assert told.get_attribute("textContent") in ("Copied.", "The words are selected; copy them with your keyboard.")


def test_a_paragraph_of_a_long_article_is_found_by_its_address(browser: Browser, address: str) -> None:
    """As Telegram and the exports write it: a browser sends nothing of what is behind the #."""
    browser.show(f"{address}/article/inquiry.txt#p300", PHONE)
    browser.wait(lambda _: browser.find_elements(By.ID, "p300"))
    assert "barrel 300" in browser.find_element(By.ID, "p300").text


@pytest.mark.slow
def test_forms_are_sent(browser: Browser, address: str) -> None:
    """With the origin that the server asks for."""
    browser.show(f"{address}/quote", PHONE)
    browser.find_element(By.NAME, "text").send_keys("nobody in the valley had to leave")
    browser.press("main button")
    assert browser.find_element(By.CSS_SELECTOR, ".verdict b").text == "Altered."
    assert browser.complaints() == []


@pytest.mark.slow
def test_everything_works_without_scripts(browser: Browser, address: str) -> None:
    """Ask, ask on, read what is cited, check a quotation; buttons that would do nothing are not shown."""
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.show(address + asking(COST), PHONE)
        assert not browser.find_element(By.CSS_SELECTOR, "[data-copy]").is_displayed()
        browser.find_element(By.ID, "follow-up").send_keys("And until when does it take?")
        browser.press(".next .ask button")
        assert "Continues from the last answer" in browser.find_element(By.CSS_SELECTOR, ".said").text
        browser.press(".passages h2 a")
        assert browser.find_element(By.CSS_SELECTOR, ".verdict b").text == "Verified."
        assert browser.find_elements(By.CSS_SELECTOR, ".article mark")
        browser.show(f"{address}/quote", PHONE)
        browser.find_element(By.NAME, "text").send_keys("nobody in the valley has to leave")
        browser.press("main button")
        assert browser.find_element(By.CSS_SELECTOR, ".verdict b").text == "Verbatim."
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
