"""Tests of the wing `journal`."""
