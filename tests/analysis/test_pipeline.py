"""The map as a whole: everyone has a place, and the same comments give the same map."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace

import pytest

from analysis.communities import n_wanted
from analysis.pipeline import CLUSTERERS, STEPS, build_map, make_recipe
from koemap.errors import AnalysisError
from koemap.records import Comment, OpinionMap
from tests.analysis.corpora import said, sample_comments, sample_map


def mapped(comments: list[Comment], **choices: str) -> OpinionMap:
    return build_map(comments, make_recipe(**choices), meeting_id="m")


def test_who_wrote_under_which_key_changes_nothing() -> None:
    renamed = [
        replace(c, author_key=c.author_key and f"another-{c.author_key}") for c in sample_comments()
    ]
    assert mapped(renamed) == replace(sample_map(), meeting_id="m")


@pytest.mark.parametrize("clusterer", CLUSTERERS)
def test_every_comment_of_the_sample_has_one_place_and_the_sums_add_up(clusterer: str) -> None:
    made = sample_map(clusterer)
    assert sorted(c.comment_id for c in sample_comments()) == [
        p.comment_id for p in made.placements
    ]
    assert made.accounting.adds_up()
    assert 8 <= len(made.topics) <= 30
    assert 3 <= len(made.themes) <= 10


def test_topics_are_numbered_in_reading_order_with_the_most_people_first() -> None:
    made = sample_map()
    ids = [topic.topic_id for topic in made.topics]
    assert ids == [f"t{number:02d}" for number in range(1, len(ids) + 1)]
    people = [topic.n_people for topic in made.topics]
    assert people == sorted(people, reverse=True)
    assert [theme.theme_id for theme in made.themes] == [
        f"T{number}" for number in range(1, len(made.themes) + 1)
    ]
    assert {topic.theme_id for topic in made.topics} == {theme.theme_id for theme in made.themes}


def test_the_figures_of_a_topic_are_those_of_its_comments() -> None:
    made = sample_map()
    for topic in made.topics:
        members = [p for p in made.placements if p.topic_id == topic.topic_id]
        assert topic.n_comments == len(members)
        assert topic.n_voices == len({p.voice_id for p in members})


def test_all_comments_of_a_voice_share_its_topic_and_its_place() -> None:
    places: dict[str, set[tuple[object, ...]]] = {}
    for p in sample_map().placements:
        if p.voice_id:
            places.setdefault(p.voice_id, set()).add((p.status, p.topic_id, p.x, p.y, p.strength))
    assert all(len(found) == 1 for found in places.values())


def test_only_placed_comments_have_a_voice_a_point_and_a_strength() -> None:
    for p in sample_map().placements:
        placed = p.status in ("in_topic", "lone")
        assert placed == bool(p.voice_id) == (p.x is not None) == (p.strength is not None)
        assert (p.status == "in_topic") == bool(p.topic_id)
        assert p.strength is None or 0 <= p.strength <= 1


def test_withdrawn_comes_before_hidden_and_hidden_before_reaction() -> None:
    comments = [
        replace(said(["8888"])[0], comment_id="taken back", text="", withdrawn="deleted by author"),
        replace(said(["8888"])[0], comment_id="hidden"),
        replace(said(["8888"])[0], comment_id="applause"),
        replace(said(["学校に図書館を増やしてほしい"])[0], comment_id="said"),
    ]
    made = build_map(
        comments, make_recipe(), meeting_id="m", hidden=frozenset({"taken back", "hidden"})
    )
    assert {p.comment_id: p.status for p in made.placements} == {
        "taken back": "withdrawn",
        "hidden": "hidden",
        "applause": "reaction",
        "said": "lone",
    }


def test_hidden_comments_take_no_part_in_topics_or_their_exemplars() -> None:
    largest = sample_map().topics[0]
    hidden = frozenset(largest.exemplars)
    made = build_map(sample_comments(), make_recipe(), meeting_id="m", hidden=hidden)
    without = [c for c in sample_comments() if c.comment_id not in hidden]
    alone = build_map(without, make_recipe(), meeting_id="m")
    assert made.topics == alone.topics
    assert made.accounting.hidden == len(hidden)
    assert not hidden & {comment_id for topic in made.topics for comment_id in topic.exemplars}


TINY = {
    "nothing": [],
    "one": ["学校で生成AIを使わせてほしい"],
    "two": ["学校で生成AIを使わせてほしい", "電気代が心配です"],
    "five": ["給食を無料に", "バスの本数", "図書館の時間", "公園の遊具", "防災無線が聞こえない"],
    "the same": ["給食を無料にしてほしいです"] * 30,
    "reactions": ["8888", "草", "こんばんは", "👏👏", "www"] * 4,
    "emoji": ["👏", "😊", "🥺🥺", "😭"] * 5,
    "marks": ["", " ", "。", "…", "？"],
    "one long": ["長" * 60_000, "予算を増やして" * 9_000],
    "unknown script": ["ⲁⲃⲅ ⲇⲉⲍ", "ሰላም ለሁሉም", "שלום לכולם", "გამარჯობა ყველას"] * 3,
}


@pytest.mark.parametrize("clusterer", CLUSTERERS)
@pytest.mark.parametrize("name", TINY)
def test_the_smallest_and_strangest_meetings_have_a_map(name: str, clusterer: str) -> None:
    made = mapped(said(TINY[name]), clusterer=clusterer)
    assert len(made.placements) == len(TINY[name])
    assert made.accounting.adds_up()
    assert all(topic.label for topic in made.topics)


@pytest.mark.parametrize(("n_comments", "n_least"), [(12, 0), (30, 2), (60, 3)])
def test_small_meetings_have_few_topics_with_most_of_their_voices(
    n_comments: int, n_least: int
) -> None:
    answers = [c for c in sample_comments() if c.source_id == "table-minamo-2-forms"]
    made = mapped(answers[:n_comments])
    assert len(made.placements) == n_comments
    assert made.accounting.adds_up()
    assert n_least <= len(made.topics) <= n_wanted(n_comments) + 1
    # Twelve answers on as many matters are lone voices; more of them find company.
    assert not n_least or made.accounting.lone <= 0.15 * n_comments


def test_comments_in_other_languages_are_placed_with_those_of_the_meeting() -> None:
    foreign = [
        p for p in sample_map().placements if p.language in ("en", "pt") and p.status != "reaction"
    ]
    assert len(foreign) > 8
    assert sum(p.status == "in_topic" for p in foreign) >= len(foreign) / 2


def test_each_step_is_named_as_it_begins_and_timed() -> None:
    heard: list[str] = []
    spoken = list(sample_comments())[:60]
    made = build_map(
        spoken, make_recipe(), meeting_id="m", progress=lambda step, share: heard.append(step)
    )
    assert tuple(dict.fromkeys(heard)) == STEPS
    assert list(made.seconds) == [*STEPS, "total"]


def test_the_recipe_says_every_choice_in_words_that_can_be_stored() -> None:
    recipe = make_recipe(clusterer="hdbscan", seed=7)
    assert (recipe.clusterer, recipe.seed) == ("hdbscan", 7)
    assert {"embedder revision", "resolutions of topics", "neighbours, at most"} <= dict(
        recipe.parameters
    ).keys()
    assert {"bertopic", "umap-learn", "hdbscan", "numpy"} <= dict(recipe.versions).keys()
    assert list(recipe.parameters) == sorted(recipe.parameters)
    assert json.loads(json.dumps(recipe.parameters))


def test_an_unknown_choice_is_named_together_with_the_known_ones() -> None:
    with pytest.raises(AnalysisError, match="'kmeans' is unknown; known: leiden, hdbscan"):
        make_recipe(clusterer="kmeans")


def test_naming_the_choices_needs_no_heavy_library() -> None:
    script = (
        "import sys; import analysis.pipeline; "
        "print([name for name in ('numpy', 'sklearn', 'umap', 'bertopic') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True)
    assert done.stdout.split() == [b"[]"]
