"""What the bot does at its start, of `/remove` and of `/add`, as a program that may be killed in the middle of it.

Its arguments: the archive, the state, and a number that is written into what is added.
"""

import sys
from pathlib import Path

from bot.telegram_app.archive.uploaded_files import UploadedFiles, finish_interrupted
from retrieval import Searcher

if __name__ == "__main__":
    corpus, state = map(Path, sys.argv[1:3])
    finish_interrupted(corpus)
    searcher = Searcher.open(corpus, state)
    files = UploadedFiles(corpus, searcher)
    for name in files.names()[2:]:
        files.remove(name)
    files.add("note.txt", f"Olav Berg wrote the note number {sys.argv[3]} on a Monday.".encode())
    searcher.close()
