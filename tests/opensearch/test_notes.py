"""What the notes and `compose.yaml` tell people to do about a cluster of their own."""

import json
import re
import shutil
import ssl
import subprocess
import urllib.error
import urllib.request
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
import yaml

from tests.opensearch import packages
from tests.opensearch.proxy import Proxy

ROOT = Path(__file__).parents[2]
NOTES = (ROOT / "retrieval" / "engines" / "README.md").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))


def test_its_nodes_are_those_that_tests_run_with() -> None:
    """In the same version; each looks for the others, with a disk of its own, and is reached on this machine only."""
    nodes = COMPOSE["services"]
    assert {node["image"] for node in nodes.values()} == {f"opensearchproject/opensearch:{packages.RELEASE}"}
    for name, node in nodes.items():
        assert node["environment"]["node.name"] == name
        # The set-up that knows the password also brings certificates beside which a node must be allowed to start.
        assert "plugins.security.allow_unsafe_democertificates" not in node["environment"]
        assert "DISABLE_INSTALL_DEMO_CONFIG" not in node["environment"]
        assert {name for name in node["environment"] if name.startswith("plugins.")} >= REPLACED
        assert node["environment"]["discovery.seed_hosts"].split(",") == list(nodes)
        assert [port.rpartition(":")[0].rpartition(":")[0] for port in node["ports"]] == ["127.0.0.1"]
        assert node["volumes"][0].partition(":")[0] == name
    assert list(COMPOSE["volumes"]) == list(nodes)
    ports = [port.split(":")[1] for node in nodes.values() for port in node["ports"]]
    assert ",".join(f"127.0.0.1:{port}" for port in ports) + "/news" in NOTES


def test_what_is_said_of_the_role_can_be_sent() -> None:
    """It is JSON, for the indexes of one archive."""
    role, user = (json.loads(body) for body in re.findall(r"-d '(\{.*?\})'", NOTES, re.DOTALL))
    assert role["index_permissions"][0]["index_patterns"] == ["news", "news.*"]
    assert all(action.startswith("indices:") for action in role["index_permissions"][0]["allowed_actions"])
    assert user["opendistro_security_roles"] == ["pincite"]


REPLACED = {
    *(
        f"plugins.security.ssl.{layer}.pem{what}_filepath"
        for layer in ("transport", "http")
        for what in ("cert", "key", "trustedcas")
    ),
    "plugins.security.nodes_dn",
    "plugins.security.authcz.admin_dn",
}
"""What that set-up says of certificates everybody has."""

ACTIONS = {
    "_alias": {"indices:admin/aliases/get"},
    "_aliases": {"indices:admin/aliases"},
    "_bulk": {"indices:data/write/bulk", "indices:data/write/bulk[s]"},
    "_count": {"indices:data/read/search"},
    "_doc": {"indices:data/read/get", "indices:data/write/index"},
    "_mapping": {"indices:admin/mappings/get", "indices:admin/mapping/put"},
    "_msearch": {"indices:data/read/msearch", "indices:data/read/search"},
    "_mtermvectors": {"indices:data/read/mtv", "indices:data/read/mtv[shard]"},
    "_refresh": {"indices:admin/refresh", "indices:admin/refresh[s]"},
    "_search": {"indices:data/read/search"},
    "_search/point_in_time": {"indices:data/read/point_in_time/create", "indices:data/read/point_in_time/delete"},
    "_search_shards": {"indices:admin/shards/search_shards"},
    "_stats": {"indices:monitor/stats"},
}
"""What OpenSearch does for a request to each of these, as it named it where `TaskManager` was told to log."""


def test_the_role_may_do_what_is_asked_for() -> None:
    """Each request that the code makes; one to another place has to be looked up and added."""
    code = "".join(path.read_text("utf-8") for path in (ROOT / "retrieval" / "engines" / "cluster").glob("*.py"))
    asked = set(re.findall(r"/(_[a-z_]+(?:/point_in_time)?)", code))
    assert asked == ACTIONS.keys()
    role = json.loads(re.findall(r"-d '(\{.*?\})'", NOTES, re.DOTALL)[0])
    allowed = role["index_permissions"][0]["allowed_actions"]
    needed = {"indices:admin/create", "indices:admin/delete", "indices:admin/get"}.union(*ACTIONS.values())
    assert [one for one in needed if not any(fnmatchcase(one.replace("[", "."), each) for each in allowed)] == []
    # Requests that hold several are also allowed as such, by name, for the cluster.
    several = {"indices:data/write/bulk", "indices:data/read/msearch", "indices:data/read/mtv"}
    assert set(role["cluster_permissions"]) == several | {"cluster:monitor/main"}


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is not installed")
def test_the_certificates_are_such_that_python_trusts_them(tmp_path: Path) -> None:
    """The commands as they stand there; the strictest checks hold, which Python makes from 3.13 on."""
    (commands,) = re.findall(r"```sh\n(mkdir certificates.*?)```", NOTES, re.DOTALL)
    quick = commands.replace("rsa:3072", "rsa:2048")
    subprocess.run(["/bin/sh", "-ec", quick], cwd=tmp_path, check=True, capture_output=True)
    made = tmp_path / "certificates"
    assert {path.name for path in made.iterdir()} == {"ca.pem", "node.pem", "node-key.pem"}
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(made / "node.pem", made / "node-key.pem")
    trusting = ssl.create_default_context(cafile=made / "ca.pem")
    trusting.verify_flags |= ssl.VERIFY_X509_STRICT
    with Proxy(tls=context) as proxy:
        for host in ("127.0.0.1", "localhost"):
            with pytest.raises(urllib.error.HTTPError, match="503") as answered:
                urllib.request.urlopen(f"https://{host}:{proxy.port}/", context=trusting)
            answered.value.close()
