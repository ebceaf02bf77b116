"""An archive and its engine kept in line with the files, and what is asked of the archive as a whole."""
