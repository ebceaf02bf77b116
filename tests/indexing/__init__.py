"""Tests of the wing `indexing`."""
