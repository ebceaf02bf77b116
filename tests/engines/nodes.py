"""Nodes of a cluster that answer as a test has it."""

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple


class Asked(NamedTuple):
    """A request that came."""

    method: str
    path: str
    headers: dict[str, str]
    body: str


Said = tuple[int, object]
"""A status, and JSON or a text; status 0: the connection is closed without an answer."""


class Node:
    """A node that answers by a function, or with one answer after the other, the last one again and again."""

    def __init__(self, port: int, asked: list[Asked]) -> None:
        self.port, self.asked = port, asked


@contextmanager
def node(answers: Sequence[Said] | Callable[[Asked], Said]) -> Iterator[Node]:
    """A node on a port of its own."""
    asked: list[Asked] = []
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # Head and body go out together; otherwise the second waits for the first to be acknowledged.

        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0)).decode()
            with lock:
                asked.append(Asked(self.command, self.path, dict(self.headers.items()), body))
                number = len(asked) - 1
            said = answers(asked[number]) if callable(answers) else answers[min(number, len(answers) - 1)]
            status, what = said
            if not status:
                self.close_connection = True
                return
            text = what if isinstance(what, str) else json.dumps(what)
            self.send_response(status)
            self.send_header("content-type", "text/html" if isinstance(what, str) else "application/json")
            self.send_header("content-length", str(len(text.encode())))
            self.end_headers()
            self.wfile.write(text.encode())

        do_GET = do_POST = do_PUT = do_DELETE = answer  # noqa: N815

        def log_message(self, *args: Any) -> None:
            """Nothing is logged."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.005}, daemon=True)
    thread.start()
    try:
        yield Node(server.server_address[1], asked)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
