"""Passage → citation, and whether what is cited or quoted still stands, and whose words it is.

`citations` makes them, `checking` and `quotations` judge them; `speakers` and its neighbours read who says what, and
`drafts` has texts in which others cite and quote. What decides which passage is cited is in `ranking`.
"""
