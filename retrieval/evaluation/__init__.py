"""How good the answers to questions with known answers are: judgments, and measures over them."""
