"""What several test files share: small archives, made in a folder of the test's own."""

import gc
import json
import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, suppress
from functools import partial
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, settings

from retrieval import Searcher
from retrieval.ingestion import pool
from tests.opensearch.fixtures import (  # noqa: F401
    archive_name,
    breakable,
    cluster,
    guarded,
    lone_proxy,
    proxy,
    pytest_runtest_protocol,
)
from tests.programs import reader
from tests.together import CASES, collected_together

SEEDS = Path(__file__).parents[1] / "seeds"
SEED = "000_403dbb269ad37245.txt"
QUESTION = "Who is expected to lead the Israeli delegation to Qatar?"


PROFILE = os.environ.get("PINCITE_FUZZ", "test")
"""How long the tests of `tests/fuzz` look: for seconds in `make test-all`, for minutes in `make fuzz`."""

for name, examples in (("quick", 20), ("test", 60), ("fuzz", 10_000)):
    settings.register_profile(
        name, max_examples=examples, deadline=None, database=None, derandomize=name != "fuzz",
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )  # fmt: skip
settings.load_profile(PROFILE)


IN_MEMORY = Path("/dev/shm")
"""Where Linux has a file system in memory."""


def pytest_configure(config: pytest.Config) -> None:
    """Tests' folders lie in memory where a lot fits and all may be done: the disk takes a tenth of processor time."""
    reports_what_is_read(config)
    if PROFILE == "test" and config.getoption("--quick"):
        settings.load_profile("quick")
    with suppress(OSError):
        room = os.statvfs(IN_MEMORY)
        if room.f_bavail * room.f_frsize > 4 << 30 and not room.f_flag & (os.ST_NOEXEC | os.ST_NODEV | os.ST_RDONLY):
            os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(IN_MEMORY))


PRINTS_FRAMES = ("durations", "xmlpath")
"""Options with which pytest prints how tests were set up and taken down, and how long that took."""


def reports_what_is_read(config: pytest.Config) -> None:
    """A worker reports how a test went, not that it began, was set up and taken down, which nobody reads.

    Sending and receiving six messages a test takes as long as a small test.
    """
    wanted = config.option.verbose > 0 or any(config.getoption(name, None) is not None for name in PRINTS_FRAMES)
    for worker in config.pluginmanager.get_plugins():
        if type(worker).__name__ == "WorkerInteractor" and not wanted:
            worker.sendevent = partial(_send, worker.sendevent)


def _send(send: Callable[..., None], name: str, **message: Any) -> None:
    """Sends a message of a worker, unless it is of the start, the end, or a sound frame of a test."""
    report = message.get("data", {}) if name == "testreport" else {}
    is_frame = report.get("when") in ("setup", "teardown") and report.get("outcome") == "passed"
    if name not in ("logstart", "logfinish") and not is_frame:
        send(name, **message)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`make test` is quick; whoever names a file has all of its tests, and each case as a test of its own."""
    parser.addoption(
        "--quick",
        action="store_true",
        help="leaves out the tests marked slow, but for a case of each, and most of Hypothesis' examples, and runs the "
        "cases of a test in one go",
    )


def pytest_pycollect_makeitem(collector: pytest.Collector, name: str, obj: object) -> list[pytest.Function] | None:
    """With `--quick`, the cases of a test that sets up nothing for each of them are one test."""
    wanted = isinstance(collector, pytest.Module) and collector.config.getoption("--quick")
    return collected_together(cast("pytest.Module", collector), name, obj) if wanted else None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tells how many cases ran together."""
    numbers = [
        value
        for report in terminalreporter.getreports("passed")
        for name, value in report.user_properties
        if name == CASES
    ]
    if numbers:
        terminalreporter.write_line(f"{len(numbers)} of the tests that passed ran {sum(numbers)} cases.")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With `--quick`, of the tests marked `slow` the first cases are run: as many as `but` says."""
    if config.getoption("--quick"):
        met: Counter[str] = Counter()
        for item in items:
            if slow := item.get_closest_marker("slow"):
                test = item.nodeid.partition("[")[0]
                met[test] += 1
                if met[test] > slow.kwargs.get("but", 0):
                    item.add_marker(pytest.mark.skip(reason="slow: `make test-all` runs it"))


def pytest_sessionstart() -> None:
    """While tests are imported and collected, there is no garbage."""
    gc.disable()


def pytest_collection_finish() -> None:
    """What was collected stays to the end: looking for garbage in it again and again takes a tenth of a run."""
    gc.freeze()
    gc.enable()


def pytest_xdist_auto_num_workers() -> int:
    """One worker more than cores (`-n auto`): while one waits for a process or for a clock, the others work.

    Before its first test each takes seconds of processor time, to import and collect all of them and to start the
    process from which its programs are forked.
    """
    return (os.cpu_count() or 1) + 1


def pytest_make_parametrize_id(config: pytest.Config, val: object) -> str | None:
    """The name of a case made of bytes: packed ones hold the time, and names must be the same in every process."""
    return "bytes" if isinstance(val, bytes) else None


EXECUTED = pool.started


@pytest.fixture(scope="session", autouse=True)
def forked_readers() -> Iterator[None]:
    """Processes that read are forked from one that has imported what they need."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pool, "started", reader)
        yield


@pytest.fixture
def executed_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes that read are started as they are outside of tests."""
    monkeypatch.setattr(pool, "started", EXECUTED)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """An empty folder for articles."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    return folder


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """A state folder that does not exist yet."""
    return tmp_path / "state"


@pytest.fixture
def opened(corpus: Path, state: Path) -> Iterator[Callable[..., Searcher]]:
    """Opens searchers over the corpus, and closes them afterwards."""
    searchers: list[Searcher] = []

    def open_(folder: Path = corpus, engine: str = "auto", **options: Any) -> Searcher:
        searchers.append(Searcher.open(folder, state, engine, **options))
        return searchers[-1]

    yield open_
    for searcher in searchers:
        searcher.close()


@pytest.fixture(scope="module")
def opened_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Searcher]]:
    """Opens searchers over files with some text, for all tests of a module, which change nothing of them."""
    with ExitStack() as searchers:

        def open_(files: Mapping[str, str], engine: str = "auto") -> Searcher:
            folder = tmp_path_factory.mktemp("once")
            write_files(folder / "corpus", files)
            return searchers.enter_context(closing(Searcher.open(folder / "corpus", folder / "state", engine)))

        yield open_


@pytest.fixture(scope="module", params=["memory", "disk"])
def seeds(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    """A searcher over the seeds, once with every engine, for all tests of a module, which change nothing of it."""
    with closing(Searcher.open(SEEDS, tmp_path_factory.mktemp("seeds"), request.param)) as searcher:
        yield searcher


@pytest.fixture(scope="module")
def seeds_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    """A searcher over the seeds, with the engine that it chooses, for all tests of a module."""
    with closing(Searcher.open(SEEDS, tmp_path_factory.mktemp("seeds"))) as searcher:
        yield searcher


def write_jsonl(path: Path, *records: dict[str, Any]) -> Path:
    """Writes records as JSON lines."""
    path.write_text(json_lines(*records), encoding="utf-8")
    return path


def json_lines(*records: dict[str, Any]) -> str:
    """Records as JSON lines."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def write_files(folder: Path, files: Mapping[str, str]) -> None:
    """Writes files with some text into a folder, which is made if it is not there."""
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
