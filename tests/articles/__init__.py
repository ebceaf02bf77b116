"""Tests of the wing `articles`."""
