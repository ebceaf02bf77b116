"""Citations: the whole drift suite, a suite of quotations, and the time that checking 10,000 citations takes.

Without an argument over invented articles; with a folder or file of articles over those. Claims: every verdict of at
least 1,000 drift cases right; of 200 exact, 200 altered, 200 invented and 100 misattributed quotations at most two of
each kind wrong, each looked up within 50 ms; 10,000 citations checked within a minute on one core.
"""

import argparse
import itertools
import random
import re
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from retrieval import Article, Searcher
from retrieval.analysis.passages import passages
from retrieval.citing.citations import cite
from retrieval.indexing.archive import Archive
from tests.citing.test_checking import failure
from tests.conftest import write_jsonl
from tests.drift import cases
from tests.newsroom import articles

DRIFT, CITATIONS = 1_000, 10_000
SUITE = {"verbatim": 200, "altered": 200, "not found": 200, "misattributed": 100}


def drift(held: Sequence[Article], folder: Path) -> None:
    """Prints how many cases of the drift suite led to a wrong verdict, and which."""
    named = [Article(id=f"{number}.txt", text=article.text.strip()) for number, article in enumerate(held)]
    (folder / "corpus").mkdir(parents=True)
    with closing(Archive(folder / "corpus", folder / "state")) as archive:
        wrong = [found for case in cases(named, seed=1, count=DRIFT) if (found := failure(*case, archive))]
    print(f"drift: {DRIFT:,} cases, {len(wrong)} wrong")
    for found in wrong:
        print(f"  {found[:400]}")


def quotations(searcher: Searcher, held: Sequence[Article]) -> None:
    """Prints how many quotations of each kind were judged wrong, and the milliseconds of processor time it took."""
    rng = random.Random(2)
    searcher.quote("the first look-up fills the index of words")
    wrong: Counter[str] = Counter()
    taken = []
    for wanted, count in SUITE.items():
        for _ in range(count):
            text, article = quotation(wanted, held, rng)
            started = time.process_time()
            found = searcher.quote(text, article=article)
            taken.append((time.process_time() - started) * 1000)
            wrong[wanted] += found.verdict != wanted
    print("quotations wrong: " + ", ".join(f"{wrong[kind]} of {count} {kind}" for kind, count in SUITE.items()))
    late = statistics.quantiles(taken, n=100)
    print(f"  look-up: median {late[49]:.1f} ms, 95 % within {late[94]:.1f} ms, 99 % within {late[98]:.1f} ms")


def quotation(kind: str, held: Sequence[Article], rng: random.Random) -> tuple[str, str | None]:
    """A quotation of a kind, and the article it is said to be from."""
    _, text = cut(held, rng)
    row = text.split()
    if kind == "altered":
        for i in rng.sample(range(len(row)), rng.randrange(1, 4)):
            row[i] = other_word(row[i], held, rng)
        return " ".join(row), None
    if kind == "not found":
        return " ".join(rng.choice(cut(held, rng)[1].split()) for _ in row), None
    if kind == "misattributed":
        other = rng.choice([article for article in rng.sample(held, 9) if text not in article.text])
        return text, other.id
    return text, None


def cut(held: Sequence[Article], rng: random.Random) -> tuple[Article, str]:
    """Ten to forty words in a row of some article."""
    while True:
        article = rng.choice(held)
        found = list(re.finditer(r"\S+", article.text))
        size = rng.randrange(10, 41)
        if len(found) > size:
            first = rng.randrange(len(found) - size)
            return article, article.text[found[first].start() : found[first + size - 1].end()]


def other_word(word: str, held: Sequence[Article], rng: random.Random) -> str:
    """A word of the archive that is another one, not only written another way."""
    while True:
        found = rng.choice(cut(held, rng)[1].split())
        bare = [re.sub(r"\W", "", one).casefold() for one in (word, found)]
        if bare[1] and bare[0] != bare[1]:
            return found


def checking(searcher: Searcher, held: Sequence[Article]) -> None:
    """Prints how long it takes to check many citations, reading the sources again included."""
    all_passages = ((article, passage) for article in held for passage in passages(article))
    citations = [cite(*pair, f"{number}") for number, pair in enumerate(itertools.islice(all_passages, CITATIONS))]
    citations = list(itertools.islice(itertools.cycle(citations), CITATIONS))
    started = time.process_time()
    verdicts = Counter(check.verdict for check in searcher.check(citations))
    told = ", ".join(f"{count:,} {verdict}" for verdict, count in verdicts.items())
    print(f"checking: {told} in {time.process_time() - started:.1f} s of processor time")


def main() -> None:
    """Runs all three."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", nargs="?", type=Path, help="a folder or file of articles; else invented ones")
    given = parser.parse_args().corpus
    with tempfile.TemporaryDirectory() as folder:
        invented = [{"id": a.id, "title": a.title, "url": a.url, "text": a.text} for a in articles(300)]
        corpus = given or write_jsonl(Path(folder, "articles.jsonl"), *invented)
        with closing(Searcher.open(corpus, Path(folder, "state"))) as searcher:
            held = [article for article in searcher.archive.articles() if len(article.text.split()) > 150]
            drift(held[:500], Path(folder, "drift"))
            quotations(searcher, held)
            checking(searcher, held)


if __name__ == "__main__":
    main()
