"""What is installed: wheel and sdist hold each file of the packages and nothing else. No network is needed for them."""

import re
import subprocess
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest
from hatchling.build import build_sdist, build_wheel

from tests.test_architecture import ROOT, modules

ABOUT = {"LICENSE", "NOTICE"}
"""What stands beside the code in both."""


TOP_LEVEL = {
    ".ci", ".gitignore", ".pre-commit-config.yaml", ".pre-commit-hooks.yaml", "CHANGELOG.md", "CONTRIBUTING.md",
    "LICENSE", "Makefile", "NOTICE", "README.md", "SECURITY.md", "action.yml", "benchmarks", "bot", "compose.yaml",
    "pyproject.toml", "requirements-run.lock", "requirements.lock", "retrieval", "seeds", "tests",
}  # fmt: skip
"""What lies at the root of the repository."""


def test_nothing_else_lies_at_the_root() -> None:
    """What somebody tried out is not committed by accident."""
    listed = subprocess.run(["git", "-C", ROOT, "ls-files"], capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("no repository: git lists nothing here")
    assert {name.partition("/")[0] for name in listed.stdout.splitlines()} <= TOP_LEVEL


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the sdist."""
    folder = tmp_path_factory.mktemp("dist")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)  # where a build begins
        build_wheel(str(folder))
        build_sdist(str(folder))
    return folder


def ours() -> set[str]:
    """The files of the packages that the repository has, or else that are there."""
    listed = subprocess.run(
        ["git", "-C", ROOT, "ls-files", "-co", "--exclude-standard", "bot", "retrieval"],
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode == 0:
        return {name for name in listed.stdout.splitlines() if (ROOT / name).exists()}
    return {
        str(path.relative_to(ROOT))
        for package in ("bot", "retrieval")
        for path in (ROOT / package).rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }


def wheel(built: Path) -> zipfile.ZipFile:
    (path,) = built.glob("*.whl")
    return zipfile.ZipFile(path)


def sdist_names(built: Path) -> set[str]:
    """The names in the sdist, without its folder."""
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        return {name.partition("/")[2] for name in archive.getnames()}


def test_the_wheel_has_every_file_and_no_other(built: Path) -> None:
    """Modules, translations, templates, tables, the sample; and what tells of the package."""
    with wheel(built) as archive:
        names = set(archive.namelist())
    info = {name for name in names if ".dist-info/" in name}
    assert names - info == ours()
    assert {name.partition(".dist-info/")[2] for name in info} == {
        "METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE", "licenses/NOTICE",
        "licenses/retrieval/language/cldr.LICENSE",
    }  # fmt: skip


def test_the_sdist_has_what_a_build_needs(built: Path) -> None:
    """And what a reader of it looks for; no tests, no machine's files."""
    about = {"pyproject.toml", "PKG-INFO", ".gitignore", "README.md", "CHANGELOG.md", "SECURITY.md", *ABOUT}
    assert sdist_names(built) == ours() | about


def test_a_package_is_small(built: Path) -> None:
    """Of each less than two megabytes are downloaded."""
    assert all(path.stat().st_size < 2_000_000 for path in built.iterdir())


def test_its_page_says_what_it_is(built: Path) -> None:
    """The README is its page; the versions of Python and the extras are named."""
    with wheel(built) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("METADATA"))
        metadata = archive.read(name).decode()
    assert metadata.endswith((ROOT / "README.md").read_text(encoding="utf-8"))
    assert "\nRequires-Python: >=3.11\n" in metadata
    assert set(re.findall(r"^Provides-Extra: (.*)$", metadata, re.MULTILINE)) == {"cluster", "eval", "mcp", "parquet"}


HEAVY = {"matplotlib", "scipy", "scikit-learn", "babel", "trafilatura", "pyarrow", "pandas", "mcp", "opensearch-py"}
"""Packages that bring more than they are used for, or that few need."""


def test_nothing_heavy_is_needed(built: Path) -> None:
    """What measures, and what reads a rare format, is an extra."""
    with wheel(built) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("METADATA"))
        needed = re.findall(r"^Requires-Dist: ([\w.-]+)[^;\n]*$", archive.read(name).decode(), re.MULTILINE)
    assert len(needed) > 20
    assert HEAVY & set(needed) == set()


def test_files_that_code_opens_are_in_the_packages() -> None:
    """Code names files by where it stands itself: never by where a checkout or a command was."""
    climbing = re.compile(r"Path\(__file__\)((?:\.parent)*)(?:\.parents\[(\d+)\])?")
    for module, path in modules().items():
        for parents, number in climbing.findall(path.read_text(encoding="utf-8")):
            up = parents.count(".parent") or int(number or -1) + 1
            assert up <= len(path.relative_to(ROOT).parts) - 1, module


def pinned(name: str) -> dict[str, str]:
    """What a lock pins: for each package, of each system and Python, its version and hashes."""
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    pairs = re.findall(r"^(\S+==\S+)(?: ; [^-]*)?((?:\s+--hash=\S+)+)", text, re.MULTILINE)
    return {package: " ".join(hashes.split()) for package, hashes in pairs}


def test_what_runs_is_pinned_as_what_is_tested() -> None:
    """`make ask` installs less than `make test`, of the same versions: all that pyproject.toml depends on."""
    run, every = pinned("requirements-run.lock"), pinned("requirements.lock")
    assert run.items() <= every.items()
    assert len(run) < len(every) / 2
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    needed = [*project["project"]["dependencies"], *project["dependency-groups"]["build"]]
    assert {re.split(r"[^\w-]", line)[0] for line in needed} <= {package.partition("==")[0] for package in run}
