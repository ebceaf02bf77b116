"""The publishers of an archive, by their names as people type them."""

import pytest

from retrieval import UsageError
from retrieval.indexing.publishers import LISTED, Publishers


@pytest.mark.parametrize("typed", ["Straße am Hafen", "strasse am hafen", " STRASSE  am\nHafen ", "straßeamhafen"])
def test_capitals_and_white_space_do_not_matter(typed: str) -> None:
    """Every spelling in the archive is given."""
    names = ["Die Strasse", "STRASSE AM HAFEN", "Straße am Hafen"]
    assert Publishers(names).named(typed) == ["STRASSE AM HAFEN", "Straße am Hafen"]


def said(publishers: Publishers, name: str) -> str:
    """What is said of a name that is not a publisher's."""
    with pytest.raises(UsageError) as error:
        publishers.named(name)
    return str(error.value)


def test_as_many_as_fit_are_listed_in_order() -> None:
    """Of one more, the likeliest are listed, and how many others there are."""
    names = [f"Paper {n:02}" for n in range(LISTED)]
    listed = ", ".join(names)
    assert (
        said(Publishers(reversed(names)), "Mail") == f"There is no source 'Mail' in this archive; there are: {listed}."
    )
    more = said(Publishers([*names, "The Evening Mail", "Zeitung"]), "the evning mail")
    assert more.startswith("There is no source 'the evning mail' in this archive; there are: The Evening Mail, ")
    assert more.endswith(", and 2 more.")


def test_an_archive_without_publishers_says_so() -> None:
    """There is nothing to list; an empty name is no publisher's either."""
    sentence = "There is no source 'Mail': no article of this archive names its publisher."
    assert said(Publishers([]), "Mail") == sentence
    assert "there are: Mail." in said(Publishers(["Mail"]), "")


def test_a_long_name_is_compared_by_all_of_its_letters() -> None:
    """Also where each of them stands in it many times, and the first ones are mistyped."""
    association = " ".join(["Reporters' and Printers' Union of Osterholm"] * 6)
    names = [*(f"Paper {n:02}" for n in range(LISTED)), association]
    assert f"there are: {association}, " in said(Publishers(names), f"Teh {association}")
