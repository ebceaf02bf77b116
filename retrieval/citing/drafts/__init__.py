"""Drafts, whose quotations and citation marks are checked: which text is whose, and what is said about each."""
