"""Light markup as people type it, Markdown and its like, read as they see the page."""
