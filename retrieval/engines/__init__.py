"""Engines: one interface (`base`) and a sibling module for each engine behind it. They see terms, never articles."""
