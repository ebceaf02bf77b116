"""Quotations that leave something out, over a folder of articles: what harms is caught, what doesn't is let pass.

Claims: of seeded omissions and cuts at least 99 % of the harmful ones lead to a caution, at least 85 % of the harmless
ones to none, and of quotations cut at the ends of clauses at most 12 % get one. The edits are English ones.
"""

import argparse
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from retrieval import CautionPlace, Quotation, QuoteVerdict, Searcher
from tests.conftest import write_jsonl
from tests.omissions import HARMFUL, HARMLESS, Case, cases, clause, invented

OMISSIONS, CUTS = 600, 1_000


def warned(found: Quotation, kind: str | None) -> bool:
    """Whether a verdict warns of what a case does, or of anything."""
    if found.verdict in (QuoteVerdict.ALTERED, QuoteVerdict.NOT_FOUND):
        return True
    return any(kind in (None, "any", caution.kind.value) for caution in found.cautions if caution.where)


def report(title: str, searcher: Searcher, suite: Iterable[Case], *, harmful: bool, shown: int) -> None:
    """Prints how many cases of a suite were judged wrong, by edit, and some of those."""
    wrong: Counter[str] = Counter()
    total: Counter[str] = Counter()
    taken, examples = [], []
    for case in suite:
        started = time.process_time()
        found = searcher.quote(case.quotation)
        taken.append((time.process_time() - started) * 1000)
        total[case.name] += 1
        edges = harmful or case.name.startswith("cut")
        cautions = [caution for caution in found.cautions if edges or caution.where is CautionPlace.OMITTED]
        bad = not warned(found, case.kind) if harmful else bool(cautions) or found.verdict is QuoteVerdict.ALTERED
        wrong[case.name] += bad
        if bad:
            named = ", ".join(f"{caution.where}: {caution.words}" for caution in found.cautions)
            examples.append(f"  {case.name}: {case.quotation!r} {found.verdict} {named}")
    share = sum(wrong.values()) / sum(total.values())
    print(f"{title}: {sum(total.values()):,} cases, {share:.1%} wrong; 99 % within "
          f"{statistics.quantiles(taken, n=100)[98]:.0f} ms")  # fmt: skip
    print("  " + ", ".join(f"{name} {wrong[name]} of {count}" for name, count in total.items()))
    print("\n".join(examples[:shown]))


def main() -> None:
    """Runs the three suites."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", nargs="?", type=Path, help="a folder or file of English articles; else invented ones")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shown", type=int, default=5, help="how many wrong verdicts of each suite are printed")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        made_up = [{"id": each.id, "title": each.title, "text": each.text} for each in invented(300, given.seed)]
        corpus = given.corpus or write_jsonl(Path(folder, "articles.jsonl"), *made_up)
        with closing(Searcher.open(corpus, Path(folder, "state"))) as searcher:
            held = [each for each in searcher.archive.articles() if each.language in (None, "en")]
            searcher.quote("the first look-up fills the index of words")
            suites = [
                ("harmful", cases(HARMFUL, held, given.seed, OMISSIONS), True),
                ("harmless", cases(HARMLESS, held, given.seed, OMISSIONS), False),
                ("clauses", cases({"clause": clause}, held, given.seed, CUTS), False),
            ]
            for title, suite, harmful in suites:
                report(title, searcher, suite, harmful=harmful, shown=given.shown)


if __name__ == "__main__":
    main()
