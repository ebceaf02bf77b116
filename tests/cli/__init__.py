"""Tests of the wing `cli`."""
