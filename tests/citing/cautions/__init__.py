"""Tests of the folder `drafts`."""
