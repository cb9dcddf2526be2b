"""The topics and themes of a grouping, named by words of their own comments, in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.arrays import Vectors
from analysis.grouping import Grouping
from analysis.labels import exemplars, joint_label, keywords, label
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
    return (
        _themes(themes, topics, {t.label for t in topics}),
        topics,
        tuple(ids[t] for t in range(len(rows))),
    )


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
    speakers = [spoken.voices[row].speaker for row in rows]
    authors = [spoken.comments[row].author_key or f"comment {row}" for row in speakers]
    telling = exemplars(spoken.vectors[rows], documents, sizes, authors)
    x, y = np.round(grouping.points[rows].mean(axis=0), 4).tolist()
    return Topic(
        topic_id=topic_id,
        theme_id=theme_id,
        label=label(words, documents, taken),
        keywords=keywords(words, documents),
        exemplars=tuple(spoken.comments[speakers[place]].comment_id for place in telling),
        n_comments=len(comments),
        n_people=count_people(comments),
        n_voices=len(rows),
        x=x,
        y=y,
    )


def _themes(ids: dict[int, str], topics: Sequence[Topic], taken: set[str]) -> tuple[Theme, ...]:
    """The themes, each named by its largest topics; by further keywords where it has but one."""
    themes = []
    for theme_id in sorted(ids.values(), key=lambda theme_id: int(theme_id[1:])):
        inside = [topic for topic in topics if topic.theme_id == theme_id]
        parts = [topic.label for topic in inside]
        if len(inside) == 1:
            parts += [word for word in inside[0].keywords if word not in inside[0].label]
        themes.append(Theme(theme_id, joint_label(parts, taken)))
    return tuple(themes)
