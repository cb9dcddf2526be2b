"""A live meeting for tests: comments arrive in a real store, the clock goes when it is told to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product
from typing import ClassVar

from analysis.analyst import LiveAnalyst
from analysis.fitter import Fitter, PlainFitter
from analysis.live_map import LiveMap
from analysis.proposing import PROPOSE_EVERY
from analysis.refits import AT_LEAST_EVERY, AT_MOST_EVERY
from koemap.deciding import Hand
from koemap.edition import Edition, read
from koemap.live_records import Assignment, Candidate
from koemap.records import Comment
from koemap.store import Store
from tests.analysis.corpora import sample_comments
from tests.factories import START, a_meeting, a_source

MEETING = "minamo-2"
SOON = AT_MOST_EVERY + 1
LATE = AT_LEAST_EVERY + 1
SEARCH = PROPOSE_EVERY + 1
POOL = (
    "市民プールの改修はいつ始まりますか",
    "老朽化した市民プールを建て替えてほしい",
    "プールの更衣室が古くて使いにくい",
    "夏休みに子どもが泳げるプールがない",
    "温水プールなら冬も泳げて健康によい",
    "プールの水漏れの修理を急いでください",
    "市民プールの入場料を上げないで",
    "プールに監視員を増やしてほしい",
    "屋外プールを閉めるのは反対です",
    "水泳教室を市民プールで続けて",
    "プールの駐車場が狭すぎる",
    "泳げない子が増えたのはプールが減ったから",
    "プールの改修に市債を使うのですか",
    "障がいのある人も入れるプールにして",
    "学校のプールと市民プールを一つにしては",
    "プールの開館時間を夜まで延ばして",
)
FLOODED = "噴水"
"""What the flood of one person is about, and nobody else speaks of."""
N_FLOOD = 500
_PIECES = (
    ("噴水", "駅前の噴水", "広場の噴水", "駅の噴水", "あの噴水"),
    ("の水を", "の明かりを", "の柵を", "の向きを", "の音楽を", "の石を", "の周りを", "の色を"),
    ("直して", "変えて", "きれいにして", "考え直して", "元に戻して"),
    ("ください", "ほしい", "もらいたいです"),
)


def flood() -> list[str]:
    """So many messages that one person may send, few of them alike."""
    found = ["".join(parts) for parts in product(*_PIECES)]
    return [f"{found[n % len(found)]}{'！' * (n // len(found))}" for n in range(N_FLOOD)]


class Clock:
    """The time as it was set, and the seconds that went by whatever was set."""

    def __init__(self) -> None:
        self.now, self.seconds = START, 0.0

    def __call__(self) -> datetime:
        return self.now

    def steady(self) -> float:
        return self.seconds

    def go(self, seconds: float) -> None:
        """Let so much time pass."""
        self.now += timedelta(seconds=seconds)
        self.seconds += seconds


class Remembering(PlainFitter):
    """A fitter that makes the first map of the same comments once for all tests."""

    _made: ClassVar[dict[str, LiveMap]] = {}

    def fitted(self, map_id: str) -> LiveMap:
        if map_id or self._store.decisions(self._meeting_id):
            return super().fitted(map_id)
        comments = repr(self._store.comments(self._meeting_id))
        if comments not in self._made:
            self._made[comments] = super().fitted("")
        found = self._made[comments]
        self.last = found.assigner
        return found


class Patient(Remembering):
    """A fitter that makes a thing only when it is told to go on."""

    def __init__(self, store: Store, meeting_id: str) -> None:
        super().__init__(store, meeting_id)
        self.asked: list[tuple[Future[LiveMap], str]] = []

    def fit(self, map_id: str) -> Future[LiveMap]:
        told: Future[LiveMap] = Future()
        self.asked.append((told, map_id))
        return told

    def go_on(self, error: Exception | None = None) -> None:
        """Make what was asked for, or fail at it."""
        told, map_id = self.asked.pop()
        if error:
            told.set_exception(error)
        else:
            told.set_result(super().fit(map_id).result())


class Live:
    """A meeting with its analyst."""

    def __init__(self, store: Store, fitter: Fitter | None = None) -> None:
        self.store, self.clock = store, Clock()
        store.add_meeting(a_meeting())
        store.add_source(a_source())
        self.fitter = fitter or Remembering(store, MEETING)
        self.start()

    def start(self) -> None:
        """Begin with an analyst that knows nothing but the store."""
        self.analyst = LiveAnalyst(self.store, MEETING, self.fitter, self.clock, self.clock.steady)

    def arrive(self, comments: Iterable[Comment]) -> None:
        self.store.save_comments(a_source(), list(comments))

    def withdraw(self, comment_ids: Iterable[str]) -> None:
        """Let their authors take comments back."""
        gone = dict.fromkeys(comment_ids, "withdrawn by its author")
        self.store.save_comments(a_source(), [], gone)

    def go(self, seconds: float = 1, steps: int = 1) -> None:
        """Let so much time pass, then the analyst do what is due."""
        self.clock.go(seconds)
        for _ in range(steps):
            self.analyst.step()

    def settle(self, seconds: float = 1) -> None:
        """Let time pass and everything be done that is due now: fits, searches, what follows."""
        self.go(seconds, steps=6)

    @property
    def said(self) -> dict[str, Assignment]:
        return {one.comment_id: one for one in self.store.assignments(MEETING)}

    @property
    def edition(self) -> Edition:
        return read(self.store, MEETING)


def chat(n: int, start: int = 0) -> list[Comment]:
    """So many comments of the sample meeting, none of them gone, as messages of a chat."""
    there = [comment for comment in sample_comments() if comment.text]
    return [
        replace(comment, source_id=a_source().source_id) for comment in there[start : start + n]
    ]


def written(texts: Sequence[str], who: str = "", start: int = 0) -> list[Comment]:
    """A comment per text; by one person when `who` is a name, else each by another."""
    return [
        Comment(
            MEETING,
            f"yt:n{start + n:04d}",
            a_source().source_id,
            text,
            author_key=who or f"new-{start + n}",
            posted_at=START,
        )
        for n, text in enumerate(texts)
    ]


POOL_IDS = {comment.comment_id for comment in written(POOL)}


def begun(store: Store) -> Live:
    """A meeting of which a map of the first comments is there."""
    live = Live(store)
    live.arrive(chat(200))
    live.settle()
    return live


def where(said: dict[str, Assignment]) -> dict[str, tuple[str, float | None, float | None]]:
    """The topic and the place of each comment."""
    return {one: (told.topic_id, told.x, told.y) for one, told in said.items()}


def largest(live: Live) -> list[str]:
    """The topics, the largest first."""
    return [topic.topic_id for topic in live.edition.opinion_map.topics]


def in_topic(live: Live, topic_id: str) -> set[str]:
    """The comments in the topic."""
    return {one for one, told in live.said.items() if told.topic_id == topic_id}


def the_pool(live: Live) -> Candidate:
    """The candidate about the swimming pool, which came up after the map was made."""
    live.arrive(written(POOL))
    live.settle()
    live.settle(SEARCH)
    (found,) = [
        one
        for one in live.store.candidates(MEETING)
        if len(POOL_IDS.intersection(one.comment_ids)) > len(one.comment_ids) / 2
    ]
    return found


def adopted(live: Live, candidate: Candidate) -> str:
    """The topic that the candidate is when somebody has adopted it."""
    decision = live.store.decide(Hand(live.edition, "山田").adopt(candidate, "市民プール"))
    live.settle()
    return f"s{decision.decision_id:02d}"
