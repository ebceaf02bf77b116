"""Tests of the wing `sending`."""
