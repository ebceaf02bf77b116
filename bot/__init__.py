"""The entry points: command line, REPL, page, assistants, Telegram. They know `retrieval` by its `__init__` only."""
