"""`python -m tests.opensearch start`, or `stop`; `kill 2`, `freeze 2`, `thaw 2`, `run 2`, `log 2` for one node."""

import sys

from tests.opensearch.nodes import Nodes, NotRunning
from tests.opensearch.packages import NotToBeHad


def main(command: str = "", number: str = "1") -> int:
    """Does what a command says, and prints the addresses, or why not; 0, 1, or 2 for a command that there isn't."""
    nodes = Nodes()
    one = {"kill": nodes.kill, "freeze": nodes.freeze, "thaw": nodes.thaw, "run": nodes.run}
    try:
        if command == "start":
            nodes.start()
            sys.stdout.write(",".join(nodes.addresses) + "\n")
        elif command == "stop":
            nodes.stop()
        elif command == "log":
            sys.stdout.write(nodes.log(int(number), lines=100) + "\n")
        elif command in one:
            one[command](int(number))
        else:
            sys.stderr.write(f"{__doc__}\n")
            return 2
    except (NotToBeHad, NotRunning) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
