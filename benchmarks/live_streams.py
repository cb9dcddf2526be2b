"""A live map on streams made of labelled sets: when a new topic is proposed, what stays at a refit.

Usage: python -m benchmarks.live_streams LABELLED [--chat ARCHIVE] [--messages 400] [--sets NAME …]

LABELLED is a folder of tab-separated sets, ARCHIVE an archived live chat. Thirty messages come in a
minute of the stream, from half as many people. Halfway a new topic enters with a fifth of them, or
one ends, or one of which only one side was heard is spoken of from both. The clock is a virtual
one, at which fits and searches take no time. A proposal is false unless most of its comments are
of the topic that entered. Limits of candidates were chosen on argkp's split train, xsid_en and the
sample meeting; how near is near enough was also looked at on sib200 and xsid_ja.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from analysis.analyst import LiveAnalyst
from analysis.continuing import topics_of
from analysis.fitter import PlainFitter
from benchmarks import page
from collectors.driver import collect
from collectors.youtube_archive import YouTubeArchive
from koemap.records import Comment, Meeting, OpinionMap, Source
from koemap.store import Store

HEADER = (
    "set",
    "stream",
    "proposed after: its messages, all messages, seconds",
    "a topic of the map after, s",
    "false proposals per hour",
    "keep topic, name and colour at a refit",
    "median move",
    "refits",
)
TUNED, HELD_OUT = ("argkp train", "xsid_en"), ("argkp", "sib200_ja", "sib200_en", "xsid_ja")
WAYS = ("enters", "ends", "splits")
PER_MINUTE, SHARE_OF_NEW, N_TOPICS, LEAST_TEXTS = 30, 0.2, 8, 25
STEP = timedelta(seconds=10)
START = datetime(2026, 10, 15, 9, 0, tzinfo=UTC)
SOURCE = Source("m", "s", "youtube-live", "stream")


@dataclass
class Watched:
    """What was seen of a stream while it ran."""

    maps: list[OpinionMap] = field(default_factory=list)
    proposed: dict[str, tuple[float, frozenset[str]]] = field(default_factory=dict)
    seconds: float = 0.0


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("labelled", type=Path)
    parser.add_argument("--chat", type=Path, help="an archived live chat")
    parser.add_argument("--messages", type=int, default=400)
    parser.add_argument("--sets", nargs="*", default=[*HELD_OUT, *TUNED])
    parser.add_argument("--write", action="store_true", help="renew docs/benchmarks.md")
    chosen = parser.parse_args()
    rows = []
    for name in chosen.sets:
        for way in WAYS:
            comments, entered = stream(sides(chosen.labelled, name), way, chosen.messages)
            rows.append([name, way, *figures(watched(comments), comments, entered)])
            print(" | ".join(rows[-1]), flush=True)
    if chosen.chat:
        comments = archived(chosen.chat)
        rows.append(["archived chat", "as it was", *figures(watched(comments), comments, set())])
        print(" | ".join(rows[-1]), flush=True)
    if chosen.write:
        page.renew("live streams", f"{about()}\n\n{page.table(HEADER, rows)}")


def about() -> str:
    """What the table shows."""
    return (
        f"{page.when()}; {PER_MINUTE} messages a minute, the clock a virtual one. What keeps its"
        " topic is counted among comments in a topic before each refit: mean, worst in brackets;"
        " moves are shares of the map's width. Limits of candidates were chosen on"
        f" {', '.join(TUNED)} and the sample meeting. Command:"
        " `python -m benchmarks.live_streams LABELLED --write`."
    )


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


def stream(
    texts: dict[str, list[list[str]]], way: str, n_messages: int, seed: int = 0
) -> tuple[list[Comment], set[str]]:
    """The comments in their order, and the ids of those of the topic that entered halfway."""
    draw = random.Random(seed)  # noqa: S311 - draws a stream
    labels = draw.sample(sorted(texts), min(N_TOPICS, len(texts)))
    changing = labels[0]
    left = {one: [draw.sample(side, len(side)) for side in texts[one]] for one in labels}
    comments, entered = [], set[str]()
    for number in range(n_messages):
        is_late = number >= n_messages // 2
        label = drawn(draw, labels, way, is_late=is_late)
        sides_left = left[label]
        pick = 0 if way == "splits" and label == changing and not is_late else draw.randrange(2)
        side = sides_left[pick] or sides_left[1 - pick]
        if not side:
            continue
        comment = said(number, side.pop(), draw.randrange(n_messages // 2))
        comments.append(comment)
        if way == "enters" and label == changing:
            entered.add(comment.comment_id)
    return comments, entered


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


def archived(path: Path) -> list[Comment]:
    """The messages of an archived chat, as koemap keeps them."""
    with TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{folder}/koemap.db")
        meeting = Meeting("m", "archive", START)
        store.add_meeting(meeting)
        collect(store, YouTubeArchive(meeting, path), b"of the benchmark")
        found = [c for c in store.comments("m") if c.text and c.posted_at]
        store.close()
    first = sorted(found, key=lambda c: (c.posted_at, c.comment_id))
    return [Comment("m", c.comment_id, "s", c.text, c.author_key, c.posted_at) for c in first]


def watched(comments: Sequence[Comment]) -> Watched:
    """The stream gone through by an analyst, at its own pace on a virtual clock."""
    seen = Watched()
    now = begun = comments[0].posted_at or START
    with TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{folder}/koemap.db")
        store.add_meeting(Meeting("m", "stream", begun))
        store.add_source(SOURCE)
        analyst = LiveAnalyst(store, "m", PlainFitter(store, "m"), lambda: now)
        for batch in batches(comments):
            now = max(now, batch[-1].posted_at or now)
            store.save_comments(SOURCE, batch)
            analyst.step()
            look(store, seen, (now - begun).total_seconds())
        store.close()
    seen.seconds = (now - begun).total_seconds()
    return seen


def batches(comments: Sequence[Comment]) -> Iterator[list[Comment]]:
    """The comments of each step; silence is passed over."""
    batch: list[Comment] = []
    for comment in comments:
        if batch and (comment.posted_at or START) - (batch[0].posted_at or START) >= STEP:
            yield batch
            batch = []
        batch.append(comment)
    if batch:
        yield batch


def look(store: Store, seen: Watched, at: float) -> None:
    """Write down what is there now."""
    for one in store.candidates("m"):
        seen.proposed.setdefault(one.candidate_id, (at, frozenset(one.comment_ids)))
    newest = next(iter(store.map_ids("m")), "")
    if newest and (not seen.maps or seen.maps[-1].map_id != newest):
        seen.maps.append(store.opinion_map("m", newest))


def figures(seen: Watched, comments: Sequence[Comment], entered: set[str]) -> list[str]:
    """The row of a stream."""
    right = [at for at, ids in seen.proposed.values() if len(ids & entered) > len(ids) / 2]
    n_false = len(seen.proposed) - len(right)
    pairs = list(zip(seen.maps, seen.maps[1:], strict=False))
    kept = [kept_at(*pair) for pair in pairs] or [float("nan")]
    moves = [moved_at(*pair) for pair in pairs] or [float("nan")]
    return [
        since(comments, entered, min(right)) if right else "never" if entered else "–",
        born(seen, comments, entered) if entered else "–",
        f"{n_false / (seen.seconds / 3600):.1f}",
        f"{np.mean(kept):.3f} ({min(kept):.3f})",
        f"{np.mean(moves):.3f} ({max(moves):.3f})",
        str(len(pairs)),
    ]


def since(comments: Sequence[Comment], entered: set[str], at: float) -> str:
    """What had come of the topic, and of all, from its first comment until that second."""
    second = {c.comment_id: (c.posted_at or START).timestamp() for c in comments}
    begun, first = min(second.values()), min(second[one] for one in entered)
    span = [one for one, when in second.items() if first <= when <= begun + at]
    return f"{len(entered.intersection(span))}, {len(span)}, {begun + at - first:.0f}"


def born(seen: Watched, comments: Sequence[Comment], entered: set[str]) -> str:
    """Seconds from its first comment until the first map with a topic mostly of it."""
    second = {c.comment_id: (c.posted_at or START).timestamp() for c in comments}
    first = min(second[one] for one in entered)
    for found in seen.maps:
        topics = Counter(topic for one, topic in topics_of(found).items() if one in entered)
        sizes = Counter(topics_of(found).values())
        if any(topic and n > sizes[topic] / 2 for topic, n in topics.items()):
            return f"{max(second[one] for one in topics_of(found)) - first:.0f}"
    return "never"


def kept_at(before: OpinionMap, after: OpinionMap) -> float:
    """The share of the comments in a topic that are in the same one, of that name and colour."""
    then, now = looks_of(before), looks_of(after)
    return float(np.mean([now.get(one) == look for one, look in then.items()]))


def looks_of(found: OpinionMap) -> dict[str, tuple[str, str, str]]:
    """Id, name and theme, whose colour it has, of the topic of each comment in one."""
    looks = {
        topic.topic_id: (topic.topic_id, topic.label, topic.theme_id) for topic in found.topics
    }
    return {one: looks[topic] for one, topic in topics_of(found).items() if topic}


def moved_at(before: OpinionMap, after: OpinionMap) -> float:
    """How far comments moved, by the median, as a share of the earlier map's width."""
    now = {p.comment_id: (p.x, p.y) for p in after.placements if p.voice_id}
    then = {p.comment_id: (p.x, p.y) for p in before.placements if p.comment_id in now}
    there = np.array(list(then.values()), float)
    here = np.array([now[one] for one in then], float)
    known = ~np.isnan(there[:, 0])
    far = np.linalg.norm(here[known] - there[known], axis=1)
    return float(np.median(far) / np.ptp(there[known], axis=0).max())


if __name__ == "__main__":
    main()
