"""NOTICE names every package with its licence, and is what `make notice` writes."""

import re
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from tests import notice
from tests.notice import ELSEWHERE, ROOT, UNUSED, licence, locked, needed
from tests.test_architecture import imports, modules

NOTICE = (ROOT / "NOTICE").read_text(encoding="utf-8")


def rows() -> dict[str, str]:
    """The packages that NOTICE names, with their licences."""
    return dict(re.findall(r"^  ([a-z0-9-]+) +(\S.*)$", NOTICE.partition("\nPulled in")[0], re.MULTILINE))


def test_every_package_is_named_with_its_licence() -> None:
    """Those of the lock are those of NOTICE, each with a licence."""
    assert sorted(rows()) == sorted(locked())
    assert all(rows().values())


def test_the_file_is_what_the_command_writes() -> None:
    """Where the packages of the lock are installed, the file would be written again as it is."""
    try:
        assert notice.notice() == NOTICE
    except PackageNotFoundError as error:
        pytest.skip(f"{error} is not installed")


def test_what_is_said_not_to_be_used_is_not() -> None:
    """No module of ours imports it, and the lock has it."""
    imported = {name.partition(".")[0] for path in modules().values() for name in imports(path)}
    for name, (_, members) in UNUSED.items():
        assert members <= set(locked())
        assert {member.replace("-", "_") for member in members}.isdisjoint(imported)
        assert members - needed([name]) <= ELSEWHERE.keys()


def test_a_package_without_a_licence_is_not_passed_over(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The command fails rather than leaving it blank."""
    folder = tmp_path / "secretive-1.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: secretive\nVersion: 1\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(LookupError, match="secretive gives no licence"):
        licence("secretive")
