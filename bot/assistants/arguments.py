"""What a tool is given, checked against its schema: one sentence says what is wrong, where, and what to give instead.

Of JSON Schema it knows what the tools' schemas use. It looks at no more of what strangers send than it has to.
"""

from collections.abc import Callable, Mapping
from typing import Any

from bot.render.phrases import encodable, one_line
from bot.settings import SHOWN
from retrieval import UsageError

Schema = Mapping[str, Any]

_LARGE = 10**18
"""Python writes no numbers of thousands of figures."""


def arguments_for(name: str, schema: Schema, values: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments of a tool, empty ones left out, without lone surrogates, which nothing takes.

    Args:
        name: The tool's.
        schema: What it takes.
        values: What it was given.

    Raises:
        UsageError: It does not take that.
    """
    arguments: dict[str, Any] = _object(name, schema, values, "")
    return arguments


def _checked(where: str, schema: Schema, value: Any) -> Any:
    """A value as intended; 5.0 is 5."""
    kind, expectation, take = _KINDS[schema["type"]]
    if kind is int and isinstance(value, float) and value.is_integer():
        value = int(value)
    if not isinstance(value, kind) or isinstance(value, bool):
        raise UsageError(f"{where} is {_value_text(value)}; give {expectation}.")
    return take(where, schema, value)


def _text(where: str, schema: Schema, value: str) -> str:
    if len(value) > schema["maxLength"]:
        raise UsageError(f"{where} has {len(value):,} characters; give {schema['maxLength']:,} at most.")
    if len(value) < schema["minLength"]:
        raise UsageError(f"{where} is empty; give at least one character.")
    return encodable(value)


def _number(where: str, schema: Schema, value: int) -> int:
    least, most = schema["minimum"], schema["maximum"]
    if not least <= value <= most:
        raise UsageError(f"{where} is {_value_text(value)}; give a whole number from {least} to {most}.")
    return value


def _list(where: str, schema: Schema, value: list[Any]) -> list[Any]:
    if len(value) > schema["maxItems"]:
        raise UsageError(f"{where} has {len(value):,} entries; give {schema['maxItems']} at most in one call.")
    if len(value) < schema["minItems"]:
        raise UsageError(f"{where} is empty; give at least one entry.")
    return [_checked(f"{where}[{place}]", schema["items"], each) for place, each in enumerate(value)]


def _entry(where: str, schema: Schema, value: Mapping[str, Any]) -> dict[str, Any]:
    return _object(where, schema, value, f"{where}.")


def _object(name: str, schema: Schema, value: Mapping[str, Any], inside: str) -> dict[str, Any]:
    """An object that has what it needs, and nothing unknown; its properties are called what `inside` begins with."""
    properties = schema["properties"]
    if (unknown := next((key for key in value if key not in properties), None)) is not None:
        takes = f"it takes {', '.join(properties)}" if properties else "it takes none"
        raise UsageError(f"{name} has no argument {_value_text(unknown)}; {takes}.")
    # Null, and an empty text if none is needed, are what clients send for what is not given.
    there = {key: each for key, each in value.items() if each is not None and (each != "" or key in schema["required"])}
    if missing_key := next((key for key in schema["required"] if key not in there), None):
        raise UsageError(f"{name} needs {missing_key!r}, and it is not given.")
    return {key: _checked(f"{inside}{key}", properties[key], each) for key, each in there.items()}


_KINDS: dict[str, tuple[type, str, Callable[[str, Schema, Any], Any]]] = {
    "string": (str, "text", _text),
    "integer": (int, "a whole number", _number),
    "array": (list, "a list", _list),
    "object": (Mapping, "an object", _entry),
}
"""For each type of JSON Schema: Python's, what it is called, and what takes a value of it."""


def _value_text(value: Any) -> str:
    """A value, however large, in a few characters."""
    if isinstance(value, Mapping | list):
        return "an object" if isinstance(value, Mapping) else "a list"
    if isinstance(value, int) and abs(value) >= _LARGE:
        return "a number beyond all bounds"
    return one_line(repr(value[:SHOWN] if isinstance(value, str) else value))
