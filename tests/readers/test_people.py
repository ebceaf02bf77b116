"""Authors as people."""

import time

import pytest

from retrieval.readers.people import MOST_AUTHORS, people


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Ruiz, Ana; Cole, Ben", ("Ruiz, Ana", "Cole, Ben")),
        ("Ana Ruiz, Jr.", ("Ana Ruiz, Jr.",)),
        ("Ana Ruiz, PhD, Ben Cole, III", ("Ana Ruiz, PhD", "Ben Cole, III")),
        ("By Ana Ruiz and Ben Cole", ("Ana Ruiz", "Ben Cole")),
        ("BY ANA RUIZ", ("ANA RUIZ",)),
        ("Ana Ruiz, Ben Cole and Cy Dahl", ("Ana Ruiz", "Ben Cole", "Cy Dahl")),
        ("Ana Ruiz, Ben Cole, and Cy Dahl", ("Ana Ruiz", "Ben Cole", "Cy Dahl")),
        ("Ana Ruiz und Ben von der Au", ("Ana Ruiz", "Ben von der Au")),
        ("Santiago Ramón y Cajal", ("Santiago Ramón y Cajal",)),
        ("Ministry of Trade and Industry", ("Ministry of Trade and Industry",)),
        ("Department of Roads, Ports and Rail", ("Department of Roads, Ports and Rail",)),
        ("Ana Ruiz, Department of Roads, Ports and Rail", ("Ana Ruiz",)),
        ("Department of Roads, Ana Ruiz and Ben Cole", ("Department of Roads", "Ana Ruiz", "Ben Cole")),
        ("Ruiz, Ana; Ministry of Housing, Water and Land", ("Ruiz, Ana", "Ministry of Housing, Water and Land")),
        (["Department for Work, Rest & Play", "Ana Ruiz"], ("Department for Work, Rest & Play", "Ana Ruiz")),
        ("Ruiz, Ana", ("Ruiz, Ana",)),
        ("Ana Ruiz | Ben Cole", ("Ana Ruiz", "Ben Cole")),
        ("ana@example.org (Ana Ruiz)", ("Ana Ruiz",)),
        ("Ana Ruiz <ana@example.org>", ("Ana Ruiz",)),
        ("Byron Ruiz", ("Byron Ruiz",)),
        ("nan", ()),
        ("", ()),
        ([""], ()),
        (["nan", None, {}], ()),
        (["Ana Ruiz, Editor", "Ben Cole"], ("Ana Ruiz", "Ben Cole")),
        (["Ana Ruiz", "Ana Ruiz"], ("Ana Ruiz",)),
        (
            [{"@type": "Person", "name": "Ana Ruiz"}, {"name": ["Ben Cole", "Cy Dahl"]}],
            ("Ana Ruiz", "Ben Cole", "Cy Dahl"),
        ),
        ({"name": "Ana Ruiz", "url": "https://example.org"}, ("Ana Ruiz",)),
        ({"givenName": "Ana", "familyName": "Ruiz"}, ("Ana Ruiz",)),
        ({"first": "Ana", "last": "Ruiz"}, ("Ana Ruiz",)),
        ({"email": "ana@example.org"}, ()),
        (7, ()),
        (None, ()),
        ("Ruiz, Ana and Cole, Ben", ("Ruiz, Ana", "Cole, Ben")),
        ("Ruiz, Ana, and Ben Cole", ("Ruiz, Ana", "Ben Cole")),
        ("Ruiz, A., Cole, B.", ("Ruiz, A.", "Cole, B.")),
        ("de la Cruz, Ana", ("de la Cruz, Ana",)),
        ("O'Brien, Siobhán", ("O'Brien, Siobhán",)),
        ("King, Martin Luther, Jr.", ("King, Martin Luther, Jr.",)),
        ("Martin Luther King, Jr. and Ana Ruiz", ("Martin Luther King, Jr.", "Ana Ruiz")),
        ("Ana Ruiz/Ben Cole", ("Ana Ruiz", "Ben Cole")),
        ("Ana Ruiz with Ben Cole", ("Ana Ruiz", "Ben Cole")),
        ("Ana Ruiz\nBen Cole", ("Ana Ruiz", "Ben Cole")),
        ("Ana, Ben and Cy", ("Ana", "Ben", "Cy")),
        ("Ana Ruiz et al.", ("Ana Ruiz",)),
        ("Ana&nbsp;Ruiz; <a href='/b'>Ben Cole</a>", ("Ana Ruiz", "Ben Cole")),
        ("Ana Ruiz, ana@example.org", ("Ana Ruiz",)),
        ("Ana Ruiz (ana@example.org), @ben", ("Ana Ruiz",)),
        ("ana@example.org", ()),
        ("https://example.org/people/ana", ()),
        ("Staff", ()),
        ("By Staff Reporter", ()),
        ("admin", ()),
        ("Anonymous", ()),
        ("—", ()),
        ("By Ana Ruiz, Political Correspondent", ("Ana Ruiz",)),
        ("Ana Ruiz | Staff Writer", ("Ana Ruiz",)),
        ("By Ana Ruiz, London", ("Ana Ruiz",)),
        ("By Ana Ruiz in London and Ben Cole in Paris", ("Ana Ruiz", "Ben Cole")),
        ("Ana Ruiz, BBC News", ("Ana Ruiz",)),
        ("By Ana Ruiz, The Associated Press", ("Ana Ruiz",)),
        ("The Associated Press", ("The Associated Press",)),
        ("By Ana Ruiz • March 3, 2024", ("Ana Ruiz",)),
        ("Ana Ruiz Published 3 March 2024", ("Ana Ruiz",)),
        ("Ana Ruiz, Photo by Ben Cole", ("Ana Ruiz",)),
        ("Written by: Ana Ruiz", ("Ana Ruiz",)),
        ("Von Ana Ruiz und Ben Cole", ("Ana Ruiz", "Ben Cole")),
        ("Von Trier, Lars", ("Von Trier, Lars",)),
        ("Par Ana Ruiz et Ben Cole", ("Ana Ruiz", "Ben Cole")),
        ("Автор: Анна Рус и Иван Мор", ("Анна Рус", "Иван Мор")),
        ("記者王小明、李四", ("王小明", "李四")),
        ("王小明, 李四", ("王小明", "李四")),
        ("[[Ana Ruiz]]", ("Ana Ruiz",)),
        ('["Ana Ruiz", "Ben Cole"]', ("Ana Ruiz", "Ben Cole")),
        ("['Ana Ruiz', 'Ben Cole']", ("Ana Ruiz", "Ben Cole")),
        ("[Ana Ruiz, Ben Cole]", ("Ana Ruiz", "Ben Cole")),
        (["Ruiz, Ana", "Cole, Ben"], ("Ruiz, Ana", "Cole, Ben")),
        (["Ana Ruiz and Ben Cole", "Political Correspondent"], ("Ana Ruiz", "Ben Cole")),
        ([["Ana Ruiz"], ["Ben Cole"]], ("Ana Ruiz", "Ben Cole")),
        ({"given": "Ana", "family": "Ruiz", "suffix": "Jr."}, ("Ana Ruiz, Jr.",)),
        ({"original": "By ANA RUIZ", "person": [{"firstname": "Ana", "middlename": "B", "lastname": "Ruiz"}]},
         ("Ana B Ruiz",)),
        ({"name": {"first": "Ana", "last": "Ruiz"}}, ("Ana Ruiz",)),
        ({"author": {"display_name": "Ana Ruiz"}}, ("Ana Ruiz",)),
        ({"username": "ana"}, ("ana",)),
        (True, ()),
        ("007", ("007",)),
        ("@ana", ("@ana",)),
        ("[Ana Ruiz](https://example.org/ana) and [Ben Cole](/ben)", ("Ana Ruiz", "Ben Cole")),
        ("By [Ana Ruiz](mailto:ana@example.org), Harbour Post", ("Ana Ruiz",)),
        ("{'name': 'Ana Ruiz', 'url': None}", ("Ana Ruiz",)),
        ('{"name": "Ana Ruiz"}', ("Ana Ruiz",)),
        ("[{'name': 'Ana Ruiz'}, {'name': 'Ben Cole'}]", ("Ana Ruiz", "Ben Cole")),
        ("{Ana Ruiz}", ("{Ana Ruiz}",)),
        ("Ana Ruiz, with Ben Cole", ("Ana Ruiz", "Ben Cole")),
        ("记者 王丽", ("王丽",)),
    ],
)  # fmt: skip
def test_authors_are_people(written: object, names: tuple[str, ...]) -> None:
    """Each person once, under the whole name."""
    assert people(written) == names


@pytest.mark.parametrize(
    "line", ["Ana Ruiz, " * 999, "Ana and " * 999, "[" * 5_000 + "]" * 5_000, "{" * 5_000 + "}" * 5_000,
             "[x](" * 1_200, "(" * 10_000, "<" * 10_000, "a@" * 5_000,
             "Ana" * 5_000, "Ana " * 3_000, "A. " * 3_000, {"name": {"name": {"name": {"name": {"name": "x"}}}}}],
)  # fmt: skip
def test_long_bylines_take_no_time(line: object) -> None:
    """Whatever stands there, it is up to a hundred people, in a moment."""
    started = time.monotonic()
    assert len(people(line)) <= MOST_AUTHORS
    assert time.monotonic() - started < 1
