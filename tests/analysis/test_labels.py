"""Labels, keywords and exemplars are what citizens wrote, word for word."""

from __future__ import annotations

import pytest

from analysis.text import read_all
from tests.analysis.corpora import sample_comments, sample_map

PARTICLES = "のがをにへとはもで、。"
EMPTY = {"こと", "もの", "ため", "よう", "それ", "これ", "思う", "意見", "質問", "お願い", "AI活用"}


def texts_by_topic() -> dict[str, list[str]]:
    texts = {c.comment_id: c.text for c in sample_comments()}
    found: dict[str, list[str]] = {}
    for placement in sample_map().placements:
        found.setdefault(placement.topic_id, []).append(texts[placement.comment_id])
    return found


def test_each_phrase_of_a_label_stands_in_a_comment_of_its_topic() -> None:
    said = texts_by_topic()
    for topic in sample_map().topics:
        for phrase in topic.label.split("・"):
            assert any(phrase in text for text in said[topic.topic_id]), topic.label


def test_each_phrase_of_a_theme_stands_in_a_comment_of_its_topics() -> None:
    said = texts_by_topic()
    for theme in sample_map().themes:
        inside = [t.topic_id for t in sample_map().topics if t.theme_id == theme.theme_id]
        texts = [text for topic_id in inside for text in said[topic_id]]
        for phrase in theme.label.split("・"):
            assert any(phrase in text for text in texts), theme.label


def test_keywords_stand_in_comments_of_their_topic() -> None:
    said = texts_by_topic()
    for topic in sample_map().topics:
        assert topic.keywords
        assert all(any(word in text for text in said[topic.topic_id]) for word in topic.keywords)


def test_no_two_topics_or_themes_have_the_same_label() -> None:
    labels = [item.label for item in (*sample_map().topics, *sample_map().themes)]
    assert len(labels) == len(set(labels))


def test_labels_neither_end_in_particles_nor_say_nothing() -> None:
    for topic in sample_map().topics:
        for phrase in topic.label.split("・"):
            assert len(phrase) > 1
            assert phrase not in EMPTY
            (document,) = read_all([phrase])
            assert document.words[-1].content or phrase[-1] not in PARTICLES, phrase


@pytest.mark.parametrize("clusterer", ["leiden", "hdbscan"])
def test_exemplars_are_comments_of_different_people_and_voices_in_the_topic(clusterer: str) -> None:
    made = sample_map(clusterer)
    places = {p.comment_id: p for p in made.placements}
    authors = {c.comment_id: c.author_key or c.comment_id for c in sample_comments()}
    for topic in made.topics:
        shown = topic.exemplars
        assert shown
        assert {places[comment_id].topic_id for comment_id in shown} == {topic.topic_id}
        assert len({places[comment_id].voice_id for comment_id in shown}) == len(shown)
        assert len({authors[comment_id] for comment_id in shown}) == len(shown)
