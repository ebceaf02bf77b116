"""The cluster for tests: what it is made of, who may use it, and that its nodes can be killed."""

import hashlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from itertools import islice
from pathlib import Path

import pytest

from tests.opensearch import fixtures, packages
from tests.opensearch.__main__ import main
from tests.opensearch.fixtures import Cluster
from tests.opensearch.nodes import NUMBERS, Nodes, NotRunning, command_of, free_ports, is_stopped
from tests.opensearch.packages import NotToBeHad, lay_out, sums
from tests.opensearch.sharing import using


def brought(folder: Path, **files: bytes) -> dict[str, str]:
    """Writes files as if Maven had brought them; the sums under which they are pinned in `lib`."""
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return {f"lib/{name}": hashlib.sha256(data).hexdigest() for name, data in files.items()}


def test_what_is_pinned_is_laid_in_its_folder(tmp_path: Path) -> None:
    """Other files that a package pulls in are left."""
    pinned = brought(tmp_path, core=b"core", needless=b"needless")
    del pinned["lib/needless"]
    lay_out(tmp_path, tmp_path / "home", pinned)
    assert [path.name for path in (tmp_path / "home" / "lib").iterdir()] == ["core"]


def test_a_file_other_than_pinned_is_refused(tmp_path: Path) -> None:
    """Whatever a registry serves under the name, it is not run."""
    pinned = brought(tmp_path, core=b"core")
    (tmp_path / "core").write_bytes(b"cure")
    with pytest.raises(NotToBeHad, match="core is not the file"):
        lay_out(tmp_path, tmp_path / "home", pinned)
    assert not (tmp_path / "home").exists()


def test_a_file_that_is_not_brought_is_named(tmp_path: Path) -> None:
    """A list that no longer fits the packages is noticed."""
    with pytest.raises(NotToBeHad, match="gone was not brought"):
        lay_out(tmp_path, tmp_path / "home", {"lib/gone": ""})


def test_a_client_that_is_missing_or_fails_is_quoted() -> None:
    """One sentence tells why a cluster can't be had here."""
    with pytest.raises(NotToBeHad, match="no-such-client is not installed"):
        packages._run("no-such-client")
    with pytest.raises(NotToBeHad, match="sh: no such package"):
        packages._run("/bin/sh", "-c", "echo no such package; exit 1")


def test_all_that_is_pinned_has_a_place_and_a_sum() -> None:
    """Each module has a folder, and each folder of modules is one."""
    pinned = sums(packages.PINNED)
    assert all(len(digest) == 64 for digest in pinned.values())
    assert {name.split("/")[1] for name in pinned if name.startswith("modules/")} == packages.MODULES.keys()
    assert f"lib/opensearch-{packages.RELEASE}.jar" in pinned


def test_ports_in_use_are_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two clusters on one machine have ports of their own."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setenv("PINCITE_CLUSTER_PORT", str(port))
        ports = list(islice(free_ports(), 3))
    assert min(ports) > port
    assert ports == sorted(set(ports))


def test_without_a_cluster_its_addresses_are_not_made_up(tmp_path: Path) -> None:
    """What to do is said."""
    with pytest.raises(NotRunning, match="make cluster"):
        _ = Nodes(tmp_path).addresses
    Nodes(tmp_path).stop()


def test_the_process_of_another_is_not_killed(tmp_path: Path) -> None:
    """A number that a node once had may be anyone's now: ours, here."""
    (tmp_path / "node1").mkdir()
    (tmp_path / "node1" / "process").write_text(str(os.getpid()))
    Nodes(tmp_path).kill(1)
    Nodes(tmp_path).freeze(1)


def test_a_process_is_known_by_its_command() -> None:
    """While it runs; one that has ended has none, whether somebody has asked how it ended or not."""
    command = [sys.executable, "-c", "input('begun')", "a name of its own"]
    running = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert running.stdout
    running.stdout.read(1)
    assert "a name of its own" in command_of(str(running.pid))
    running.kill()
    os.waitid(os.P_PID, running.pid, os.WEXITED | os.WNOWAIT)
    assert command_of(str(running.pid)) == ""
    running.communicate()
    assert command_of(str(running.pid)) == ""


def test_a_process_is_stopped_when_all_its_threads_are() -> None:
    """Not before, and not when it goes on."""
    turning = "import threading; [threading.Thread(target=input).start() for _ in range(8)]"
    running = subprocess.Popen([sys.executable, "-c", turning], stdin=subprocess.PIPE)
    assert not is_stopped(running.pid)
    running.send_signal(signal.SIGSTOP)
    while not is_stopped(running.pid):
        time.sleep(0.001)
    running.send_signal(signal.SIGCONT)
    while is_stopped(running.pid):
        time.sleep(0.001)
    running.kill()
    running.communicate()


def test_an_unknown_command_is_told_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert main("begin") == 2
    assert "`kill 2`" in capsys.readouterr().err


def test_who_kills_nodes_has_the_cluster_alone(tmp_path: Path) -> None:
    """Many share it; one who wants it alone waits for them, and they for him, in the order in which they ask."""
    addresses, order = [str(tmp_path)], list[str]()

    def use(name: str, *, alone: bool) -> threading.Thread:
        def body() -> None:
            asking.set()
            with using(addresses, alone=alone):
                order.append(name)

        asking = threading.Event()
        thread = threading.Thread(target=body)
        thread.start()
        assert asking.wait(10)
        return thread

    with using(addresses), using(addresses):
        order.append("both")
        threads = [use("alone", alone=True)]
        while order == ["both"] and _door_is_open(addresses):
            pass
        threads.append(use("later", alone=False))
        order.append("still both")
    for thread in threads:
        thread.join(10)
    assert order == ["both", "still both", "alone", "later"]


def _door_is_open(addresses: list[str]) -> bool:
    """Whether nobody waits to have the cluster alone."""
    import fcntl

    from tests.opensearch.sharing import places

    with places(addresses)[0].open("ab") as door:
        try:
            fcntl.flock(door, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def test_an_engine_is_named_with_all_hosts() -> None:
    """As `--engine` takes it: the scheme once, then hosts, then the name."""
    assert Cluster(("http://a:1", "http://b:2")).engine("news") == "http://a:1,b:2/news"


def test_where_a_cluster_is_named_it_is_not_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that is to have one does not skip its tests."""
    monkeypatch.setenv(fixtures.VARIABLE, "http://a:1,http://b:2")
    assert fixtures.found.__wrapped__() == Cluster(("http://a:1", "http://b:2"))


@pytest.mark.cluster
def test_three_nodes_of_one_cluster_answer(cluster: Cluster) -> None:
    """Each of them is OpenSearch, in the version that is pinned."""
    told = [Cluster((host,)).call("GET", "/") for host in cluster.hosts]
    assert {row["version"]["number"] for row in told} == {packages.RELEASE}
    assert len({row["name"] for row in told}) == len(NUMBERS)
    assert len({row["cluster_uuid"] for row in told}) == 1


@pytest.mark.cluster
def test_a_node_is_killed_frozen_and_back(cluster: Cluster, breakable: Nodes, archive_name: str) -> None:
    """With a copy of each shard the others go on; afterwards all hold what they held."""
    cluster.call("PUT", f"/{archive_name}", {"settings": {"number_of_shards": 3, "number_of_replicas": 1}})
    for number in range(20):
        cluster.call("PUT", f"/{archive_name}/_doc/{number}", {"number": number})
    breakable.wait(3)
    breakable.kill(1)
    with pytest.raises(OSError, match=r"refused|reset"):
        Cluster(cluster.hosts[:1]).call("GET", "/")
    breakable.wait(2, status="yellow")
    cluster.call("POST", f"/{archive_name}/_refresh")
    assert cluster.call("GET", f"/{archive_name}/_count")["count"] == 20
    breakable.heal()
    breakable.freeze(2)
    with socket.create_connection(("127.0.0.1", int(cluster.hosts[1].rpartition(":")[2])), 5) as asked:
        asked.settimeout(0.3)
        asked.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        with pytest.raises(TimeoutError):
            asked.recv(1)
    breakable.heal()
    assert cluster.call("GET", f"/{archive_name}/_count")["count"] == 20
