"""What Telegram accepts, each limit with where it is written down.

"api" is core.telegram.org/bots/api; "server" is tdlib/telegram-bot-api and TDLib, which enforce it.
"""

TEXT = 4096
"""Code points of a message, after entities are parsed and the ends trimmed (server, `MessageContent.cpp`)."""

CAPTION = 1024
"""Code points of the caption of a picture, counted alike (server, `MessageContent.cpp`)."""

SOURCE = 32768
"""UTF-8 bytes of a message before its entities are parsed (server, `Client.cpp`)."""

ENTITIES = 100
"""Entities of a message; the rest are dropped silently (limits.tginfo.me)."""

CALLBACK_DATA = 64
"""Bytes of a button's callback data (api, `InlineKeyboardButton`)."""

TOAST = 200
"""Code points of the notice that answers a button (api, `answerCallbackQuery`)."""

COMMANDS = 100
"""Commands of a menu (api, `setMyCommands`)."""

FILE_BYTES = 20 * 1024 * 1024
"""Bytes of a file that a bot can download (api, `getFile`)."""

CHAT_ACTION_SECONDS = 5
"""How long a chat action stays visible (api, `sendChatAction`)."""

PRIVATE_PER_SECOND = 1.0
"""Messages a second in one chat; short bursts pass (core.telegram.org/bots/faq)."""

GROUP_PER_SECOND = 20 / 60
"""Messages (and edits) a second in one group (core.telegram.org/bots/faq)."""
