"""Streams of messages made of labelled sets, in which a topic enters, ends or splits halfway."""

from __future__ import annotations

import csv
import random
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from collectors.driver import collect
from collectors.youtube_archive import YouTubeArchive
from koemap.records import Comment, Meeting
from koemap.store import Store

WAYS = ("enters", "ends", "splits")
PER_MINUTE, SHARE_OF_NEW, N_TOPICS, LEAST_TEXTS = 30, 0.2, 8, 25
AFTER_AN_END = 2
"""So many times the messages before a topic ends come after it, so that its silence shows."""
START = datetime(2026, 10, 15, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Stream:
    """Comments in their order, and the ids of those of the topic that changes at some time.

    `way` is what becomes of that topic; in an archived chat none is known to change. `labels` says
    what each comment is of, where that is known.
    """

    way: str
    comments: Sequence[Comment]
    changing: set[str]
    changes_at: datetime
    labels: Mapping[str, str] = field(default_factory=dict)

    @property
    def entered(self) -> set[str]:
        """The ids of the comments of the topic that entered, if one did."""
        return self.changing if self.way == "enters" else set()


def sides(folder: Path, name: str) -> dict[str, list[list[str]]]:
    """The texts of each label, in two halves: by stance where there is one, else as they come."""
    csv.field_size_limit(sys.maxsize)
    file_name, _, split = name.partition(" ")
    with (folder / f"{file_name}.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    if file_name == "argkp":
        rows = [row for row in rows if (row["split"] == "train") == (split == "train")]
    found: defaultdict[str, list[list[str]]] = defaultdict(lambda: [[], []])
    for row in rows:
        both = found[row.get("label") or row["topic"]]
        side = row["stance"] == "1" if "stance" in row else len(both[0]) > len(both[1])
        both[side].append(row["text"])
    return {one: both for one, both in found.items() if sum(map(len, both)) >= LEAST_TEXTS}


def stream(texts: dict[str, list[list[str]]], way: str, n_messages: int, seed: int = 0) -> Stream:
    """A stream in which halfway a topic enters, ends or splits; one with an end goes on longer."""
    draw = random.Random(seed)  # noqa: S311 - draws a stream
    labels = draw.sample(sorted(texts), min(N_TOPICS, len(texts)))
    changing = labels[0]
    left = {one: [draw.sample(side, len(side)) for side in texts[one]] for one in labels}
    comments, label_of = list[Comment](), dict[str, str]()
    half = n_messages // 2
    for number in range(half + half * (AFTER_AN_END if way == "ends" else 1)):
        is_late = number >= half
        label = drawn(draw, labels, way, is_late=is_late)
        sides_left = left[label]
        pick = 0 if way == "splits" and label == changing and not is_late else draw.randrange(2)
        side = sides_left[pick] or sides_left[1 - pick]
        if not side:
            continue
        comment = said(number, side.pop(), draw.randrange(half))
        comments.append(comment)
        label_of[comment.comment_id] = label
    changing_ids = {one for one, label in label_of.items() if label == changing}
    halfway = START + timedelta(seconds=30 * n_messages / PER_MINUTE)
    return Stream(way, comments, changing_ids, halfway, label_of)


def drawn(draw: random.Random, labels: Sequence[str], way: str, *, is_late: bool) -> str:
    """The label of the next message."""
    changing, others = labels[0], labels[1:]
    if way == "enters":
        return changing if is_late and draw.random() < SHARE_OF_NEW else draw.choice(others)
    if way == "ends" and is_late:
        return draw.choice(others)
    return draw.choice(labels)


def said(number: int, text: str, person: int) -> Comment:
    """A message of the stream."""
    at = START + timedelta(seconds=60 * number / PER_MINUTE)
    return Comment("m", f"c{number:06d}", "s", text, f"person {person}", at)


def archived(path: Path) -> Stream:
    """The messages of an archived chat, as koemap keeps them."""
    with TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{folder}/koemap.db")
        meeting = Meeting("m", "archive", START)
        store.add_meeting(meeting)
        collect(store, YouTubeArchive(meeting, path), b"of the benchmark")
        found = [c for c in store.comments("m") if c.text and c.posted_at]
        store.close()
    first = sorted(found, key=lambda c: (c.posted_at, c.comment_id))
    said = [Comment("m", c.comment_id, "s", c.text, c.author_key, c.posted_at) for c in first]
    return Stream("as it was", said, set(), START)
