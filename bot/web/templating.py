"""The templates of the pages: whatever an article holds is escaped, and only addresses of the web become links."""

import datetime
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.exports.bundle import web_address
from bot.render.links import article_path
from bot.render.phrases import day_text, printable
from bot.web.static import static_address


@cache
def environment() -> Environment:
    """The environment of the templates, with the filters and functions that they use."""
    result = Environment(
        loader=PackageLoader("bot.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    result.filters |= {
        "visible": lambda text: printable(str(text)),
        "web_address": web_address,
        "day": _day,
        "article_path": article_path,
    }
    result.globals |= {"static": static_address}
    return result


def rendered(template: str, **values: Any) -> str:
    """A template with some values."""
    return environment().get_template(template).render(**values)


def _day(day: datetime.date | None) -> str:
    return day_text(day)
