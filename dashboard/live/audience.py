"""What an audience is shown of a live meeting: only what a person let through.

That is true of topics, too. A machine draws a topic's name from comments that nobody may have let
through, so a topic is shown only under the name that a person gave it, or under words that a
comment let through holds among others: how many people speak of a topic must not stand beside a
sentence that one of them wrote. A topic without such a name is not shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from dashboard.live.entries import Entry
from dashboard.live.known import LATER, Known
from dashboard.live.later import Later, earlier, later
from dashboard.live.lines import LONGEST_SHOWN, line, plain
from dashboard.live.model import LiveModel
from dashboard.live.pace import has_ended
from dashboard.live.topic_book import Name, Names
from dashboard.live.windows import MINUTES, is_rising
from koemap.moderation import SEEN, Moderation, moderated
from koemap.records import Decision
from koemap.standing import standing

LONGEST_NAME = 40
MOST_OF_A_TEXT = 0.5
"""A name that is more than this share of a comment is that comment, not what it is about."""
MOST_RISING, MOST_TOPICS, MOST_COMMENTS = 3, 8, 100

Json = dict[str, Any]
NOTHING: Json = {"stopped": True, "people": 0, "question": None, "topics": []}
"""The overlay while all outputs are stopped, or the meeting is kept live no more."""


@dataclass(frozen=True)
class Audience:
    """What an audience may see as of a time: comments by id, the newest let through first.

    `labels` are the names under which topics are shown, by id; `after` is what came after that
    time, which nobody is told of.
    """

    model: LiveModel
    names: Names
    moderation: Moderation
    comments: Mapping[str, Entry]
    labels: Mapping[str, str]
    until: datetime
    after: Later

    def told(self, one: Entry, longest: int = LONGEST_SHOWN) -> Json:
        """A comment that was let through."""
        fold = self.model.tallies.fold(one)
        return {
            "id": public_id(one.comment_id),
            "text": line(one.text, longest),
            "people": earlier(fold.people, self.after.folds.get(one.folded, {})),
            "topic": self.labels.get(one.topic, ""),
            "hue": self._hue(one.topic) if one.topic in self.labels else 0,
        }

    def on_air(self) -> Json | None:
        """The question on air, None without one."""
        one = self.comments.get(self.moderation.on_air)
        return self.told(one) if one else None

    def topics(self, now: datetime) -> list[Json]:
        """The topics that may be shown, those of most people lately first."""
        tallies, second, found = self.model.tallies, self._second(), []
        series, n_minutes = tallies.series(second, now, self.after), tallies.n_minutes(second, now)
        goes_on = not has_ended(self.model.store, self.model.meeting_id)
        for topic_id in self.labels:
            people, mine = self._people(topic_id), series.get(topic_id, [set()] * MINUTES)
            if people:
                recent = len(set[str]().union(*mine))
                rising = goes_on and is_rising(mine, n_minutes)
                told = {**self._topic(topic_id), "people": people, "rising": rising}
                found.append((-recent, -people, topic_id, told))
        return [told for *_, told in sorted(found, key=lambda one: one[:3])]

    def taken_up(self, known: Known) -> Json | None:
        """The topic of which it is known that it was taken up last, None before any."""
        found = [
            (decision.at, topic_id)
            for topic_id, name in self.names.topics.items()
            for decision in name.taken_up
            if known.has_decision(decision.decision_id, decision.at) and topic_id in self.labels
        ]
        return self._topic(max(found)[1]) if found else None

    def _topic(self, topic_id: str) -> Json:
        return {"id": topic_id, "label": self.labels[topic_id], "hue": self._hue(topic_id)}

    def _people(self, topic_id: str) -> int:
        tally = self.model.tallies.topics.get(topic_id)
        return earlier(tally.people, self.after.topics.get(topic_id, {})) if tally else 0

    def _second(self) -> float | None:
        """The second of the video by then."""
        reached = self.model.second_at(self.until)
        return self.model.second if reached == self.model.second_at(LATER) else reached

    def _hue(self, topic_id: str) -> int:
        name = self.names.topics.get(topic_id)
        return name.hue if name else 0


def audience(
    model: LiveModel, names: Names, until: datetime = LATER, known: Known | None = None
) -> Audience:
    """What may be seen of what people did, if it is known; what was taken back is not.

    Who said so much is counted as of then; all that was done until then is known unless other is.
    """
    known = known or Known(until)
    acts = [act for act in model.acts if known.has_act(act.number, act.at)]
    moderation = model.moderation if len(acts) == len(model.acts) else moderated(acts)
    seen = [item for item in moderation.items.values() if item.state in SEEN]
    seen.sort(key=lambda item: (item.shown_from or item.since, item.comment_id), reverse=True)
    found = ((item.comment_id, model.shown(item.comment_id)) for item in seen)
    comments = {comment_id: one for comment_id, one in found if one and one.text}
    labels = _labels(names, comments.values(), known)
    after = later(model.entries, until, labels, {one.folded for one in comments.values()})
    return Audience(model, names, moderation, comments, labels, until, after)


def overlay_state(model: LiveModel, names: Names, now: datetime) -> Json:
    """The JSON of the overlay; it has nothing while outputs are stopped."""
    if model.stopped:
        return NOTHING
    seen = audience(model, names)  # whatever the clock says
    rising = [one for one in seen.topics(now) if one["rising"]]
    return {
        "stopped": False,
        "people": model.people_by(now),
        "question": seen.on_air(),
        "topics": [
            {name: value for name, value in one.items() if name != "rising"}
            for one in rising[:MOST_RISING]
        ],
    }


def live_page(
    model: LiveModel,
    names: Names,
    now: datetime,
    delay: timedelta,
    title: str,
    before: Json | None = None,
    known: Known | None = None,
) -> Json:
    """The JSON of the public page, as things stood that delay ago; `before` is what it shows.

    `known` is what was done so long ago, by the clock on the wall unless it is given.

    People are counted of what had arrived by then and may still be shown, in the topics that it is
    in by now: nobody noted when the analyst moved it.

    While outputs are stopped it stays as it was, without what may be shown no more. So do its
    topics while the names of a new map are being read.
    """
    stopped = model.stopped
    until = (stopped.at if stopped else now) - delay
    known = known or Known(until)
    if stopped and before and not before.get("over"):
        return _frozen(before, audience(model, names, until, known))
    known = replace(known, until=min(known.until, until)) if stopped else known
    seen = audience(model, names, until, known)
    told = _as_seen(seen, known, title)
    return _as_named(told, before, seen) if before and names == Names() else told


def _as_seen(seen: Audience, known: Known, title: str) -> Json:
    """The page of what may be seen, as of its time."""
    return {
        "stopped": seen.model.stopped is not None,
        "title": line(title, LONGEST_SHOWN),
        "people": seen.model.people_by(seen.until),
        "now": seen.on_air(),
        "topic": seen.taken_up(known),
        "topics": seen.topics(seen.until)[:MOST_TOPICS],
        "comments": [
            {**seen.told(one), "at": one.at.isoformat()}
            for one in list(seen.comments.values())[:MOST_COMMENTS]
        ],
    }


def _frozen(before: Json, seen: Audience) -> Json:
    """What was shown, without the comments and the names of topics that may be shown no more."""
    there, labels = {public_id(one) for one in seen.comments}, _still_named(before, seen)
    comments = [one for one in before["comments"] if one["id"] in there]
    question = before["now"]
    return {
        **before,
        **_topics_still(before, labels),
        "stopped": True,
        "now": _beside(question, labels) if question and question["id"] in there else None,
        "comments": [_beside(one, labels) for one in comments],
    }


def _as_named(told: Json, before: Json, seen: Audience) -> Json:
    """What is told, with the topics that were shown before and may still be."""
    labels, question = _still_named(before, seen), told["now"]
    named = {
        one["id"]: {"topic": one["topic"], "hue": one["hue"]}
        for one in (*before["comments"], before["now"])
        if one and one["topic"] in labels
    }
    return {
        **told,
        **_topics_still(before, labels),
        "now": {**question, **named.get(question["id"], {})} if question else None,
        "comments": [{**one, **named.get(one["id"], {})} for one in told["comments"]],
    }


def _topics_still(before: Json, labels: Container[str]) -> Json:
    topic = before["topic"]
    return {
        "topic": topic if topic and topic["label"] in labels else None,
        "topics": [one for one in before["topics"] if one["label"] in labels],
    }


def _beside(one: Json, labels: Container[str]) -> Json:
    """The comment, with the name of its topic only if that is among the labels."""
    return one if one["topic"] in labels else {**one, "topic": "", "hue": 0}


def _still_named(before: Json, seen: Audience) -> set[str]:
    """The names on a page that a person gave, or that a comment of their topic still holds."""
    topics = {one["id"]: one["label"] for one in (*before["topics"], before["topic"]) if one}
    beside = {one["id"]: one["topic"] for one in before["comments"]}
    said = {
        label
        for comment_id, one in seen.comments.items()
        for label in (topics.get(one.topic), beside.get(public_id(comment_id)))
        if label and _says(one, plain(label.removesuffix("…")))
    }
    return {*seen.labels.values(), *said, *_given(seen.model.decisions)}


def _given(decisions: Sequence[Decision]) -> set[str]:
    """The names that people gave to topics, without those that they changed again."""
    names: dict[str, str] = {}
    for one in standing(decisions):
        if one.act in ("adopt", "split"):
            names[f"s{one.decision_id:02d}"] = str(one.details["label"])
        elif one.act == "rename" and one.details.get("of") != "theme":
            names[one.target] = str(one.details["label"])
    return {line(name, LONGEST_NAME) for name in names.values()}


def over(before: Json) -> Json:
    """The page of a meeting that nobody keeps live any more: without what anybody said."""
    nothing: Json = {"now": None, "topic": None, "topics": [], "comments": []}
    return {**before, **nothing, "stopped": False, "over": True}


def public_id(comment_id: str) -> str:
    """A name for a comment that says nothing of where it came from."""
    return sha256(comment_id.encode(errors="replace")).hexdigest()[:12]


def _labels(names: Names, comments: Iterable[Entry], known: Known) -> dict[str, str]:
    """The names under which topics may be shown, by id."""
    said: dict[str, list[Entry]] = defaultdict(list)
    for one in comments:
        if one.topic:
            said[one.topic].append(one)
    found = ((topic, _label(name, said[topic], known)) for topic, name in names.topics.items())
    return {topic: label for topic, label in found if label}


def _label(name: Name, comments: Iterable[Entry], known: Known) -> str:
    is_given = name.named_at is not None and known.has_decision(name.named_by, name.named_at)
    word = plain(name.label)
    is_told = is_given or any(_says(one, word) for one in comments)
    return line(name.label, LONGEST_NAME) if is_told else ""


def _says(one: Entry, word: str) -> bool:
    """Whether what is shown of the comment holds that word among others."""
    return word in one.words and len(word) <= MOST_OF_A_TEXT * len(one.words)
