"""Tests of the wing `ingestion`."""
