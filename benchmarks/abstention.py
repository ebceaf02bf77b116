"""Whether "no answer" is earned, in small archives and large ones, and whether confidence is as often right as it says.

Asks XQuAD's questions (see `xquad.py`) of archives of 1 to 40 of its articles in each language: those that they answer;
as many to other articles; and near misses, answerable questions with another number in the place of theirs. Archives of
yours are measured beside them: name each with its judged questions, in the form of `pincite eval`.

    python -m benchmarks.abstention [--xquad FOLDER] [ARCHIVE QUESTIONS]...

Prints, for each archive, the shares of answerable questions refused and of others rejected, and the area under the ROC
curve; then, for all of them together, what confidence says and what was right. Takes about two minutes.
"""

import argparse
import json
import os
import random
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from benchmarks.xquad import LANGUAGES, Archive, archive_of, auroc
from retrieval import JudgedAnswer, JudgedQuestion, QuestionError, Searcher, judge, judged_questions, reliability

SIZES = {1: 8, 3: 6, 12: 3, 40: 1}
"""Of how many articles archives are made, and how many of each size."""

ASKED = 20
"""Questions of each sort to an archive."""


class Measured(NamedTuple):
    """The judged answers of archives of a kind, those to near misses apart."""

    answers: list[JudgedAnswer]
    near_misses: list[JudgedAnswer]


def samples(archive: Archive, size: int, count: int) -> Iterator[tuple[Archive, list[JudgedQuestion]]]:
    """Archives of some articles with their questions, and near misses of these; always the same ones."""
    chance = random.Random(size)  # a sample, not a secret
    for _ in range(count):
        articles = chance.sample(archive.articles, min(size, len(archive.articles)))
        names = {article.get("id") or article.get("article_id") for article in articles}
        known = [asked for asked in archive.questions if names.intersection(span.article for span in asked.spans)]
        others = [asked for asked in archive.questions if asked not in known]
        asked = chance.sample(known, min(ASKED, len(known)))
        near = [missed for question in asked if (missed := near_miss(question, chance))]
        unanswerable = [JudgedQuestion(o.id, o.question) for o in chance.sample(others, min(ASKED, len(others)))]
        yield Archive(articles, [*asked, *unanswerable]), near


def near_miss(question: JudgedQuestion, chance: random.Random) -> JudgedQuestion | None:
    """A question with another number in the place of one that it has; nothing answers it. None without a number."""
    numbers = list(re.finditer(r"\d+", question.question))
    if not numbers:
        return None
    number = chance.choice(numbers)
    other = str(int(number[0]) + chance.randint(2, 9))
    text = question.question[: number.start()] + other + question.question[number.end() :]
    return JudgedQuestion(f"{question.id}-near", text)


def answered(searcher: Searcher, questions: Sequence[JudgedQuestion]) -> list[JudgedAnswer]:
    """The judged answer to each question."""
    judged = []
    for question in questions:
        try:
            answer = searcher.ask(question.question, as_of=question.as_of)
        except QuestionError:
            answer = searcher.unanswerable(question.question)
        judged.append(judge(question, answer, searcher.archive))
    return judged


def measured(archive: Archive, size: int, count: int) -> Measured:
    """The answers of archives of `size` articles."""
    result = Measured([], [])
    for part, near in samples(archive, size, count):
        with tempfile.TemporaryDirectory() as folder:
            corpus = Path(folder, "articles.jsonl")
            corpus.write_text("".join(json.dumps(article) + "\n" for article in part.articles), encoding="utf-8")
            with closing(Searcher.open(corpus, Path(folder, "state"))) as searcher:
                result.answers.extend(answered(searcher, part.questions))
                result.near_misses.extend(answered(searcher, near))
    return result


def row(name: str, result: Measured) -> str:
    """A line of the table."""
    known = [one for one in result.answers if one.answerable]
    others = [one for one in result.answers if not one.answerable]
    shares = [
        f"{sum(not one.answered for one in group) / len(group):8.2f}" if group else "       –"
        for group in (known, others, result.near_misses)
    ]
    area = f"{auroc(result.answers):8.3f}" if known and others else "       –"
    return f"{name:<34}{''.join(shares)}{area}{len(known):7}{len(others):7}"


def main() -> None:
    """Prints both tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--xquad", default=os.environ.get("PINCITE_XQUAD"), help="where XQuAD's files are")
    parser.add_argument("yours", nargs="*", help="an archive and its judged questions, one after the other")
    given = parser.parse_args()
    results: list[Measured] = []
    print(f"{'':<34} refused rejected   near   AUROC  known others")
    found = {language: archive_of(Path(given.xquad), language) for language in LANGUAGES} if given.xquad else {}
    for language, archive in found.items():
        for size, count in SIZES.items():
            if archive is not None:
                results.append(measured(archive, size, count))
                print(row(f"{language}, {count} × {size} articles", results[-1]), flush=True)
    for corpus, questions in zip(given.yours[::2], given.yours[1::2], strict=True):
        asked = judged_questions(Path(questions).read_text(encoding="utf-8"), questions)
        with tempfile.TemporaryDirectory() as state, closing(Searcher.open(Path(corpus), Path(state))) as searcher:
            results.append(Measured(answered(searcher, asked), []))
        print(row(corpus, results[-1]), flush=True)
    print("\nconfidence  right  answers")
    for mean, right, count in reliability(one for result in results for one in result.answers):
        print(f"{mean:10.2f}{right:7.2f}{count:9}")


if __name__ == "__main__":
    main()
