"""Hits → ranked passages, each with its answer sentence, and how sure the answer is.

Every weight is beside what leaving it out costs. What a question asks for is read in `query`.
"""
