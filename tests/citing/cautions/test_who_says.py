"""Who says so, by the clause beside a quotation, and of which work of fiction it is told."""

import pytest

from retrieval.citing.cautions.who_says import attributed_before, told_after, told_next


@pytest.mark.parametrize("after", [", –.", ", …", ", $.", ", &."])
def test_behind_a_comma_signs_without_a_word_say_nothing(after: str) -> None:
    assert told_after(after, "en", "The weir held") is None


@pytest.mark.parametrize(
    ("language", "before", "is_told"),
    [
        ("en", "In Hall’s last novel ", True),
        ("en", "In the third act of the opera, ", True),
        ("en", "In the novel’s home town, ", False),
        ("en", "In the dream house ", False),
        ("de", "In ihrem ersten Roman ", True),
        ("de", "In Rom ", False),
        ("fr", "Dans l’ancienne légende, ", True),
        ("es", "En la leyenda ", True),
        ("it", "Nel sogno ", True),
        ("ru", "В сказке ", True),
        ("ru", "В селе ", False),
        ("tr", "Son romanda ", True),
        ("zh", "在小说里，", True),
        ("da", "Ifølge politiet ", True),
        ("fi", "Syyttäjän mukaan ", True),
        ("he", "לדברי השופט, ", True),
        ("ko", "꿈에서 ", True),
    ],
)
def test_what_is_told_by_a_source_or_in_a_tale_is_nobody_elses_claim(language: str, before: str, is_told: bool) -> None:
    """A work of fiction or a dream is a source like any other; what only has its name is none."""
    found = attributed_before(before, language)
    assert (found is not None) is is_told
    assert found is None or found.words == before.strip(" ,，")


def test_a_tale_is_named_behind_a_quotation() -> None:
    found = told_after(" in her nightmare, every night.", "en", "The mayor poisons the well")
    assert found is not None
    assert found.words == "in her nightmare"
    assert told_after(" in her nightmare scenario.", "en", "The mayor poisons the well") is None


@pytest.mark.parametrize(
    ("language", "following", "is_told"),
    [
        ("en", " So said the leaflet.", True),
        ("en", " That, at least, is the theory.", True),
        ("en", " That is what the leaflet says.", True),
        ("en", " So does the quay.", False),
        ("en", " That said, the quay leaks.", False),
        ("en", " So the mayor told them to wait for spring.", False),
        ("de", " So zumindest steht es im Prospekt.", True),
        ("de", " Das freut die Wirte am Ufer.", False),
        ("es", " Eso es al menos lo que dice el folleto.", True),
        ("fr", " C’est du moins ce que dit la brochure.", True),
        ("ru", " Так, по крайней мере, говорится в буклете.", True),
        ("sv", " Så står det åtminstone i broschyren.", True),
        ("tr", " En azından broşürde öyle yazıyor.", True),
        ("zh", "至少宣传册上是这么说的。", True),
        ("ja", "少なくともパンフレットにはそう書いてある。", True),
        ("xx", " So said the leaflet.", False),
    ],
)
def test_the_next_sentence_tells_who_said_it(language: str, following: str, is_told: bool) -> None:
    """Where it tells nothing else."""
    found = told_next(following, language)
    assert (found is not None) is is_told
    assert found is None or found.words == following.strip(" .。")
