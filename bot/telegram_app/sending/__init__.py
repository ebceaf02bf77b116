"""Messages to Telegram: once each, at the rate it allows, whatever happens on the way."""
