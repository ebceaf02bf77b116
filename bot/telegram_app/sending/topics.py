"""Where in a chat a message belongs."""

from telegram import Message


def topic(message: Message) -> int | None:
    """The forum topic of a message; the thread of a reply in an ordinary group is not one."""
    replied = message.reply_to_message
    if message.is_topic_message or replied is None or replied.is_topic_message:
        return message.message_thread_id
    return None
