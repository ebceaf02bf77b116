"""What a message shows, and the buttons under it."""
