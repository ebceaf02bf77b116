"""The commands, the menus, and deep links."""

import json
import re

import pytest
from telegram.error import TelegramError

from bot.telegram_app.handlers import menu
from bot.telegram_app.handlers.menu import register
from bot.telegram_app.translations import languages
from retrieval import Remark, Searcher, SourceUnreadable, StateError
from tests.telegram_app.conftest import Chat, buttons, data_of

QUESTION = "Who opened the new bridge?"


async def test_start_has_examples_that_are_answered(chat: Chat) -> None:
    """The greeting has three lines and questions to tap; a tap asks the question, a second one at once does not."""
    shown = await chat.writes("/start")
    assert len(shown["shown"].splitlines()) == 3
    examples = [button for button in buttons(shown) if button["text"].endswith("?")]
    assert examples
    for _ in range(2):
        await chat.gets("callback_query", chat.press(examples[0]["callback_data"]))
    name = re.sub(r"What do the articles say about (.*)\?", r"\1", examples[0]["text"])
    assert len(chat.requests.sent()) == 2
    assert name in chat.requests.sent()[-1]["shown"]


async def test_help_lists_every_command(chat: Chat) -> None:
    """`/help` names the commands that there are, those of administrators only to them."""
    shown = (await chat.writes("/help"))["shown"]
    for name in ("start", "help", "sources", "latest", "check", "quote", "new", "language", "settings"):
        assert f"/{name} " in shown
    assert "/remove" not in shown


@pytest.mark.parametrize("command", ["sources", "latest"])
async def test_lists(chat: Chat, command: str) -> None:
    """What the archive holds is named with its titles."""
    assert "The harbour of Lindau & its <new> bridge" in (await chat.writes(f"/{command}"))["shown"]


async def test_check(chat: Chat) -> None:
    """`/check` takes the id of an answer or of a citation, in any case, and tells whether the words stand."""
    answer = await chat.writes(QUESTION)
    identity = data_of(answer, "Why").split(".")[1]
    assert "match word for word" in (await chat.writes(f"/check {identity}"))["shown"]
    one = (await chat.writes(f"/check {identity.upper()}.1"))["shown"]
    assert "1 of 1 citations match word for word" in one
    assert "Ruth Amsler" in one
    assert "no answer or citation" in (await chat.writes("/check zzzzzz"))["shown"]
    assert "/check ID" in (await chat.writes("/check"))["shown"]


async def test_check_notices_a_change(chat: Chat) -> None:
    """When the article has changed since, the verdict says so and shows the difference."""
    answer = await chat.writes(QUESTION)
    path = chat.corpus / "harbour.md"
    path.write_text(path.read_text().replace("before 3,000 guests", "before 300 guests"))
    await chat.presses(answer, "Check")
    shown = chat.requests.sent("editMessageText")[-1]
    assert "altered" in shown["shown"]
    assert "<s>" in shown["text"]
    await chat.presses(shown, "↩ Answer")
    assert "3,000" in chat.requests.sent("editMessageText")[-1]["shown"]


async def test_quote(chat: Chat) -> None:
    """`/quote` tells word for word from nearly, and from not there."""
    assert "Word for word" in (await chat.writes("/quote cost 41 million francs, a third more than planned"))["shown"]
    altered = await chat.writes("/quote cost 44 million francs, a third more than planned")
    assert "Not word for word" in altered["shown"]
    assert "41 million" in altered["shown"]
    assert "Not found" in (await chat.writes("/quote dragons sang quietly over empty mountains"))["shown"]
    assert "/quote “…”" in (await chat.writes("/quote"))["shown"]


async def test_when_words_were_said(chat: Chat, searcher: Searcher) -> None:
    """A picture whose caption has the counts and both ends, cited; each button shows what was said then."""
    for month, number in ((3, 2), (5, 1)):
        for n in range(number):
            article = (
                f"---\ntitle: News {month}{n}\ndate: 2024-0{month}-1{n}\n---\n\nFerry {month}{n} of Lindau is late.\n"
            )
            (chat.corpus / f"{month}{n}.md").write_text(article, encoding="utf-8")
    searcher.refresh()
    await chat.writes("/timeline ferries")
    picture = chat.requests.sent("sendPhoto")[-1]
    assert picture["shown"].splitlines()[:3] == [
        "ferries",
        "Articles that say it: 4. Sentences: 4.",
        "Of these, undated: 1.",
    ]
    assert "Ferry 30 of Lindau is late." in picture["shown"]
    assert "Ferry 50 of Lindau is late." in picture["shown"]
    assert "News 30 · March 10, 2024 · ¶ 1" in picture["shown"]
    assert [button["text"] for button in buttons(picture)] == ["2024-03 · 2", "2024-05 · 1", "undated · 1"]
    before = len(chat.requests.sent())
    await chat.presses(picture, "2024-03 · 2")
    said = chat.requests.sent()[before]["shown"]
    assert ("Ferry 30 of Lindau" in said, "Ferry 31 of Lindau" in said, "Ferry 50" in said) == (True, True, False)
    await chat.presses(picture, "undated · 1")
    assert "The old ferry stopped running in May." in chat.requests.sent()[-1]["shown"]
    assert "Ferry 50" in (await chat.writes("/timeline ferry in 2024-05"))["shown"]
    identity = data_of(picture, "2024-03 · 2").split(".")[1]
    assert "2 of 2 citations match word for word" in (await chat.writes(f"/check {identity}"))["shown"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Write the words after the command: /timeline …"),
        ("?!", "Write the words after the command: /timeline …"),
        ("the", "Put them in quotation marks"),
        ("zeppelin", "No article of the archive says that in one sentence."),
        ("brigde", "Did you mean: “bridge”?"),
        ("ferry in 1999", "No article of the archive says that in one sentence."),
        ("ferry in 2024-13", "Write the words after the command: /timeline …"),
    ],
)
async def test_words_that_nobody_said(chat: Chat, typed: str, said: str) -> None:
    """That is told in a sentence, without a picture."""
    assert said in (await chat.writes(f"/timeline {typed}".rstrip()))["shown"]
    assert chat.requests.sent("sendPhoto") == []


async def test_a_chat_that_takes_no_pictures(chat: Chat, searcher: Searcher) -> None:
    """Gets the words and the buttons alone; where the markup is refused, the picture goes with plain words."""
    text = "---\ntitle: News\ndate: 2024-03-01\n---\n\nThe ferry of Lindau is late.\n"
    (chat.corpus / "news.md").write_text(text, encoding="utf-8")
    searcher.refresh()
    chat.requests.failures["sendPhoto"] = [(400, {"description": "Bad Request: not enough rights to send photos"})]
    shown = await chat.writes('/timeline "the ferry"')
    assert "Articles that say it: 1. Sentences: 1." in shown["shown"]
    assert [button["text"] for button in buttons(shown)] == ["2024-03 · 1"]
    chat.requests.failures["sendPhoto"] = [(400, {"description": "Bad Request: can't parse entities: x"})]
    before = len(chat.requests.sent())
    await chat.writes('/timeline "the ferry"')
    assert len(chat.requests.sent()) == before
    assert "parse_mode" not in chat.requests.sent("sendPhoto")[-1]


async def test_a_period_that_can_not_be_looked_up(
    chat: Chat, searcher: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever presses its button is told so, instead of waiting for an answer."""
    (chat.corpus / "news.md").write_text(
        "---\ndate: 2024-03-01\n---\n\nThe ferry of Lindau is late.\n", encoding="utf-8"
    )
    searcher.refresh()
    await chat.writes('/timeline "the ferry"')
    picture = chat.requests.sent("sendPhoto")[-1]

    def fail(*_: object, **__: object) -> None:
        raise StateError("The index can't be read.")

    monkeypatch.setattr("bot.telegram_app.archive.timelines.mentions_in", fail)
    before = len(chat.requests.sent())
    await chat.presses(picture, "2024-03 · 1")
    assert len(chat.requests.sent()) == before
    assert chat.requests.sent("answerCallbackQuery")[-1]["text"].startswith("Sorry, something went wrong on my side.")

    def is_unreadable(*_: object, **__: object) -> None:
        raise SourceUnreadable(Remark("{where} {reason}.", where="ferry.txt", reason=Remark("is not a regular file")))

    monkeypatch.setattr("bot.telegram_app.archive.timelines.mentions_in", is_unreadable)
    await chat.presses(picture, "2024-03 · 1")
    assert chat.requests.sent("answerCallbackQuery")[-1]["text"] == "ferry.txt is not a regular file."


async def test_deep_links(chat: Chat) -> None:
    """What `Share` hands on opens the answer for whoever follows it, and a citation's link its verdict."""
    answer = await chat.writes(QUESTION)
    (share,) = [button["url"] for button in buttons(answer) if button["text"] == "Share"]
    payload = re.search(r"start%3D(a_\w+)", share)
    assert payload is not None
    opened = await chat.writes(f"/start {payload[1]}", chat=8, sender={"id": 8, "is_bot": False, "first_name": "Bo"})
    assert opened["shown"] == answer["shown"]
    assert "1 of 1" in (await chat.writes(f"/start c_{payload[1][2:8]}-1"))["shown"]
    assert "can't find that answer" in (await chat.writes("/start a_zzzzzz"))["shown"]
    assert "archive" in (await chat.writes("/start promo_2026-A"))["shown"]


async def test_settings(chat: Chat) -> None:
    """Choices are kept and change what is shown: passages, and the language of the bot's words."""
    shown = await chat.writes("/settings")
    await chat.presses(shown, "1")
    await chat.presses(shown, "Deutsch")
    edited = chat.requests.sent("editMessageText")[-1]
    assert edited["shown"].startswith("Einstellungen")
    answer = await chat.writes("What about the bridge?")
    assert "[1]" in answer["shown"]
    assert "[2]" not in answer["shown"]
    assert "Warum" in [button["text"] for button in buttons(answer)]
    await chat.presses(edited, "wie in Telegram")
    assert "Why" in [button["text"] for button in buttons(await chat.writes(QUESTION))]


SPANISH = "El nuevo puente de Lindau fue inaugurado el martes por Pilar Ochoa, jefa del servicio de carreteras."


def adds_spanish(chat: Chat) -> None:
    """An article in Spanish comes in."""
    (chat.corpus / "puente.txt").write_text(SPANISH, encoding="utf-8")
    chat.bot.shared.archive.searcher.refresh()


async def test_only_articles_in_some_languages(chat: Chat) -> None:
    """By a button, or by names behind the command, until all are asked for again."""
    adds_spanish(chat)
    view = await chat.writes("/language")
    assert view["shown"].splitlines() == [
        "Languages of the articles",
        "Articles in all languages are searched.",
        "Several: /language en, es",
    ]
    labels = [button["text"] for button in buttons(view)]
    assert labels == ["English", "Spanish", "✓ All languages"]
    await chat.presses(view, "Spanish")
    chosen = chat.requests.sent("editMessageText")[-1]
    assert "Only articles in Spanish are searched." in chosen["shown"]
    assert [button["text"] for button in buttons(chosen)] == ["English", "✓ Spanish", "All languages"]
    answer = await chat.writes("Lindau")
    assert ("Pilar Ochoa" in answer["shown"], "Ruth Amsler" in answer["shown"]) == (True, False)
    assert "Only articles in Spanish are searched." in answer["shown"]
    both = await chat.writes("/language ENGLISH, español")
    assert "Only articles in English and Spanish are searched." in both["shown"]
    unknown = await chat.writes("/language Klingon")
    assert unknown["shown"] == "No article is in Klingon. There are articles in English and Spanish."
    assert "Only articles in English and Spanish" in (await chat.writes("/language"))["shown"]
    assert "Articles in all languages" in (await chat.writes("/language all"))["shown"]
    assert "are searched" not in (await chat.writes("Lindau"))["shown"]


async def test_a_language_that_no_article_is_in_any_more(chat: Chat) -> None:
    """Then all are searched, and answers, timelines, what is followed and the settings say so; its button is gone."""
    adds_spanish(chat)
    view = await chat.writes("/language es")
    (chat.corpus / "puente.txt").unlink()
    chat.bot.shared.archive.searcher.refresh()
    said = "There are no articles in Spanish any more, so articles in all languages are searched."
    answer = await chat.writes(QUESTION)
    assert "Ruth Amsler" in answer["shown"]
    assert said in answer["shown"]
    asked = "/timeline bridge", "/timeline zanzibar", "/timeline zanzibar 2024"
    for text in ("Zanzibar?", *asked, f"/follow {QUESTION}", "/language"):
        assert said in (await chat.writes(text))["shown"]
    await chat.writes("/language all")
    assert said not in (await chat.writes(QUESTION))["shown"]
    edits = len(chat.requests.sent("editMessageText"))
    await chat.presses(view, "✓ Spanish")
    assert len(chat.requests.sent("editMessageText")) == edits
    assert "no longer available" in chat.requests.sent("answerCallbackQuery")[-1]["text"]


async def test_languages_of_a_timeline_and_of_what_is_followed(chat: Chat) -> None:
    """They are those that are searched in the chat; the list of what is followed names them."""
    adds_spanish(chat)
    asked = "/timeline Pilar", "/timeline Pilar in undated"
    assert ["Pilar Ochoa" in (await chat.writes(each))["shown"] for each in asked] == [True, True]
    await chat.writes("/language English")
    assert ["Pilar Ochoa" in (await chat.writes(each))["shown"] for each in asked] == [False, False]
    await chat.writes("/language Spanish")
    begun = await chat.writes("/follow ¿Quién inauguró el puente?")
    assert "Pilar Ochoa" in begun["shown"]
    (follow,) = chat.journal.follows.all()
    assert follow.narrowed["language"] == "es"
    assert "Spanish" in (await chat.writes("/following"))["shown"].splitlines()[3]
    await chat.writes("/language all")
    assert "follow this already" not in (await chat.writes("/follow ¿Quién inauguró el puente?"))["shown"]


async def test_a_language_is_chosen_in_private(chat: Chat) -> None:
    """In a group all articles are searched."""
    group = {"chat": -100}
    assert "private chat" in (await chat.writes("/language es", **group))["shown"]
    await chat.writes("/language en")
    adds_spanish(chat)
    assert "Pilar Ochoa" in (await chat.writes("/ask ¿Quién inauguró el puente de Lindau?", **group))["shown"]


async def test_new(chat: Chat) -> None:
    """`/new` drops the conversation."""
    await chat.writes(QUESTION)
    assert "stands on its own" in (await chat.writes("/new"))["shown"]


async def test_ask(chat: Chat) -> None:
    """`/ask` is for groups in privacy mode: the question stands behind it."""
    group = {"chat": -100}
    assert "Ruth Amsler" in (await chat.writes(f"/ask {QUESTION}", **group))["shown"]
    assert "/ask …" in (await chat.writes("/ask", **group))["shown"]


async def test_commands_in_groups(chat: Chat) -> None:
    """In a group an unknown command is for somebody else, unless our name is on it."""
    await chat.writes("/nonsense@pincite_bot", chat=-100)
    assert len(chat.requests.sent()) == 1
    await chat.writes("/nonsense", chat=-100)
    await chat.writes("/help@another_bot", chat=-100)
    assert len(chat.requests.sent()) == 1


async def test_menus(chat: Chat) -> None:
    """A menu for each language and scope is registered, the one of groups being shorter."""
    await register(chat.bot.application.bot, chat.bot.shared.preferences)
    calls = chat.requests.sent("setMyCommands")
    assert len(calls) == 2 * len(languages())
    assert {call.get("language_code") for call in calls} == {None, *languages()[1:]}
    sizes = {json.loads(call["scope"])["type"]: len(json.loads(call["commands"])) for call in calls}
    assert sizes["all_group_chats"] < sizes["default"]


async def test_menus_are_registered_once(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next start registers what Telegram did not take and what has changed since, and nothing else."""
    bot, preferences = chat.bot.application.bot, chat.bot.shared.preferences
    chat.requests.failures["setMyCommands"] = [(400, {"description": "Bad Request"})]
    with pytest.raises(TelegramError):
        await register(bot, preferences)
    await register(bot, preferences)
    assert len(chat.requests.sent("setMyCommands")) == 1 + 2 * len(languages())
    monkeypatch.setattr(menu, "group_menu", lambda say: [("ask", "ask away")])
    await register(bot, preferences)
    changed = chat.requests.sent("setMyCommands")[1 + 2 * len(languages()) :]
    assert [json.loads(call["scope"])["type"] for call in changed] == ["all_group_chats"] * len(languages())
    await register(bot, preferences)
    assert len(chat.requests.sent("setMyCommands")) == 1 + 3 * len(languages())


@pytest.mark.parametrize("language", languages())
async def test_examples_are_answered_in_every_language(chat: Chat, language: str) -> None:
    """An example is answered whatever language it is asked in."""
    chat.bot.shared.preferences.choose(7, "language", language)
    shown = await chat.writes("/start")
    (example,) = [button["callback_data"] for button in buttons(shown)]
    await chat.gets("callback_query", chat.press(example))
    assert "Ruth Amsler" in chat.requests.sent()[-1]["shown"]
