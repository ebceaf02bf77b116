"""The tables of the journal's file, their triggers, and what of them is taken over from a damaged one."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS answers (
    id TEXT PRIMARY KEY, asked_at TEXT NOT NULL, door TEXT NOT NULL, chat TEXT, question TEXT NOT NULL,
    made_with TEXT NOT NULL, answer TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS answers_by_time ON answers (asked_at);
CREATE INDEX IF NOT EXISTS answers_by_chat ON answers (chat);
CREATE TABLE IF NOT EXISTS ratings (
    answer TEXT NOT NULL, chat TEXT NOT NULL, good INTEGER NOT NULL, PRIMARY KEY (answer, chat)) WITHOUT ROWID;
CREATE TRIGGER IF NOT EXISTS ratings_go_too AFTER DELETE ON answers BEGIN
    DELETE FROM ratings WHERE answer = old.id; END;
CREATE TABLE IF NOT EXISTS sums (answer TEXT PRIMARY KEY, sum TEXT NOT NULL) WITHOUT ROWID;
CREATE TRIGGER IF NOT EXISTS sums_go_too AFTER DELETE ON answers BEGIN
    DELETE FROM sums WHERE answer = old.id; END;
CREATE TABLE IF NOT EXISTS askers (answer TEXT PRIMARY KEY, person TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS forgettings (number INTEGER NOT NULL);
CREATE TRIGGER IF NOT EXISTS askers_go_too AFTER DELETE ON answers BEGIN
    DELETE FROM askers WHERE answer = old.id; END;
"""
"""`askers` says who asked if that is not the chat: in groups. `forgettings` has a row for each time that answers
were deleted, so that other processes notice."""

FOLLOWS = """
CREATE TABLE IF NOT EXISTS follows (
    id TEXT PRIMARY KEY, corpus TEXT NOT NULL, door TEXT NOT NULL, chat TEXT, person TEXT, address TEXT NOT NULL,
    question TEXT NOT NULL, narrowed TEXT NOT NULL, since TEXT NOT NULL, sum TEXT NOT NULL,
    paused TEXT NOT NULL DEFAULT '') WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS follow_words (follow TEXT NOT NULL, words BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS follow_words_of_follow ON follow_words (follow);
CREATE TABLE IF NOT EXISTS follow_news (
    number INTEGER PRIMARY KEY AUTOINCREMENT, follow TEXT NOT NULL, answer TEXT NOT NULL, found_at TEXT NOT NULL,
    state INTEGER NOT NULL DEFAULT 0, told_at TEXT);
CREATE INDEX IF NOT EXISTS follow_news_of_follow ON follow_news (follow);
CREATE TABLE IF NOT EXISTS followed_articles (
    corpus TEXT NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (corpus, article)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS follow_state (one INTEGER PRIMARY KEY CHECK (one = 1), version INTEGER NOT NULL);
CREATE TRIGGER IF NOT EXISTS news_goes_too AFTER DELETE ON answers BEGIN
    DELETE FROM follow_news WHERE answer = old.id; END;
CREATE TRIGGER IF NOT EXISTS follows_go_too AFTER DELETE ON follows BEGIN
    DELETE FROM follow_words WHERE follow = old.id; DELETE FROM follow_news WHERE follow = old.id; END;
CREATE TABLE IF NOT EXISTS kept (
    answer TEXT NOT NULL, chat TEXT NOT NULL, person TEXT, door TEXT NOT NULL, address TEXT NOT NULL,
    since TEXT NOT NULL, PRIMARY KEY (answer, chat)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS told_verdicts (
    citation TEXT NOT NULL, chat TEXT NOT NULL, verdict TEXT NOT NULL, told_at TEXT NOT NULL,
    PRIMARY KEY (citation, chat)) WITHOUT ROWID;
CREATE TRIGGER IF NOT EXISTS kept_goes_too AFTER DELETE ON answers BEGIN
    DELETE FROM kept WHERE answer = old.id;
    DELETE FROM told_verdicts WHERE citation LIKE old.id || '.%'; END;
"""
"""`follows` are questions whose answers are told as they come in (`follows.py`), `follow_words` what was told of each,
`follow_news` what is to be told; `followed_articles` are those that were looked at. They are made when somebody first
follows something or keeps an answer. `kept` are answers whose citations
are watched (`kept.py`), `told_verdicts` what was told of these."""

NEWEST = ("sums_go_too", "askers_go_too")
"""What journals of older versions do not have."""

NEWEST_OF_FOLLOWS = "kept_goes_too"
"""The last that is made of `FOLLOWS`: where only some were, by an older version or on a full disk, it is missing."""

COLUMNS = "id, asked_at, door, chat, question, made_with, answer"
"""Those of the answers, which a checksum is made of in this order."""

BESIDES = {
    "ratings": "answer, chat, good",
    "askers": "answer, person",
    "follows": "id, corpus, door, chat, person, address, question, narrowed, since, sum, paused",
    "follow_words": "follow, words",
    "follow_news": "number, follow, answer, found_at, state, told_at",
    "followed_articles": "corpus, article",
    "follow_state": "one, version",
    "kept": "answer, chat, person, door, address, since",
    "told_verdicts": "citation, chat, verdict, told_at",
}
"""What is kept beside the answers and their checksums: each table with its columns."""
