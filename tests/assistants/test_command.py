"""The command `mcp`: what it hands over, and what it refuses before anything is opened."""

import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bot.assistants import running
from bot.cli.group import pincite
from bot.settings import Settings
from retrieval import UsageError, installing


def test_without_its_extra_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """In one sentence, as wrong usage is."""
    for name in [name for name in sys.modules if name == "mcp" or name.startswith(("mcp.", "bot.assistants."))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "mcp", None)
    error = CliRunner().invoke(pincite, ["mcp"]).exception
    assert isinstance(error, UsageError)
    assert str(error) == f"Assistants need mcp; install it with: {installing('mcp')}."


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


def test_a_person_who_starts_it_is_told_whom_it_waits_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """At a terminal; an assistant, which is not one, is told nothing."""
    monkeypatch.setattr(running, "run", lambda *_, **__: None)
    assert CliRunner().invoke(pincite, ["mcp"]).stderr == ""
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: True, raising=False)
    assert "Waiting for an assistant" in CliRunner().invoke(pincite, ["mcp"]).stderr
    assert CliRunner().invoke(pincite, ["mcp", "--http", "9000"]).stderr == ""


def test_a_host_alone_is_refused() -> None:
    """Whoever names one wants to be reached."""
    assert str(CliRunner().invoke(pincite, ["mcp", "--host", "0.0.0.0"]).exception).startswith("--host needs --http")


def test_what_is_missing_is_installed_where_pincite_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the Python of its environment, named from here where it is below; with uv's command where it has no pip."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "executable", str(tmp_path / ".venv/bin/python"))
    monkeypatch.setattr(sys, "prefix", str(tmp_path / ".venv"))
    monkeypatch.setattr("retrieval.errors.find_spec", lambda _name: object())
    assert installing("mcp") == ".venv/bin/python -m pip install mcp"
    monkeypatch.setattr(sys, "executable", "/opt/my tools/bin/python")
    assert installing("a b") == "'/opt/my tools/bin/python' -m pip install a b"
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert installing("a b") == "'/opt/my tools/bin/python' -m pip install a b"
    monkeypatch.setattr("retrieval.errors.find_spec", lambda _name: None)
    assert installing("mcp") == "uv pip install -p '/opt/my tools/bin/python' mcp"
    monkeypatch.setattr(sys, "prefix", sys.base_prefix)
    assert installing("mcp") == "pip install mcp"
