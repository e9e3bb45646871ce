"""The SQLite store of a data folder: entries, history, revisions, keys."""
