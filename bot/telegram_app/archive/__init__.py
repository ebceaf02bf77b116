"""The archive as the bot uses it: searched, added to, summed up."""
