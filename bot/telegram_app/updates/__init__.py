"""Updates from Telegram: received, kept until they are answered, worked on in each chat's order."""
