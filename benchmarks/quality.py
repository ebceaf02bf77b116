"""How good the answers are, over labelled news that is not ours to ship: what `pincite eval` says of it.

Set PINCITE_BENCH to a folder with `articles.jsonl` (or `.jsonl.xz`) and `questions.jsonl`; without it nothing is
measured. Questions are asked as of their own day, then without it.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path


def main() -> None:
    """Indexes the articles in a folder that is deleted afterwards, and prints both tables."""
    folder = os.environ.get("PINCITE_BENCH")
    if not folder:
        print("Not measured: PINCITE_BENCH names no folder with articles and questions.")
        return
    (articles,) = Path(folder).glob("articles.jsonl*")
    with tempfile.TemporaryDirectory() as state:
        command = [sys.executable, "-m", "bot", "--corpus", str(articles), "--state", state]
        for option in ([], ["--undated"]):
            print("without the day of each question:" if option else "as of the day of each question:", flush=True)
            subprocess.run([*command, "eval", str(Path(folder) / "questions.jsonl"), *option], check=True)


if __name__ == "__main__":
    main()
