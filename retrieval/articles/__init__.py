"""The text and the fields of an article, whatever its file was: blocks, headings, first lines, days, people, metadata.

What depends on a format is in `readers`, which builds on this.
"""
