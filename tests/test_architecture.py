"""Who may import whom. This table is the architecture document."""

import ast
import gc
from collections import Counter
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

WINGS: dict[str, set[str]] = {
    "retrieval.records retrieval.errors": set(),
    "retrieval.language retrieval.engines": {"records"},
    "retrieval.articles": {"records", "language"},
    "retrieval.readers": {"records", "language", "articles"},
    "retrieval.analysis": {"records", "language", "articles"},
    "retrieval.storage": {"records", "language", "articles", "analysis"},
    "retrieval.ingestion": {"records", "language", "articles", "readers", "analysis", "storage"},
    "retrieval.indexing": {"records", "language", "articles", "readers", "analysis", "storage", "ingestion"},
    "retrieval.query retrieval.citing retrieval.sharing": {
        "records",
        "language",
        "articles",
        "readers",
        "analysis",
        "storage",
        "ingestion",
        "indexing",
    },
    "retrieval.ranking": {"records", "language", "analysis", "storage", "indexing", "query"},
    "retrieval.evaluation": {"records", "indexing", "ranking", "query"},
    "retrieval": {
        "records",
        "language",
        "articles",
        "readers",
        "analysis",
        "storage",
        "ingestion",
        "indexing",
        "query",
        "ranking",
        "evaluation",
    },
    "bot.render": {"retrieval"},
    "bot.settings bot.conversation bot.http_server bot.ending bot.garbage": {"retrieval", "render"},
    "bot.journal": {"retrieval", "render"},
    "bot.exports bot.open_archive bot.opening bot.subjects": {"retrieval", "settings", "render", "journal"},
    "bot.web": {"retrieval", "settings", "render", "journal", "exports"},
    "bot.assistants": {"retrieval", "settings", "render", "journal", "exports", "web"},
    "bot.telegram_app.limits bot.telegram_app.monitoring bot.telegram_app.quiet_hours "
    "bot.telegram_app.catalogs bot.telegram_app.writing bot.telegram_app.translations": {"retrieval", "settings"},
    "bot.telegram_app.archive bot.telegram_app.updates bot.telegram_app.state_file": {
        "retrieval",
        "settings",
        "journal",
        "limits",
    },
    "bot.telegram_app.views bot.telegram_app.preferences bot.telegram_app.pairing": {
        "retrieval",
        "render",
        "limits",
        "archive",
    },
    "bot.telegram_app.sending": {"settings", "limits", "archive", "views"},
    "bot.telegram_app.handlers": {"retrieval", "settings", "limits", "archive", "views", "sending"},
    "bot.telegram_app": {
        "retrieval",
        "settings",
        "render",
        "journal",
        "limits",
        "archive",
        "views",
        "sending",
        "handlers",
    },
    "bot bot.cli bot.repl": {
        "retrieval",
        "settings",
        "render",
        "journal",
        "exports",
        "web",
        "assistants",
        "telegram_app",
    },
}
"""What each wing may import, by the last name of the first module in a row, lower rows nothing but higher ones.

A row holds the modules it names and all below them that no other row names. Folders that share a row stand beside each
other and know nothing of each other. `bot` knows `retrieval` through its `__init__` only.
"""

ONLY_IN = {
    "ir_measures": {"retrieval.evaluation.measures"},
    "sklearn": {"retrieval.evaluation.measures"},
    "scipy": {"retrieval.evaluation.measures"},
    "matplotlib": {"bot.cli.plots"},
    "rank_bm25": {"retrieval.engines.memory"},
    "opensearchpy": {"retrieval.engines.cluster"},
    "msgpack": {"retrieval.sharing.replica"},
    "tantivy": {"retrieval.engines.disk", "retrieval.language.analyzer"},
    "fasttext": {"retrieval.language.detection"},
    "Stemmer": {"retrieval.language.analyzer"},
    "stopwordsiso": {"retrieval.language.stopwords"},
    "prompt_toolkit": {"bot.repl"},
    "telegram": {"bot.telegram_app"},
    "aiohttp": {"bot.assistants.over_http", "bot.http_server", "bot.telegram_app", "bot.web"},
    "mcp": {"bot.assistants"},
    "click": {"bot.cli"},
    "markdown_it": {"retrieval.readers.markup.markdown"},
    "yaml": {"retrieval.articles.front_matter"},
    "jinja2": {"bot.exports", "bot.web.templating"},
    "pypdfium2": {f"retrieval.readers.pdf.{name}" for name in ("reader", "lines", "tagged", "drawn")},
    "watchfiles": {"retrieval.ingestion.file_events"},
    "rapidfuzz": {"retrieval.citing.alignment", "retrieval.citing.clean_ups", "retrieval.language.spelling"},
}
"""Packages that one place is to know, with the modules inside it."""


@cache
def modules() -> dict[str, Path]:
    """Every module of ours, by its dotted name."""
    paths = {}
    for package in ("retrieval", "bot"):
        for path in sorted((ROOT / package).rglob("*.py")):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            paths[name] = path
    return paths


@cache
def tree(path: Path) -> ast.Module:
    """What a file of ours says, parsed once for all tests of the source: parsing takes most of their time.

    It makes hundreds of thousands of objects; looking for garbage among them meanwhile takes twice as long as that.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        return ast.parse(path.read_text(encoding="utf-8"))
    finally:
        if was_enabled:
            gc.enable()


@cache
def statements(path: Path) -> tuple[ast.AST, ...]:
    """The statements of a file, with those inside others: a twelfth of all that `ast.walk` goes through."""
    found: list[ast.AST] = [tree(path)]
    for node in found:  # which grows meanwhile
        for name in ("body", "orelse", "finalbody", "handlers", "cases"):
            inner = getattr(node, name, ())
            found += inner if isinstance(inner, list) else ()
    return tuple(found[1:])


@cache
def imports(path: Path) -> frozenset[str]:
    """The modules that a file imports, hidden ones inside functions included."""
    names: set[str] = set()
    for node in statements(path):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            if node.level:
                folder = path.parents[node.level - 1].relative_to(ROOT)
                module = ".".join([*folder.parts, *filter(None, [module])])
            submodules = {f"{module}.{alias.name}" for alias in node.names}
            inner = submodules & modules().keys()
            names.update(inner or {module})
    return frozenset(names)


def covers(place: str, module: str) -> bool:
    """Whether a module is a place or stands inside it."""
    return (module + ".").startswith(place + ".")


@cache
def wing(module: str) -> str:
    """The last name of the first module in the row of `WINGS` that a module belongs to; the longest that fits."""
    fitting = [(len(place), row) for row in WINGS for place in row.split() if covers(place, module)]
    return max(fitting)[1].split()[0].rpartition(".")[2]


MAY_IMPORT = {row.split()[0].rpartition(".")[2]: may for row, may in WINGS.items()}


def imported_wings(module: str) -> set[str]:
    """The wings other than its own that a module imports."""
    ours = {other for other in imports(modules()[module]) if other.partition(".")[0] in ("retrieval", "bot")}
    return {wing(other) for other in ours} - {wing(module)}


def test_imports_follow_the_table() -> None:
    """A module imports just those wings that the table gives its own."""
    beyond = {module: imported_wings(module) - MAY_IMPORT[wing(module)] for module in modules()}
    assert {module: wings for module, wings in beyond.items() if wings} == {}


@pytest.mark.parametrize("row", MAY_IMPORT)
def test_every_permission_is_used(row: str) -> None:
    """What the table allows a wing, one of its modules does."""
    used: set[str] = set().union(*(imported_wings(module) for module in modules() if wing(module) == row))
    assert used == MAY_IMPORT[row]


def test_the_table_names_what_exists() -> None:
    """Every place that the table names is a module, and the table can be held in the head."""
    assert {place for row in WINGS for place in row.split()} <= modules().keys()
    assert len(WINGS) <= 25


@pytest.mark.parametrize("row", WINGS)
def test_folders_in_a_row_stand_apart(row: str) -> None:
    """Wings that share a row of the table, because they stand on one floor, don't import each other."""
    folders = [place for place in row.split() if modules()[place].name == "__init__.py"]
    folders = [] if "bot" in folders else folders  # which holds those beside it
    for folder in folders:
        known = {other for name, path in modules().items() if covers(folder, name) for other in imports(path)}
        assert not {other for other in folders if other != folder for name in known if covers(other, name)}


def test_a_folder_can_be_held_in_the_head() -> None:
    """A wing that outgrows 25 modules has become two."""
    sizes = Counter(path.parent for path in modules().values() if path.name != "__init__.py")
    assert [str(folder) for folder, size in sizes.items() if size > 25] == []


def test_bot_knows_retrieval_by_its_door() -> None:
    """`bot` imports `retrieval` through its `__init__` only, and `retrieval` never imports `bot`."""
    for module, path in modules().items():
        others = {other for other in imports(path) if not covers(module.partition(".")[0], other)}
        assert {other for other in others if covers("retrieval", other) or covers("bot", other)} <= {"retrieval"}, (
            module
        )
        assert not (covers("retrieval", module) and "bot" in others), module


def test_no_imports_run_in_circles() -> None:
    """Modules, and wings, can be put in an order in which each imports earlier ones only."""
    TopologicalSorter({name: imports(path) & modules().keys() - {name} for name, path in modules().items()}).prepare()
    assert list(TopologicalSorter(MAY_IMPORT).static_order())
    rows = list(MAY_IMPORT)
    assert all(rows.index(other) < rows.index(row) for row in rows for other in MAY_IMPORT[row])


@pytest.mark.parametrize("package", ONLY_IN)
def test_packages_stay_where_they_belong(package: str) -> None:
    """A package that one place is to know is imported there and nowhere else."""
    importers = {
        name for name, path in modules().items() if package in {module.partition(".")[0] for module in imports(path)}
    }
    assert {next((place for place in ONLY_IN[package] if covers(place, name)), name) for name in importers} == (
        ONLY_IN[package]
    )
