"""The table of settings, and the secret."""

import logging

import pytest

from bot.settings import SETTINGS, Secret, Settings
from retrieval import UsageError


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
    assert {row.variable for row in SETTINGS} >= values.keys()
    assert (str(settings.corpus), str(settings.state), settings.engine, settings.limit) == ("c", "s", "disk", 7)
    assert (settings.token.reveal(), settings.api_base_url) == ("1:a", "http://127.0.0.1:1")


@pytest.mark.parametrize("values", [{"PINCITE_LIMIT": "0"}, {"PINCITE_LIMIT": "many"}, {"TELEGRAM_API_BASE_URL": "x"}])
def test_wrong_values_are_named(values: dict[str, str]) -> None:
    """A value that can't be understood is an error that names the variable."""
    with pytest.raises(UsageError, match=next(iter(values))):
        Settings.from_env(values)


def test_secrets_do_not_show(caplog: pytest.LogCaptureFixture) -> None:
    """A secret shows neither in words nor in a log."""
    secret = Secret("123:abc")
    settings = Settings.from_env({"TELEGRAM_BOT_TOKEN": "123:abc"})
    logging.getLogger("test").warning("%s %r %s", secret, secret, settings)
    assert "123:abc" not in f"{secret} {secret!r} {settings!r} {caplog.text}"
    assert secret.reveal() == "123:abc"
