"""Tests of the wing `exports`."""
