"""What the starter of programs imports and reads once, so that none of them has to (`tests/programs.py`)."""

import gc

import fasttext
import numpy.ma
import tantivy

import bot.assistants.running
import bot.cli.entry
import bot.repl
import bot.telegram_app.app
import retrieval.citing.drafts
import retrieval.citing.quotations
import retrieval.indexing.reading_process
import retrieval.readers.jsonl
import retrieval.readers.markdown
import retrieval.readers.text
from retrieval.language.detection import detect
from retrieval.language.months import all_weekday_names

__all__ = ["bot", "fasttext", "numpy", "retrieval", "tantivy"]

all_weekday_names()
detect("The harbour of Osterholm was opened on a Monday in March.")  # loads what tells languages
gc.collect()
gc.freeze()
