"""What is followed while the bot is killed: articles lost, told twice, told although they hold no answer.

`python benchmarks/following.py [ARTICLES] [FOLLOWS] [KILLS] [SEED]` (1000 200 10 1): articles come into an archive in
bursts while the bot, which talks to a Telegram of ours, is killed with SIGKILL at random moments, also while it sends.
Two in five of the articles answer one of the questions; the others are about the same places or about nothing of it.
What was being sent when the bot was killed is not lost when `/following` lists it.
"""

import asyncio
import os
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from bot.journal.follows import NewsState
from bot.journal.news import Lookout
from bot.journal.store import Journal
from retrieval import Searcher

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.programs import Program  # noqa: E402
from tests.telegram_app.botapi import BotApi  # noqa: E402
from tests.telegram_app.conftest import TOKEN  # noqa: E402

BACKGROUND = 300
"""Articles that are there before."""

BURST = 25
"""Articles that come in at once."""

SETTLE_SECONDS = 120.0
"""How long it is waited for something to happen while not all is told."""

_STARTS = [
    "B",
    "D",
    "F",
    "G",
    "H",
    "K",
    "L",
    "M",
    "N",
    "P",
    "R",
    "S",
    "T",
    "V",
    "Br",
    "Dr",
    "Fl",
    "Gr",
    "Kl",
    "Pr",
    "Sk",
    "St",
    "Tr",
]
_ENDS = ["arnholm", "ellby", "irsund", "olvik", "umfors", "abrück", "indal", "otterup", "yvold", "eskow"]


_NAME = re.compile(r"Ada \w+ennick\d+")

Pair = tuple[str, str]
"""A question that is followed, and who is named in an article: no two articles name the same."""


class Counts(NamedTuple):
    """What became of the articles that answer a question, and how many that don't were told."""

    expected: int
    told: int
    unsure: int
    lost: int
    twice: int
    wrong: int
    seconds: float


class Story:
    """Questions about made-up places, and articles that answer them or don't."""

    def __init__(self, follows: int, articles: int, seed: int) -> None:
        """Makes them up."""
        chance = random.Random(seed)
        places = [start + end for start in _STARTS for end in _ENDS]
        chance.shuffle(places)
        self.places = places[:follows]
        self.expected: set[Pair] = set()
        self.articles: list[tuple[str, str]] = []
        for number in range(articles):
            place = self.places[number % follows]
            kind = number // follows % 5
            name = f"Ada {chance.choice(_STARTS)}ennick{number}"
            if kind in (0, 3):
                self.expected.add((question_about(place), name))
                text = f"It rained all day. {name} opened the new bridge in {place} on Friday, before {number} guests."
            elif kind in (1, 4):
                text = f"The market in {place} was closed on Friday. {name} sold {number} baskets of apples there."
            else:
                text = f"The price of wheat rose by {number} percent, said {name}. Traders had expected less of it."
            self.articles.append((f"n{number}.txt", f"Story {number}\n\n{text}\n"))
        chance.shuffle(self.articles)

    def questions(self) -> list[str]:
        """What is followed."""
        return [question_about(place) for place in self.places]


def question_about(place: str) -> str:
    """What is asked about a place."""
    return f"Who opened the new bridge in {place}?"


async def trial(folder: Path, follows: int, articles: int, kills: int, seed: int) -> Counts:
    """What came of it, in an empty folder."""
    story, chance = Story(follows, articles, seed), random.Random(seed)
    corpus, state = folder / "corpus", folder / "state"
    corpus.mkdir()
    background = min(BACKGROUND, articles)
    for number in range(background):
        text = (
            f"Report {number}\n\nThe weather in town number {number} was fair. A bridge there is {number} years old.\n"
        )
        (corpus / f"old{number}.txt").write_text(text)
    await asyncio.to_thread(_follow, corpus, state, story)
    started = time.monotonic()
    async with BotApi() as api:
        bot = await _started(api, corpus, state)
        bursts = range(0, articles, min(BURST, articles // 4))
        killed_at = set(chance.sample(range(len(bursts)), min(kills, len(bursts))))
        for turn, first in enumerate(bursts):
            for name, text in story.articles[first : first + bursts.step]:
                (corpus / name).write_text(text)
            await asyncio.sleep(chance.uniform(0.2, 1.0))
            if turn in killed_at:
                await _until_sending(api, chance)
                bot.kill()
                await bot.ends()
                bot = await _started(api, corpus, state)
        told = await _settled(api, state, story, background + articles)
        bot.terminate()
        await bot.ends()
    return _counts(told, state, story, time.monotonic() - started)


def _follow(corpus: Path, state: Path, story: Story) -> None:
    """Has everybody follow their questions: four to a chat."""
    with closing(Searcher.open(corpus, state)) as searcher, closing(Journal(state)) as journal:
        lookout = Lookout(searcher, journal.follows)
        for number, question in enumerate(story.questions()):
            person = 7 + number // 4
            place = {"chat": person, "thread": None, "person": person, "language": "en"}
            lookout.begin(question, {}, f"telegram {TOKEN.partition(':')[0]}", place, chat=person, person=person)


async def _started(api: BotApi, corpus: Path, state: Path) -> Program:
    """A bot that listens to Telegram."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("PINCITE_", "TELEGRAM_"))}
    ours |= {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_BASE_URL": api.root, "PINCITE_NEWS_A_DAY": "0"}
    words, polls = ["bot", "--corpus", str(corpus), "--state", str(state), "telegram"], api.polls
    bot = _program(words, ours)
    await api.until(lambda: api.polls > polls)
    return bot


def _program(words: list[str], environment: dict[str, str]) -> Program:
    """A program that reads and says nothing."""
    with Path(os.devnull).open("r+b") as nowhere:
        return Program(words, environment, (nowhere.fileno(),) * 3, folder=ROOT)


async def _until_sending(api: BotApi, chance: random.Random) -> None:
    """Waits for a random moment, in half of the cases right after a message has arrived."""
    if chance.random() < 0.5:
        sent = len(_messages(api))
        try:
            await api.until(lambda: len(_messages(api)) > sent, seconds=5)
        except TimeoutError:
            return
    else:
        await asyncio.sleep(chance.uniform(0.0, 1.5))


def _messages(api: BotApi) -> list[str]:
    """The words of what the bot sent."""
    return [parameters["text"] for _, name, parameters in api.calls if name == "sendMessage"]


async def _settled(api: BotApi, state: Path, story: Story, articles: int) -> Counter[Pair]:
    """How often each article was told of each question, once all were looked at and nothing more is to be told."""
    with closing(Journal(state)) as journal:
        before = -1
        while not _is_over(journal, articles) and (now := _progress(api, journal)) != before:
            before = now  # without any progress what is missing counts as lost
            with suppress(TimeoutError):
                await api.until(lambda: _is_over(journal, articles), SETTLE_SECONDS)
    questions = set(story.questions())
    return Counter(pair for text in _messages(api) for pair in set(_told(text, questions)))


def _progress(api: BotApi, journal: Journal) -> int:
    """A number that rises as articles are looked at and told."""
    return len(_messages(api)) + sum(len(journal.follows.seen(one.corpus)) for one in journal.follows.all()[:1])


def _told(text: str, questions: set[str]) -> Iterator[Pair]:
    """Which articles a message tells of which question."""
    question = ""
    for line in text.splitlines():
        plain = re.sub("<[^>]*>|🔔", "", line).strip()
        question = plain if plain in questions else question
        yield from ((question, name) for name in _NAME.findall(plain))


def _is_over(journal: Journal, articles: int) -> bool:
    """Whether every article was looked at, and nothing waits."""
    follows = journal.follows
    corpus = next(iter(follows.all())).corpus
    waiting = follows.news(f"telegram {TOKEN.partition(':')[0]}", NewsState.WAITING, NewsState.SENDING)
    return len(follows.seen(corpus)) >= articles and not waiting


def _counts(told: Counter[Pair], state: Path, story: Story, seconds: float) -> Counts:
    """What became of the articles."""
    with closing(Journal(state)) as journal:
        news = journal.follows.news(f"telegram {TOKEN.partition(':')[0]}", NewsState.UNSURE, NewsState.SENDING)
        listed = {
            (follow.question, name)
            for follow, each in news
            for name in _NAME.findall(journal.answer(each.answer).passages[0].text)
        }
    unsure = {pair for pair in story.expected & listed if not told[pair]}
    return Counts(
        expected=len(story.expected),
        told=sum(told[pair] > 0 for pair in story.expected),
        unsure=len(unsure),
        lost=sum(not told[pair] and pair not in unsure for pair in story.expected),
        twice=sum(times > 1 for times in told.values()),
        wrong=sum(pair not in story.expected for pair in told),
        seconds=seconds,
    )


def main(numbers: list[int], show: Callable[[str], object] = print) -> None:
    """Runs it, and prints what came of it."""
    articles, follows, kills, seed = [*numbers, *(1000, 200, 10, 1)[len(numbers) :]]
    with TemporaryDirectory() as folder:
        counts = asyncio.run(trial(Path(folder), follows, articles, kills, seed))
    show(f"{articles} articles, {follows} followed questions, {kills} kills, {counts.seconds:.0f} s")
    show(
        f"{counts.expected} answer one: {counts.told} told, {counts.unsure} listed as perhaps not told, "
        f"{counts.lost} lost, {counts.twice} told twice, {counts.wrong} told that answer nothing"
    )


if __name__ == "__main__":
    main(list(map(int, sys.argv[1:])))
