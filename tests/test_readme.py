"""The README tells the truth: its commands are run, and its settings and files are those there are."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from bot.settings import LIMIT_SETTINGS, SERVE_SETTINGS, SETTINGS, TELEGRAM_SETTINGS, WATCH_SETTINGS, Setting
from tests.test_architecture import ROOT, modules, statements

README = (ROOT / "README.md").read_text(encoding="utf-8")
ID = re.compile(r"\b[2-9a-hjkmnp-z]{6}(?=\.\d|\b)(?<=\d.....|.\d....|..\d...|...\d..|....\d.|.....\d)")
"""An id as the README shows one: with a figure in it, so that no word is taken for one."""

TIME = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC")


def session() -> list[tuple[str, str]]:
    """Every command of the README's console blocks, with the output that stands under it."""
    blocks = re.findall(r"^```console\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    return [
        (command, output)
        for block in blocks
        for command, output in re.findall(r"^\$ (.*?)\n(.*?)(?=^\$ |\Z)", block, re.MULTILINE | re.DOTALL)
    ]


def run(command: str, folder: Path) -> str:
    """What a command says in a folder that holds the seeds, the time of day left out."""
    if not (folder / "seeds").exists():
        (folder / "seeds").symlink_to(ROOT / "seeds")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PINCITE_", "TELEGRAM_"))}
    environment["PATH"] = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    return TIME.sub("(now)", done.stdout + done.stderr).rstrip("\n")


def test_commands_print_what_the_readme_shows(tmp_path: Path) -> None:
    """Each command is run in turn; ids differ from run to run, and stand for each other in what follows."""
    actual: dict[str, str] = {}
    assert session()
    for command, output in session():
        expected = TIME.sub("(now)", output).rstrip("\n")
        said = run(replaced(command, actual), tmp_path)
        actual |= ids_of_this_run(replaced(expected, actual), said)
        assert said == replaced(expected, actual), command


def test_a_citation_can_be_checked_without_us(tmp_path: Path) -> None:
    """The README's own ten lines of Python check an exported answer, and see an article that was edited."""
    (program,) = re.findall(r"^```python\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    assert len(program.splitlines()) <= 10
    answer = json.loads(run('pincite ask --json "Who leads the delegation to Qatar?"', tmp_path))
    (tmp_path / "answer.json").write_text(run(f"pincite export {answer['id']} --format json", tmp_path))
    (tmp_path / "check.py").write_text(program)
    stands = [f"{p['citation']['id']} stands in the same article" for p in answer["passages"]]
    assert run("python -W ignore check.py", tmp_path).splitlines() == stands
    (tmp_path / "seeds").unlink()
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    article = tmp_path / "seeds" / answer["passages"][0]["citation"]["article"]
    article.write_text(article.read_text(encoding="utf-8").replace("David Barnea", "Daniel Barnea"), encoding="utf-8")
    assert "differs in an edited article" in run("python -W ignore check.py", tmp_path)


def ids_of_this_run(shown: str, said: str) -> dict[str, str]:
    """The ids that stand in an output where the README shows others; an id of this run may be all letters."""
    shown_ids = list(dict.fromkeys(ID.findall(shown)))
    pattern = re.escape(shown)
    for number, identity in enumerate(shown_ids):
        pattern = pattern.replace(identity, f"(?P<id{number}>[2-9a-z]{{6}})", 1).replace(identity, f"(?P=id{number})")
    found = re.fullmatch(pattern, said)
    return dict(zip(shown_ids, found.groups(), strict=True)) if found else {}


def replaced(text: str, ids: dict[str, str]) -> str:
    """A text with the ids of this run in place of those that the README shows."""
    for shown, real in ids.items():
        text = text.replace(shown, real)
    return text


def test_settings_are_all_there() -> None:
    """The tables of settings (archive, bot, web page, limits, watching) have every variable, default and meaning."""
    archive = [row for row in SETTINGS if not row.variable.startswith("TELEGRAM_")]
    assert settings_table("README.md") == settings_rows(archive)
    bot = [row for row in (*SETTINGS, *TELEGRAM_SETTINGS) if row not in archive]
    assert settings_table("bot/telegram_app/README.md") == settings_rows(bot)
    assert settings_table("bot/web/README.md") == settings_rows(SERVE_SETTINGS)
    assert settings_table("retrieval/readers/README.md") == settings_rows(LIMIT_SETTINGS)
    assert settings_table("retrieval/indexing/README.md") == settings_rows(WATCH_SETTINGS)


def settings_rows(settings: Sequence[Setting]) -> list[str]:
    """The rows of a table of settings, as they should stand."""
    return [f"`{row.variable}` | {f'`{row.default}`' if row.default else ''} | {row.help}" for row in settings]


def settings_table(file: str) -> list[str]:
    """The rows of the table of settings that a file has."""
    text = (ROOT / file).read_text(encoding="utf-8")
    return text.partition("variable | default")[2].partition("\n\n")[0].splitlines()[2:]


def test_every_module_is_named_once() -> None:
    """The map has a row for every folder of the packages, and in it every module, once."""
    rows = re.findall(r"^`((?:retrieval|bot)/[\w/]*)` \| (.*) \|", README, re.MULTILINE)
    mapped = [f"{folder}{name}.py" for folder, names in rows for name in re.findall(r"`(\w+)`", names)]
    there = [path.relative_to(ROOT) for path in modules().values() if path.name != "__init__.py"]
    assert sorted(mapped) == sorted(map(str, there))


def test_files_named_are_there() -> None:
    """Every path in the README's map is one."""
    named = re.findall(r"`((?:retrieval|bot|tests|seeds|benchmarks)/[\w./]*)`", README)
    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_make_targets_are_there() -> None:
    """Every `make` target that the README names is one."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"make ([a-z]+)", README))
    assert {"ask", "test"} <= targets
    assert [target for target in targets if f"\n{target}:" not in makefile] == []


def test_make_ask_hands_the_question_on_as_it_is(tmp_path: Path) -> None:
    """A question with quotes, dollars and backticks reaches `pincite` as it was written."""
    question = 'What\'s "$HOME", `id` and $5?'
    fake = tmp_path / "pincite"
    fake.write_text('#!/bin/sh\nprintf %s "$5"\n')
    fake.chmod(0o755)
    done = subprocess.run(
        ["make", "-s", "ask", "READY=", f"BIN={tmp_path}", f"Q={question}"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert (done.stdout, done.stderr) == (question, f"? {question}\n")


def test_at_most_900_words() -> None:
    """A README that is read is short; the lines of its tables are no words."""
    assert sum(any(map(str.isalnum, word)) for word in README.split()) <= 900


def test_the_glossary_speaks_of_what_is_in_the_code() -> None:
    """Each word of the glossary is a name in the code; one screen holds them all."""
    table = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("word | meaning")[2].partition("\n\n")[0]
    rows = table.splitlines()[2:]
    assert 10 < len(rows) <= 25
    assert [name for row in rows for name in re.findall(r"`(\w+)`", row) if name not in names_in_the_code()] == []


def test_places_named_to_contributors_are_there() -> None:
    """Every file and folder that CONTRIBUTING.md sends people to exists, and every `make` target."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    paths = re.findall(r"`((?:\.ci|retrieval|bot|tests|benchmarks)/[\w./]*|\w+\.md)`", text)
    assert len(paths) > 10
    assert [path for path in paths if not (ROOT / path).exists() and "XX" not in path] == []
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert [target for target in re.findall(r"make ([a-z]+)", text) if f"\n{target}:" not in makefile] == []


@cache
def names_in_the_code() -> set[str]:
    """Every module, class, function and variable that the packages define."""
    names = {part for module in modules() for part in module.split(".")}
    for path in modules().values():
        for node in statements(path):
            if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                names.add(node.name)
            for target in [*getattr(node, "targets", []), getattr(node, "target", None)]:
                names.update(each.id for each in ast.walk(target or ast.Pass()) if isinstance(each, ast.Name))
    return names
