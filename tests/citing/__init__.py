"""Tests of the wing `citing`."""
