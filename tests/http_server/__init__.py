"""Tests of the wing `http_server`."""
