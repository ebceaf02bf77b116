"""The command `mcp`: what it hands over, and what it refuses before anything is opened."""

import sys
from typing import Any

import pytest
from click.testing import CliRunner

from bot.assistants import running
from bot.cli.group import pincite
from bot.settings import Settings
from retrieval import UsageError


def test_without_its_extra_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """In one sentence, as wrong usage is."""
    for name in [name for name in sys.modules if name == "mcp" or name.startswith(("mcp.", "bot.assistants."))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "mcp", None)
    error = CliRunner().invoke(pincite, ["mcp"]).exception
    assert isinstance(error, UsageError)
    assert str(error) == "Assistants need mcp; install it with: pip install mcp."


@pytest.mark.parametrize(
    ("options", "host", "port", "over_http"),
    [
        ([], "127.0.0.1", 8765, False),
        (["--http", "9000"], "127.0.0.1", 9000, True),
        (["--http", "9000", "--host", "[::1]"], "::1", 9000, True),
    ],
)
def test_where_it_listens(
    monkeypatch: pytest.MonkeyPatch, options: list[str], host: str, port: int, over_http: bool
) -> None:
    """Nowhere, unless a port is given; then on this machine alone, unless another address is."""
    handed: list[Any] = []
    monkeypatch.setattr(running, "run", lambda _, settings, told, **how: handed.extend((settings, how)))
    assert CliRunner().invoke(pincite, ["mcp", *options]).exit_code == 0
    settings, how = handed
    assert isinstance(settings, Settings)
    assert (settings.serve.host, settings.serve.port, how) == (host, port, {"over_http": over_http})


def test_a_host_alone_is_refused() -> None:
    """Whoever names one wants to be reached."""
    assert str(CliRunner().invoke(pincite, ["mcp", "--host", "0.0.0.0"]).exception).startswith("--host needs --http")
