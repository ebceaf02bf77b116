"""Texts that are no articles: a wiki's old revisions, what software comes with."""

import pytest

from retrieval.articles.no_articles import is_of_a_program, old_revisions

REQUIREMENTS = b"# web\nflask==3.0.1\nrequests[socks]>=2.31,<3 ; python_version > '3.8'\n-r other.txt\n-e .\nnumpy\n"
LICENCE = b"MIT License\n\nCopyright (c) 2024 Ana Ruiz\n\nPermission is hereby granted, free of charge, to any person"


@pytest.mark.parametrize(
    ("folder", "names", "old"),
    [
        ("data/attic/town", ["mill.1710581400.txt.gz", "mill.1710581401.txt.bz2", "a.999999999.txt", "mill.txt"], 3),
        ("data/media_attic", ["mill.1710581400.jpg"], 1),
        ("pages/attic", ["window.txt", "window.2024.txt"], 0),
        ("pages", ["mill.1710581400.txt"], 0),
        ("data/pages/Mill/revisions", ["00000001", "00000003", "00000002"], 2),
        ("revisions", ["00000001", "mill.txt"], 0),
    ],
)
def test_only_what_a_wiki_keeps_of_before_is_an_old_revision(folder: str, names: list[str], old: int) -> None:
    """All that lies in its attic with a moment in its name, and all but the last of those that are numbered."""
    assert len(found := old_revisions(folder, names)) == old
    assert not found & {"mill.txt", "window.txt", "00000003"}


@pytest.mark.parametrize(
    ("name", "opening", "is_one"),
    [
        ("requirements.txt", REQUIREMENTS, True), ("requirements-dev.txt", b"pytest\n", True),
        ("dev-requirements.in", b"ruff @ https://x.example/ruff.whl\n", True),
        ("requirements.txt", b"The council requires a mill.\nIt burned.\n", False), ("requirements.txt", b"", False),
        ("robots.txt", b"User-agent: *\nDisallow: /", True), ("robots.txt", b"Robots take over the mill.", False),
        ("ads.txt", b"google.com, pub-1, DIRECT, f08c", True), ("ads.txt", b"Ads, mostly, are lies.", False),
        ("CMakeLists.txt", b"project(mill)", True), ("humans.txt", b"/* TEAM */\nLead: Ana Ruiz", True),
        ("humans.txt", b"Humans built the mill.", False), ("security.txt", b"Contact: mailto:a@b.example", True),
        (".well-known/security.txt", b"The mill's security: a contact lost.", False),
        ("LICENSE.txt", LICENCE, True), ("LICENSE-MIT", LICENCE, True), ("license.md", LICENCE, True),
        ("COPYING.txt", b"GNU GENERAL PUBLIC LICENSE", True), ("LICENSE", b"# Creative Commons Attribution", True),
        ("licence.md", b"The mill has no licence, said the council.", False),
        ("wp-includes/js/readme.txt", b"The mill.", True), ("blog/wp-content/plugins/a/readme.txt", b"The mill.", True),
        ("blog/wp-content/uploads/mill.txt", b"The mill.", False),
        ("_layouts/post.html", b"<p>{{ content }}", True), ("_layouts/mill.html", b"<p>The mill.", False),
        ("a/layouts/single.md", b"{% x %}", True), ("archetypes/a.md", b"title: '{{ .Name }}'", True),
        ("content/archetypes/a.md", b"{{< img >}}", False), ("_posts/views/a.html", b"{{ x }}", False),
        ("themes/mill.md", b"{{< img >}}", False), ("themes/mill.html", b"---\n---\n{{ x }}", False),
        ("themes/mill.html", b"{{ x }}", True), ("templates/mill.html", b"<p>The mill.", False),
        ("Extras/Templates/day.md", b"# <% tp.date.now() %>", True), ("templates/day.md", b"# {{date:YYYY}}", True),
        ("templates/mill.md", b"The mill <%.", False), ("posts/day.md", b"<% tp.date.now() %>", False),
        ("google0a1b2c3d4e5f6071.html", b"google-site-verification: google0a1b2c3d4e5f6071.html", True),
        ("google0a1b2c3d4e5f6071.html", b"<p>The mill.", False), ("google-mill.html", b"verification", False),
        ("CLAUDE.md", b"# CLAUDE.md\n\nHow to work in this repository.", True),
        ("AGENTS.md", b"```sh\nmake\n```", True),
        ("CLAUDE.md", b"Claude was a miller.", False), ("posts/claude.md", b"Agents in this repository.", False),
        ("the-licence.md", LICENCE, False), ("mill.txt", LICENCE, False),
    ],
)  # fmt: skip
def test_a_file_of_a_program_has_its_name_and_its_words(name: str, opening: bytes, is_one: bool) -> None:
    """An article that is only called so stays one."""
    assert is_of_a_program(name, lambda: opening) == is_one


def test_most_files_are_not_opened_for_it() -> None:
    """Names decide first."""

    def opened() -> bytes:
        raise AssertionError

    for name in (
        "mill.txt",
        "themes/mill.md",
        "2024/03/mill.html",
        "robots-of-the-mill.txt",
        "licensed.txt",
        "requirement.txt",
    ):
        assert not is_of_a_program(name, opened)
