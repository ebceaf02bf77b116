"""Pincite on a server: the unit is one that systemd takes, and its page names what there is."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.cli.group import COMMANDS
from tests.test_architecture import ROOT

SERVER = ROOT / "bot" / "server"
UNIT = SERVER / "pincite@.service"
PAGE = (SERVER / "README.md").read_text(encoding="utf-8")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
@pytest.mark.parametrize("command", ["telegram", "serve"])
def test_systemd_takes_the_unit(tmp_path: Path, command: str) -> None:
    """Without a word about it; and hardly anything else than its own state is in its reach."""
    unit = tmp_path / UNIT.name.replace("@", f"@{command}")
    shutil.copy(UNIT, unit)
    verified = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False)
    assert (verified.returncode, verified.stdout, verified.stderr) == (0, "", "")
    exposure = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=30", unit], capture_output=True, check=False
    )
    assert exposure.returncode == 0
    assert command in COMMANDS


def test_the_unit_holds_no_secret_and_waits_for_no_wrong_setting() -> None:
    """The token is in a file of root's; exit code 2 is no reason for another start."""
    rows = UNIT.read_text(encoding="utf-8").splitlines()
    assert not any("TOKEN" in row for row in rows)
    assert "EnvironmentFile=-/etc/pincite/pincite.env" in rows
    assert {"RestartPreventExitStatus=2", "DynamicUser=yes", "ProtectSystem=strict", "NoNewPrivileges=yes"} <= set(rows)
    (state,) = (row.rpartition("=")[2] for row in rows if "PINCITE_STATE" in row)
    assert f"StateDirectory={Path(state).name}" in rows


def test_the_page_names_what_there_is() -> None:
    """Its files, its places and its variables."""
    named = re.findall(r"`(bot/[\w/]+\.md)`", PAGE)
    assert named
    assert all((ROOT / path).exists() for path in named)
    assert UNIT.name in PAGE
    settings = (ROOT / "bot" / "settings.py").read_text(encoding="utf-8")
    for variable in set(re.findall(r"PINCITE_[A-Z_]+|TELEGRAM_[A-Z_]+", PAGE)):
        assert f'"{variable}"' in settings
