"""Tests of the wing `readers`."""
