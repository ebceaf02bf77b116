"""Hits → ranked passages, each with its answer sentence, and how sure the answer is."""
