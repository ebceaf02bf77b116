"""Tests of the wing `views`."""
