"""How much `pincite index` copes with: one large `.jsonl`, also when it is killed, and a folder of thousands of pages.

`python benchmarks/amounts.py [MEGABYTES [PAGES]]` (200 and 3,000): articles are repeated, each time with other words,
until they are a `.jsonl` of so many megabytes, which is read as one too large to be held whole; and they are written as
pages with menus, half of them with the main text marked. Prints seconds by the clock and of processors, megabytes of
all processes together, pages a second of two cores, and what a kill in the middle costs: articles that were in the
catalog before it and not after it, which has to be none. Set PINCITE_BENCH to a folder with `articles.jsonl` (or
`.jsonl.xz`) to use those, else articles are made up.
"""

import html
import itertools
import json
import lzma
import os
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.answering import made_up
from benchmarks.indexing import Cost, cost

MEGABYTES, PAGES = 200, 3_000
KILLED_MEGABYTES = 30
KILLS = 3
_WORD = re.compile(r"\b[A-Za-z]{4,}\b")

_PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} | The Daily Example</title>
<meta property="og:title" content="{title}"><meta property="article:published_time" content="{date}T08:00:00Z"></head>
<body><header><nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li><li><a href="/sport">Sport</a>
</li></ul></nav></header><div class="cookie-notice"><p>We use cookies to improve your experience.</p></div>
{text}<aside><h3>Most read</h3><ul><li><a href="/1">Another story</a></li></ul></aside>
<footer><p>© The Daily Example. All rights reserved.</p></footer></body></html>"""


def records(articles: Path) -> list[dict[str, Any]]:
    """The articles of a `.jsonl`, packed or not."""
    with lzma.open(articles, "rt") if articles.suffix == ".xz" else articles.open(encoding="utf-8") as stream:
        return [json.loads(line) for line in stream]


def varied(articles: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The articles over and over, each time with other words in the place of every tenth."""
    for turn in itertools.count():
        for number, article in enumerate(articles):
            words = itertools.count()

            def other(match: re.Match[str], words: Iterator[int] = words, turn: int = turn) -> str:
                return match[0] if next(words) % 10 or not turn else f"{match[0]}{turn}"

            yield {**article, "article_id": f"{turn}-{number}", "text": _WORD.sub(other, article["text"])}


def write_lines(articles: list[dict[str, Any]], path: Path, megabytes: int) -> int:
    """Writes a `.jsonl` of so many megabytes; returns how many articles it has."""
    with path.open("w", encoding="utf-8") as stream:
        for count, article in enumerate(varied(articles), 1):
            stream.write(json.dumps(article, ensure_ascii=False) + "\n")
            if stream.tell() >= megabytes * 1_000_000:
                return count
    return 0


def write_pages(articles: list[dict[str, Any]], folder: Path, count: int) -> None:
    """Writes so many pages."""
    folder.mkdir()
    for number, article in enumerate(itertools.islice(varied(articles), count)):
        title = html.escape(article.get("title") or f"Article {number}")
        paragraphs = "".join(f"<p>{html.escape(part)}</p>\n" for part in article["text"].split("\n") if part.strip())
        text = f"<h1>{title}</h1>\n{paragraphs}"
        around = ("<main><article>{}</article></main>", '<div class="wrap"><div>{}</div></div>')[number % 2]
        date = (article.get("date") or "2024-03-16")[:10]
        (folder / f"{number}.html").write_text(_PAGE.format(title=title, date=date, text=around.format(text)))


def shown(what: str, took: Cost, rest: str = "") -> None:
    """Prints what something took."""
    wall, processor, most = took
    print(f"{what}: {wall:.1f} s, {processor:.1f} s of processors, {most / 1e6:.0f} MB{rest}", flush=True)


def kept(state: Path) -> int:
    """How many articles the catalog in a state holds."""
    for catalog in state.glob("*/catalog.sqlite"):
        try:
            with sqlite3.connect(f"file:{catalog}?mode=ro", uri=True) as connection:
                return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])
        except sqlite3.OperationalError:
            return 0
    return 0


def lost_by_kills(command: list[str], state: Path, total: int) -> int:
    """How many articles some kills cost that were in the catalog before."""
    lost = 0
    for kill in range(1, KILLS + 1):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while process.poll() is None and kept(state) < total * kill / (KILLS + 1):
            time.sleep(0.05)
        before = kept(state)
        process.send_signal(signal.SIGKILL)
        process.wait()
        lost += max(0, before - kept(state))
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return lost + total - kept(state)


def main() -> None:
    """Measures all of it."""
    megabytes, pages = (*map(int, sys.argv[1:]), *(MEGABYTES, PAGES)[len(sys.argv) - 1 :])
    program = str(Path(sys.executable).parent / "pincite")
    # So that it is read as one that is too large to be held.
    os.environ["PINCITE_FILE_MB"] = str(max(min(megabytes, KILLED_MEGABYTES) // 2, 1))
    with tempfile.TemporaryDirectory() as scratch:
        bench = os.environ.get("PINCITE_BENCH")
        place = next(Path(bench).glob("articles.jsonl*")) if bench else made_up(Path(scratch, "made up"))[0]
        articles = records(place)

        def command(corpus: Path) -> list[str]:
            return [program, "--corpus", str(corpus), "--state", str(Path(scratch, "state", corpus.name)), "index"]

        write_pages(articles, folder := Path(scratch, "pages"), pages)
        took = cost(command(folder))
        rate = f", {pages / took.wall:.0f} a second, {2 * pages / took.processor:.0f} on two cores of one's own"
        shown(f"{pages:,} pages", took, rate)
        total = write_lines(articles, few := Path(scratch, "few.jsonl"), min(megabytes, KILLED_MEGABYTES))
        lost = lost_by_kills(command(few), Path(scratch, "state", few.name), total)
        print(f"lost by {KILLS} kills of {total:,} articles: {lost}", flush=True)
        total = write_lines(articles, many := Path(scratch, "many.jsonl"), megabytes)
        shown(f"a .jsonl of {megabytes:,} MB, {total:,} articles", cost(command(many)))


if __name__ == "__main__":
    main()
