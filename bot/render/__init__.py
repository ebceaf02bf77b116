"""Answers, verdicts and explanations as text and as JSON. Pure: nothing here prints."""
