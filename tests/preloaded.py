"""What the starter of programs imports, reads and compiles once, so that none of them has to (`tests/programs.py`)."""

import gc
from pathlib import Path
from tempfile import TemporaryDirectory

import fasttext
import numpy.ma
import tantivy

import bot.assistants.running
import bot.cli.asking
import bot.cli.entry
import bot.repl
import bot.telegram_app.app
import retrieval.citing.drafts.checking
import retrieval.citing.quotations
import retrieval.ingestion.reading_process
import retrieval.readers.jsonl
import retrieval.readers.markup.markdown
import retrieval.readers.text
from retrieval import Searcher
from retrieval.language.months import all_weekday_names

__all__ = ["bot", "fasttext", "numpy", "retrieval", "tantivy"]


def ask() -> None:
    """Asks a small archive twice: what tells languages is loaded, and over a hundred patterns are compiled."""
    with TemporaryDirectory() as folder:
        corpus = Path(folder, "corpus")
        corpus.mkdir()
        (corpus / "mill.txt").write_text("The mill\n\nIda Holt opened the mill on a Monday in March.\n\nIt rained.\n")
        (corpus / "boat.md").write_text("---\ntitle: Boat\ndate: 2024-03-16\n---\nThe boat sails at noon.\n")
        searcher = Searcher.open(corpus, Path(folder, "state"))
        searcher.ask("Who opened the mill in March 2024?")
        (corpus / "mill.txt").unlink()
        searcher.refresh()
        searcher.ask("When does the boat sail?")
        searcher.quote("The boat sails at noon")
        searcher.close()


all_weekday_names()
ask()
gc.collect()
gc.freeze()
