"""Topics as people named, merged and split them, on whichever map they are shown.

A map is made anew and numbers its topics anew; a decision then finds its topic by the comments that
it named when it was made.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import chain, zip_longest
from typing import Any

from koemap.counting import account, count_people
from koemap.records import Comment, Decision, OpinionMap, Placement, Topic

N_ANCHORS = 200
FOUND_FROM = 0.5
"""Share of the comments still placed that have to be in one topic, for a decision to reach it."""
TAKEN_UP_FROM = 0.25
"""The same for what the meeting spoke of, which is shown at the topic nearest to it."""
N_EXEMPLARS = 5
N_KEYWORDS = 8
EDITS = ("rename", "merge", "split", "answer", "adopt", "take_up")


@dataclass(frozen=True)
class Edited:
    """A map after people's edits.

    `reached` is the topic or theme of this map that each decision is about, by its number; a
    decision that fits nothing here is not in it. `named` holds who gave a label, by topic or theme.
    """

    opinion_map: OpinionMap
    reached: Mapping[int, str]
    named: Mapping[str, Decision]


def anchors(comment_ids: Iterable[str]) -> tuple[str, ...]:
    """At most 200 of the comments, whatever their order; by them a topic is found again."""
    return tuple(sorted(sorted(comment_ids, key=_mixed)[:N_ANCHORS]))


def edited(
    opinion_map: OpinionMap,
    comments: Mapping[str, Comment],
    stood: Sequence[Decision],
    pinned: Collection[str] = (),
) -> Edited:
    """The map with the edits among the decisions made on it, in their order, and counted anew."""
    draft = _Draft(opinion_map)
    for decision in stood:
        if decision.act in EDITS:
            draft.apply(decision)
    reached = {number: draft.now(target) for number, target in draft.reached.items()}
    return Edited(draft.finished(comments, pinned), reached, draft.named)


@dataclass
class _Draft:
    """A map while it is edited."""

    opinion_map: OpinionMap
    reached: dict[int, str] = field(default_factory=dict)
    named: dict[str, Decision] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._topics = {topic.topic_id: topic for topic in self.opinion_map.topics}
        self._themes = {theme.theme_id: theme for theme in self.opinion_map.themes}
        placed = (p for p in self.opinion_map.placements if p.status in ("in_topic", "lone"))
        self._topic_of = {p.comment_id: p.topic_id for p in placed}
        self._merged: dict[str, str] = {}
        self._changed: set[str] = set()

    def apply(self, decision: Decision) -> None:
        """Do what was decided, if its topic is on this map."""
        if decision.act == "adopt":
            self._adopt(decision)
            return
        of_theme = decision.details.get("of") == "theme"
        target = self._find(decision, decision.target, "anchors", of_theme=of_theme)
        if not target:
            return
        if decision.act == "rename":
            self._rename(decision, target, of_theme=of_theme)
        elif decision.act == "merge":
            self._merge(decision, target)
        elif decision.act == "split":
            self._split(decision, target)
        else:
            self.reached[decision.decision_id] = target

    def _rename(self, decision: Decision, target: str, *, of_theme: bool) -> None:
        label = str(decision.details["label"])
        if of_theme:
            self._themes[target] = replace(self._themes[target], label=label)
        else:
            self._topics[target] = replace(self._topics[target], label=label)
        self.named[target] = decision
        self.reached[decision.decision_id] = target

    def _merge(self, decision: Decision, target: str) -> None:
        into = self._find(decision, str(decision.details["into"]), "into_anchors")
        if not into:
            return
        self.reached[decision.decision_id] = into
        if into == target:
            return
        for comment_id, topic_id in self._topic_of.items():
            if topic_id == target:
                self._topic_of[comment_id] = into
        self._topics[into] = _joined(self._topics[into], self._topics.pop(target))
        self._merged[target] = into
        self._changed |= {target, into}

    def _split(self, decision: Decision, target: str) -> None:
        self._gather(decision, self._topics[target])

    def _adopt(self, decision: Decision) -> None:
        """A topic of comments that a machine grouped and a person named, wherever they lie."""
        if not self._topics:
            return
        comments = decision.details["comments"]
        lie = [p for p in self.opinion_map.placements if p.comment_id in comments and p.voice_id]
        centre = _centre(lie)
        near = min(self._topics.values(), key=lambda t: (math.dist((t.x, t.y), centre), t.topic_id))
        keywords = tuple(map(str, decision.details.get("keywords", ())))
        self._gather(decision, replace(near, exemplars=()), keywords)

    def _gather(self, decision: Decision, source: Topic, keywords: tuple[str, ...] = ()) -> None:
        """Make the chosen comments a topic in the theme of that other one."""
        chosen = [one for one in decision.details["comments"] if one in self._topic_of]
        if not chosen:
            return
        topic_id = f"s{decision.decision_id:02d}"
        self._topics[topic_id] = replace(
            source,
            topic_id=topic_id,
            label=str(decision.details["label"]),
            keywords=keywords,
        )
        self._changed |= {topic_id, *(self._topic_of[one] for one in chosen)}
        self._topic_of |= dict.fromkeys(chosen, topic_id)
        self.named[topic_id] = decision
        self.reached[decision.decision_id] = topic_id

    def _find(self, decision: Decision, target: str, key: str, *, of_theme: bool = False) -> str:
        """The topic or theme that is meant, "" when this map has none like it."""
        target = self.now(target)
        known = self._themes if of_theme else self._topics
        here = decision.map_id == self.opinion_map.map_id or target.startswith("s")
        if here and target in known:
            return target
        least = TAKEN_UP_FROM if decision.act == "take_up" else FOUND_FROM
        return self._by_comments(decision.details.get(key, ()), least, of_theme=of_theme)

    def now(self, target: str) -> str:
        """What a topic was merged into, itself when it was not."""
        while target in self._merged:
            target = self._merged[target]
        return target

    def _by_comments(self, comment_ids: Iterable[Any], least: float, *, of_theme: bool) -> str:
        found = [self._topic_of[one] for one in comment_ids if one in self._topic_of]
        if of_theme:
            found = [self._topics[one].theme_id if one else "" for one in found]
        (best, n), *_ = Counter(found).most_common(1) or [("", 0)]
        return best if n >= least * len(found) else ""

    def finished(self, comments: Mapping[str, Comment], pinned: Collection[str]) -> OpinionMap:
        """The edited map, counted anew where something changed."""
        placements = self.opinion_map.placements
        if self._changed:
            placements = tuple(self._placed(one) for one in placements)
        members = _members(placements, {*self._changed, *self._pinned_topics(pinned)})
        topics = [
            _pinned(self._counted(topic, members, comments), members, pinned)
            for topic in self._topics.values()
        ]
        return self._whole(placements, [topic for topic in topics if topic.n_comments], comments)

    def _pinned_topics(self, pinned: Collection[str]) -> set[str]:
        return {self._topic_of.get(one, "") for one in pinned}

    def _placed(self, placement: Placement) -> Placement:
        topic_id = self._topic_of.get(placement.comment_id, "")
        if topic_id == placement.topic_id:
            return placement
        return replace(placement, topic_id=topic_id, status="in_topic")

    def _counted(
        self,
        topic: Topic,
        members: Mapping[str, Sequence[Placement]],
        comments: Mapping[str, Comment],
    ) -> Topic:
        if topic.topic_id not in self._changed:
            return topic
        mine = members.get(topic.topic_id, ())
        centre = _centre(mine)
        return replace(
            topic,
            exemplars=_exemplars(topic, mine, centre),
            n_comments=len(mine),
            n_people=count_people(comments[one.comment_id] for one in mine),
            n_voices=len({one.voice_id for one in mine}),
            x=centre[0],
            y=centre[1],
            stability=None,
        )

    def _whole(
        self,
        placements: tuple[Placement, ...],
        topics: list[Topic],
        comments: Mapping[str, Comment],
    ) -> OpinionMap:
        used = {topic.theme_id for topic in topics}
        themes = tuple(theme for theme in self._themes.values() if theme.theme_id in used)
        if not self._changed:
            return replace(self.opinion_map, themes=themes, topics=tuple(topics))
        topics.sort(key=lambda topic: (-topic.n_people, -topic.n_comments, topic.topic_id))
        counts = account(placements, comments, n_topics=len(topics), n_themes=len(themes))
        return replace(
            self.opinion_map,
            placements=placements,
            themes=themes,
            topics=tuple(topics),
            accounting=counts,
        )


def _members(
    placements: Iterable[Placement], wanted: Collection[str]
) -> Mapping[str, Sequence[Placement]]:
    found: dict[str, list[Placement]] = defaultdict(list)
    for placement in placements:
        if placement.topic_id and placement.topic_id in wanted:
            found[placement.topic_id].append(placement)
    return found


def _joined(topic: Topic, other: Topic) -> Topic:
    """The topic with the words and examples of both in turn; its label stays."""
    return replace(
        topic,
        keywords=tuple(_in_turn(topic.keywords, other.keywords))[:N_KEYWORDS],
        exemplars=tuple(_in_turn(topic.exemplars, other.exemplars)),
    )


def _in_turn(some: Sequence[str], others: Sequence[str]) -> list[str]:
    pairs = zip_longest(some, others)
    return list(dict.fromkeys(one for one in chain.from_iterable(pairs) if one is not None))


def _centre(members: Sequence[Placement]) -> tuple[float, float]:
    n = len(members) or 1
    return sum(p.x or 0.0 for p in members) / n, sum(p.y or 0.0 for p in members) / n


def _exemplars(
    topic: Topic, members: Sequence[Placement], centre: tuple[float, float]
) -> tuple[str, ...]:
    """Examples that are still in the topic; those nearest its centre where there are none."""
    ids = {one.comment_id for one in members}
    kept = [one for one in topic.exemplars if one in ids]
    if not kept:
        near = sorted(members, key=lambda p: (_far(p, centre), p.comment_id))
        kept = [one.comment_id for one in near]
    return tuple(kept[:N_EXEMPLARS])


def _far(placement: Placement, centre: tuple[float, float]) -> float:
    return math.dist((placement.x or 0.0, placement.y or 0.0), centre)


def _pinned(
    topic: Topic, members: Mapping[str, Sequence[Placement]], pinned: Collection[str]
) -> Topic:
    """The topic with its pinned comments as the first examples."""
    mine = [p.comment_id for p in members.get(topic.topic_id, ()) if p.comment_id in pinned]
    if not mine:
        return topic
    return replace(topic, exemplars=tuple(dict.fromkeys((*sorted(mine), *topic.exemplars))))


def _mixed(comment_id: str) -> bytes:
    return sha256(comment_id.encode(errors="replace")).digest()
