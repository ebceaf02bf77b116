"""A question as typed → what is looked up."""
