"""Everything that is read of a file as lines for an approved table, and what becomes of it when a line is changed."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby, takewhile

from retrieval.articles.files import Problem
from retrieval.readers import read
from retrieval.records import Article

Reading = Callable[[str], list[str]]
"""What is read of a text, line by line."""


def examples(text: str) -> list[str]:
    """Examples that lines of `━━` part."""
    return text.removeprefix("\n").removesuffix("\n").split("\n━━\n")


def reading(name: str, encode: Callable[[str], bytes] = str.encode) -> Reading:
    """What is read of a file of that name.

    Args:
        name: The name, which tells the format.
        encode: The text of an example → the bytes of its file.
    """
    return lambda text: [line for item in read(encode(text), name) for line in shown(item, text, name)]


def shown(item: Article | Problem, source: str, name: str) -> Iterator[str]:
    """The fields of an article and where they come from, and its blocks; or what is wrong.

    `#` are headings. After a block stand the lines of the file that its lines are on, those that have its first words
    as `✓`, so that a line more or less above it makes no difference to be looked at.
    """
    if isinstance(item, Problem):
        where = item.where.removeprefix(name).strip()
        yield f"! {where}: {item.reason}" if where else f"! {item.reason}"
        return
    fields = {
        "id": item.id if item.id != name else None, "title": item.title, "date": item.date and item.date.isoformat(),
        "authors": "; ".join(item.authors), "language": item.language, "url": item.url, "source": item.source,
        "record": item.record, "member": item.member,
    }  # fmt: skip
    told = (f"{key}={value} ({item.provenance.get(key, '')})" for key, value in fields.items() if value)
    yield " ".join(told).replace(" ()", "") or "no fields"
    places = dict(item.headings or ())
    pages = dict(item.pages or ())
    start = 0
    for block in item.text.split("\n\n"):
        page = [f"page {number}" for at, number in pages.items() if start <= at < start + len(block) + 2]
        lines = _lines(item, start, block, source.split("\n"))
        mark = "#" if places.get(start) == start + len(block) else "#?" if start in places else "¶"
        yield " ".join(filter(None, [mark, block.replace("\n", "⏎"), lines, *page]))
        start += len(block) + 2


def _lines(article: Article, start: int, block: str, source: list[str]) -> str:
    """On which lines of the file those of a block stand."""
    numbers = []
    for line in block.split("\n"):
        before = [(at, number) for at, number in article.lines or () if at <= start]
        if before and line.strip():
            at, number = before[-1]
            number += article.text.count("\n", at, start)
            there = source[number - 1] if 0 < number <= len(source) else ""
            numbers.append("✓" if line.split()[0] in there else str(number))
        start += len(line) + 1
    return "".join("✓" if number == "✓" else f"[{number}]" for number, _ in groupby(numbers))


def line_changes(example: str) -> Iterator[tuple[str, str]]:
    """What differs from an example by a line, and how: lines are numbered from 1."""
    lines = example.split("\n")
    for n, line in enumerate(lines):
        number, before, after = n + 1, lines[:n], lines[n + 1 :]
        yield f"{number} gone", "\n".join([*before, *after])
        if line.strip():
            yield f"{number} further in", "\n".join([*before, f"  {line}", *after])
            yield f"{number} below a blank line", "\n".join([*before, "", line, *after])
            yield f"{number} is the end", "\n".join([*before, line])


def table(read_of: Reading, examples: Iterable[str]) -> str:
    """What is read of each example, line by line, and what stands there instead when a line of it is changed."""
    return "\n".join(line for example in examples for line in _rows(read_of, example))


def _rows(read_of: Reading, example: str) -> Iterator[str]:
    whole = read_of(example)
    yield f"━━ {example!r}"
    yield from (f"  {n} {line}" for n, line in enumerate(whole))
    same, seen = [], {example}
    for change, text in line_changes(example):
        if text in seen:
            continue
        seen.add(text)
        if (lines := read_of(text)) == whole:
            same.append(change)
        else:
            yield f" {change}: {_difference(whole, lines)}"
    if same:
        yield f" the same: {', '.join(same)}"


def _difference(old: list[str], new: list[str]) -> str:
    """Which lines of a reading, between those that both begin and end with, are others, and these."""
    pairs = list(zip(old, new, strict=False))
    first = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    ends = zip(reversed(old[first:]), reversed(new[first:]), strict=False)
    last = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], ends))
    gone, instead = range(first, len(old) - last), new[first : len(new) - last]
    where = f"{gone[0]}–{gone[-1]}" if len(gone) > 1 else f"{first}" if gone else f"before {first}"
    return f"{where} → {' ◦ '.join(instead) or 'nothing'}"
