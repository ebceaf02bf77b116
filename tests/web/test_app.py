"""A server's life: it listens at once, says how far the reading is, sees what changes, and ends when it is told to."""

import gc
import json
import logging
import os
import signal
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.cli.serve import open_archive
from bot.open_archive import OpenArchive
from bot.settings import Settings
from bot.web import app
from retrieval import ArchiveError, StateError, UsageError
from tests.cli.test_commands import Command, run
from tests.web.conftest import Client

__all__ = ["run"]


@pytest.fixture
def there(corpus: Path, settings: Settings, unused_tcp_port: int) -> Iterator[Settings]:
    """The settings of a server on a port of its own; the log is as it was afterwards."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    thresholds = gc.get_threshold()
    yield replace(settings, corpus=corpus, serve=replace(settings.serve, port=unused_tcp_port))
    gc.set_threshold(*thresholds)
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.raiseExceptions = True


def got(settings: Settings, path: str) -> tuple[int, Any]:
    """The status and the JSON at a path."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{settings.serve.port}{path}", timeout=30) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as refusal:
        return refusal.code, json.load(refusal)


def while_it_runs(act: Callable[[], None]) -> tuple[Callable[[str], None], list[BaseException]]:
    """What has a server, once it listens, be asked by another thread, and then told to end; and what went wrong."""
    wrong: list[BaseException] = []

    def asking() -> None:
        try:
            act()
        except BaseException as error:
            wrong.append(error)
        finally:
            os.kill(os.getpid(), signal.SIGTERM)

    return lambda _sentence: threading.Thread(target=asking).start(), wrong


@pytest.mark.slow
def test_it_listens_at_once_and_sees_what_comes_in(there: Settings) -> None:
    """Who asks before the archive is open is told so; a file that is dropped in is found; SIGTERM ends it."""
    go_on = threading.Event()
    (there.corpus / "dam.txt").write_text("Ada Lind opened the dam of Kotka in the rain.")

    @contextmanager
    def opened(read: Callable[[str, int], None]) -> Iterator[OpenArchive]:
        assert go_on.wait(10)
        with open_archive(there, "web", read) as archive:
            yield archive

    def act() -> None:
        status, said = got(there, "/api/ask?question=Who+opened+the+dam")
        assert (status, said["error"]) == (503, "The archive is being opened; ask again in a moment.")
        go_on.set()
        while got(there, "/api/articles")[0] == 503:
            time.sleep(0.01)
        assert got(there, "/api/ask?question=Who+opened+the+dam+of+Kotka")[1]["answered"]
        (there.corpus / "bridge.txt").write_text("Bo Reed opened the bridge of Sallow at noon.")
        while len(got(there, "/api/articles")[1]["articles"]) == 1:
            time.sleep(0.01)
        assert got(there, "/api/ask?question=Who+opened+the+bridge+of+Sallow")[1]["answered"]

    told, wrong = while_it_runs(act)
    app.run(opened, there, told)
    assert wrong == []
    with pytest.raises(urllib.error.URLError):
        got(there, "/")


def test_an_archive_that_can_not_be_opened_ends_it(there: Settings) -> None:
    """With the error as it is; so does a port that is taken, before anything is opened."""

    @contextmanager
    def opened(_read: Callable[[str, int], None]) -> Iterator[OpenArchive]:
        raise ArchiveError("There is no folder.")
        yield

    with pytest.raises(ArchiveError, match="There is no folder"):
        app.run(opened, there, lambda _: None)
    missing = replace(there, corpus=there.corpus / "missing")
    with pytest.raises(ArchiveError, match="missing"):
        app.run(lambda read: open_archive(missing, "web", read), missing, lambda _: None)
    with (
        socket.create_server((there.serve.host, there.serve.port)),
        pytest.raises(StateError, match=r"Nobody can listen on .* choose another port"),
    ):
        app.run(opened, there, lambda _: None)


def test_who_started_it_may_be_gone(there: Settings) -> None:
    """Where nobody can be told any more, that is what ends it, and the archive is closed."""

    def told(_sentence: str) -> None:
        raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        app.run(lambda read: open_archive(there, "web", read), there, told)


def test_the_command_says_what_is_wrong_with_its_address(run: Command, unused_tcp_port: int) -> None:
    """Nothing is opened then, and the exit code is that of a wrong call; a port is a number."""
    elsewhere = run("serve", "--host", "192.0.2.1", "--port", str(unused_tcp_port))
    assert isinstance(elsewhere.exception, UsageError)
    assert "name an address of this machine" in str(elsewhere.exception)
    assert run("serve", "--port", "70000").exit_code == 2
    assert "8765" in run("serve", "--help").stdout


async def test_what_nobody_foresaw_is_an_error_in_a_sentence(
    page: Client, archive: OpenArchive, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of it is shown; the log has it."""

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("secret words")

    monkeypatch.setattr(archive, "articles", fail)
    async with page.get("/api/articles") as answer:
        assert answer.status == 500
        assert await answer.json() == {"error": "Something went wrong here; the log says more.", "status": 500}
    assert "ZeroDivisionError" in caplog.text


async def test_what_is_long_is_packed(page: Client) -> None:
    """For whoever takes it."""
    async with page.get("/api/openapi.json", headers={"Accept-Encoding": "gzip"}) as packed:
        assert (packed.headers["Content-Encoding"], packed.headers["Vary"]) == ("gzip", "Accept-Encoding")
        assert (await packed.json())["openapi"] == "3.1.0"
    async with page.get("/api/openapi.json", headers={"Accept-Encoding": "identity"}) as plain:
        assert "Content-Encoding" not in plain.headers
    async with page.get("/api/articles", headers={"Accept-Encoding": "gzip"}) as short:
        assert "Content-Encoding" not in short.headers
    async with page.head("/api/articles") as head:
        assert (head.status, await head.read()) == (200, b"")


async def test_files_that_browsers_keep(page: Client) -> None:
    """By an address that names what they hold forever; otherwise they are asked for again, and not sent twice."""
    async with page.get("/static/robots.txt") as answer:
        tag, body = answer.headers["ETag"], await answer.text()
        assert (answer.headers["Cache-Control"], answer.content_type) == ("no-cache", "text/plain")
    async with page.get(f"/static/robots.txt?v={tag.strip(chr(34))}") as answer:
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert await answer.text() == body
    async with page.get("/static/robots.txt", headers={"If-None-Match": tag}) as answer:
        assert (answer.status, await answer.read()) == (304, b"")
    for name in ("nothing.css", "..%2fapp.py", "%2e%2e/app.py", ""):
        async with page.get(f"/static/{name}") as answer:
            assert answer.status == 404, name
