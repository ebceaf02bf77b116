"""Whom Chinese and Japanese articles give their words to."""

import pytest

from retrieval import Article
from retrieval.citing.eastern_speakers import eastern_name, is_eastern
from retrieval.citing.person_names import Fit, fit
from retrieval.citing.speakers import attribution

CHINESE, JAPANESE = "港口明天重新开放", "港は明日また開く"


def speakers(text: str) -> tuple[str, ...]:
    """To whom the words are attributed in a text."""
    words = CHINESE if CHINESE in text else JAPANESE
    start = text.index(words)
    return attribution(Article("a", text), start, start + len(words)).names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("港务局长林涛说：“港口明天重新开放。”", ("林涛",)),
        ("林涛昨天在会上表示，“港口明天重新开放。”", ("林涛",)),
        ("“港口明天重新开放，”林涛说。", ("林涛",)),
        ("“港口明天重新开放。”林涛告诉记者。", ("林涛",)),
        ("渔民陈小云对此表示：「港口明天重新开放。」", ("陈小云",)),
        ("据林涛介绍，“港口明天重新开放”。", ("林涛",)),
        ("欧阳文山指出：“港口明天重新开放。”", ("欧阳文山",)),
        ("让·杜邦说：“港口明天重新开放。”", ("让·杜邦",)),
        ("林涛说：“没有人受伤。”他还说：“港口明天重新开放。”", ()),
        ("林涛说：“没有人受伤。港口明天重新开放。”", ("林涛",)),
        ("林涛说：“没有人受伤。”陈小云说：“港口明天重新开放。”", ("陈小云",)),
        ("林涛说：“港口明天重新开放。”陈小云说：“没有人受伤。”", ("林涛",)),
        ("林涛说，“港口明天重新开放”。陈小云表示，“没有人受伤”。", ("林涛",)),
        ("“港口明天重新开放。”陈小云说：“没有人受伤。”", ()),
        ("“港口明天重新开放”。陈小云说：“没有人受伤”。", ()),
        ("“港口明天重新开放，”陈小云说：“没有人受伤。”", ("陈小云",)),
        ("“没有人受伤。”林涛说。“港口明天重新开放。”陈小云说：“好。”", ("林涛",)),
        ("林涛：“港口明天重新开放。”", ("林涛",)),
        ("市长林涛：“没有人受伤。”\n\n陈小云：“港口明天重新开放。”", ("陈小云",)),
        ("林涛要走：“港口明天重新开放。”", ()),
        ("发言人说：“港口明天重新开放。”", ()),
        ("他说：“港口明天重新开放。”", ()),
        ("周三他说：“港口明天重新开放。”", ()),
        ("林涛的发言人说：“港口明天重新开放。”", ()),
        ("他对林涛说：“港口明天重新开放。”", ()),
        ("林涛没有来。“港口明天重新开放。”", ()),
        ("田中市長は「港は明日また開く」と述べた。", ("田中",)),
        ("漁師の森花子さん（52）は「港は明日また開く」と話した。", ("森花子",)),
        ("「港は明日また開く」と森さんは語った。", ("森",)),
        ("ルグラン大臣も「港は明日また開く」と強調した。", ("ルグラン",)),
        ("田中市長は「けが人はいない」と述べた。「港は明日また開く」とも語った。", ("田中",)),
        ("田中市長は「けが人はいない」と述べた。森さんは「港は明日また開く」と話した。", ("森",)),
        ("田中市長：「港は明日また開く」", ("田中",)),
        ("田中涼市長「港は明日また開く」\n\n森花子さん「よかった」", ("田中涼",)),
        ("田中市長の「港は明日また開く」", ()),
        ("田中市長は「けが人はいない」と述べた。森氏によると、「港は明日また開く」という。", ("森",)),
        ("田中市長は「けが人はいない」と述べた。「港は明日また開く」と話したのは漁師の森花子さんだ。", ("森花子",)),
        ("田中市長は「けが人はいない」と述べた。関係者によると、「港は明日また開く」という。", ()),
        ("「港は明日また開く」と話したのは男性さんだ。", ()),
        ("男性は「港は明日また開く」と話した。", ()),
        ("同市長は「港は明日また開く」と述べた。", ()),
        ("会議で「港は明日また開く」と述べた。", ()),
    ],
)
def test_the_speakers_of_chinese_and_japanese_news(text: str, names: tuple[str, ...]) -> None:
    """By surname and verb, by honorific and particle; officials and pronouns are nobody in particular."""
    assert speakers(text) == names


@pytest.mark.parametrize(
    ("person", "named", "expected"),
    [
        ("林涛", "林涛", Fit.YES),
        ("林", "林涛", Fit.YES),
        ("林涛先生", "林涛", Fit.YES),
        ("陈小云", "林涛", Fit.NO),
        ("田中市長", "田中", Fit.YES),
        ("森 花子さん", "森花子", Fit.YES),
        ("森花子", "田中", Fit.NO),
        ("Lin Tao", "林涛", Fit.UNSURE),
        ("林涛", "Lin Tao", Fit.UNSURE),
    ],
)
def test_names_that_fit(person: str, named: str, expected: Fit) -> None:
    """With honorifics or without; between scripts nobody can tell."""
    assert fit(person, named) is expected


def test_names_without_honorifics() -> None:
    """What is left of a name; nothing of one in letters."""
    assert [eastern_name(name) for name in ("田中市長", "森 花子さん", "Ana", "Ана")] == ["田中", "森花子", "", ""]
    assert [is_eastern(text) for text in ("港", "みなと", "port", "порт")] == [True, True, False, False]
