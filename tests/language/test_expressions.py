"""Regular expressions that are compiled when they are first used."""

import re
from copy import copy
from importlib import import_module
from pkgutil import iter_modules

import pytest

from retrieval.language.expressions import bare_forms, expression, typed_expression


def test_an_expression_does_what_a_compiled_one_does() -> None:
    """Every method and property of it, with its flags."""
    given = r"(?P<ferry>ferr(y|ies))", re.IGNORECASE
    compiled, late = re.compile(*given), expression(*given)
    text = "Ferries leave; a ferry stays."
    assert late.findall(text) == compiled.findall(text) == [("Ferries", "ies"), ("ferry", "y")]
    assert late.sub("boat", text) == "boat leave; a boat stays."
    assert [match.span() for match in late.finditer(text)] == [match.span() for match in compiled.finditer(text)]
    assert (late.pattern, late.flags, late.groups) == (compiled.pattern, compiled.flags, compiled.groups)
    assert late.match("none") is None
    assert late.fullmatch("FERRY")


def test_it_is_compiled_at_its_first_use_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not where it is defined, also where it is wrong."""
    compiled: list[str] = []
    to_compile = re.compile

    def noted(regex: str, flags: int) -> re.Pattern[str]:
        compiled.append(regex)
        return to_compile(regex, flags)

    monkeypatch.setattr(re, "compile", noted)
    late = expression("kiln")
    assert compiled == []
    assert late.search("a kiln")
    assert late.search("a barn") is None
    assert late.match("kiln")
    assert compiled == ["kiln"]
    wrong = expression("(")
    with pytest.raises(re.error):
        wrong.search("(")


def test_it_can_be_copied_before_its_first_use() -> None:
    """What Python asks of an object compiles nothing."""
    assert copy(expression("kiln")).findall("kiln") == ["kiln"]


@pytest.mark.parametrize(
    ("regex", "text", "matches"),
    [
        ("cuánt[oa]s?", "cuantos", True),
        ("cuánt[oa]s?", "cuántos", True),
        ("cuánt[oa]s?", "sí, cuantos", False),
        ("gr[öo](?:ß|ss)e", "grosse", True),
        ("größe", "groesse", True),
        ("größe", "grosse", True),
        ("größe", "größe", True),
        (r"\[é\]", "[e]", True),
        ("أين", "اين", True),
        ("اين", "أين", True),
        ("ещё", "еще", True),
        ("łódź", "lodz", True),
        ("пока", "poka", False),
    ],
)
def test_accents_need_not_be_typed(regex: str, text: str, matches: bool) -> None:
    """In a text that has none; one that has any has all of them."""
    assert (typed_expression(regex).search(text) is not None) is matches
    assert (typed_expression(regex).match(text) is not None) is matches


def test_a_match_has_the_places_of_the_text() -> None:
    """Also where two letters stand for one."""
    found = typed_expression("größe|für").finditer("fuer die groesse")
    assert [match.span() for match in found] == [(0, 4), (9, 16)]
    assert typed_expression("für ").sub("", "fuer die") == "die"


def test_how_a_word_is_typed_without_accents() -> None:
    """An umlaut as one letter or as two."""
    assert bare_forms("märz") == ["marz", "maerz"]
    assert bare_forms("février") == ["fevrier"]
    assert bare_forms("may") == ["may"]


@pytest.mark.parametrize("wing", ["language", "query", "ranking"])
def test_what_a_first_answer_loads_compiles_nothing_while_it_is_loaded(wing: str) -> None:
    """A command asks one question, for which hardly any of all expressions are needed."""
    folder = import_module(f"retrieval.{wing}")
    modules = [import_module(f"{folder.__name__}.{each.name}") for each in iter_modules(folder.__path__)]
    others = [module for module in modules if not module.__name__.endswith("expressions")]
    compiled = [(m.__name__, name) for m in others for name, value in vars(m).items() if isinstance(value, re.Pattern)]
    assert compiled == []
