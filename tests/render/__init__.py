"""Tests of the wing `render`."""
