"""The doors: command line, REPL and Telegram. They know `retrieval` through its `__init__` only."""
