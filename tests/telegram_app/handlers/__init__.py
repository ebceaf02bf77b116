"""Tests of the wing `handlers`."""
