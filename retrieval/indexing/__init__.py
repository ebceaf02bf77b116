"""Articles → a catalog of passages, kept in line with the files and with an engine."""
