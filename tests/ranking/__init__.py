"""Tests of the wing `ranking`."""
