"""Tests of the wing `sharing`."""
