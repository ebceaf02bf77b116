"""Passage → citation, and whether what is cited or quoted still stands, and whose words it is.

`citations` makes them, `checking` and `quotations` judge them; `cautions` tells what a quotation leaves out, `speakers`
and its neighbours read who says what, and `drafts` has texts in which others cite and quote. What decides which passage
is cited is in `ranking`.
"""
