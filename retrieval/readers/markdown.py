"""Markdown: one file, one article, its fields in YAML front matter."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from retrieval.readers.blocks import dateline, title_in
from retrieval.readers.files import Problem, day, decoded, field, one_line, people
from retrieval.records import Article, Remark

DEEPEST = 100
"""Front matter may be nested this deep; libyaml recurses on the C stack and would crash beyond some 50,000 levels."""

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_ERROR_CHARACTERS = 120


class _Loader(yaml.CSafeLoader):
    """YAML in which a timestamp is a string: people write days that no calendar has, and YAML gives up on those."""

    yaml_implicit_resolvers = {  # noqa: RUF012  # as the package declares it
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
        for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }


def read(data: bytes, name: str) -> Iterator[Article | Problem]:
    """The article of a Markdown file; its text is what follows the front matter, with all its markup."""
    content = decoded(data)
    if content is None:
        yield Problem(name, Remark("is not text"))
        return
    match = _FRONT_MATTER.match(content)
    text = content[match.end() :] if match else content
    try:
        fields = _fields(match[1]) if match else {}
    except RecursionError:
        yield Problem(name, Remark("is nested too deep"))
        return
    except yaml.YAMLError as error:
        yield Problem(name, Remark("has front matter that is not YAML ({error})", error=_on_one_line(error)))
        return
    if not text.strip():
        yield Problem(name, Remark("is empty"))
        return
    yield Article(
        id=one_line(field(fields, "id")) or name,
        text=text,
        title=one_line(field(fields, "title")) or title_in(text),
        date=day(field(fields, "date")) or dateline(text)[0],
        url=one_line(field(fields, "url")),
        source=one_line(field(fields, "source")),
        authors=people(field(fields, "authors")),
        language=one_line(field(fields, "language")),
        path=name,
    )


def _fields(front_matter: str) -> Mapping[str, Any]:
    """The scalars and the lists of scalars at the top level of front matter, by their keys.

    Raises:
        RecursionError: It is nested deeper than `DEEPEST`.
        yaml.YAMLError: It is not YAML.
    """
    _check_depth(front_matter)
    loader = _Loader(front_matter)
    try:
        root = loader.get_single_node()
        pairs = root.value if isinstance(root, yaml.MappingNode) else []
        return {key.value: _value(loader, node) for key, node in pairs if isinstance(key, yaml.ScalarNode)}
    finally:
        loader.dispose()


def _check_depth(front_matter: str) -> None:
    """Raises `RecursionError` for what is nested too deep to be composed."""
    depth = 0
    for event in yaml.parse(front_matter, Loader=yaml.CSafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise RecursionError


def _value(loader: _Loader, node: yaml.Node) -> Any:
    """The value of a scalar or of a list's scalars; None for any other."""
    if isinstance(node, yaml.SequenceNode):
        return [_scalar(loader, item) for item in node.value if isinstance(item, yaml.ScalarNode)]
    return _scalar(loader, node) if isinstance(node, yaml.ScalarNode) else None


def _scalar(loader: _Loader, node: yaml.ScalarNode) -> Any:
    """The value of a scalar, or its characters where its tag is unknown or doesn't fit them."""
    try:
        value = loader.construct_object(node, deep=True)
        str(value)  # Python refuses to write out an integer of more than 4,300 digits.
    except Exception:
        return node.value
    return value


def _on_one_line(error: Exception) -> str:
    """The beginning of an error's message, without line breaks."""
    return " ".join(str(error).split())[:_ERROR_CHARACTERS]
