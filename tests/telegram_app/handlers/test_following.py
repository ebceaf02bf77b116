"""`/follow`, `/following`, `/quiet`: who may follow and stop, and what is told when, once."""

import asyncio
import datetime
import re
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest

from bot.journal.follows import NewsState
from bot.settings import Settings
from bot.telegram_app import telling
from bot.telegram_app.archive.followed import Followed
from bot.telegram_app.quiet_hours import QuietHours
from bot.telegram_app.sending import delivery
from bot.telegram_app.sending.transport import NotSent
from bot.telegram_app.telling import Teller
from retrieval import Searcher
from tests.arrivals import FERRY, FRIDAY, MONDAY, QUESTION, SUNDAY, market_report, write, write_reports
from tests.telegram_app.conftest import AfterTheFact, Chat, buttons, data_of, message, talking

ADA = {"id": 7, "is_bot": False, "first_name": "Ada", "language_code": "en"}
BO = {"id": 8, "is_bot": False, "first_name": "Bo", "language_code": "de"}
GROUP = -100


@pytest.fixture
def opened(searcher: Searcher, settings: Settings) -> Callable[..., Any]:
    """A bot with some settings of its own, over articles of which one answers the question."""
    (settings.corpus / "harbour.md").unlink()
    write_reports(settings.corpus)
    write(settings.corpus, sunday=SUNDAY)
    searcher.refresh()
    return lambda **chosen: talking(searcher, replace(settings, telegram=replace(settings.telegram, **chosen)))


@pytest.fixture
async def chat(opened: Callable[..., Any]) -> AsyncIterator[Chat]:
    async with opened() as chat:
        yield chat


async def comes_in(chat: Chat, **articles: str) -> list[dict[str, Any]]:
    """Articles come in; gives the messages that are told then."""
    before = len(chat.requests.sent())
    write(chat.corpus, **articles)
    chat.bot.shared.archive.searcher.refresh()
    await tells(chat)
    return chat.requests.sent()[before:]


async def tells(chat: Chat, now: datetime.datetime | None = None) -> None:
    """The bot looks, and tells what is to be told."""
    if now is not None:
        chat.bot.teller._clock = lambda: now
    chat.bot.shared.archive.followed.look()
    await chat.bot.teller.tell()


def states(chat: Chat) -> list[NewsState]:
    """How far all news is told."""
    followed = chat.bot.shared.archive.followed
    return [news.state for _, news in chat.journal.follows.news(followed.entry_point, *NewsState)]


async def test_followed_and_told_once(chat: Chat) -> None:
    """The answer as of now is shown; then what comes in is told with its citation and the buttons of an answer."""
    begun = await chat.writes(f"/follow {QUESTION}")
    assert begun["shown"].startswith("🔔 I'll tell you when a new article answers this. As of now:\n\n")
    assert "Ruth Amsler" in begun["shown"]
    assert buttons(begun)[-1]["text"] == "Stop telling me"
    (told,) = await comes_in(chat, friday=FRIDAY, copy=FRIDAY, ferry=FERRY, m9=market_report(9))
    assert told["chat_id"] == "7"
    assert told["shown"].startswith(f"🔔 {QUESTION}\n\n")
    assert "opened by Anna Gruber" in told["shown"]
    assert "[1] A second one · undated · ¶ 1" in told["shown"]
    assert "reply_parameters" not in told
    for label in ("Check", "Why", "1"):
        await chat.presses(told, label)
    assert "1 of 1" in chat.requests.sent("editMessageText")[0]["shown"]
    assert await comes_in(chat, friday=FRIDAY.replace("rained", "rained  here")) == []
    assert states(chat) == [NewsState.TOLD]


async def test_several_come_as_one_digest(chat: Chat) -> None:
    """Whatever questions they answer; the numbered buttons show each answer in a message of its own."""
    await chat.writes(f"/follow {QUESTION}")
    await chat.writes("/follow What does the ferry in Lindau cost?")
    ferry = FERRY.replace("It takes an hour and costs nine francs", "The ferry in Lindau costs nine francs")
    (told,) = await comes_in(chat, friday=FRIDAY, monday=MONDAY, ferry=ferry)
    assert told["shown"].startswith("🔔 3 new articles answer what you follow\n\n")
    assert told["shown"].count(QUESTION) == 1
    assert "nine francs" in told["shown"]
    assert [button["text"] for button in buttons(told)] == ["1", "2", "3", "What I follow"]
    await chat.presses(told, "2")
    assert "Check" in {button["text"] for button in buttons(chat.requests.sent()[-1])}
    await chat.presses(told, "What I follow")
    assert "2 questions are followed here" in chat.requests.sent("editMessageText")[-1]["shown"]


async def test_more_than_a_message_holds(chat: Chat) -> None:
    """Ten articles to a message, the rest in the next one; none is left behind."""
    await chat.writes(f"/follow {QUESTION}")
    names = ["Anna Gruber", "Urs Keller", "Eva Roth", "Jan Moser", "Ida Frey", "Max Vogt", "Lea Wyss", "Tom Graf"]
    names += ["Zoe Kunz", "Ben Hess", "Mia Lang", "Leo Arnold"]
    articles = {
        f"n{place}": f"Story {place}\n\n{name} opened the new bridge in Lindau again, with {place} guests.\n"
        for place, name in enumerate(names)
    }
    told = await comes_in(chat, **articles)
    assert [len([b for b in buttons(each) if b["text"].isdecimal()]) for each in told] == [10, 2]
    assert set(states(chat)) == {NewsState.TOLD}


async def test_the_list_has_a_button_to_stop_each(chat: Chat) -> None:
    """With since when and how far each is told; what is stopped is told no more."""
    assert "Nothing is followed here" in (await chat.writes("/following"))["shown"]
    await chat.writes(f"/follow {QUESTION}")
    await chat.writes("/follow Who runs the ferry?")
    await comes_in(chat, friday=FRIDAY)
    listed = await chat.writes("/following")
    assert f"1. {QUESTION}\n1 article reported\n\n2. Who runs the ferry?" in listed["shown"]
    assert [b["text"] for b in buttons(listed)] == ["✖ 1", "✖ 2", "🌙 Quiet hours: off"]
    await chat.presses(listed, "✖ 1")
    left = chat.requests.sent("editMessageText")[-1]
    assert "Who runs the ferry?" in left["shown"]
    assert QUESTION not in left["shown"]
    await chat.presses(listed, "✖ 1")
    assert chat.requests.sent("answerCallbackQuery")[-1]["text"] == "That is no longer followed."
    assert await comes_in(chat, monday=MONDAY) == []


async def test_what_is_followed_by_a_reply(chat: Chat) -> None:
    """`/follow` in reply to an answer follows its question; without either it says how."""
    assert "/follow …" in (await chat.writes("/follow"))["shown"]
    answer = await chat.writes(QUESTION)
    reply = message(2000, "…", sender={"id": 123456789, "is_bot": True, "first_name": "Pincite"})
    markup = {"inline_keyboard": [[b] for b in buttons(answer)]}
    await chat.writes("/follow", reply_to_message={**reply, "reply_markup": markup})
    (row,) = await chat.bot.shared.archive.followed.listed(7)
    assert row.follow.question == QUESTION


async def test_what_can_not_be_followed(opened: Callable[..., Any]) -> None:
    """Days alone, nothing to look up, what is too long, and more than somebody may."""
    async with opened(follows=1) as chat:
        assert "articles from certain days" in (await chat.writes("/follow What happened yesterday?"))["shown"]
        assert "nothing to look up" in (await chat.writes("/follow ???"))["shown"]
        assert "too long" in (await chat.writes("/follow " + "bridge " * 900))["shown"]
        assert "I'll tell you" in (await chat.writes(f"/follow {QUESTION}"))["shown"]
        assert "1 question, which is all" in (await chat.writes("/follow Who runs the ferry?"))["shown"]
    async with opened(follows=0) as chat:
        assert "You follow this already" in (await chat.writes(f"/follow {QUESTION.lower()}"))["shown"]


async def test_groups(chat: Chat) -> None:
    """Anybody follows for the group; who follows stops it, and so do its administrators, and nobody else."""
    await chat.writes(f"/follow {QUESTION}", chat=GROUP, sender=BO, message_thread_id=5, is_topic_message=True)
    assert await chat.bot.shared.archive.followed.listed(7) == []
    (told,) = await comes_in(chat, friday=FRIDAY)
    assert (told["chat_id"], told["message_thread_id"]) == (str(GROUP), "5")
    assert "Nicht mehr melden" in {b["text"] for b in buttons(told)}
    press = chat.press(data_of(told, "Nicht mehr melden"), chat=GROUP)
    member: dict[str, Any] = {"user": ADA, "status": "member"}
    chat.requests._result = lambda name, parameters, usual=chat.requests._result: (  # type: ignore[method-assign, misc]
        member if name == "getChatMember" else usual(name, parameters)
    )
    await chat.gets("callback_query", press)
    assert "administrator" in chat.requests.sent("answerCallbackQuery")[-1]["text"]
    member |= {"status": "creator", "is_anonymous": False}
    await chat.gets("callback_query", press | {"id": "again"})
    assert await chat.bot.shared.archive.followed.listed(GROUP) == []
    await chat.writes("/quiet", chat=GROUP, sender=BO)
    assert "privaten Chat" in chat.requests.sent()[-1]["shown"]


async def test_quiet_hours(chat: Chat) -> None:
    """What comes in then is told afterwards, all at once, by the clock of whoever follows."""
    await chat.writes(f"/follow {QUESTION}")
    assert "I don't understand" in (await chat.writes("/quiet tonight"))["shown"]
    assert "I don't understand" in (await chat.writes("/quiet 22-8 Nowhere/Town"))["shown"]
    shown = await chat.writes("/quiet 22-8 UTC+2")
    assert "🌙 Quiet hours: 22–8" in shown["shown"]
    night = datetime.datetime(2026, 1, 2, 21, 0, tzinfo=datetime.UTC)
    chat.bot.teller._clock = lambda: night
    assert await comes_in(chat, friday=FRIDAY) == []
    assert await comes_in(chat, monday=MONDAY) == []
    before = len(chat.requests.sent())
    await tells(chat, night + datetime.timedelta(hours=9, minutes=1))
    (told,) = chat.requests.sent()[before:]
    assert "2 new articles" in told["shown"]
    await chat.presses(shown, "off")
    assert "Quiet hours: off" in chat.requests.sent("editMessageText")[-1]["shown"]
    await chat.presses(shown, "▶")
    assert chat.bot.shared.preferences.quiet_hours(7) == QuietHours(0, 0, "UTC+3:00")
    assert "off" in (await chat.writes("/quiet off"))["shown"]


async def test_limit_a_day(opened: Callable[..., Any]) -> None:
    """Beyond the messages that somebody may be told in a day, what comes in waits."""
    async with opened(news_a_day=1) as chat:
        await chat.writes(f"/follow {QUESTION}")
        assert len(await comes_in(chat, friday=FRIDAY)) == 1
        assert await comes_in(chat, monday=MONDAY) == []
        assert "1 article reported · 1 waits" in (await chat.writes("/following"))["shown"]
        chat.bot.teller._most_a_day = 2
        before = len(chat.requests.sent())
        await tells(chat)
        assert len(chat.requests.sent()) == before + 1


async def test_a_blocked_bot_is_paused(chat: Chat) -> None:
    """Nothing is lost of what comes in until it is let in again, whether Telegram or the chat says so."""
    await chat.writes(f"/follow {QUESTION}")
    refusal = {"description": "Forbidden: bot was blocked by the user"}
    chat.requests.failures["sendMessage"] = [(403, refusal)]
    await comes_in(chat, friday=FRIDAY)
    assert states(chat) == [NewsState.WAITING]
    assert await comes_in(chat, monday=MONDAY) == []
    membership = {
        "chat": {"id": 7, "type": "private"},
        "from": ADA,
        "date": 1,
        "old_chat_member": {"user": ADA, "status": "kicked", "until_date": 0},
        "new_chat_member": {"user": ADA, "status": "member"},
    }
    await chat.gets("my_chat_member", membership)
    await tells(chat)
    assert states(chat) == [NewsState.TOLD, NewsState.TOLD]


@pytest.mark.parametrize(
    ("failures", "calls", "progress"),
    [
        ([NotSent("no connection")], 2, NewsState.TOLD),
        ([AfterTheFact((502, {}))], 2, NewsState.TOLD),
        ([(400, {"description": "Bad Request: can't parse entities: x"})], 2, NewsState.TOLD),
        ([(400, {"description": "Bad Request: BUTTON_DATA_INVALID"})], 1, NewsState.REFUSED),
        ([(400, {"description": "Bad Request: chat not found"})], 1, NewsState.WAITING),
        ([NotSent("no connection")] * 6, 6, NewsState.WAITING),
        ([(502, {})] * 6, 6, NewsState.UNSURE),
    ],
    ids=["not sent", "lost", "markup", "refused", "no chat", "down", "lost for good"],
)
async def test_faults(
    chat: Chat, monkeypatch: pytest.MonkeyPatch, failures: list[Any], calls: int, progress: NewsState
) -> None:
    """Whatever Telegram does, an article is told once, or waits, or is listed as perhaps not told."""
    monkeypatch.setattr(delivery, "NEWS_PAUSES", (0.0,) * 6)
    await chat.writes(f"/follow {QUESTION}")
    chat.requests.failures["sendMessage"] = failures
    before = len(chat.requests.sent())
    write(chat.corpus, friday=FRIDAY)
    chat.bot.shared.archive.searcher.refresh()
    chat.bot.shared.archive.followed.look()
    (digest,) = chat.bot.shared.archive.followed.digests()
    with suppress(Exception):
        await chat.bot.teller._whole(chat.bot.teller._send(digest))
    assert len(chat.requests.sent()) == before + calls
    assert states(chat) == [progress]
    if progress in (NewsState.UNSURE, NewsState.REFUSED):
        listed = await chat.writes("/following")
        assert "1 article may not have reached you" in listed["shown"]
        await chat.presses(listed, "🔎 1")
        assert "Anna Gruber" in chat.requests.sent()[-1]["shown"]
        assert states(chat) == [NewsState.TOLD]


async def test_a_group_that_moves(chat: Chat) -> None:
    """Is told in its new place from then on."""
    await chat.writes(f"/follow {QUESTION}", chat=GROUP, sender=BO)
    moved = {"description": "Bad Request: group chat was upgraded", "parameters": {"migrate_to_chat_id": -200}}
    chat.requests.failures["sendMessage"] = [(400, moved)]
    assert [told["chat_id"] for told in await comes_in(chat, friday=FRIDAY)] == ["-100", "-200"]
    assert [told["chat_id"] for told in await comes_in(chat, monday=MONDAY)] == ["-200"]


async def test_killed_between_sending_and_noting(chat: Chat, opened: Callable[..., Any]) -> None:
    """After the next start it is not sent again; the list shows it."""
    await chat.writes(f"/follow {QUESTION}")
    write(chat.corpus, friday=FRIDAY)
    followed = chat.bot.shared.archive.followed
    chat.bot.shared.archive.searcher.refresh()
    followed.look()
    (digest,) = followed.digests()
    followed.put(digest, NewsState.SENDING)
    async with opened() as later:
        later.bot.shared.archive.followed.begin_again()
        await tells(later)
        assert later.requests.sent() == []
        assert "🔎 1" in {b["text"] for b in buttons(await later.writes("/following"))}


async def test_forgotten_and_unpaired(opened: Callable[..., Any]) -> None:
    """`/forgetme` ends what somebody follows, also in groups; so does letting them in no longer."""
    async with opened(access="pairing", admins=frozenset({7})) as chat:
        followed = chat.bot.shared.archive.followed
        await chat.writes(f"/follow {QUESTION}")
        await chat.writes(f"/follow {QUESTION}", chat=GROUP)
        await chat.presses(await chat.writes("/forgetme"), "Forget it all")
        assert await followed.listed(7) == await followed.listed(GROUP) == []
        code = re.search(r"[A-Z2-9]{8}", (await chat.writes("/invite"))["shown"])
        assert code is not None
        await chat.writes(code[0], chat=8, sender=BO)
        await chat.writes(f"/follow {QUESTION}", chat=8, sender=BO)
        chat.bot.shared.preferences.pairing.unpair(8)
        assert await comes_in(chat, friday=FRIDAY) == []
        assert states(chat) == [NewsState.WAITING]
        chat.bot.shared.preferences.pairing.pairs("", 8, "Bo")
        await followed.end(8)
        assert await followed.listed(8) == []


async def test_the_teller_hears(chat: Chat) -> None:
    """What comes in is told without being asked to, as soon as it is heard of."""
    await chat.writes(f"/follow {QUESTION}")
    teller, told = Teller(chat.bot.shared, lambda _person: True, 0), asyncio.Event()
    send = chat.bot.shared.delivery.tell

    async def tell(*arguments: Any) -> Any:
        told.set()
        return await send(*arguments)

    chat.bot.shared.delivery.tell = tell  # type: ignore[method-assign, assignment]
    teller.hear()
    running = asyncio.create_task(teller.run())
    write(chat.corpus, friday=FRIDAY)
    await asyncio.to_thread(chat.bot.shared.archive.searcher.refresh)
    teller.hear()
    await asyncio.wait_for(told.wait(), 60)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert states(chat) == [NewsState.TOLD]


async def test_news_is_sent_while_it_is_looked_for_more(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of many articles that come in at once, all of which it takes minutes to compare with all that is followed."""
    monkeypatch.setattr(telling, "LOOK_SECONDS", 0.01)
    await chat.writes(f"/follow {QUESTION}")
    write(chat.corpus, friday=FRIDAY)
    chat.bot.shared.archive.searcher.refresh()
    look, sent, send = chat.bot.shared.archive.followed.look, threading.Event(), chat.bot.shared.delivery.tell
    was_sent: list[bool] = []

    async def tell(*arguments: Any) -> Any:
        sent.set()
        return await send(*arguments)

    def long_look() -> int:
        count = look()
        was_sent.append(sent.wait(30))
        return count

    monkeypatch.setattr(chat.bot.shared.delivery, "tell", tell)
    monkeypatch.setattr(chat.bot.shared.archive.followed, "look", long_look)
    await chat.bot.teller._look()
    assert was_sent == [True]


async def changes(chat: Chat, **articles: str) -> list[dict[str, Any]]:
    """Articles change; gives the messages that are told then: at the second look."""
    before = len(chat.requests.sent())
    write(chat.corpus, **articles)
    chat.bot.shared.archive.searcher.refresh()
    await chat.bot.teller.tell_changes()
    await chat.bot.teller.tell_changes()
    return chat.requests.sent()[before:]


async def test_what_is_kept_is_watched(chat: Chat) -> None:
    """Altered with the difference, then gone, each once; not what stands, nor once it is kept no longer."""
    answer = await chat.writes(QUESTION)
    await chat.presses(answer, "📌")
    assert "I'll tell you" in chat.requests.sent("answerCallbackQuery")[-1]["text"]
    assert await changes(chat, sunday=SUNDAY + "\n\nThere was music.\n") == []
    (told,) = await changes(chat, sunday=SUNDAY.replace("Ruth Amsler", "Hans Meier"))
    assert told["shown"].startswith(f"📌 What you kept has changed at its source\n{QUESTION}\n\n")
    assert "⚠️ altered" in told["shown"]
    assert "Hans Meier" in told["shown"]
    assert await changes(chat) == []
    await chat.presses(told, "The answer")
    assert "Ruth Amsler" in chat.requests.sent()[-1]["shown"]
    listed = await chat.writes("/following")
    assert "📌 1 answer is kept here\n1. " in listed["shown"]
    assert "📌 1" in {button["text"] for button in buttons(listed)}
    assert len(await changes(chat, sunday=FERRY)) == 1
    await chat.presses(answer, "📌")
    assert chat.requests.sent("answerCallbackQuery")[-1]["text"] == "No longer kept."
    assert await changes(chat, sunday=SUNDAY) == []


async def test_what_is_being_written_anew_is_told_once(chat: Chat) -> None:
    """A file is empty for a moment: that its words are gone isn't told."""
    await chat.presses(await chat.writes(QUESTION), "📌")
    before = len(chat.requests.sent())
    for text in ("", SUNDAY.replace("Ruth Amsler", "Hans Meier")):
        write(chat.corpus, sunday=text)
        chat.bot.shared.archive.searcher.refresh()
        await chat.bot.teller.tell_changes()
    await chat.bot.teller.tell_changes()
    (told,) = chat.requests.sent()[before:]
    assert "altered" in told["shown"]


async def test_what_is_shared_is_watched(chat: Chat) -> None:
    """Whoever was given the answer is told, once somebody opened it elsewhere by its link."""
    answer = await chat.writes(QUESTION)
    link = re.search(r"start%3D(a_\w+)", str(answer["reply_markup"]))
    assert link is not None
    await chat.writes(f"/start {link[1]}")
    assert await changes(chat, sunday=SUNDAY.replace("Sunday", "Friday")) == []
    await chat.writes(f"/start {link[1]}", chat=8, sender=BO)
    (told,) = await changes(chat)
    assert told["chat_id"] == "7"
    assert "altered" in told["shown"]


@pytest.mark.parametrize(("failure", "again"), [((403, {"description": "Forbidden"}), 0), ((502, {}), 0)])
async def test_faults_of_telling_changes(chat: Chat, monkeypatch: pytest.MonkeyPatch, failure: Any, again: int) -> None:
    """What may have arrived is not sent again; what did not is, when the archive changes again."""
    monkeypatch.setattr(delivery, "NEWS_PAUSES", (0.0,))
    await chat.presses(await chat.writes(QUESTION), "📌")
    chat.requests.failures["sendMessage"] = [failure]
    await changes(chat, sunday=SUNDAY.replace("Sunday", "Friday"))
    assert len(await changes(chat)) == again
    told = await changes(chat, m1=market_report(99))
    assert len(told) == (failure[0] == 403)


async def test_a_change_that_may_not_have_arrived_is_listed(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    """Until somebody has it told again, or shows that it has arrived."""
    monkeypatch.setattr(delivery, "NEWS_PAUSES", (0.0,))
    await chat.presses(await chat.writes(QUESTION), "📌")
    for name, opened, again in (("Friday", "📌 1", 1), ("Monday", "The answer", 0)):
        chat.requests.failures["sendMessage"] = [(502, {})]
        (told,) = await changes(chat, sunday=SUNDAY.replace("Sunday", name))
        assert await changes(chat) == []
        listed = await chat.writes("/following")
        assert "A change of it may not have reached you: 📌 1" in listed["shown"]
        await chat.presses(listed if again else told, opened)
        assert "may not have reached you" not in (await chat.writes("/following"))["shown"]
        assert [name in told["shown"] for told in await changes(chat)] == [True] * again


async def test_killed_while_it_tells_a_change(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody knows whether it arrived: it is not told twice, and not lost."""
    await chat.presses(await chat.writes(QUESTION), "📌")
    with monkeypatch.context() as killed:
        killed.setattr(Followed, "settle", lambda *_, **__: None)
        assert len(await changes(chat, sunday=SUNDAY.replace("Sunday", "Friday"))) == 1
    assert await changes(chat) == []
    assert "📌 1" in (await chat.writes("/following"))["shown"]


async def test_changes_wait_for_quiet_hours(chat: Chat) -> None:
    """They are told afterwards; forgetting ends the watching."""
    await chat.presses(await chat.writes(QUESTION), "📌")
    await chat.writes("/quiet 22-8")
    night = datetime.datetime(2026, 1, 2, 23, 0, tzinfo=datetime.UTC)
    chat.bot.teller._clock = lambda: night
    assert await changes(chat, sunday=SUNDAY.replace("Sunday", "Friday")) == []
    chat.bot.teller._clock = lambda: night + datetime.timedelta(hours=9)
    assert len(await changes(chat)) == 1
    await chat.presses(await chat.writes("/forgetme"), "Forget it all")
    assert await chat.bot.shared.archive.followed.kept_answers(7) == []
    assert await changes(chat, sunday=FERRY) == []
