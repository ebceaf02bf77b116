"""A program that brings an index in line and dies on the way: its arguments say in which method, then what is indexed.

For one, `DiskEngine update CORPUS STATE`.
"""

import os
import sys
from pathlib import Path

from retrieval import Searcher
from retrieval.engines.disk import DiskEngine
from retrieval.storage.catalog import Catalog

EXIT_CODE = 9


def die(*_: object, **__: object) -> None:
    """Ends this process on the spot."""
    os._exit(EXIT_CODE)


if __name__ == "__main__":
    owner, method, corpus, state = sys.argv[1:]
    setattr({"DiskEngine": DiskEngine, "Catalog": Catalog}[owner], method, die)
    Searcher.open(Path(corpus), Path(state), "disk")
