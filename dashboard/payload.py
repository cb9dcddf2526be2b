"""What a page needs to draw the opinion map of an edition: points, names and sizes in a few bytes.

The order of points. A point is a voice: near-identical comments are one dot. Points stand topic by
topic in the map's reading order, lone voices last, and by voice id within each; so topics need only
the lengths of their runs. Point `i` is the voice `Payload.voice_ids[i]`, and the first comment
written of it is `Payload.comment_ids[i]`.

The bytes. `places` holds x and y of each point as two little-endian unsigned 16-bit numbers in
base64, 5.33 bytes a point; y grows downwards, both axes have one scale, the longer one is full.
`sizes` holds only points of several people: how far the point is from the one before, how many
people it is. With names, 50,000 points take less than 6 bytes each.

A page of its own, on a server or opened as a file, contains, in this order::

    <link rel="stylesheet" href="tokens.css">  <link rel="stylesheet" href="opinion_map.css">
    <div id="map" class="opinion-map"></div>
    <script src="opinion_map_….js"></script>   each of COMPONENT, in that order
    <script src="map.js"></script>             script("map", payload(edition).content)
    <script src="words.ja.js"></script>        script("words", words("ja"))
    <script src="page.js"></script>            mounts it:

    Promise.all(["map", "words"].map(KoemapMap.received)).then(([map, words]) =>
      KoemapMap.mount(document.getElementById("map"), map, {
        words, language: "ja",
        tell: (point) => text of the voice, or a promise of it,
        onTopic: (topicId) => …, onPoint: (point) => …}));

Texts come in parts of `PART` voices: part `k` is `script(f"voices-{k}", voices(...))`, and
`KoemapMap.load(url, "voices-3")` gives its content when somebody points at a dot. The policy
`default-src 'none'; script-src 'self'; style-src 'self'` is enough; nothing is fetched.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dashboard.palette import hue_numbers
from dashboard.wording import Language
from dashboard.wording_map import MAP
from koemap.counting import count_people
from koemap.edition import Edition, written
from koemap.records import Placement, Theme, Topic

COMPONENT = (
    "opinion_map_payload.js",
    "opinion_map_grounds.js",
    "opinion_map_camera.js",
    "opinion_map_owners.js",
    "opinion_map_names.js",
    "opinion_map_painting.js",
    "opinion_map_hands.js",
    "opinion_map_tree.js",
    "opinion_map.js",
)
"""The scripts in `assets/` that draw the map; each needs those before it."""

FULL = 65_535  # the length of the longer axis
PART = 500  # voices whose texts come together
LONGEST = 90  # characters of a text that a dot tells
TURNING = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))  # reverses what follows


Voice = list[Placement]
Places = NDArray[np.float64]


@dataclass(frozen=True)
class Payload:
    """The map of one edition for a browser; `content` is what `KoemapMap.mount` takes.

    `version` names these bytes: other points, names or numbers have another one.
    """

    version: str
    content: Mapping[str, Any]
    voice_ids: tuple[str, ...]
    comment_ids: tuple[str, ...]
    points: Mapping[str, int]
    """The point of each comment on the map, by comment id."""


def payload(edition: Edition) -> Payload:
    """The payload of an edition: only comments that readers may see, always the same bytes."""
    runs = _runs(edition)
    voices = [voice for run in runs for voice in run]
    firsts = [voice[0] for voice in voices]
    topics = tuple(edition.topics.values())
    frame = Frame.around([(p.x or 0.0, p.y or 0.0) for p in firsts])
    content = {
        **frame.packed(),
        "themes": [_theme(edition, theme) for theme in edition.opinion_map.themes],
        "topics": [
            _topic(edition, frame, topic, len(run))
            for topic, run in zip(topics, runs, strict=False)
        ],
        "lone": len(runs[-1]),
        "sizes": sparse([_people(edition, voice) for voice in voices]),
    }
    voice_ids = tuple(p.voice_id for p in firsts)
    version = _digest(content, voice_ids)
    return Payload(
        version=version,
        content={"version": version, **content},
        voice_ids=voice_ids,
        comment_ids=tuple(p.comment_id for p in firsts),
        points={p.comment_id: point for point, voice in enumerate(voices) for p in voice},
    )


def script(name: str, content: object) -> bytes:
    """A classic script that hands the content to the component; safe inside a page, too."""
    told = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for mark in ("<", "\u2028", "\u2029"):
        told = told.replace(mark, f"\\u{ord(mark):04x}")
    return f'KoemapMap.receive("{name}",{told});\n'.encode(errors="replace")


def words(language: Language) -> dict[str, str]:
    """Every word the component says; {n}, {label} and {people} are filled in by it."""
    at = 0 if language == "ja" else 1
    return {key.removeprefix("map_"): both[at] for key, both in MAP.items()}


def voices(edition: Edition, drawn: Payload, part: int) -> dict[str, Any]:
    """Comment id and beginning of the text of each voice of one part; nothing beyond the last."""
    ids = drawn.comment_ids[part * PART : (part + 1) * PART]
    return {
        "version": drawn.version,
        "from": part * PART,
        "voices": [[i, beginning(edition.comments[i].text)] for i in ids],
    }


def beginning(text: str) -> str:
    """The text as a dot tells it: on one line, short, and not turned round."""
    plain = " ".join(text.translate(TURNING).split())
    return plain if len(plain) <= LONGEST else f"{plain[:LONGEST]}…"


def kept(earlier: Payload, later: Payload) -> dict[str, Any]:
    """Which points of the later map stood on the earlier one, so that they can move there.

    `runs` are triples: first point, first point on the earlier map, how many in a row.
    """
    before = {voice_id: point for point, voice_id in enumerate(earlier.voice_ids)}
    runs: list[list[int]] = []
    for point, voice_id in enumerate(later.voice_ids):
        was = before.get(voice_id)
        if was is None:
            continue
        if runs and point == runs[-1][0] + runs[-1][2] and was == runs[-1][1] + runs[-1][2]:
            runs[-1][2] += 1
        else:
            runs.append([point, was, 1])
    return {"version": earlier.version, "runs": runs}


@dataclass(frozen=True)
class Frame:
    """From places on a map to whole numbers, y downwards; `places` has shape (n_points, 2)."""

    places: Places
    left: float
    top: float
    unit: float

    @classmethod
    def around(cls, places: Sequence[tuple[float, float]] | Places) -> Frame:
        """The frame that just holds these places; a single place gets a width of its own."""
        held = np.asarray(places, dtype=np.float64).reshape(-1, 2)
        if not len(held):
            return cls(held, 0.0, 0.0, 1.0)
        (left, low), (right, top) = held.min(axis=0), held.max(axis=0)
        return cls(held, float(left), float(top), float(max(right - left, top - low) or 1) / FULL)

    def whole(self, x: float, y: float) -> tuple[int, int]:
        """The place in whole numbers."""
        return round((x - self.left) / self.unit), round((self.top - y) / self.unit)

    def packed(self) -> dict[str, Any]:
        """The number of points, their extent and their places in base64."""
        flipped = (self.places - (self.left, self.top)) * (1, -1) / self.unit
        whole = np.clip(np.rint(flipped), 0, FULL).astype("<u2")
        width, height = whole.max(axis=0, initial=0).tolist()
        places = base64.b64encode(whole.tobytes()).decode()
        return {"n": len(whole), "width": width, "height": height, "places": places}


def sparse(people: Iterable[int]) -> list[int]:
    """The points of several people: the distance from the one before, then how many people.

    >>> sparse([1, 3, 1, 1, 2])
    [1, 3, 3, 2]
    """
    found, last = [], 0
    for point, n in enumerate(people):
        if n > 1:
            found += [point - last, n]
            last = point
    return found


def _runs(edition: Edition) -> list[list[Voice]]:
    """The voices of each topic, then the lone ones, each with its comments as written."""
    found: dict[str, dict[str, list[Placement]]] = defaultdict(lambda: defaultdict(list))
    for p in edition.opinion_map.placements:
        if p.voice_id and p.x is not None and p.y is not None:
            found[p.topic_id if p.topic_id in edition.topics else ""][p.voice_id].append(p)
    return [
        [
            sorted(voice, key=lambda p: written(edition.comments[p.comment_id]))
            for _, voice in sorted(found[topic_id].items())
        ]
        for topic_id in (*edition.topics, "")
    ]


def _people(edition: Edition, voice: Voice) -> int:
    return 1 if len(voice) == 1 else count_people(edition.comments[p.comment_id] for p in voice)


def _theme(edition: Edition, theme: Theme) -> dict[str, Any]:
    mine = [topic.topic_id for topic in edition.topics.values() if topic.theme_id == theme.theme_id]
    hue = hue_numbers(edition.opinion_map.themes)[theme.theme_id]
    people = count_people(comment for topic_id in mine for comment in edition.members[topic_id])
    return {"id": theme.theme_id, "label": theme.label, "hue": hue, "people": people}


def _topic(edition: Edition, frame: Frame, topic: Topic, n_points: int) -> dict[str, Any]:
    x, y = frame.whole(topic.x, topic.y)
    return {
        "id": topic.topic_id,
        "theme": topic.theme_id,
        "label": topic.label,
        "people": topic.n_people,
        "x": x,
        "y": y,
        "n": n_points,
    }


def _digest(content: Mapping[str, Any], voice_ids: Sequence[str]) -> str:
    told = json.dumps([content, voice_ids], sort_keys=True).encode()
    return hashlib.sha256(told).hexdigest()[:16]
