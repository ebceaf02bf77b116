"""Every setting in one table: its name, its environment variable, its default, what it is for."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Self

from retrieval import UsageError


class Setting(NamedTuple):
    """One row of the table."""

    name: str
    variable: str
    default: str
    help: str


SETTINGS = (
    Setting("corpus", "PINCITE_CORPUS", "seeds", "folder or file of articles"),
    Setting("state", "PINCITE_STATE", ".pincite", "where indexes and the journal are kept"),
    Setting("engine", "PINCITE_ENGINE", "auto", "`memory`, `disk`, or `auto`: by size"),
    Setting("limit", "PINCITE_LIMIT", "3", "passages an answer shows (as JSON: 10 unless set)"),
    Setting("token", "TELEGRAM_BOT_TOKEN", "", "the bot's token, from @BotFather"),
    Setting("api_base_url", "TELEGRAM_API_BASE_URL", "https://api.telegram.org", "root of the Bot API"),
)


class Secret:
    """A string that doesn't show itself in logs, errors or a debugger; `reveal` gives it."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def __repr__(self) -> str:
        return "Secret('…')" if self._value else "Secret('')"

    def __bool__(self) -> bool:
        return bool(self._value)

    def reveal(self) -> str:
        """The string itself."""
        return self._value


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one run. `limit` is None when it was not set: each door has its own default then."""

    corpus: Path
    state: Path
    engine: str
    limit: int | None
    token: Secret
    api_base_url: str

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Self:
        """The settings as the environment has them, an empty variable counting as none.

        Raises:
            UsageError: A number is not a number, or the address is none.
        """
        values = {row.name: environ.get(row.variable, "").strip() or row.default for row in SETTINGS}
        address = values["api_base_url"].rstrip("/")
        if not address.startswith(("http://", "https://")):
            raise UsageError(f"TELEGRAM_API_BASE_URL is {address!r}; give an address that begins with https://.")
        return cls(
            corpus=Path(values["corpus"]).expanduser(),
            state=Path(values["state"]).expanduser(),
            engine=values["engine"],
            limit=_positive("PINCITE_LIMIT", environ),
            token=Secret(values["token"]),
            api_base_url=address,
        )


def _positive(variable: str, environ: Mapping[str, str]) -> int | None:
    """A whole number from 1 on, or None when the variable is not set."""
    written = environ.get(variable, "").strip()
    if not written:
        return None
    if not written.isdecimal() or int(written) < 1:
        raise UsageError(f"{variable} is {written!r}; give a whole number from 1 on.")
    return int(written)
