"""Tests of the folder `html`."""
