"""Tests of the wing `language`."""
