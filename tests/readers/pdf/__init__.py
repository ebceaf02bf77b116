"""Tests of the folder `pdf`."""
