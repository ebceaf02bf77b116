"""Who handles which update."""
