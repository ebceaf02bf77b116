"""Tries an installed Pincite, as somebody does who has nothing else: `python -I tests/installed.py`, not in a checkout.

`.ci/run` runs it in an empty environment with the built wheel, and with what is built from the sdist and a checkout.
"""

import importlib.metadata
import json
import os
import pkgutil
import subprocess
import sys
import sysconfig
import tempfile
from importlib import import_module
from pathlib import Path
from types import ModuleType

MOST_MB = 180
"""How much disk an installed Pincite takes, in megabytes of 2**20 bytes, with all that it needs and no extra."""

EXTRAS = frozenset({"mcp", "msgpack", "opensearchpy", "pyarrow"})
"""What modules import that need an extra."""

ARTICLES = {
    "kiln.md": "---\ntitle: Kiln\ndate: 2024-03-16\n---\nThe kiln of Osterholm was lit by Ada Lind on Monday.\n",
    "weir.html": "<title>Weir</title><main><h1>Weir</h1><p>The weir of Osterholm was built by Ben Cole.</p></main>",
    "lamp.csv": "title,text\nLamp,The lamp of Osterholm burned all night long.\n",
}


def main() -> None:
    """Fails at the first thing that is missing."""
    size = installed_megabytes()
    here = Path(sysconfig.get_path("purelib")).resolve()
    imported = [module for module in map(imported_module, modules()) if module]
    assert len(imported) > 200
    assert all(Path(str(module.__file__)).resolve().is_relative_to(here) for module in imported), "this is a checkout"
    translations()
    with tempfile.TemporaryDirectory() as folder:
        first_lines(Path(folder))
    assert size <= MOST_MB, f"{size} MB are installed, more than {MOST_MB}"
    python = ".".join(map(str, sys.version_info[:3]))
    sys.stdout.write(f"pincite {importlib.metadata.version('pincite')}, Python {python}: {size} MB, all is there.\n")


def modules() -> list[str]:
    """Every module of the packages but their entry point, which would start."""
    walked = [
        module.name
        for package in ("bot", "retrieval")
        for module in pkgutil.walk_packages(import_module(package).__path__, f"{package}.")
    ]
    return [name for name in walked if not name.endswith("__main__")]


def imported_module(name: str) -> ModuleType | None:
    """A module; None when it needs an extra that isn't here."""
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in EXTRAS:
            raise
        return None


def translations() -> None:
    """Each language of the bot; stems, stop words and names of some that an archive may have."""
    words = import_module("bot.telegram_app.translations")
    assert len({words.words(language).date(None) for language in words.languages()}) == len(words.languages()) > 5
    language = import_module("retrieval.language")
    for code, written, term in (("de", "Die Brücken", "bruck"), ("pl", "W mostach", "most"), ("fa", "پل‌ها", "پل")):
        assert any(found.startswith(term) for found in language.terms(written, code)), language.terms(written, code)
        assert import_module("retrieval.language.stopwords").stop_words(code)
        assert import_module("retrieval.language.cldr").names(code)


def first_lines(folder: Path) -> None:
    """The commands that a stranger types first, in an empty folder and with an empty home."""
    assert "will open on 18 May" in run(folder, "ask", "When does the new lock open?")
    (identity, *_) = run(folder, "journal").split()
    assert "verified" in run(folder, "check", identity)
    assert "<html" in run(folder, "export", identity, "--format", "html")
    (folder / "mine").mkdir()
    for name, content in ARTICLES.items():
        (folder / "mine" / name).write_text(content, encoding="utf-8")
    for question, words in (("Who lit the kiln?", "Ada Lind"), ("Who built the weir?", "Ben Cole")):
        answer = json.loads(run(folder, "--corpus", "mine", "ask", "--json", question))
        assert words in answer["passages"][0]["text"]
    assert "3 articles" in run(folder, "--corpus", "mine", "index")
    for words in ("--version", "--help", "telegram --help", "serve --help"):
        assert run(folder, *words.split())


def run(folder: Path, *arguments: str) -> str:
    """What a command prints."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PINCITE_")}
    environment |= {"HOME": str(folder), "XDG_STATE_HOME": str(folder / "state")}
    program = Path(sysconfig.get_path("scripts")) / "pincite"
    done = subprocess.run(
        [program, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{arguments}: {done.stderr}"
    return done.stdout


def installed_megabytes() -> int:
    """What the packages of this environment take on the disk, uncompiled."""
    files = (path for path in Path(sysconfig.get_path("purelib")).rglob("*") if path.suffix != ".pyc")
    return sum(path.lstat().st_blocks * 512 for path in files) >> 20


if __name__ == "__main__":
    main()
