"""Every setting in one table: its name, its environment variable, its default, its meaning."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from ipaddress import IPv6Address
from pathlib import Path
from typing import NamedTuple, Self
from urllib.parse import urlsplit

from retrieval import MOST_LEVELS, WATCH_MODES, FieldNames, Limits, UsageError, WatchSettings, field_names


class Setting(NamedTuple):
    """One row of the table."""

    name: str
    variable: str
    default: str
    help: str


SETTINGS = (
    Setting("corpus", "PINCITE_CORPUS", "seeds", "folder or file of articles"),
    Setting("state", "PINCITE_STATE", ".pincite", "indexes and journal"),
    Setting("engine", "PINCITE_ENGINE", "auto", "`memory`, `disk`, `auto`: by size; a cluster's address"),
    Setting("limit", "PINCITE_LIMIT", "3", "passages shown (10 as JSON)"),
    Setting("links", "PINCITE_LINKS", "fragment", "`fragment` leads to the very words, `plain` to the page"),
    Setting("keep_days", "PINCITE_KEEP_DAYS", "", "days answers are kept; empty: forever"),
    Setting("map", "PINCITE_MAP", "", "names of fields: `title=headline,date=day`"),
    Setting("watch", "PINCITE_WATCH", "auto", "notices changes: `auto`, `poll`, `off`"),
    Setting("public_url", "PINCITE_PUBLIC_URL", "", "where `pincite serve` is reached: citations lead there"),
    Setting("token", "TELEGRAM_BOT_TOKEN", "", "the bot's token, from @BotFather"),
    Setting("api_base_url", "TELEGRAM_API_BASE_URL", "https://api.telegram.org", "root of the Bot API"),
)

PLACES = frozenset({"corpus", "state"})
"""The settings that say which archive is meant."""

WATCH_SETTINGS = (
    Setting("quiet_ms", "PINCITE_WATCH_QUIET_MS", "300", "milliseconds without a change after which changes are read"),
    Setting("burst_ms", "PINCITE_WATCH_BURST_MS", "1500", "milliseconds after which changes are read in any case"),
    Setting("poll_ms", "PINCITE_WATCH_POLL_MS", "1000", "milliseconds between checks where the system gives no events"),
)
"""The settings of how an archive is watched."""

LIMIT_SETTINGS = (
    Setting("file_mb", "PINCITE_FILE_MB", "200", "megabytes of a file"),
    Setting("unpacked_mb", "PINCITE_UNPACKED_MB", "1000", "megabytes unpacked"),
    Setting("unpack_ratio", "PINCITE_UNPACK_RATIO", "250", "times its size unpacked"),
    Setting("members", "PINCITE_MEMBERS", "200000", "files in archives"),
    Setting("seconds", "PINCITE_FILE_SECONDS", "60", "seconds it takes"),
    Setting("memory_mb", "PINCITE_FILE_MEMORY_MB", "2000", "megabytes reading takes"),
    Setting("front_matter", "PINCITE_FRONT_MATTER_LENGTH", "1000000", "characters of front matter"),
    Setting("depth", "PINCITE_DEPTH", "100", "levels of front matter"),
    Setting("sentence", "PINCITE_SENTENCE_LENGTH", "1000", "characters of a sentence"),
    Setting("word", "PINCITE_WORD_LENGTH", "100", "letters of suggested words"),
    Setting("question", "PINCITE_QUESTION_LENGTH", "4096", "characters of a question"),
)
"""What a file and a question may cost: a row for each field of `Limits`."""

TELEGRAM_SETTINGS = (
    Setting("admins", "PINCITE_ADMINS", "", "who may add articles: Telegram user ids with commas"),
    Setting("access", "PINCITE_ACCESS", "open", "who may ask: `open`, `list`, `pairing` (by a code on the console)"),
    Setting("users", "PINCITE_USERS", "", "Telegram user ids for `list`"),
    Setting("pairing_minutes", "PINCITE_PAIRING_MINUTES", "60", "minutes that a pairing code works"),
    Setting("pairing_uses", "PINCITE_PAIRING_USES", "1", "people that a pairing code lets in"),
    Setting("questions_a_minute", "PINCITE_QUESTIONS_A_MINUTE", "0", "questions a minute per person; 0: no limit"),
    Setting(
        "actions_a_minute",
        "PINCITE_ACTIONS_A_MINUTE",
        "60",
        "commands, presses and inline queries a minute, of each as many per person; 0: no limit",
    ),
    Setting("pending", "PINCITE_PENDING", "20", "messages of one person that may wait; more are dropped; 0: no limit"),
    Setting("group_pending", "PINCITE_GROUP_PENDING", "60", "messages of a group that may wait; 0: no limit"),
    Setting("follows", "PINCITE_FOLLOWS", "20", "questions that a person may follow; 0: no limit"),
    Setting("news_a_day", "PINCITE_NEWS_A_DAY", "20", "messages a day about new articles to one person; 0: no limit"),
    Setting("webhook", "PINCITE_WEBHOOK", "", "public address that Telegram calls; empty: polling"),
    Setting("listen", "PINCITE_WEBHOOK_LISTEN", "", "`HOST:PORT` it listens on; empty: 127.0.0.1 and its port"),
    Setting(
        "connections",
        "PINCITE_WEBHOOK_CONNECTIONS",
        "200",
        "connections to the webhook; never more than a quarter of the process's descriptors",
    ),
    Setting(
        "peer_connections",
        "PINCITE_WEBHOOK_PEER_CONNECTIONS",
        "100",
        "of them from one public address; those of a proxy on a local one aren't counted",
    ),
    Setting("header_seconds", "PINCITE_WEBHOOK_HEADER_SECONDS", "10", "seconds in which a request's head must arrive"),
    Setting("body_seconds", "PINCITE_WEBHOOK_BODY_SECONDS", "20", "seconds in which its body must arrive"),
    Setting("body_kb", "PINCITE_WEBHOOK_BODY_KB", "1024", "kilobytes of a body"),
    Setting("metrics", "PINCITE_METRICS", "", "local port of `/metrics` and `/healthz`; empty: none"),
)
"""The settings of the Telegram bot alone."""

SERVE_SETTINGS = (
    Setting("host", "PINCITE_SERVE_HOST", "127.0.0.1", "address to listen on; `127.0.0.1`: for this machine alone"),
    Setting("port", "PINCITE_SERVE_PORT", "8765", "port to listen on"),
    Setting(
        "token", "PINCITE_SERVE_TOKEN", "", "token that any call beyond reading must carry; at least 16 characters"
    ),
    Setting("journal", "PINCITE_SERVE_JOURNAL", "token", "whose answers are kept beyond this machine: `token`, `all`"),
    Setting(
        "searches_a_minute",
        "PINCITE_SERVE_SEARCHES_A_MINUTE",
        "",
        "searches a minute from one address, 0: no limit; empty: 60, and no limit on this machine",
    ),
    Setting(
        "connections",
        "PINCITE_SERVE_CONNECTIONS",
        "200",
        "connections in all; never more than a quarter of the process's descriptors",
    ),
    Setting("peer_connections", "PINCITE_SERVE_PEER_CONNECTIONS", "50", "of them from one public address"),
    Setting("header_seconds", "PINCITE_SERVE_HEADER_SECONDS", "10", "seconds in which a request's head must arrive"),
    Setting("body_seconds", "PINCITE_SERVE_BODY_SECONDS", "20", "seconds in which its body must arrive"),
    Setting("body_kb", "PINCITE_SERVE_BODY_KB", "1024", "kilobytes of a body, such as a draft to check"),
)
"""The settings of `pincite serve` alone."""


@dataclass(frozen=True, slots=True)
class HttpLimits:
    """What requests to a port of the bot may cost.

    `connections` in all and `peer_connections` of one address; `header_seconds` and `body_seconds` until they have
    arrived. A message of 4,096 code points takes 49,152 bytes when each is escaped as two surrogates, and may come with
    another one that it replies to: `body_kb` leaves room for that.
    """

    connections: int = 200
    peer_connections: int = 100
    header_seconds: int = 10
    body_seconds: int = 20
    body_kb: int = 1024


_HTTP_LIMITS = tuple(field.name for field in fields(HttpLimits))

SERVE_JOURNAL = ("token", "all")
"""The values of PINCITE_SERVE_JOURNAL."""

TOKEN_LENGTH = 16
"""Characters of a token for `pincite serve` at least: 95 bits where they are letters and figures chosen at random."""

LINKS = ("fragment", "plain")
"""The values of PINCITE_LINKS."""

ACCESS = ("open", "list", "pairing")
"""The values of PINCITE_ACCESS."""


class Secret:
    """A string that stays out of logs, errors and debuggers; `reveal` gives it."""

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
class TelegramSettings:
    """The settings of the Telegram bot.

    `listen` is a host and a port, `metrics` a port; each is None when it is not set.
    """

    admins: frozenset[int]
    access: str
    users: frozenset[int]
    pairing_minutes: int
    pairing_uses: int
    questions_a_minute: int
    actions_a_minute: int
    pending: int
    group_pending: int
    webhook: str
    listen: tuple[str, int] | None
    metrics: int | None
    http: HttpLimits
    follows: int = 20
    news_a_day: int = 20

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Self:
        """The settings in an environment.

        Raises:
            UsageError: A value can't be understood; the message names its variable.
        """
        rows = {row.name: row for row in TELEGRAM_SETTINGS}
        values = _values(TELEGRAM_SETTINGS, environ)
        if values["access"] not in ACCESS:
            raise UsageError(f"PINCITE_ACCESS is {values['access']!r}; choose one of {', '.join(ACCESS)}.")
        if values["webhook"] and not values["webhook"].startswith(("https://", "http://127.0.0.1", "http://localhost")):
            raise UsageError(f"PINCITE_WEBHOOK is {_shown(values['webhook'])}; Telegram calls only https:// addresses.")
        return cls(
            admins=_people(rows["admins"].variable, values["admins"]),
            access=values["access"],
            users=_people(rows["users"].variable, values["users"]),
            pairing_minutes=_whole(rows["pairing_minutes"].variable, values["pairing_minutes"], least=1),
            pairing_uses=_whole(rows["pairing_uses"].variable, values["pairing_uses"], least=1),
            questions_a_minute=_whole(rows["questions_a_minute"].variable, values["questions_a_minute"]),
            actions_a_minute=_whole(rows["actions_a_minute"].variable, values["actions_a_minute"]),
            pending=_whole(rows["pending"].variable, values["pending"]),
            group_pending=_whole(rows["group_pending"].variable, values["group_pending"]),
            follows=_whole(rows["follows"].variable, values["follows"]),
            news_a_day=_whole(rows["news_a_day"].variable, values["news_a_day"]),
            webhook=values["webhook"],
            listen=_address(rows["listen"].variable, values["listen"]),
            metrics=_whole(rows["metrics"].variable, values["metrics"]) if values["metrics"] else None,
            http=_http_limits(rows, values),
        )


@dataclass(frozen=True, slots=True)
class ServeSettings:
    """The settings of `pincite serve`; `searches_a_minute` is None when it is not set."""

    host: str
    port: int
    token: Secret
    journal: str
    searches_a_minute: int | None
    http: HttpLimits

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Self:
        """The settings in an environment; raises `UsageError` for a value that can't be understood."""
        rows = {row.name: row for row in SERVE_SETTINGS}
        values = _values(SERVE_SETTINGS, environ)
        if 0 < len(values["token"]) < TOKEN_LENGTH or not values["token"].isascii():
            raise UsageError("PINCITE_SERVE_TOKEN is too short, or not ASCII; make one with `openssl rand -hex 16`.")
        if values["journal"] not in SERVE_JOURNAL:
            value = values["journal"][:SHOWN]
            raise UsageError(f"PINCITE_SERVE_JOURNAL is {value!r}; choose one of {', '.join(SERVE_JOURNAL)}.")
        searches = values["searches_a_minute"]
        return cls(
            host=values["host"].strip("[]"),
            port=port_number(rows["port"].variable, values["port"]),
            token=Secret(values["token"]),
            journal=values["journal"],
            searches_a_minute=_whole(rows["searches_a_minute"].variable, searches) if searches else None,
            http=_http_limits(rows, values),
        )


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one run.

    `names` are what fields are called in records besides their usual names; None if that isn't set: it then stays
    as it was. `limit` is None when it is not set: each entry point then has its own default. `keep_days` is None when
    the journal keeps its answers forever. `public_url` is a scheme and a host, with a port if that is not the usual
    one; empty if it is not set. `named` are those of `corpus` and `state` that somebody gave. `unsampled` are the
    settings without the sample archive, where that stands in for one; its state goes to `sample_state`.
    """

    corpus: Path
    state: Path
    engine: str
    limit: int | None
    links: str
    keep_days: int | None
    limits: Limits
    names: FieldNames | None
    watch: WatchSettings
    token: Secret
    api_base_url: str
    telegram: TelegramSettings
    serve: ServeSettings
    public_url: str = ""
    named: frozenset[str] = frozenset()
    sample_state: Path = Path(".pincite")
    unsampled: "Settings | None" = None

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Self:
        """The settings in an environment; an empty variable counts as unset.

        Raises:
            UsageError: A value can't be understood; the message names its variable.
        """
        values = {
            row.name: environ.get(row.variable, "").strip() or row.default for row in (*SETTINGS, *LIMIT_SETTINGS)
        }
        address = values["api_base_url"].rstrip("/")
        if not address.startswith(("http://", "https://")):
            raise UsageError(f"TELEGRAM_API_BASE_URL is {_shown(address)}; give an address that starts with https://.")
        if values["links"] not in LINKS:
            raise UsageError(f"PINCITE_LINKS is {values['links']!r}; choose one of {', '.join(LINKS)}.")
        return cls(
            corpus=_expanded(values["corpus"]),
            state=_expanded(values["state"]),
            engine=values["engine"],
            limit=_positive("PINCITE_LIMIT", environ),
            links=values["links"],
            keep_days=_positive("PINCITE_KEEP_DAYS", environ),
            limits=_limits(environ),
            names=field_names(values["map"], "PINCITE_MAP") if values["map"] else None,
            watch=_watch(values["watch"], environ),
            token=Secret(values["token"]),
            api_base_url=address,
            telegram=TelegramSettings.from_env(environ),
            serve=ServeSettings.from_env(environ),
            public_url=_public_url(values["public_url"]),
            named=frozenset(
                row.name for row in SETTINGS if row.name in PLACES and environ.get(row.variable, "").strip()
            ),
            sample_state=_sample_state(environ),
        )


MOST_PORT = 65_535
"""The greatest number of a port."""

_PUBLIC_URL = re.compile(r"https?://(\[[0-9a-f:.]+\]|[\w.-]+)(:\d{1,5})?/?", re.IGNORECASE | re.ASCII)
"""An address without user, path, query and fragment; a name in other letters is to be written as browsers send it."""

_USUAL_PORTS = {"http": 80, "https": 443}
"""The ports that browsers leave out."""

SHOWN = 80
"""How many characters of a wrong value are shown: a line of a terminal."""


def _shown(address: str) -> str:
    """A wrong address as it is quoted: cut to a line, and without a user and a password."""
    before, at, host = address.rpartition("@")
    return repr((f"{before.partition('//')[0]}//…@{host}" if at else address)[:SHOWN])


def _values(rows: Sequence[Setting], environ: Mapping[str, str]) -> dict[str, str]:
    """What an environment gives for the rows of a table, by name; an empty variable counts as unset."""
    return {row.name: environ.get(row.variable, "").strip() or row.default for row in rows}


def _expanded(path: str) -> Path:
    """A path with a home's `~` written out; unchanged if there is no such home, as in shells."""
    try:
        return Path(path).expanduser()
    except RuntimeError:
        return Path(path)


def _sample_state(environ: Mapping[str, str]) -> Path:
    """Where the state of the sample archive goes: not into the folder that somebody happens to be in."""
    home = Path(environ.get("XDG_STATE_HOME", ""))
    return (home if home.is_absolute() else _expanded("~/.local/state")) / "pincite" / "sample"


def _watch(mode: str, environ: Mapping[str, str]) -> WatchSettings:
    """How an archive is watched; `mode` is what PINCITE_WATCH says."""
    if mode not in WATCH_MODES:
        raise UsageError(f"PINCITE_WATCH is {mode[:SHOWN]!r}; choose one of {', '.join(WATCH_MODES)}.")
    values = _values(WATCH_SETTINGS, environ)
    return WatchSettings(mode, **{row.name: _whole(row.variable, values[row.name], least=1) for row in WATCH_SETTINGS})


def _positive(variable: str, environ: Mapping[str, str]) -> int | None:
    """A whole number of at least 1, or None when the variable is not set."""
    text = environ.get(variable, "").strip()
    return _whole(variable, text, least=1) if text else None


def _limits(environ: Mapping[str, str]) -> Limits:
    """What a file and a question may cost."""
    values = _values(LIMIT_SETTINGS, environ)
    limits = Limits(**{row.name: _whole(row.variable, values[row.name], least=1) for row in LIMIT_SETTINGS})
    if limits.depth > MOST_LEVELS:
        raise UsageError(f"PINCITE_DEPTH is {limits.depth}; give a whole number of at most {MOST_LEVELS}.")
    return limits


def _whole(variable: str, text: str, least: int = 0) -> int:
    """A whole number of at least `least`."""
    try:
        number = int(text) if text.isdecimal() else -1
    except ValueError:  # Python reads no numbers of thousands of figures
        number = -1
    if number < least:
        raise UsageError(f"{variable} is {text[:SHOWN]!r}; give a whole number of at least {least}.")
    return number


def _http_limits(rows: Mapping[str, Setting], values: Mapping[str, str]) -> HttpLimits:
    """What requests to a port may cost."""
    return HttpLimits(**{name: _whole(rows[name].variable, values[name], least=1) for name in _HTTP_LIMITS})


def port_number(variable: str, text: str) -> int:
    """The number of a port; raises `UsageError` if it is none."""
    number = _whole(variable, text, least=1)
    if number > MOST_PORT:
        raise UsageError(f"{variable} is {text[:SHOWN]!r}; give a port from 1 to {MOST_PORT}.")
    return number


def _public_url(address: str) -> str:
    """The address at which others reach the web page, written as browsers write an origin: without a last slash."""
    if not address:
        return ""
    wrong = f"PINCITE_PUBLIC_URL is {_shown(address)}; give scheme and host alone, such as https://archive.example.org."
    if not _PUBLIC_URL.fullmatch(address):
        raise UsageError(wrong)
    try:
        parts = urlsplit(address.lower())
        host, port = (parts.hostname or "").rstrip("."), parts.port
        host = f"[{IPv6Address(host).compressed}]" if ":" in host else host
    except ValueError:
        raise UsageError(wrong) from None
    if not host or port == 0:
        raise UsageError(wrong)
    usual = port in (None, _USUAL_PORTS[parts.scheme])
    return f"{parts.scheme}://{host}{'' if usual else f':{port}'}"


def _people(variable: str, text: str) -> frozenset[int]:
    """Telegram user ids, separated by commas."""
    ids = [part.strip() for part in text.split(",") if part.strip()]
    if wrong := [part for part in ids if not part.isdecimal()]:
        raise UsageError(f"{variable} holds {wrong[0]!r}; give Telegram user ids (numbers), separated by commas.")
    return frozenset(_whole(variable, person) for person in ids)


def _address(variable: str, text: str) -> tuple[str, int] | None:
    """A host and a port, or None when nothing is written."""
    if not text:
        return None
    host, _, port = text.rpartition(":")
    return host.strip("[]") or "127.0.0.1", _whole(variable, port, least=1)
