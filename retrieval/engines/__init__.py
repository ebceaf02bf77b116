"""Engines: one seam (`base`), one sibling a variant."""
