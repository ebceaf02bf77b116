"""Pincite's knowledge of articles, engines, answers and citations. This module is its only door."""

from retrieval.citing.citations import new_id, shown_title
from retrieval.citing.drafts import MARK, Mark, marks
from retrieval.errors import ArchiveError, IndexOutOfDate, NotFound, PinciteError, QuestionError, StateError, UsageError
from retrieval.evaluation.judgments import Labelled, labelled_questions
from retrieval.evaluation.measures import (
    Estimate,
    Judged,
    fitted,
    judged,
    measures,
    reliability,
    require_measures,
    risk_coverage,
)
from retrieval.indexing.archive import Archive, Changes
from retrieval.indexing.index import ENGINES
from retrieval.indexing.passages import paragraphs
from retrieval.query.follow_ups import Lean, carried, covered, joined, lean
from retrieval.ranking.confidence import Calibration
from retrieval.readers import Problem, read, readable
from retrieval.records import (
    Answer,
    AnswerPassage,
    Article,
    Check,
    Citation,
    Matched,
    Paragraph,
    Passage,
    Period,
    Place,
    Quotation,
    QuoteVerdict,
    Reading,
    Remark,
    Sentence,
    Verdict,
    Why,
)
from retrieval.search import Searcher

__all__ = [
    "ENGINES",
    "MARK",
    "Answer",
    "AnswerPassage",
    "Archive",
    "ArchiveError",
    "Article",
    "Calibration",
    "Changes",
    "Check",
    "Citation",
    "Estimate",
    "IndexOutOfDate",
    "Judged",
    "Labelled",
    "Lean",
    "Mark",
    "Matched",
    "NotFound",
    "Paragraph",
    "Passage",
    "Period",
    "PinciteError",
    "Place",
    "Problem",
    "QuestionError",
    "Quotation",
    "QuoteVerdict",
    "Reading",
    "Remark",
    "Searcher",
    "Sentence",
    "StateError",
    "UsageError",
    "Verdict",
    "Why",
    "carried",
    "covered",
    "fitted",
    "joined",
    "judged",
    "labelled_questions",
    "lean",
    "marks",
    "measures",
    "new_id",
    "paragraphs",
    "read",
    "readable",
    "reliability",
    "require_measures",
    "risk_coverage",
    "shown_title",
]
