"""Files → the catalog: which of them are read, by which process, and what is left out."""
