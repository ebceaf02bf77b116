"""Looks for files that break a reader, led by what code they reach: `python -m tests.fuzz.readers_with_atheris`.

Needs `pip install atheris`, which is no dependency of the project; arguments are libFuzzer's (`-max_total_time=600`).
The first byte of an input says which format the others are of.
"""

import sys
from pathlib import Path
from tempfile import mkdtemp

import atheris  # type: ignore[import-untyped]

with atheris.instrument_imports(
    include=["retrieval.readers", "retrieval.articles", "retrieval.language", "retrieval.analysis"]
):
    from tests.fuzz.test_readers import ENDINGS, SEEDS, held


def test_one_input(data: bytes) -> None:
    """Reads one file."""
    if data:
        held(f"a{ENDINGS[data[0] % len(ENDINGS)]}", data[1:])


def main() -> None:
    """Begins with files that read well."""
    folder = Path(mkdtemp())
    for ending, data in SEEDS.items():
        if ending in ENDINGS:
            (folder / f"seed{ending}").write_bytes(bytes([ENDINGS.index(ending)]) + data)
    atheris.Setup(
        [sys.argv[0], str(folder), "-max_len=20000", "-timeout=30", "-rss_limit_mb=3000", *sys.argv[1:]], test_one_input
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main()
