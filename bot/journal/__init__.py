"""The journal: the answers given, their form as JSON, replays and ratings."""
