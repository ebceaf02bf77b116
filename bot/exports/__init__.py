"""Answers in the formats of others: every format is a pure function of a bundle.

Articles are looked up for their authors and for the paragraphs around a passage; articles that are gone are left out.
"""

FORMATS = ("md", "json", "csv", "bibtex", "csl", "ris", "annotation", "html")
"""What can be written. The writers are imported only where something is: that takes 45 ms, a tenth of a start."""
