"""Authors as people."""

import time

import pytest

from retrieval.articles.people import MOST_AUTHORS, _value_in, parted_by_and, people


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
        ("Ana Ruiz and the Harbour Post team", ("Ana Ruiz",)),
        ("The Harbour Post team", ("The Harbour Post team",)),
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
        ({"data": [{"attributes": {"name": "Ana Ruiz"}}]}, ("Ana Ruiz",)),
        (7, ()),
        (None, ()),
        ("Ruiz, Ana and Cole, Ben", ("Ruiz, Ana", "Cole, Ben")),
        ("Ruiz, Ana, and Ben Cole", ("Ruiz, Ana", "Ben Cole")),
        ("Ruiz, A., Cole, B.", ("Ruiz, A.", "Cole, B.")),
        ("Ruiz, A., Cole, B., & van der Berg, C.", ("Ruiz, A.", "Cole, B.", "van der Berg, C.")),
        ("Ruiz, Ana, Cole, Ben, and Dahl, Cy", ("Ruiz, Ana", "Cole, Ben", "Dahl, Cy")),
        ("de la Cruz, Ana", ("de la Cruz, Ana",)),
        ("Adler, Bertha von", ("Adler, Bertha von",)),
        ("Cruz, Ana María de la; Cole, Ben", ("Cruz, Ana María de la", "Cole, Ben")),
        ("O'Brien, Siobhán", ("O'Brien, Siobhán",)),
        ("King, Martin Luther, Jr.", ("King, Martin Luther, Jr.",)),
        ("King Jr, Martin Luther", ("King Jr, Martin Luther",)),
        ("By ANA RUIZ, M.D., AND BEN COLE, M.D.", ("ANA RUIZ, M.D.", "BEN COLE, M.D.")),
        ("Ana Ruiz, USA TODAY Sports", ("Ana Ruiz",)),
        ("Martin Luther King, Jr. and Ana Ruiz", ("Martin Luther King, Jr.", "Ana Ruiz")),
        ("Ana Ruiz/Ben Cole", ("Ana Ruiz", "Ben Cole")),
        ("Ana Ruiz·Ben Cole", ("Ana Ruiz", "Ben Cole")),
        ("安娜·鲁伊斯 · 李四", ("安娜·鲁伊斯", "李四")),
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
        ("Ana Ruiz, ISRG Executive Director", ("Ana Ruiz",)), ("Ana Ruiz, Head of Policy", ("Ana Ruiz",)),
        ("Ana Ruiz, CEO, and Ben Cole, Chief Technology Officer at Weir", ("Ana Ruiz", "Ben Cole")),
        ("Eva Lang, Geschäftsführerin der Mühle", ("Eva Lang",)),
        ("Prime Minister of Kessen", ("Prime Minister of Kessen",)),
        ("Ana Ruiz (https://example.org/ana)", ("Ana Ruiz",)), ("Ana Ruiz [www.example.org/ana/]", ("Ana Ruiz",)),
        ("{{ site.author }}", ()), ("Please Enter Your Name Here", ()),
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
        ("本报记者 王丽 李明", ("王丽", "李明")),
        ("García Márquez, Gabriel", ("García Márquez, Gabriel",)),
        ("García Márquez, Gabriel; de la Cruz, Ana", ("García Márquez, Gabriel", "de la Cruz, Ana")),
        ("Ana Ruiz, Gabriel", ("Ana Ruiz", "Gabriel")),
        ({"ana": {"name": "Ana Ruiz"}, "ben": {"name": "Ben Cole"}}, ("Ana Ruiz", "Ben Cole")),
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
    started = time.process_time()
    assert len(people(line)) <= MOST_AUTHORS
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("[Ana Ruiz, Ben Cole]", ["Ana Ruiz", " Ben Cole"]),
        ("['Ana Ruiz']", ["Ana Ruiz"]),
        ('{"name": "Ana Ruiz"}', {"name": "Ana Ruiz"}),
        ("{Ana Ruiz}", None),
        ("[Ana Ruiz", None),
    ],
)
def test_what_programs_write_as_words(text: str, value: object) -> None:
    """With or without quotation marks."""
    assert _value_in(text) == value


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ana Ruiz and our staff", ["Ana Ruiz"]),
        ("Ana Ruiz and Ben Cole", ["Ana Ruiz", "Ben Cole"]),
        ("Ana Ruiz/Ben Cole", ["Ana Ruiz", "Ben Cole"]),
        ("Ruiz and Cole", ["Ruiz and Cole"]),
        ("Ruiz/Cole", ["Ruiz/Cole"]),
    ],
)
def test_whom_an_and_joins(text: str, names: list[str]) -> None:
    """People, beside a team or not; surnames alone may be the name of a firm."""
    assert parted_by_and(text) == names


@pytest.mark.parametrize(
    ("pieces", "names"), [(["Gil", "Ruiz and Cole"], ["Ruiz", "Cole"]), (["Ruiz and Cole"], ["Ruiz and Cole"])]
)
def test_surnames_in_a_row(pieces: list[str], names: list[str]) -> None:
    """After others the last two are two."""
    assert parted_by_and(pieces[-1], pieces) == names


def test_an_account_is_told_from_a_name_beside_it() -> None:
    """Whichever of both is called `name`."""
    assert people({"name": "ana", "display_name": "Ana Ruiz"}) == ("Ana Ruiz",)
    assert people({"name": "Ana Ruiz", "display_name": "ana"}) == ("Ana Ruiz",)
    assert people("Ana Ruiz & Ben Cole (photos)") == ("Ana Ruiz",)
