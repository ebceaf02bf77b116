"""Three OpenSearch nodes on loopback: started, killed, frozen, and started again."""

import json
import os
import shlex
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

from tests.opensearch.packages import distribution, java

FOLDER = Path(__file__).parents[2] / ".venv" / "opensearch"
NUMBERS = (1, 2, 3)
HEAP = "512m"
FIRST_PORT = 9201
GREEN_WITHIN = 240.0
"""Seconds: on two idle cores three nodes take 15 to 30."""

JVM = (
    # Without native access OpenSearch neither locks memory nor refuses to run as root, as which containers run tests.
    "-Djna.nosys=true", "-Djna.nounpack=true", "--enable-native-access=ALL-UNNAMED",
    "-Djava.locale.providers=CLDR,SPI", "-XX:+UseSerialGC",
    "-Dopensearch.distribution.type=tar", "-Dopensearch.bundled_jdk=true",
)  # fmt: skip

SETTINGS = """\
cluster.name: pincite-tests
node.name: node{number}
node.processors: 1
network.host: 127.0.0.1
http.port: {http}
transport.port: {transport}
discovery.seed_hosts: {seeds}
cluster.initial_cluster_manager_nodes: [node1, node2, node3]
cluster.routing.allocation.disk.threshold_enabled: false
# A node that hangs is missed after 10 seconds instead of 30, and a new manager stops telling it after as many.
cluster.fault_detection.follower_check: {{timeout: 5s, retry_count: 2}}
cluster.fault_detection.leader_check: {{timeout: 5s, retry_count: 2}}
cluster.publish.timeout: 10s
path.data: {folder}/data
path.logs: {folder}/logs
path.repo: {snapshots}
"""

LOGGING = """\
status = error
appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = [%d{ISO8601}][%-5p][%-25c{1.}] %m%n
logger.natives.name = org.opensearch.bootstrap.Natives
logger.natives.level = off
rootLogger.level = warn
rootLogger.appenderRef.console.ref = console
"""


class NotRunning(Exception):
    """No cluster has been started, or it does not get well."""


class Nodes:
    """The nodes whose state a folder keeps.

    Args:
        folder: With `node1` to `node3`: settings, data, log and process of each; `addresses` names them all.
    """

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder.resolve()

    @property
    def addresses(self) -> list[str]:
        """`http://127.0.0.1:PORT` of each, running or not.

        Raises:
            NotRunning: There are none.
        """
        try:
            return (self._folder / "addresses").read_text(encoding="ascii").split()
        except FileNotFoundError:
            raise NotRunning("No cluster has been started; `make cluster` does.") from None

    def start(self) -> None:
        """Starts all three, unless they run already, and waits until all is well.

        Raises:
            NotToBeHad: Java or OpenSearch can't be installed.
            NotRunning: They don't get well.
        """
        distribution(self._folder / "home")
        java()
        if not (self._folder / "addresses").exists():
            self._settle()
        self.heal()

    def stop(self) -> None:
        """Ends all, and deletes what they held."""
        for number in NUMBERS:
            self.kill(number)
            shutil.rmtree(self._node(number), ignore_errors=True)
        (self._folder / "addresses").unlink(missing_ok=True)

    def kill(self, number: int) -> None:
        """Ends a node by SIGKILL, if it runs, and waits until it is gone."""
        if process := self._process(number):
            os.kill(process, signal.SIGKILL)
            while self._process(number):
                time.sleep(0.02)

    def freeze(self, number: int) -> None:
        """Stops a node where it is: it keeps its connections, and answers nothing until it is thawed."""
        if process := self._process(number):
            os.kill(process, signal.SIGSTOP)
            while self._process(number) and not is_stopped(process):
                time.sleep(0.01)

    def thaw(self, number: int) -> None:
        """Lets a frozen node go on."""
        if process := self._process(number):
            os.kill(process, signal.SIGCONT)

    def run(self, number: int) -> None:
        """Starts a node, unless it runs; it joins the others within some ten seconds (`heal` waits for it)."""
        if self._process(number):
            return
        node, home = self._node(number), self._folder / "home"
        command = [
            str(java()), *JVM, f"-Xms{HEAP}", f"-Xmx{HEAP}", *shlex.split(os.environ.get("OPENSEARCH_JAVA_OPTS", "")),
            f"-Dopensearch.path.home={home}", f"-Dopensearch.path.conf={node / 'config'}",
            "-cp", f"{home / 'lib'}/*", "org.opensearch.bootstrap.OpenSearch",
        ]  # fmt: skip
        with (node / "log").open("ab") as log:
            started = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=node, start_new_session=True
            )
        started.returncode = 0  # it outlives us: nobody waits for it
        (node / "process").write_text(str(started.pid), encoding="ascii")

    def heal(self, within: float = GREEN_WITHIN) -> None:
        """Has every node run, and waits until each holds all it should.

        Args:
            within: Seconds.

        Raises:
            NotRunning: It takes longer; with the last lines of the first node's log.
        """
        for number in NUMBERS:
            self.run(number)
            self.thaw(number)
        self.wait(len(NUMBERS), within=within)

    def wait(self, nodes: int, status: str = "green", within: float = GREEN_WITHIN) -> None:
        """Waits until as many nodes are together, and what they hold has a status (green, yellow, red), or a better.

        Raises:
            NotRunning: It takes longer than `within` seconds.
        """
        path = f"/_cluster/health?wait_for_nodes={nodes}&wait_for_status={status}&timeout=1s"
        end = time.monotonic() + within
        while True:
            answers = [self._health(address + path) for address in self.addresses]
            if sum(answer.get("timed_out") is False for answer in answers) >= nodes:
                return
            if time.monotonic() > end:
                raise NotRunning(f"After {within:.0f} seconds: {answers}\n{self.log(1)}")
            time.sleep(0.3)

    def log(self, number: int, lines: int = 20) -> str:
        """The last lines that a node wrote."""
        with suppress(FileNotFoundError):
            written = (self._node(number) / "log").read_text(encoding="utf-8", errors="replace")
            return "\n".join(written.splitlines()[-lines:])
        return ""

    def _settle(self) -> None:
        """Writes the settings of all nodes, and their addresses."""
        ports = free_ports()
        http, transport = ([next(ports) for _ in NUMBERS] for _ in range(2))
        for number in NUMBERS:
            config = self._node(number) / "config"
            config.mkdir(parents=True, exist_ok=True)
            (config / "log4j2.properties").write_text(LOGGING, encoding="ascii")
            settings = SETTINGS.format(
                number=number, http=http[number - 1], transport=transport[number - 1], folder=self._node(number),
                seeds=[f"127.0.0.1:{port}" for port in transport], snapshots=self._folder / "snapshots",
            )  # fmt: skip
            (config / "opensearch.yml").write_text(settings, encoding="utf-8")
        addresses = "".join(f"http://127.0.0.1:{port}\n" for port in http)
        (self._folder / "addresses").write_text(addresses, encoding="ascii")

    def _node(self, number: int) -> Path:
        return self._folder / f"node{number}"

    def _process(self, number: int) -> int | None:
        """The process of a node; None while it does not run. A number may meanwhile be another's: its command tells."""
        try:
            process = (self._node(number) / "process").read_text(encoding="ascii")
        except FileNotFoundError:
            return None
        return int(process) if f"{self._node(number) / 'config'}" in command_of(process) else None

    @staticmethod
    def _health(url: str) -> dict[str, Any]:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                told: dict[str, Any] = json.load(answer)
        except urllib.error.HTTPError as error:
            with error:
                return {"timed_out": True, "status": error.code}
        except OSError as error:
            return {"timed_out": True, "error": str(error)}
        return told


def command_of(process: str) -> str:
    """What a process was started as; empty where there is none, or it has ended and nobody has looked yet how."""
    if Path("/proc/self/cmdline").exists():
        with suppress(OSError):
            return Path(f"/proc/{process}/cmdline").read_text(encoding="utf-8", errors="replace")
        return ""
    asked = ["ps", "-ww", "-o", "stat=", "-o", "command=", "-p", process]
    told = subprocess.run(asked, check=False, capture_output=True, text=True)
    state, _, command = told.stdout.strip().partition(" ")
    return "" if state.startswith("Z") else command


def is_stopped(process: int) -> bool:
    """Whether every thread of a process stands still: they go on until one of them has had its turn."""
    states = []
    for path in Path(f"/proc/{process}/task").glob("*/stat"):
        with suppress(OSError):  # a thread that has ended meanwhile
            states.append(path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[0])
    if not states:
        asked = ["ps", "-o", "stat=", "-p", str(process)]
        states = [subprocess.run(asked, check=False, capture_output=True, text=True).stdout.strip()]
    return all(state.startswith("T") for state in states)


def free_ports() -> Iterator[int]:
    """Ports of loopback that nobody uses, from the one that PINCITE_CLUSTER_PORT names, or 9201, upwards."""
    for port in count(int(os.environ.get("PINCITE_CLUSTER_PORT", FIRST_PORT))):
        with socket.socket() as tried, suppress(OSError):
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(("127.0.0.1", port))
            yield port
