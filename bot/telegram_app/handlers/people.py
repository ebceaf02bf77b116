"""Who was let in by a code: administrators see them, withdraw access, and make a new code."""

from bot.telegram_app.handlers.commands import CommandView, Handler, Request, replying
from bot.telegram_app.handlers.context import HandlerContext
from bot.telegram_app.pairing import Pairing
from bot.telegram_app.translations import Words
from bot.telegram_app.views import people
from bot.telegram_app.views.base import View, text_view
from bot.telegram_app.views.keyboards import Press

MOST_FIGURES = 18
"""An id of Telegram's has up to 16 figures, a number of SQLite's 19."""


class People:
    """The handlers of `/users` and `/invite`, and of the buttons that withdraw access."""

    def __init__(self, shared: HandlerContext, mode: str, minutes: int, uses: int) -> None:
        """Handlers of a bot.

        Args:
            shared: What the handlers share.
            mode: Who may ask: "open", "list" or "pairing".
            minutes: How long a code works.
            uses: How many people it lets in.
        """
        self._shared = shared
        self._mode = mode
        self._minutes = minutes
        self._uses = uses

    @property
    def _pairing(self) -> Pairing:
        return self._shared.preferences.pairing

    def handlers(self) -> dict[str, Handler]:
        """The handler of each command."""
        views: dict[str, CommandView] = {"users": self.users, "invite": self.invite}
        return {name: replying(self._shared, view) for name, view in views.items()}

    async def users(self, request: Request) -> View:
        """Everybody who was let in, with a button for each."""
        return self._refusal(request) or people.people_view(self._pairing.people(), self._mode, request.say)

    async def invite(self, request: Request) -> View:
        """A new code, instead of the one before."""
        if refusal := self._refusal(request):
            return refusal
        if self._mode != "pairing":
            return people.people_view([], self._mode, request.say)
        code = self._pairing.new_code(self._minutes, self._uses)
        return people.code_view(code, self._minutes, self._uses, request.say)

    def _refusal(self, request: Request) -> View | None:
        """Why somebody gets no answer here: only administrators may see names and codes."""
        say, message = request.say, request.message
        if not self._shared.is_admin(message.from_user):
            return text_view(only_admins(say))
        if message.chat.type != "private":
            return text_view(say("Please write that to me in our private chat."))
        return None

    async def pressed(self, press: Press, say: Words, *, admin: bool) -> View | str | None:
        """The result of a button; None if its person no longer has access.

        Args:
            press: The press of the button.
            say: The words of the language of whoever pressed.
            admin: Whether they may change who is let in.
        """
        if not admin:
            return only_admins(say)
        if press.kind == people.LIST:
            return people.people_view(self._pairing.people(), self._mode, say, press.number)
        is_id = press.subject.isdecimal() and len(press.subject) <= MOST_FIGURES
        person = self._pairing.person(int(press.subject)) if is_id else None
        if person is None:
            return None
        if press.kind == people.CHOSEN:
            return people.confirmation(person, say)
        self._pairing.unpair(person.id)
        await self._shared.archive.followed.end(person.id)
        return text_view(say("{name} no longer has access.", name=people.shown_name(person)))


def only_admins(say: Words) -> str:
    """That somebody isn't an administrator."""
    return say("Only the administrators of this archive can do that.")
