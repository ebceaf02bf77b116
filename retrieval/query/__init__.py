"""A question as typed → what is looked up: its terms, names, days, and the kind of answer it asks for.

What is known about languages is in `language`; what is done with the passages that are found is in `ranking`.
"""
