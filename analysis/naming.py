"""The topics and themes of a grouping, named by words of their own comments, in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.arrays import Vectors
from analysis.grouping import Grouping
from analysis.labels import exemplars, keywords, label
from analysis.text import Document
from analysis.topics import Weights, telling_words
from analysis.voices import Voice
from koemap.edition import count_people
from koemap.records import Comment, Theme, Topic

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Spoken:
    """The voices, each with its document and vector in the same row, and all their comments."""

    comments: Sequence[Comment]
    voices: Sequence[Voice]
    documents: Sequence[Document]
    vectors: Vectors

    def said_by(self, rows: Rows) -> list[Comment]:
        """All comments of those voices."""
        return [self.comments[member] for row in rows for member in self.voices[row].members]

    def read_in(self, rows: Rows) -> list[Document]:
        """The documents of those voices."""
        return [self.documents[row] for row in rows]


def named(
    grouping: Grouping, spoken: Spoken
) -> tuple[tuple[Theme, ...], tuple[Topic, ...], tuple[str, ...]]:
    """Themes and topics, those of most people first, and the topic id of each topic's number.

    No two names are the same.
    """
    rows = [np.flatnonzero(grouping.topics == topic) for topic in range(len(grouping.themes))]
    words = telling_words(spoken.documents, spoken.vectors, grouping.topics)
    ranked = sorted(range(len(rows)), key=lambda topic: _rank(rows[topic], spoken))
    ids = {topic: f"t{place:02d}" for place, topic in enumerate(ranked, start=1)}
    themes = _ranked_themes(grouping, rows, spoken)
    taken: set[str] = set()
    topics = tuple(
        _topic(
            ids[topic],
            themes[int(grouping.themes[topic])],
            rows[topic],
            words[topic],
            grouping,
            spoken,
            taken,
        )
        for topic in ranked
    )
    return _themes(grouping, themes, spoken, taken), topics, tuple(ids[t] for t in range(len(rows)))


def _rank(rows: Rows, spoken: Spoken) -> tuple[int, int, str]:
    comments = spoken.said_by(rows)
    smallest = min((comment.comment_id for comment in comments), default="")
    return -count_people(comments), -len(comments), smallest


def _ranked_themes(grouping: Grouping, rows: Sequence[Rows], spoken: Spoken) -> dict[int, str]:
    """The id of each theme by its number."""
    inside = {
        theme: np.concatenate(
            [r for r, of in zip(rows, grouping.themes, strict=True) if of == theme]
        )
        for theme in sorted(set(grouping.themes.tolist()))
    }
    ranked = sorted(inside, key=lambda theme: _rank(inside[theme], spoken))
    return {theme: f"T{place}" for place, theme in enumerate(ranked, start=1)}


def _topic(
    topic_id: str,
    theme_id: str,
    rows: Rows,
    words: Weights,
    grouping: Grouping,
    spoken: Spoken,
    taken: set[str],
) -> Topic:
    documents, comments = spoken.read_in(rows), spoken.said_by(rows)
    sizes = [len(spoken.voices[row].members) for row in rows]
    telling = exemplars(spoken.vectors[rows], documents, sizes)
    speakers = [spoken.voices[rows[place]].speaker for place in telling]
    x, y = np.round(grouping.points[rows].mean(axis=0), 4).tolist()
    return Topic(
        topic_id=topic_id,
        theme_id=theme_id,
        label=label(words, documents, taken),
        keywords=keywords(words, documents),
        exemplars=tuple(spoken.comments[speaker].comment_id for speaker in speakers),
        n_comments=len(comments),
        n_people=count_people(comments),
        n_voices=len(rows),
        x=x,
        y=y,
    )


def _themes(
    grouping: Grouping, ids: dict[int, str], spoken: Spoken, taken: set[str]
) -> tuple[Theme, ...]:
    of = np.append(grouping.themes, -1)[grouping.topics]
    words = telling_words(spoken.documents, spoken.vectors, of)
    return tuple(
        Theme(ids[theme], label(words[theme], spoken.read_in(np.flatnonzero(of == theme)), taken))
        for theme in sorted(ids, key=lambda theme: int(ids[theme][1:]))
    )
