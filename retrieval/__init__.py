"""Pincite's knowledge of articles, engines, answers and citations. Others import this module alone."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from retrieval.answering import NARROWING, Narrowing, undated_remark, without_language_remark
from retrieval.articles.blocks import paragraphs
from retrieval.articles.files import tidy
from retrieval.articles.hints import field_names
from retrieval.articles.limits import MOST_LEVELS
from retrieval.citing.citations import new_id, shown_title
from retrieval.errors import (
    ArchiveError,
    IndexOutOfDate,
    MachineError,
    NoSuchArticle,
    NotFound,
    PinciteError,
    QuestionError,
    SourceUnreadable,
    StateError,
    UsageError,
    blame_machine,
    installing,
    opening_error,
    reason_of,
)
from retrieval.indexing.archive import Archive
from retrieval.indexing.index import ENGINES
from retrieval.indexing.languages import languages_named
from retrieval.ingestion.catalog_writer import Changes
from retrieval.ingestion.folder import LeftOut
from retrieval.ingestion.pool import end_reading
from retrieval.language.cldr import language_code, language_codes, language_name
from retrieval.query.follow_ups import (
    ContextDependence,
    answer_names,
    context_dependence,
    context_in,
    context_words,
    covered_words,
    lacks_words,
    names_something_else,
    rewritten,
)
from retrieval.ranking.confidence import Calibration
from retrieval.readers import FieldNames, Hints, Limits, Problem, read, readable
from retrieval.records import (
    Answer,
    AnswerPassage,
    Article,
    ArticleOutline,
    Caution,
    CautionKind,
    CautionPlace,
    Check,
    Citation,
    Copy,
    Explanation,
    LanguageName,
    MentionCount,
    Paragraph,
    Passage,
    Period,
    Place,
    Quotation,
    QuoteVerdict,
    Remark,
    Sentence,
    Shown,
    SourceFile,
    SpellingCorrection,
    Timeline,
    Topic,
    Verdict,
    WordContribution,
    parsed_bound,
)
from retrieval.search import Searcher
from retrieval.watch import MODES as WATCH_MODES
from retrieval.watch import Watch, WatchSettings, how_watched, watching

if TYPE_CHECKING:
    from retrieval.arrivals import Arrival, ArrivalMark, answers_among, answers_now, arrived, require_follow, says_anew
    from retrieval.citing.drafts.marks import DraftQuotation, Mark, marks, unmarked
    from retrieval.citing.drafts.text import MARK, with_block_quotes, with_notes
    from retrieval.citing.edit_script import Edit, edits
    from retrieval.concordance import mentions, timeline
    from retrieval.evaluation.judgments import JudgedQuestion, judged_questions
    from retrieval.evaluation.measures import (
        Estimate,
        JudgedAnswer,
        fitted,
        judge,
        measures,
        reliability,
        require_measures,
        risk_coverage,
    )
    from retrieval.indexing.browsing import ArticleFilter, Browsed, browse, browse_all, publishers_by_size
    from retrieval.indexing.sources import read_apart
    from retrieval.indexing.statistics import Statistics, kind_of, statistics
    from retrieval.readers.encodings import characters
    from retrieval.readers.packed import block_quotes, document_notes

_WHEN_ASKED_FOR = {
    "retrieval.arrivals": {
        "Arrival",
        "ArrivalMark",
        "answers_among",
        "answers_now",
        "arrived",
        "require_follow",
        "says_anew",
    },
    "retrieval.citing.drafts.marks": {"DraftQuotation", "Mark", "marks", "unmarked"},
    "retrieval.citing.drafts.text": {"MARK", "with_block_quotes", "with_notes"},
    "retrieval.citing.edit_script": {"Edit", "edits"},
    "retrieval.evaluation.judgments": {"JudgedQuestion", "judged_questions"},
    "retrieval.evaluation.measures": {
        "Estimate",
        "JudgedAnswer",
        "fitted",
        "judge",
        "measures",
        "reliability",
        "require_measures",
        "risk_coverage",
    },
    "retrieval.indexing.browsing": {"Browsed", "ArticleFilter", "browse", "browse_all", "publishers_by_size"},
    "retrieval.indexing.sources": {"read_apart"},
    "retrieval.indexing.statistics": {"Statistics", "kind_of", "statistics"},
    "retrieval.readers.encodings": {"characters"},
    "retrieval.readers.packed": {"block_quotes", "document_notes"},
    "retrieval.concordance": {"mentions", "timeline"},
}
"""What a question does without is imported when it is asked for: loading it takes as long as an answer."""

if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        """What is imported only now."""
        for module, names in _WHEN_ASKED_FOR.items():
            if name in names:
                return getattr(import_module(module), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = [
    "ENGINES",
    "MARK",
    "MOST_LEVELS",
    "NARROWING",
    "WATCH_MODES",
    "Answer",
    "AnswerPassage",
    "Archive",
    "ArchiveError",
    "Arrival",
    "ArrivalMark",
    "Article",
    "ArticleFilter",
    "ArticleOutline",
    "Browsed",
    "Calibration",
    "Caution",
    "CautionKind",
    "CautionPlace",
    "Changes",
    "Check",
    "Citation",
    "ContextDependence",
    "Copy",
    "DraftQuotation",
    "Edit",
    "Estimate",
    "Explanation",
    "FieldNames",
    "Hints",
    "IndexOutOfDate",
    "JudgedAnswer",
    "JudgedQuestion",
    "LanguageName",
    "LeftOut",
    "Limits",
    "MachineError",
    "Mark",
    "MentionCount",
    "Narrowing",
    "NoSuchArticle",
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
    "Remark",
    "Searcher",
    "Sentence",
    "Shown",
    "SourceFile",
    "SourceUnreadable",
    "SpellingCorrection",
    "StateError",
    "Statistics",
    "Timeline",
    "Topic",
    "UsageError",
    "Verdict",
    "Watch",
    "WatchSettings",
    "WordContribution",
    "answer_names",
    "answers_among",
    "answers_now",
    "arrived",
    "blame_machine",
    "block_quotes",
    "browse",
    "browse_all",
    "characters",
    "context_dependence",
    "context_in",
    "context_words",
    "covered_words",
    "document_notes",
    "edits",
    "end_reading",
    "field_names",
    "fitted",
    "how_watched",
    "installing",
    "judge",
    "judged_questions",
    "kind_of",
    "lacks_words",
    "language_code",
    "language_codes",
    "language_name",
    "languages_named",
    "marks",
    "measures",
    "mentions",
    "names_something_else",
    "new_id",
    "opening_error",
    "paragraphs",
    "parsed_bound",
    "publishers_by_size",
    "read",
    "read_apart",
    "readable",
    "reason_of",
    "reliability",
    "require_follow",
    "require_measures",
    "rewritten",
    "risk_coverage",
    "says_anew",
    "shown_title",
    "statistics",
    "tidy",
    "timeline",
    "undated_remark",
    "unmarked",
    "watching",
    "with_block_quotes",
    "with_notes",
    "without_language_remark",
]
