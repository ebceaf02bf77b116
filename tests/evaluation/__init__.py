"""Tests of the wing `evaluation`."""
