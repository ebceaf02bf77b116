"""What outsiders may send, tried with whatever Hypothesis can think of; `make fuzz` tries longer."""
