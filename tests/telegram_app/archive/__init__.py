"""Tests of the wing `archive`."""
