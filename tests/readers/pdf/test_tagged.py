"""What a PDF's structure holds, by elements that are made up."""

from types import SimpleNamespace

import pytest

from retrieval.readers.pdf import tagged
from retrieval.readers.pdf.tagged import DEEPEST, _content, _kinds, _within


class Element:
    """An element: its type, the number of its content (-1: none), and what is within it."""

    def __init__(self, kind: str, number: int, *children: "Element") -> None:
        self.kind, self.number, self.children = kind, number, children


@pytest.fixture(autouse=True)
def library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Elements that are made up are asked in place of those of a file."""
    monkeypatch.setattr(tagged, "_type", lambda element: element.kind)
    library = SimpleNamespace(
        FPDF_StructElement_CountChildren=lambda element: 1 + len(element.children),
        FPDF_StructElement_GetChildAtIndex=lambda element, n: element.children[n - 1] if n else None,
        FPDF_StructElement_GetChildMarkedContentID=lambda element, n: -1 if n else element.number,
    )
    monkeypatch.setattr(tagged, "raw", library)


def nested(count: int, innermost: Element) -> Element:
    """An element within others, of which each has content."""
    element = innermost
    for number in range(count, 0, -1):
        element = Element("/P", number - 1, element)
    return element


@pytest.mark.parametrize(("depth", "is_reached"), [(1, True), (DEEPEST, True), (DEEPEST + 1, False)])
def test_how_deep_elements_are_looked_into(depth: int, is_reached: bool) -> None:
    """No file has them deeper; one that is made to do harm does."""
    table = Element("Table", 100)
    top = nested(depth, table)
    assert list(_within(top, "Table", [1000])) == ([table] if is_reached else [])
    assert list(_content(top, [1000])) == [*range(min(depth, DEEPEST + 1)), *([100] if is_reached else [])]
    assert list(_kinds(top, [1000])) == ["/P"] * min(depth, DEEPEST) + (["Table"] if is_reached else [])


def test_how_many_elements_are_looked_at() -> None:
    """Each place counts, also one without an element."""
    top = Element("/P", -1, *(Element("Table", n) for n in range(5)))
    for budget, count in ((7, 5), (6, 4), (2, 0), (1, 0), (0, 0)):
        assert [each.number for each in _within(top, "Table", [budget])] == list(range(count))


def test_what_has_no_content_is_no_kind() -> None:
    """Of what stands above a table only that which says something counts; a table does in any case, as a whole."""
    top = Element("/Div", -1, Element("/P", -1), Element("Table", -1, Element("Table", 3)), Element("/P", 0))
    assert list(_kinds(top, [100])) == ["Table", "/P"]
