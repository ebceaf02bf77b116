"""The table of settings, and the secret."""

import logging
from dataclasses import replace

import pytest

from bot.settings import (
    LIMIT_SETTINGS,
    SERVE_SETTINGS,
    SETTINGS,
    TELEGRAM_SETTINGS,
    HttpLimits,
    Secret,
    Settings,
    TelegramSettings,
)
from retrieval import UsageError, WatchSettings

ALL = [row.variable for row in (*SETTINGS, *LIMIT_SETTINGS, *TELEGRAM_SETTINGS, *SERVE_SETTINGS)]


def test_defaults() -> None:
    """Without any variable, every setting has its default."""
    settings = Settings.from_env({})
    assert (str(settings.corpus), str(settings.state), settings.engine, settings.limit) == (
        "seeds",
        ".pincite",
        "auto",
        None,
    )
    assert not settings.token


def test_every_setting_is_read_from_its_variable() -> None:
    """What a variable holds is what the setting is."""
    values = {"PINCITE_CORPUS": "c", "PINCITE_STATE": "s", "PINCITE_ENGINE": "disk", "PINCITE_LIMIT": "7",
              "TELEGRAM_BOT_TOKEN": "1:a", "TELEGRAM_API_BASE_URL": "http://127.0.0.1:1/"}  # fmt: skip
    settings = Settings.from_env(values)
    assert {row.variable for row in (*SETTINGS, *LIMIT_SETTINGS)} >= values.keys()
    assert (str(settings.corpus), str(settings.state), settings.engine, settings.limit) == ("c", "s", "disk", 7)
    assert (settings.token.reveal(), settings.api_base_url) == ("1:a", "http://127.0.0.1:1")


def test_an_empty_variable_counts_as_unset() -> None:
    """So does one of blanks; a value is taken without the blanks around it."""
    unset, blank = (Settings.from_env(dict.fromkeys(ALL, blanks)) for blanks in ("", " "))
    assert not blank.token
    serve = replace(blank.serve, token=unset.serve.token)
    assert replace(blank, token=unset.token, serve=serve) == unset
    values = {"PINCITE_ENGINE": " disk\n", "PINCITE_LIMIT": " 1 ", "PINCITE_KEEP_DAYS": "1", "PINCITE_LINKS": "plain"}
    settings = Settings.from_env(values)
    assert (settings.engine, settings.limit, settings.keep_days, settings.links) == ("disk", 1, 1, "plain")


def test_the_bot_has_its_own_defaults() -> None:
    """Without any variable everybody may ask as much as they like, nobody may add articles, and nothing is served."""
    assert Settings.from_env({}).telegram == TelegramSettings(
        admins=frozenset(), access="open", users=frozenset(), pairing_minutes=60,
        pairing_uses=1, questions_a_minute=0, actions_a_minute=60, pending=20,
        group_pending=60, webhook="", listen=None, metrics=None, http=HttpLimits(),
    )  # fmt: skip
    assert (Settings.from_env({}).links, Settings.from_env({}).keep_days) == ("fragment", None)


def test_the_bot_is_set_by_its_variables() -> None:
    """What each of its variables holds is what the setting is."""
    values = {
        "PINCITE_ADMINS": "1, 22,", "PINCITE_ACCESS": "list", "PINCITE_USERS": "333", "PINCITE_QUESTIONS_A_MINUTE": "5",
        "PINCITE_WEBHOOK": "https://bot.example/", "PINCITE_WEBHOOK_LISTEN": ":8080",
        "PINCITE_METRICS": "9100", "PINCITE_ACTIONS_A_MINUTE": "0", "PINCITE_PENDING": "6",
        "PINCITE_GROUP_PENDING": "8", "PINCITE_WEBHOOK_CONNECTIONS": "50", "PINCITE_WEBHOOK_PEER_CONNECTIONS": "9",
        "PINCITE_WEBHOOK_HEADER_SECONDS": "3", "PINCITE_WEBHOOK_BODY_SECONDS": "4", "PINCITE_WEBHOOK_BODY_KB": "5",
        "PINCITE_PAIRING_MINUTES": "7", "PINCITE_PAIRING_USES": "2", "PINCITE_FOLLOWS": "3", "PINCITE_NEWS_A_DAY": "4",
    }  # fmt: skip
    assert {row.variable for row in TELEGRAM_SETTINGS} == values.keys()
    assert Settings.from_env(values).telegram == TelegramSettings(
        admins=frozenset({1, 22}), access="list", users=frozenset({333}), pairing_minutes=7,
        pairing_uses=2, questions_a_minute=5, actions_a_minute=0,
        pending=6, group_pending=8, webhook="https://bot.example/",
        listen=("127.0.0.1", 8080), metrics=9100, http=HttpLimits(50, 9, 3, 4, 5),
        follows=3, news_a_day=4,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("written", "address"),
    [("0.0.0.0:1", ("0.0.0.0", 1)), ("[::1]:8443", ("::1", 8443)), ("8080", ("127.0.0.1", 8080))],
)
def test_where_the_webhook_listens(written: str, address: tuple[str, int]) -> None:
    """A host and a port, the host in brackets where it has colons, or a port alone."""
    assert Settings.from_env({"PINCITE_WEBHOOK_LISTEN": written}).telegram.listen == address


@pytest.mark.parametrize("address", ["http://127.0.0.1:1", "http://localhost:1", "https://bot.example"])
def test_a_webhook_is_https_or_here(address: str) -> None:
    """Telegram calls https only; a server on this machine may be called without it."""
    assert Settings.from_env({"PINCITE_WEBHOOK": address}).telegram.webhook == address


@pytest.mark.parametrize(
    ("variable", "written", "advice"),
    [
        ("PINCITE_LIMIT", "0", "give a whole number of at least 1."),
        ("PINCITE_LIMIT", "many", "give a whole number of at least 1."),
        ("PINCITE_LIMIT", "-1", "give a whole number of at least 1."),
        ("PINCITE_KEEP_DAYS", "0", "give a whole number of at least 1."),
        ("TELEGRAM_API_BASE_URL", "x", "give an address that starts with https://."),
        ("PINCITE_LINKS", "none", "choose one of fragment, plain."),
        ("PINCITE_ACCESS", "closed", "choose one of open, list, pairing."),
        ("PINCITE_WEBHOOK", "http://bot.example", "Telegram calls only https:// addresses."),
        ("PINCITE_QUESTIONS_A_MINUTE", "-1", "give a whole number of at least 0."),
        ("PINCITE_DEPTH", "1001", "give a whole number of at most 1000."),
        ("PINCITE_MEMBERS", "0", "give a whole number of at least 1."),
        ("PINCITE_QUESTION_LENGTH", "0", "give a whole number of at least 1."),
        ("PINCITE_METRICS", "on", "give a whole number of at least 0."),
        ("PINCITE_WEBHOOK_LISTEN", "host:0", "give a whole number of at least 1."),
        ("PINCITE_ADMINS", "1,@ana", "give Telegram user ids (numbers), separated by commas."),
        ("PINCITE_USERS", "ana", "give Telegram user ids (numbers), separated by commas."),
    ],
)
def test_wrong_values_are_named(variable: str, written: str, advice: str) -> None:
    """A value that can't be understood is an error that names the variable and says what to write."""
    with pytest.raises(UsageError, match=variable) as error:
        Settings.from_env({variable: written})
    assert str(error.value).endswith(advice)


@pytest.mark.parametrize(
    ("variable", "scheme"),
    [("TELEGRAM_API_BASE_URL", "ftp:"), ("PINCITE_WEBHOOK", "http:"), ("PINCITE_PUBLIC_URL", "https:")],
)
@pytest.mark.parametrize("password", ["pass", "pa/ss", "p@ss//x"])
def test_passwords_of_addresses_do_not_show(variable: str, scheme: str, password: str) -> None:
    """A wrong address is quoted without them."""
    with pytest.raises(UsageError, match=variable) as error:
        Settings.from_env({variable: f"{scheme}//ada:{password}@host.example/bot"})
    assert f" is '{scheme}//…@host.example/bot'; " in str(error.value)


def test_secrets_do_not_show(caplog: pytest.LogCaptureFixture) -> None:
    """A secret shows neither in words nor in a log."""
    secret = Secret("123:abc")
    settings = Settings.from_env({"TELEGRAM_BOT_TOKEN": "123:abc"})
    logging.getLogger("test").warning("%s %r %s", secret, secret, settings)
    assert "123:abc" not in f"{secret} {secret!r} {settings!r} {caplog.text}"
    assert secret.reveal() == "123:abc"
    assert (repr(secret), repr(Secret("")), bool(secret), bool(Secret(""))) == (
        "Secret('…')",
        "Secret('')",
        True,
        False,
    )


def test_watching_is_set_by_its_own_variables() -> None:
    """How, and how long; what can't be understood is named."""
    assert Settings.from_env({}).watch == WatchSettings("auto", 300, 1500, 1000)
    values = {"PINCITE_WATCH": "poll", "PINCITE_WATCH_QUIET_MS": "1", "PINCITE_WATCH_BURST_MS": "2"}
    assert Settings.from_env(values | {"PINCITE_WATCH_POLL_MS": "3"}).watch == WatchSettings("poll", 1, 2, 3)
    with pytest.raises(UsageError, match="PINCITE_WATCH is 'on'; choose one of auto, poll, off"):
        Settings.from_env({"PINCITE_WATCH": "on"})
    with pytest.raises(UsageError, match="PINCITE_WATCH_QUIET_MS is '0'; give a whole number of at least 1"):
        Settings.from_env({"PINCITE_WATCH_QUIET_MS": "0"})


def test_the_page_has_its_own_defaults() -> None:
    """Without any variable the page is for this machine alone, and leads nowhere."""
    settings = Settings.from_env({})
    assert (settings.serve.host, settings.serve.port, settings.public_url) == ("127.0.0.1", 8765, "")
    assert (settings.serve.journal, settings.serve.searches_a_minute) == ("token", None)
    assert settings.serve.http == HttpLimits(peer_connections=50)
    assert not settings.serve.token


def test_the_page_is_set_by_its_variables() -> None:
    """What each of its variables holds is what the setting is."""
    values = {"HOST": "[::1]", "PORT": "65535", "TOKEN": "0123456789abcdef", "JOURNAL": "all", "BODY_KB": "7"}
    values |= {"SEARCHES_A_MINUTE": "0", "CONNECTIONS": "1", "PEER_CONNECTIONS": "2", "HEADER_SECONDS": "3"}
    serve = Settings.from_env({f"PINCITE_SERVE_{name}": value for name, value in values.items()}).serve
    assert (serve.host, serve.port, serve.journal, serve.searches_a_minute) == ("::1", 65535, "all", 0)
    assert serve.token.reveal() == "0123456789abcdef"
    assert serve.http == HttpLimits(connections=1, peer_connections=2, header_seconds=3, body_kb=7)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("PINCITE_SERVE_PORT", "0"),
        ("PINCITE_SERVE_PORT", "65536"),
        ("PINCITE_SERVE_TOKEN", "0123456789abcde"),
        ("PINCITE_SERVE_TOKEN", "0123456789abcdefé"),
        ("PINCITE_SERVE_JOURNAL", "some"),
        ("PINCITE_SERVE_SEARCHES_A_MINUTE", "-1"),
    ],
)
def test_wrong_settings_of_the_page_are_named(variable: str, value: str) -> None:
    """A value that can't be understood is an error that names its variable, and never shows a token."""
    with pytest.raises(UsageError, match=variable) as error:
        Settings.from_env({variable: value})
    assert "0123456789abcde" not in str(error.value)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://archive.example.org/", "https://archive.example.org"),
        ("HTTP://Archive.example:8080", "http://archive.example:8080"),
        ("http://[::1]:8765", "http://[::1]:8765"),
        ("http://192.0.2.7", "http://192.0.2.7"),
        ("https://archive.example:443/", "https://archive.example"),
        ("http://archive.example:80", "http://archive.example"),
        ("http://archive.example:443", "http://archive.example:443"),
        ("https://archive.example.", "https://archive.example"),
        ("https://[2001:DB8:0:0::1]:443", "https://[2001:db8::1]"),
    ],
)
def test_public_address(written: str, kept: str) -> None:
    """It is a scheme and a host, with a port where that is not the usual one."""
    assert Settings.from_env({"PINCITE_PUBLIC_URL": written}).public_url == kept


@pytest.mark.parametrize(
    "written",
    [
        *("archive.example.org", "ftp://x.org", "https://", "https://u:p@x.org", "https://x.org/a", "https://x.org?a"),
        *("https://x.org/#a", "https://x.org:0", "https://x.org:65536", "https://x y", "https://[::g]"),
        *("javascript:alert(1)", "https://x.org\\@y.org", "https://é.org", "https://.", "https://[1:2]"),
    ],
)
def test_what_is_no_public_address(written: str) -> None:
    """Anything else is refused by name."""
    with pytest.raises(UsageError, match="PINCITE_PUBLIC_URL"):
        Settings.from_env({"PINCITE_PUBLIC_URL": written})
