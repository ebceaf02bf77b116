"""Exports of chats and note-takers: what a person sees of them."""

import json
from typing import Any

import pytest

from retrieval import Article
from retrieval.articles.exports import as_articles
from retrieval.readers import read, readable_inside


def articles(value: Any, name: str = "a.json") -> list[Article]:
    """The articles of a file that holds a value."""
    return [item for item in read(json.dumps(value).encode(), name) if isinstance(item, Article)]


def test_people_of_slack_whom_another_file_knows() -> None:
    """Who wrote a message, whom and which channel it names."""
    messages = [{"type": "message", "ts": "1.0", "user": "U02", "text": "<@U03> in <#C1>"}]
    (seen,) = as_articles(messages, {"u02": "Ana Ruiz", "u03": "Bo Dahl", "c1": "weir"})
    assert (seen["authors"], seen["text"]) == (["Ana Ruiz"], "@Bo Dahl in #weir")


def test_a_day_of_slack() -> None:
    """Who wrote and who is named are called as the file knows them, links by their words."""
    ana = {"user": "U1", "user_profile": {"real_name": "Ana Ruiz"}}
    base = {"type": "message", "ts": "1710583200.000100"}
    first, second, third = articles(
        [
            {
                **base,
                **ana,
                "text": "<@U1> asks <@U2|ben> of <https://x.example/a|the mill>, <#C1|weir> &amp; <!here>.",
            },
            {**base, "user": "U1", "text": "It burned: <https://x.example/b>, says <mailto:a@x.example|Ana>."},
            {**base, "user": "U9", "text": "<@U9> and <!subteam^S1|@wardens> came. 1 < 2 > 0"},
        ]
    )
    assert first.text == "@Ana Ruiz asks @ben of the mill, #weir & @here."
    assert second.text == "It burned: https://x.example/b, says Ana."
    assert third.text == "@U9 and @wardens came. 1 < 2 > 0"
    assert [each.authors for each in (first, second, third)] == [("Ana Ruiz",), ("Ana Ruiz",), ()]
    assert str(first.date) == "2024-03-16"


def test_a_check_list_of_keep() -> None:
    """Is one note with its title and day; it was a note an item."""
    items = [{"text": "Oak", "isChecked": False}, {"text": "", "isChecked": False}, {"text": "Elm", "isChecked": True}]
    (note,) = articles({"title": "Wood", "listContent": items, "createdTimestampUsec": 1710583200000000})
    assert (note.title, note.text, str(note.date)) == ("Wood", "Oak\nElm", "2024-03-16")


def test_a_channel_of_discord() -> None:
    """Whoever writes is called as its readers see them."""
    author = {"id": "1", "name": "ana99", "nickname": "Ana Ruiz"}
    message = {"id": "2", "timestamp": "2024-03-16T10:00:00+00:00", "content": "It burned.", "author": author}
    value = {"guild": {"name": "Weir"}, "channel": {"name": "news"}, "messages": [message, "odd"]}
    assert [each.authors for each in articles(value)] == [("Ana Ruiz",)]


def test_a_message_of_links_and_looks_alone_is_one_line() -> None:
    """Telegram keeps it as a list without plain words; the day may stand in seconds."""
    text = [{"type": "bold", "text": "It burned: "}, {"type": "link", "text": "https://x.example/a"}]
    value = {"messages": [{"type": "message", "date_unixtime": "1710583200", "from": "Ana Ruiz", "text": text}]}
    (message,) = articles(value)
    assert message.text == "It burned: https://x.example/a"
    assert (str(message.date), message.authors) == ("2024-03-16", ("Ana Ruiz",))


GRAPH = [
    {
        "title": "March 16th, 2024",
        "children": [
            {"string": "The [[mill [[race]]]] #[[news]]", "heading": 2, "uid": "b"},
            {
                "string": "**It** ^^burned^^ [down](https://x.example/a). {{[[TODO]]}} ~~Or not.~~",
                "uid": "a",
                "children": [{"string": "Cause:: <none> ((b))"}, {"string": "See [this](((b))) and ((zz))"}],
            },
        ],
    },
    {"title": "Empty"},
]


def test_a_graph_of_roam() -> None:
    """Each page is an article; a daily note has its day, and no mark of Roam's is left."""
    (page,) = articles(GRAPH)
    assert page.text == ("The mill race news\n\nIt burned down.\n\nCause: <none> The mill race news\nSee this and")
    assert (page.title, str(page.date)) == ("March 16th, 2024", "2024-03-16")


def test_tweets_of_an_archive() -> None:
    """They stand in a script; other scripts are none, and the program they were sent by is no publisher."""
    tweet = {
        "created_at": "Sat Mar 16 09:00:00 +0000 2024",
        "full_text": "It burned.",
        "source": '<a href="https://x">W</a>',
    }
    data = b"window.YTD.tweets.part0 = " + json.dumps([{"tweet": tweet}]).encode()
    assert readable_inside("data/tweets.js", data)
    (article,) = read(data, "data/tweets.js")
    assert isinstance(article, Article)
    assert (article.text, str(article.date), article.source, article.url) == ("It burned.", "2024-03-16", None, None)
    assert not readable_inside("data/like.js", b"window.YTD.like.part0 = []")
    assert not readable_inside("app.js", b"// It burned down. Nobody knows why the mill burned, or who was there.")


@pytest.mark.parametrize("kept", ["It burned.\nWeir [https://x.example/a]", ""])
def test_a_post_of_ghost_is_its_page(kept: str) -> None:
    """What else is kept of it has no headings, and the addresses of its links."""
    post = {"id": "1", "title": "Mill", "plaintext": kept, "html": "<p>It burned.</p><h2>Why</h2><p>Weir.</p>"}
    value = {"data": {"posts": [post], "users": [{"id": "9", "name": "Ana Ruiz"}], "posts_authors": []}}
    (article,) = articles(value)
    assert article.text == "It burned.\n\nWhy\n\nWeir."
