"""Pages, and what other formats have in common with them: their main text, fields, elements, and what is struck out."""
