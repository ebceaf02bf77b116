"""Engines: one interface (`base`) and a sibling module for each engine after it. They see terms, never articles."""
