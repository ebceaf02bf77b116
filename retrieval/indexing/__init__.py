"""An archive and its engine kept in line with the files, and questions about the archive as a whole."""
