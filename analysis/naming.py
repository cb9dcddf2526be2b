"""The topics and themes of a grouping, named by words of their own comments, in reading order."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.arrays import Vectors
from analysis.exemplars import exemplars
from analysis.grouping import Grouping
from analysis.keywords import keywords
from analysis.labels import name
from analysis.tallies import Crowd
from analysis.text import Document
from analysis.topics import Weights, telling_words
from analysis.voices import Voice
from koemap.counting import count_people
from koemap.records import Comment, Theme, Topic

Rows = NDArray[np.int64]


def person(comment: Comment) -> str:
    """Who said the comment; one without an author is of a person of its own."""
    return comment.author_key or f"comment {comment.comment_id}"


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

    def crowd(self, rows: Rows) -> Crowd:
        """The documents of those voices, and who says each."""
        people = [
            {person(self.comments[member]) for member in self.voices[row].members} for row in rows
        ]
        return Crowd(self.read_in(rows), people)

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
    theme_of = [themes[int(theme)] for theme in grouping.themes]
    names = name([spoken.crowd(rows[topic]) for topic in ranked], [theme_of[t] for t in ranked])
    topics = tuple(
        _topic(ids[topic], theme_of[topic], text, rows[topic], words[topic], grouping, spoken)
        for topic, text in zip(ranked, names.topics, strict=True)
    )
    ordered = sorted(themes.values(), key=lambda theme_id: int(theme_id[1:]))
    return (
        tuple(Theme(theme_id, names.themes[theme_id]) for theme_id in ordered),
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
    label: str,
    rows: Rows,
    words: Weights,
    grouping: Grouping,
    spoken: Spoken,
) -> Topic:
    documents, comments = spoken.read_in(rows), spoken.said_by(rows)
    speakers = [spoken.voices[row].speaker for row in rows]
    authors = [person(spoken.comments[speaker]) for speaker in speakers]
    sizes = [len(people) for people in spoken.crowd(rows).people]
    telling = exemplars(spoken.vectors[rows], documents, sizes, authors)
    x, y = np.round(grouping.points[rows].mean(axis=0), 4).tolist()
    stability = round(float(grouping.stability[grouping.topics[rows[0]]]), 4)
    return Topic(
        topic_id=topic_id,
        theme_id=theme_id,
        label=label,
        keywords=keywords(words, documents),
        exemplars=tuple(spoken.comments[speakers[place]].comment_id for place in telling),
        n_comments=len(comments),
        n_people=count_people(comments),
        n_voices=len(rows),
        x=x,
        y=y,
        stability=None if math.isnan(stability) else stability,
    )
