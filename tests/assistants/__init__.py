"""Tests of the wing `assistants`."""
