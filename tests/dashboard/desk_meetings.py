"""A live meeting with a map, as a desk in a browser sees it while messages arrive."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from koemap.collection import Health
from koemap.live_records import (
    Analyst,
    Assignment,
    Candidate,
    DeskAct,
    DeskVerb,
    Flag,
    Happening,
)
from koemap.moderation import State, checked, moderated, stop_name
from koemap.records import Comment
from koemap.store import Store
from tests.factories import a_mapped_meeting, a_source

MEETING = "minamo-2"
DESK = f"/desk/{MEETING}"
QUESTION = "データセンターを作るなら、夏の電力は足りるのでしょうか？"
OPINION = "審査の理由は本人が読める形で出してほしい"
PHONE = "詳しくは 090-1234-5678 まで電話をください"
ATTACK = "この委員は出ていけ"
COPIED = "専任の部署より、みんなが事例を持ち寄る場がほしい"
OTHER = "他の自治体と共同で作れませんか？"
TOPICS = {QUESTION: "t05", OPINION: "t01", COPIED: "t06"}


class DeskMeeting:
    """A live meeting: comments arrive when they are told to, and the analyst has read them."""

    def __init__(self, store: Store) -> None:
        self.store, self.source = store, a_source(MEETING, "youtube-live")
        self._n = 0
        earlier = a_mapped_meeting(store, 12).comments
        store.assign(MEETING, [Assignment(one, "reaction", "ja", one) for one in earlier])
        store.add_source(self.source)
        now = datetime.now(UTC)
        store.save_analyst(MEETING, Analyst(now))
        health = Health("collecting", now, now, now, 2.0, quota_until=None)
        store.save_health(self.source, health)

    def arrive(
        self,
        text: str,
        *,
        person: str = "",
        folded: str = "",
        flags: Iterable[Flag] = (),
        second: float | None = None,
        **more: Any,
    ) -> str:
        """The id of a comment that arrived and was read."""
        self._n += 1
        comment_id = f"live:{self._n:04d}"
        now = datetime.now(UTC)
        author = person or f"author-{self._n}"
        at = float(4000 + 7 * self._n) if second is None else second
        comment = Comment(MEETING, comment_id, self.source.source_id, text, author, now, at)
        self.store.save_comments(self.source, [comment])
        kind = "question" if text.endswith(("？", "?")) else "opinion"
        told = {"kind": kind, "topic_id": TOPICS.get(text, ""), **more}
        said = Assignment(
            comment_id, language="ja", folded=folded or comment_id, flags=tuple(flags), **told
        )
        self.store.assign(MEETING, [said])
        return comment_id

    def arrive_together(self, texts: Sequence[str], *, read: bool = True) -> list[str]:
        """The ids of comments that arrived at once, each from somebody else."""
        first, now = self._n + 1, datetime.now(UTC)
        self._n += len(texts)
        comments = [
            Comment(MEETING, f"live:{n:04d}", self.source.source_id, text, f"author-{n}", now, 4e3)
            for n, text in enumerate(texts, first)
        ]
        ids = [one.comment_id for one in comments]
        self.store.save_comments(self.source, comments)
        if read:
            self.read(ids)
        return ids

    def read(self, ids: Iterable[str], folded: str = "") -> None:
        """Let the analyst read them; all are alike with the one they are folded with."""
        said = [Assignment(one, "opinion", "ja", folded or one) for one in ids]
        self.store.assign(MEETING, said)

    def usual(self) -> dict[str, str]:
        """The ids, by their text, of what the drawing of the desk shows; the newest last."""
        found = {OTHER: self.arrive(OTHER)}
        found[COPIED] = self.arrive(COPIED)
        for _ in range(7):
            self.arrive(COPIED + "！", folded=found[COPIED])
        found[ATTACK] = self.arrive(ATTACK, flags=[Flag("attack", ("出ていけ",))])
        found[PHONE] = self.arrive(PHONE, flags=[Flag("personal", ("090-1234-5678",))])
        found[OPINION] = self.arrive(OPINION)
        found[QUESTION] = self.arrive(QUESTION)
        return found

    def candidate(self) -> Candidate:
        """A candidate topic of three comments."""
        texts = ("ほかの町と共同で作る", "まとめて調達する", "町どうしで作る")
        ids = tuple(self.arrive(text) for text in texts)
        words = ("共同で作る", "他の自治体", "まとめて調達")
        candidate = Candidate("c01", texts[0], words, ids, 3, datetime.now(UTC))
        self.store.save_candidates(MEETING, [candidate])
        return candidate

    def happen(self, ja: str, en: str) -> None:
        """Note that something happened."""
        self.store.note(MEETING, [Happening(datetime.now(UTC), "new", en, ja)])

    def end(self) -> None:
        """Let the chat be over, and its analyst be gone since a while."""
        now = datetime.now(UTC)
        self.store.save_health(self.source, Health("ended", now, now, now, 2.0, quota_until=None))
        self.store.save_analyst(MEETING, Analyst(now - timedelta(minutes=5)))

    def finish(self) -> None:
        """Tell that the final map was made."""
        final = Happening(datetime.now(UTC), "final", "made", "できました")
        self.store.note(MEETING, [final])

    def change(self, comment_id: str, text: str) -> None:
        """Let who wrote the comment change its text."""
        [arrival] = self.store.arrivals_of(MEETING, [comment_id])
        self.store.save_comments(self.source, [replace(arrival.comment, text=text)])

    def act(self, verb: DeskVerb, target: str, by: str = "佐藤", **details: str) -> None:
        """Let somebody else at the desk do that."""
        now = datetime.now(UTC)
        self.store.act(DeskAct(MEETING, verb, target, by, now, details=details), checked)

    def note(self, comment_id: str) -> str:
        """The memo of a comment that was acted on."""
        return moderated(self.store.acts(MEETING)).items[comment_id].note

    def lift(self, by: str = "佐藤") -> None:
        """Let somebody else lift the stop that is in force."""
        stopped = self.store.stopped(MEETING)
        named = {"stop": stop_name(stopped)} if stopped else {}
        now = datetime.now(UTC)
        self.store.act(DeskAct(MEETING, "lift", "", by, now, details=named), checked)

    def state(self, comment_id: str) -> State:
        """Where the comment stands in the store."""
        return moderated(self.store.acts(MEETING)).state(comment_id)

    def verbs(self) -> list[str]:
        """What was done at the desk, in its order."""
        return [act.verb for act in self.store.acts(MEETING)]

    def queue(self) -> tuple[str, ...]:
        """The ids in the queue, the next first."""
        return moderated(self.store.acts(MEETING)).queue

    def is_stopped(self) -> bool:
        """Whether all outputs are stopped."""
        return moderated(self.store.acts(MEETING)).stopped is not None
