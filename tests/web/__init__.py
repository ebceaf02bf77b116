"""Tests of the wing `web`."""
