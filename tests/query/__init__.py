"""Tests of the wing `query`."""
