"""Lists of people beside articles: names for the keys by which articles name their authors."""

import json

import pytest

from retrieval import Article
from retrieval.articles.registries import (
    Registry,
    folder_of_people,
    in_order,
    may_be_registry,
    of_pages,
    people_for,
    registry,
    with_names,
)

PEOPLE_IN_TEI = (
    '<listPerson><person xml:id="RuizA"><persName><surname>Ruiz</surname><forename>Ana</forename></persName><persName>A'
    '</persName></person><person xml:id="B"><persName>Bo &amp; Co</persName></person></listPerson>'
)
SLACK = [{"id": "U02", "name": "aruiz", "profile": {"real_name": "Ana Ruiz", "display_name": "ana"}}]


@pytest.mark.parametrize(
    ("name", "content", "folder", "names"),
    [
        ("blog/authors.yml", "jdoe:\n  name: Jane Doe\n  title: Editor\nbo: Bo Dahl\n", "blog",
         {"jdoe": "Jane Doe", "bo": "Bo Dahl"}),
        ("_data/authors.yml", "---\n# ours\nJDoe:\n  display_name: Jane  Doe\n", "", {"jdoe": "Jane Doe"}),
        ("site/data/authors.toml", '[jdoe]\nname = "Jane Doe"\n', "site", {"jdoe": "Jane Doe"}),
        ("data/authors/jdoe.yaml", "name: Jane Doe\n", "", {"jdoe": "Jane Doe"}),
        ("authors.yaml", "- slug: jdoe\n  name: Jane Doe\n- 7\n", "", {"jdoe": "Jane Doe"}),
        ("authors.json", '{"authors": [{"username": "jdoe", "name": "Jane Doe"}]}', "", {"jdoe": "Jane Doe"}),
        ("chat/users.json", json.dumps(SLACK), "chat", {"u02": "Ana Ruiz"}),
        ("channels.json", '[{"id": "C1", "name": "weir", "created": 1}]', "", {"c1": "weir"}),
        ("site/_config.yml", "title: Weir News\nauthors:\n  jdoe:\n    name: Jane Doe\npeople: {bo: Bo}\n", "site",
         {"jdoe": "Jane Doe"}),
        ("blog/.authors.yml", "authors:\n  jdoe:\n    name: Jane Doe\n", "blog", {"jdoe": "Jane Doe"}),
        ("x/X-listPerson.xml", PEOPLE_IN_TEI, "x", {"ruiza": "Ana Ruiz", "b": "Bo & Co"}),
        ("dms.json", '[{"members": ["U02"]}]', "", {}),
    ],
)  # fmt: skip
def test_lists_of_people(name: str, content: str, folder: str, names: dict[str, str]) -> None:
    """As generators of sites and chats keep them."""
    assert may_be_registry(name)
    assert registry(content.encode(), name) == Registry(name, folder, names)


def test_all_members_of_a_large_parliament_are_known() -> None:
    """Of some thousand people who sat in it."""
    people = (f'<person xml:id="p{n}"><persName><surname>Lee {n}</surname></persName></person>' for n in range(3_000))
    listed = registry("".join(people).encode(), "X-listPerson.xml")
    assert listed is not None
    assert listed.names["p2999"] == "Lee 2999"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("authors.yml", "a: [b"), ("authors.yml", "words"), ("authors.yml", ""), ("authors.json", "[1]"),
        ("users.json", '[{"id": 1, "name": "Ana"}]'), ("users.json", '[{"id": 1, "created": 1, "text": "It burned."}]'),
        ("authors.json", '[{"id": 1, "name": "Ana", "text": "It burned."}]'), ("authors.toml", "a"),
        ("_config.yml", "title: Weir News\nauthor: Jane Doe\n"), ("_config.yml", "authors: [b"),
        ("_config.yml", "authors: 7"), ("authors.yml", "\xff"), ("authors.yml", "a: " + "[" * 5000),
    ],
)  # fmt: skip
def test_what_lists_nobody(name: str, content: str) -> None:
    """Broken files, other tables, and articles."""
    assert registry(content.encode("latin-1"), name) is None


def test_files_of_other_names_list_nobody() -> None:
    """Only what is called so is looked into."""
    assert not any(map(may_be_registry, ("authors.md", "a/settings.yml", "users.yml", "authors/jdoe.yml", "authors")))


def test_the_nearest_list_counts_first() -> None:
    """A list is for its folder and those inside it."""
    outer, inner = (
        Registry("authors.yml", "", {"jd": "J", "b": "Bo"}),
        Registry("a/authors.yml", "a", {"jd": "Jo Dahl"}),
    )
    lists = in_order([inner, outer])
    article = Article("a", "Words.", authors=("JD", "b", "Eva"), path="a/b.md", provenance={"authors": "front matter"})
    named = with_names(article, people_for(lists, "a/b"))
    assert (named.authors, named.provenance) == (("Jo Dahl", "Bo", "Eva"), {"authors": "a/authors.yml"})
    assert with_names(article, people_for(lists, "ab")).authors == ("J", "Bo", "Eva")
    assert with_names(article, people_for(lists[1:], "")) is article


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("content/authors/ana/_index.md", "content/authors"), ("_authors/ana.md", "_authors"),
        ("src/people/ana/index.md", "src/people"), ("Team/ana.en.md", "Team"),
        ("content/authors/ana/index.fr.md", "content/authors"),
        ("authors/_index.md", None), ("authors.md", None), ("authors/ana.html", None), ("authors/a/b.md", None),
    ],
)  # fmt: skip
def test_pages_of_people(name: str, folder: str | None) -> None:
    """A page a person, in a folder or called by a key."""
    assert folder_of_people(name) == folder


@pytest.mark.parametrize(
    ("name", "page", "names"),
    [
        ("authors/ana/_index.md", '---\n# who\ndisplay_name: "Ana Ruiz"\nname: A\n---\nBio.', {"ana": "Ana Ruiz"}),
        ("authors/Ana.md", "---\r\ntitle: Ana # she\r\nslug: aruiz\r\n---\r\n", {"ana": "Ana", "aruiz": "Ana"}),
        ("authors/ana.md", "+++\ntitle = 'Ana Ruiz'\n+++\n", {"ana": "Ana Ruiz"}),
        ("people/ana.md", "---\ntitle: Director\nname: Ана Руис\n---", {"ana": "Ана Руис"}),
        ("people/ana.md", "---\ntitle: Director\n---", {}), ("authors/ana.md", "---\nname: [a]\n  title: b\n---", {}),
        ("authors/ana.md", "---\nrole: Editor\n---\ntitle: Ana Ruiz", {}), ("authors/ana.md", "name: Ana Ruiz", {}),
        ("authors/ana.md", "---\nname: Ana Ruiz\nrole: x", {}), ("authors/ana.md", "---\nname: {{ x }}\n---", {}),
    ],
)  # fmt: skip
def test_who_has_a_page(name: str, page: str, names: dict[str, str]) -> None:
    """The name in its fields, by its key and other keys that they give."""
    folder = name.partition("/")[0]
    assert of_pages(folder, [(name, page.encode())]) == Registry(folder, "", names)
