"""Every figure that the code quotes of XQuAD: what ranks, what stems, what stop words and what clues are worth.

XQuAD (Artetxe and others 2020, CC BY-SA 4.0) is 240 paragraphs of 48 encyclopedia articles and 1,190 questions in each
of eleven languages. Name a folder with its `xquad.es.json`, `xquad.ru.json` and `xquad.zh.json`, or with a folder for
each of `es`, `ru`, `zh` that has `articles.jsonl` and `questions.jsonl`; or set PINCITE_XQUAD to it. Eight of the
articles are held out, so that the questions to them, 193, have no answer in the archive.

Prints, for each language, the archive as it is and with one thing changed at a time: Hit@1 with passages counted whole
and with their first 1,000 code points counted; the area under the ROC curve of confidence, and by how many points
confidence is off on average. Takes about 10 seconds for each row.
"""

import argparse
import json
import os
import sys
import tempfile
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from retrieval import JudgedAnswer, JudgedQuestion, Searcher, judge, judged_questions, reliability
from retrieval.evaluation.judgments import GoldSpan
from retrieval.language import analyzer
from retrieval.ranking import confidence

LANGUAGES = ("es", "ru", "zh")

HELD_OUT = frozenset({3, 4, 6, 9, 20, 25, 34, 41})
"""Places in the file, from 0, of the articles that the archive does not get; drawn once."""

DEPTH = 10


class Archive(NamedTuple):
    """The articles of a language as records, and the questions to them."""

    articles: Sequence[Mapping[str, Any]]
    questions: Sequence[JudgedQuestion]


class Variant(NamedTuple):
    """What is changed for a row of the table: names of `retrieval`, the articles, or the questions."""

    name: str
    languages: tuple[str, ...] = LANGUAGES
    changes: Mapping[str, Callable[[Any], Any]] = {}
    archive: Callable[[Archive], Archive] = lambda archive: archive


class Row(NamedTuple):
    """What is measured of an archive."""

    whole: float
    first_1000: float
    auroc: float
    off: float


def without(*keys: str) -> Callable[[Any], Any]:
    """A mapping or set without some keys."""
    return lambda old: (
        {key: value for key, value in old.items() if key not in keys} if isinstance(old, dict) else old - set(keys)
    )


def instead(value: Any) -> Callable[[Any], Any]:
    """A value, whatever was there."""
    return lambda _old: value


def weightless(clue: str) -> Callable[[Any], Any]:
    """Weights of which one is nothing."""
    return lambda old: old._replace(**{clue: 0.0})


def n_grams(*sizes: int) -> Callable[[Any], Any]:
    """Runs of characters without spaces in pieces of some sizes."""

    def pieces(run: str, language: str) -> Iterator[tuple[int, int]]:
        for part in analyzer._parts(run, language):
            signs = [match.span() for match in analyzer._cluster().finditer(run, *part)]
            for size in sizes:
                for first, last in zip(signs, signs[size - 1 :], strict=False):
                    yield first[0], last[1]

    return instead(pieces)


def dated(archive: Archive) -> Archive:
    """The articles as if they were news of one day."""
    return archive._replace(articles=[{**article, "date": "2020-01-01"} for article in archive.articles])


def typed_without_accents(archive: Archive) -> Archive:
    """The questions as many people type them."""

    def bare(text: str) -> str:
        return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))

    def typed(question: JudgedQuestion) -> JudgedQuestion:
        return JudgedQuestion(question.id, bare(question.question), question.as_of, question.spans)

    return archive._replace(questions=[typed(question) for question in archive.questions])


VARIANTS = (
    Variant("as it is"),
    Variant("articles counted as news (ranking)", archive=dated),
    Variant("passages of any length (passages)", ("es", "ru"), {"analysis.passages.MOST_CHARACTERS": instead(10**9)}),
    Variant("stems cut short (analyzer)", ("ru",), {
        "language.analyzer._TANTIVY": without("ru"), "language.analyzer._TRUNCATING": lambda old: old | {"ru"},
    }),
    Variant("whole words (analyzer)", ("ru",), {"language.analyzer._TANTIVY": without("ru")}),
    Variant("pairs of characters alone (analyzer)", ("zh",), {"language.analyzer._pieces": n_grams(2)}),
    Variant("triples of characters (analyzer)", ("zh",), {"language.analyzer._pieces": n_grams(3)}),
    Variant("asking words stay (stopwords)", ("zh",), {"language.analyzer.asking": instead(lambda _language: None)}),
    Variant("typed without accents (analyzer)", ("es",), archive=typed_without_accents),
    Variant("accents go after stemming (analyzer)", ("es",), {"language.analyzer._FOLDED_FIRST": without("es")}),
    Variant("both", ("es",), {"language.analyzer._FOLDED_FIRST": without("es")}, typed_without_accents),
    Variant("Stopwords ISO (stopwords)", ("es",), {
        "language.analyzer.SNOWBALL": without("es"), "language.stopwords.SNOWBALL": without("es"),
    }),
    Variant("no stop words (stopwords)", ("es",), {
        "language.analyzer.SNOWBALL": without("es"), "language.analyzer.stop_words": instead(lambda _language: ()),
    }),
    *(
        Variant(
            f"without {clue} (confidence)", {"missing_names": LANGUAGES, "pieces": ("zh",)}.get(clue, ("es",)),
            {"ranking.confidence.WEIGHTS": weightless(clue)},
        )
        for clue in confidence.WEIGHTS._fields if clue != "near"  # no question of XQuAD has a day
    ),
)  # fmt: skip


@contextmanager
def changed(changes: Mapping[str, Callable[[Any], Any]]) -> Iterator[None]:
    """Puts other values in the place of names of `retrieval`, and forgets what was cached with the old ones."""
    with ExitStack() as stack:
        for place, change in changes.items():
            module, _, name = place.rpartition(".")
            owner = import_module(f"retrieval.{module}")
            old = getattr(owner, name)
            stack.callback(setattr, owner, name, old)
            setattr(owner, name, change(old))
        _forget()
        try:
            yield
        finally:
            stack.close()
            _forget()


def _forget() -> None:
    """Empties every cache of `retrieval`."""
    for name, module in list(sys.modules.items()):
        if name.startswith("retrieval"):
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


def official(path: Path, language: str) -> Archive:
    """The archive and questions of one of XQuAD's own files."""
    articles, questions = [], []
    for place, entry in enumerate(json.loads(path.read_text(encoding="utf-8"))["data"]):
        name, text = f"{language}{place:02}", ""
        for paragraph in entry["paragraphs"]:
            offset = len(text) + 2 if text else 0
            text = text[: offset - 2] + "\n\n" + paragraph["context"] if text else paragraph["context"]
            for asked in paragraph["qas"]:
                spans = [(offset + a["answer_start"], len(a["text"])) for a in asked["answers"]]
                mentions = () if place in HELD_OUT else tuple(GoldSpan(name, at, at + size) for at, size in spans)
                questions.append(JudgedQuestion(asked["id"], asked["question"], None, mentions))
        if place not in HELD_OUT:
            articles.append({"id": name, "title": entry["title"].replace("_", " "), "text": text})
    return Archive(articles, questions)


def archive_of(folder: Path, language: str) -> Archive | None:
    """The archive of a language, in either form; None when the folder has none."""
    if (file := folder / f"xquad.{language}.json").exists():
        return official(file, language)
    if not (folder / language / "questions.jsonl").exists():
        return None
    lines = (folder / language / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    questions = (folder / language / "questions.jsonl").read_text(encoding="utf-8")
    return Archive([json.loads(line) for line in lines], judged_questions(questions, language))


def measured(variant: Variant, archive: Archive) -> Row:
    """The figures of an archive with what a variant changes."""
    articles, questions = variant.archive(archive)
    with tempfile.TemporaryDirectory() as folder, changed(variant.changes):
        corpus = Path(folder, "articles.jsonl")
        corpus.write_text("".join(json.dumps(article) + "\n" for article in articles), encoding="utf-8")
        with closing(Searcher.open(corpus, Path(folder, "state"))) as searcher:
            answers = [searcher.ask(question.question, limit=DEPTH) for question in questions]
            pairs = list(zip(questions, answers, strict=True))
            first_1000 = [judge(*pair, searcher.archive) for pair in pairs]
            with changed({"evaluation.measures.JUDGED_CODE_POINTS": instead(10**9)}):
                whole = [judge(*pair, searcher.archive) for pair in pairs]
    return Row(hit_at_1(whole), hit_at_1(first_1000), auroc(whole), off(first_1000))


def hit_at_1(judged: Sequence[JudgedAnswer]) -> float:
    """The share of answerable questions whose first passage holds the answer, in percent."""
    return 100 * float(np.mean([one.right for one in judged if one.answerable]))


def auroc(judged: Sequence[JudgedAnswer]) -> float:
    """How likely an answerable question has a higher confidence than another one; equal ones count half."""
    yes, no = ([one.confidence for one in judged if one.answerable is known] for known in (True, False))
    return area(yes, no)


def area(yes: Sequence[float], no: Sequence[float]) -> float:
    """The area under the ROC curve: the share of pairs in which the first is higher; of equal ones half."""
    first, second = np.array(yes)[:, None], np.array(no)
    return float(np.mean((first > second) + 0.5 * (first == second)))


def off(judged: Sequence[JudgedAnswer]) -> float:
    """The expected calibration error in percentage points."""
    return 100 * sum(abs(mean - right) * count for mean, right, count in reliability(judged)) / len(judged)


def main() -> None:
    """Prints a table for each language."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", nargs="?", default=os.environ.get("PINCITE_XQUAD"), help="where XQuAD's files are")
    parser.add_argument("--languages", nargs="+", default=LANGUAGES, choices=LANGUAGES)
    given = parser.parse_args()
    folder = given.folder
    if not folder:
        print("Not measured: name a folder with XQuAD's files, or set PINCITE_XQUAD to it.")
        return
    for language in given.languages:
        if (archive := archive_of(Path(folder), language)) is None:
            print(f"{language}: no files of it in {folder}")
            continue
        print(f"{language:<38} Hit@1  of 1,000 chars  AUROC  points off", flush=True)
        for variant in VARIANTS:
            if language in variant.languages:
                row = measured(variant, archive)
                print(f"  {variant.name:<36}{row.whole:6.1f}{row.first_1000:16.1f}{row.auroc:7.3f}{row.off:12.1f}")
                sys.stdout.flush()


if __name__ == "__main__":
    main()
