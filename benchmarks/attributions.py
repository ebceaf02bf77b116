"""Who said it: how often a wrong speaker is confirmed, and the right one denied.

Claims: of 200 attributed quotations in English and 60 each in German, Spanish, French, Italian, Portuguese, Russian and
in transcripts, at most 1 % of wrong speakers confirmed and 2 % of right ones denied. With a folder that holds
`articles.jsonl` or `.jsonl.xz` (or `PINCITE_BENCH`) the words of the made-up patterns are cut from its articles; its
own quotations whose speaker a plain pattern finds are judged in their articles, against somebody else named there.
"""

import argparse
import os
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from retrieval import Article, read
from retrieval.language.saying import ALL_TITLES, OPENERS
from tests.attributions import LANGUAGES, Case, case, figures, judged

ENGLISH, OTHERS, FOUND = 200, 60, 200

_NAME = r"([A-Z][a-z]+(?: [A-Z]\.)? [A-Z][\w’'-]+[a-z])"
_SAID = "(?:said|says|added|told|explained|wrote|tweeted)"
_BEHIND = re.compile(rf"[“\"]([^“”\"\n]{{25,200}}),[”\"] (?:said {_NAME}[,.]|{_NAME},? {_SAID}\b)")
_BEFORE = re.compile(rf"(?:\A|\. |\n){_NAME} (?:said|told [A-Za-z ]+|added|wrote)[,:] [“\"]([^“”\"\n]{{25,200}})[”\"]")
_ANYBODY = re.compile(rf"\b{_NAME}\b")
_QUOTED = re.compile(r"“([^“”\n]{25,90}[a-z]),”")


def found(articles: Sequence[Article], rng: random.Random) -> Iterator[Case]:
    """Quotations whose speaker a plain pattern names, each with somebody else whom the article names."""
    for article in articles:
        matches = [(m[1], m[2] or m[3]) for m in _BEHIND.finditer(article.text)]
        matches += [(m[2], m[1]) for m in _BEFORE.finditer(article.text)]
        for words, speaker in rng.sample(matches, min(2, len(matches))):
            last = speaker.split()[-1]
            others = [name for name in _ANYBODY.findall(article.text) if not set(name.split()) & set(speaker.split())]
            plain = not any(word.rstrip(".").lower() in ALL_TITLES | OPENERS for word in speaker.split())
            if plain and others and article.text.count(words) == 1 and last not in words:
                yield Case(article, words, speaker, rng.choice(others))


def printed(name: str, count: Counter[str]) -> None:
    """Prints the figures of one kind of cases."""
    cases = count.pop("cases")
    print(f"{name}: {cases} cases, " + ", ".join(f"{what} {number / cases:.1%}" for what, number in count.items()))


def main() -> None:
    """Prints the figures of each language, then those of the archive's own quotations."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=os.environ.get("PINCITE_BENCH"))
    parser.add_argument("--show", action="store_true", help="also show the quotations of the archive judged wrong")
    options = parser.parse_args()
    rng = random.Random(3)
    articles: list[Article] = []
    if options.folder:
        path = next(Path(options.folder).glob("articles.jsonl*"))
        articles = [item for item in read(path.read_bytes(), path.name) if isinstance(item, Article)]
    words = [match[1] for article in articles for match in _QUOTED.finditer(article.text)]
    for language in LANGUAGES:
        count = ENGLISH if language == "en" else OTHERS
        printed(language, figures(case(rng, language, rng.choice(words) if words else None) for _ in range(count)))
    if articles:
        rng.shuffle(articles)
        cases = [made for made, _ in zip(found(articles, rng), range(FOUND), strict=False)]
        printed("found in the archive", figures(cases))
        for made in cases if options.show else []:
            verdicts = judged(made, made.speaker).value, judged(made, made.other).value
            if verdicts != ("yes", "no"):
                at = made.article.text.index(made.words)
                print(
                    verdicts, made.speaker, "/", made.other, "/", repr(made.article.text[max(0, at - 200) : at + 300])
                )


if __name__ == "__main__":
    main()
