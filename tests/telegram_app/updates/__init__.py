"""Tests of the wing `updates`."""
