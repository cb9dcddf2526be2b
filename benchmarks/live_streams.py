"""A live map on streams made of labelled sets: when a new topic is proposed, what stays at a refit.

Usage: python -m benchmarks.live_streams LABELLED [--chat ARCHIVE] [--messages 400] [--sets NAME …]

LABELLED is a folder of tab-separated sets, ARCHIVE an archived live chat. Thirty messages come in a
minute of the stream, from half as many people. Halfway a new topic enters with a fifth of them, or
one ends (then it goes on half as long again), or one of which only one side was heard is spoken of
from both. The clock is a virtual one, at which fits and searches take no time. A proposal is false
unless most of its comments are of one label, and that is the one that entered or one of which the
map had no topic then. Limits of candidates and of what is quiet were chosen on argkp's split train,
xsid_en and the sample meeting; how near is near enough was also looked at on sib200 and xsid_ja,
and sib200_ja was seen before it was asked whether all of a candidate came of late.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from analysis.analyst import LiveAnalyst
from analysis.continuing import topics_of
from analysis.event_lines import line
from analysis.events import Event, happened
from analysis.fitter import PlainFitter
from benchmarks import page
from benchmarks.same_topics import kept, moved_at
from benchmarks.streams import PER_MINUTE, START, WAYS, Stream, archived, sides, stream
from koemap.live_records import Happening
from koemap.records import Comment, Meeting, OpinionMap, Source
from koemap.store import Store

HEADER = (
    "set",
    "stream",
    "proposed after: its messages, all messages, seconds",
    "a topic of the map after, s",
    "the record says so after, s",
    "false proposals per hour (and of labels without a topic)",
    "other topics said to be quiet, per hour",
    "keep topic, name and colour at a refit",
    "median move",
    "refits",
)
TUNED, HELD_OUT = ("argkp train", "xsid_en"), ("argkp", "sib200_ja", "sib200_en", "xsid_ja")
STEP, PAUSE = timedelta(seconds=10), timedelta(minutes=10)
SOURCE = Source("m", "s", "youtube-live", "stream")


@dataclass
class Watched:
    """What was seen of a stream while it ran; `record` has what became of topics.

    Of each proposal it is known when it came, of which comments, and how many maps there were.
    """

    maps: list[OpinionMap] = field(default_factory=list)
    proposed: dict[str, tuple[float, frozenset[str], int]] = field(default_factory=dict)
    record: tuple[Happening, ...] = ()
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
            made = stream(sides(chosen.labelled, name), way, chosen.messages)
            rows.append([name, way, *figures(watched(made.comments), made)])
            print(" | ".join(rows[-1]), flush=True)
    if chosen.chat:
        made = archived(chosen.chat)
        rows.append(["archived chat", made.way, *figures(watched(made.comments), made)])
        print(" | ".join(rows[-1]), flush=True)
    if chosen.write:
        page.renew("live streams", f"{about()}\n\n{page.table(HEADER, rows)}")


def about() -> str:
    """What the table shows."""
    return (
        f"{page.when()}; {PER_MINUTE} messages a minute, the clock a virtual one. What keeps its"
        " topic is counted among comments in a topic before each refit: mean, worst in brackets;"
        " moves are shares of the map's width. The record says that a topic is new, split, went"
        " into another, is gone or has gone quiet, counted from halfway; where it does not, so many"
        " topics of the map were mostly of the one that changes before that, and at the end. A"
        " topic of which nobody speaks any more stays on the map, as its comments do. A proposal is"
        " false unless most of it is of one label, and that is the one that entered or one of which"
        " the map had no topic then; those are in brackets. Nobody labelled the archived chat, so"
        " that all its proposals count as false, though many are of what people had just begun to"
        " speak of; its hours leave out pauses of more than ten minutes. Only argkp's halves"
        " differ, by stance; elsewhere a topic that splits has two halves of one kind, and nothing"
        " to part. Limits of candidates and of what is quiet were chosen on"
        f" {', '.join(TUNED)} (four draws of each stream that a topic enters) and the sample"
        " meeting; to ask whether all came of late was thought of after a look at sib200_ja."
        " Command:"
        " `python -m benchmarks.live_streams LABELLED --chat ARCHIVE --write`."
    )


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
        seen.record = store.happenings("m")
        store.close()
    seen.seconds = spoken_for(comments)
    return seen


def spoken_for(comments: Sequence[Comment]) -> float:
    """The seconds from the first message to the last, without pauses of more than `PAUSE`."""
    came = sorted(one.posted_at or START for one in comments)
    gaps = (later - earlier for earlier, later in pairwise(came))
    return sum(gap.total_seconds() for gap in gaps if gap <= PAUSE)


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
        told = at, frozenset(one.comment_ids), len(seen.maps)
        seen.proposed.setdefault(one.candidate_id, told)
    newest = next(iter(store.map_ids("m")), "")
    if newest and (not seen.maps or seen.maps[-1].map_id != newest):
        seen.maps.append(store.opinion_map("m", newest))


def figures(seen: Watched, made: Stream) -> list[str]:
    """The row of a stream."""
    stay = kept(seen.maps) or [float("nan")]
    moves = [moved_at(*pair) for pair in pairwise(seen.maps)] or [float("nan")]
    return [
        proposed(seen, made) if made.entered else "–",
        born(seen, made.comments, made.entered) if made.entered else "–",
        noticed(seen, made) if made.changing else "–",
        falsely(seen, made),
        f"{len(quiet(seen, made, others=True)) / (seen.seconds / 3600):.1f}",
        f"{np.mean(stay):.3f} ({min(stay):.3f})",
        f"{np.mean(moves):.3f} ({max(moves):.3f})",
        str(len(seen.maps) - 1),
    ]


def proposed(seen: Watched, made: Stream) -> str:
    """What had come when the topic that entered was proposed."""
    right = [at for at, ids, _ in seen.proposed.values() if is_of_most(ids, made.entered)]
    if right:
        return since(made.comments, made.entered, min(right))
    is_there = born(seen, made.comments, made.entered) != "never"
    return "the map came first" if is_there else "never"


def falsely(seen: Watched, made: Stream) -> str:
    """False proposals per hour, and those of a label that the map had no topic of."""
    others = [one for one in seen.proposed.values() if not is_of_most(one[1], made.entered)]
    n_unmapped = sum(is_unmapped(ids, seen.maps[n - 1], made) for _, ids, n in others if n)
    hours = seen.seconds / 3600
    return f"{(len(others) - n_unmapped) / hours:.1f} ({n_unmapped / hours:.1f})"


def is_of_most(ids: Collection[str], some: Collection[str]) -> bool:
    """Whether more than half of these comments are among those."""
    return len({*ids} & {*some}) > len(ids) / 2


def is_unmapped(ids: Collection[str], found: OpinionMap, made: Stream) -> bool:
    """Whether most of the comments are of one label, and no topic of the map is mostly of that."""
    said = [made.labels[one] for one in ids if one in made.labels]
    label = max(said, key=said.count, default="")
    mine = {one for one, its in made.labels.items() if its == label}
    return is_of_most(ids, mine) and not topics_mostly_of(found, mine)


def quiet(seen: Watched, made: Stream, *, others: bool = False) -> list[Happening]:
    """The lines that say that the topic that ended has gone quiet, or that others have."""
    own = {
        f"“{topic.label}”"
        for found in seen.maps
        for topic in found.topics
        if made.way == "ends" and topic.topic_id in topics_mostly_of(found, made.changing)
    }
    told = [one for one in seen.record if one.kind == "quiet"]
    is_own = [any(label in one.en for label in own) and one.at > made.changes_at for one in told]
    return [one for one, mine in zip(told, is_own, strict=True) if mine != others]


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


def noticed(seen: Watched, made: Stream) -> str:
    """Seconds from halfway until the record says what became of the topic that changes.

    Without that, how many topics were mostly of it on the last map before, and on the last one.
    """
    record = {one.en: one.at for one in seen.record}
    for told in quiet(seen, made)[:1]:
        return f"{(told.at - made.changes_at).total_seconds():.0f} (quiet)"
    for earlier, later in zip(seen.maps, seen.maps[1:], strict=False):
        for event in happened(earlier, later):
            at = record.get(line(event, "en"))
            if at and at > made.changes_at and is_of(event, earlier, later, made):
                return f"{(at - made.changes_at).total_seconds():.0f} ({event.happening})"
    before = [one for one in seen.maps if not after_change(one, made)]
    counts = [len(topics_mostly_of(one, made.changing)) for one in (*before[-1:], seen.maps[-1])]
    return f"never, {' → '.join(map(str, counts))}"


def is_of(event: Event, earlier: OpinionMap, later: OpinionMap, made: Stream) -> bool:
    """Whether the event tells of the change that the stream has."""
    was = {side.topic_id for side in event.before} & topics_mostly_of(earlier, made.changing)
    now = {side.topic_id for side in event.after} & topics_mostly_of(later, made.changing)
    told = {
        "enters": {"new": now},
        "ends": {"gone": was, "merged": was - now},
        "splits": {"split": was, "new": now},
    }
    return bool(told[made.way].get(event.happening))


def after_change(found: OpinionMap, made: Stream) -> bool:
    """Whether the map has comments from after the change."""
    late = {c.comment_id for c in made.comments if (c.posted_at or START) > made.changes_at}
    return bool(late & topics_of(found).keys())


def topics_mostly_of(found: OpinionMap, some: Collection[str]) -> set[str]:
    """The ids of the topics most of whose comments are among these."""
    topics = topics_of(found)
    sizes = Counter(topics.values())
    own = Counter(topic for one, topic in topics.items() if one in some)
    return {topic for topic, n in own.items() if topic and n > sizes[topic] / 2}


if __name__ == "__main__":
    main()
