"""Text → sentences, by sentencex, which knows the abbreviations of each language."""

import sentencex

from retrieval.records import Sentence


def sentences(text: str, start: int, end: int, language: str | None = None) -> list[Sentence]:
    """The sentences of `text[start:end]` in order, white space around them left out."""
    found = []
    for piece in sentencex.get_sentence_boundaries(language or "en", text[start:end]):
        exact = piece["text"]
        begin = start + piece["start_index"] + len(exact) - len(exact.lstrip())
        if bare := exact.strip():
            found.append(Sentence(bare, begin, begin + len(bare)))
    return found
