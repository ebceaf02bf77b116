"""The catalog in its SQLite file: rows packed, sealed, locked, and read as they were at one moment.

All SQL is here. Nothing here reads a file of the archive.
"""
