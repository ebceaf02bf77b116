"""The tests: one file a module, and what holds across them."""
