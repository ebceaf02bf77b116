"""Tests of the wing `engines`."""
