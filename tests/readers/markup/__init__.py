"""Tests of the folder `markup`."""
