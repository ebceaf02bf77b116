"""Article → passages, sentences, terms and features. Pure: no file, no database, no engine."""
