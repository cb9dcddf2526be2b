"""One opinion, reworded a hundred times by sixty people, does not make the map its own."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from analysis.continuing import themes_of, topics_of
from analysis.pipeline import build_map, make_recipe
from koemap.records import Comment, OpinionMap
from tests.analysis.corpora import sample_comments, sample_map
from tests.analysis.test_agreement import TRUTH, agreement, real_concerns

N_COMMENTS, N_AUTHORS = 100, 60
MOST_TOPICS = 4
OPENINGS = (
    "",
    "子育て中です。",
    "長く住んでいる者です。",
    "一市民として申します。",
    "お願いです。",
)
ORDERS = (
    "{o}{r}。{a}。",
    "{o}{a}。{r}。",
    "{o}{r}ので、{a}。",
    "{o}{a}。というのも、{r}からです。",
    "{o}{r}。ですから、{a}！",
)
# The thing, what is asked for it, and the one reason why in three pieces, each in many words.
FLOODS = {
    "nobody else speaks of it": (
        ("市民プール", "市営のプール", "町のプール", "市のプール"),
        (
            "{s}を残してください",
            "{s}を閉めないでほしいです",
            "{s}は続けるべきです",
            "{s}をなくさないで",
            "{s}の存続を望みます",
            "{s}の廃止は考え直してもらいたい",
            "どうか{s}を守ってください",
        ),
        ("子どもが", "子供たちが", "小さい子が", "児童が", "うちの子らが"),
        ("泳ぎを覚える", "水泳を習う", "泳ぎの練習をする", "水泳を身につける"),
        ("場所がなくなる", "所がほかにない", "機会が減る"),
    ),
    "others speak of it too": (
        (
            "港町のデータセンター",
            "データセンターの計画",
            "港のデータセンター",
            "データセンター建設",
        ),
        (
            "{s}は白紙に戻してください",
            "{s}には反対です",
            "{s}をやめてほしい",
            "{s}を認めないでください",
            "{s}の中止を求めます",
            "{s}は考え直すべきです",
            "どうか{s}を止めてください",
        ),
        ("電気を", "電力を", "市の電気を", "町じゅうの電力を", "貴重な電気を"),
        ("大量に", "けた外れに", "あまりに多く", "とてつもなく"),
        ("食う", "使う", "持っていく"),
    ),
}


@cache
def flood(name: str) -> tuple[Comment, ...]:
    """A hundred wordings of one opinion."""
    subjects, asks, *reasons = FLOODS[name]
    return tuple(
        Comment(
            "minamo-2",
            f"flood:{n:03d}",
            "flood",
            ORDERS[n * 7 % 31 % 5].format(
                o=OPENINGS[n * 5 % 23 % 5],
                a=asks[n % 7].format(s=subjects[n // 7 % 4]),
                r="".join(
                    piece[n // step % len(piece)]
                    for piece, step in zip(reasons, (1, 5, 20), strict=True)
                ),
            ),
            author_key=f"flood-{n % N_AUTHORS}",
        )
        for n in range(N_COMMENTS)
    )


@cache
def flooded(name: str, *, continued: bool = False) -> OpinionMap:
    """The map of the sample meeting with the flood in it."""
    said = (*sample_comments(), *flood(name))
    earlier = sample_map() if continued else None
    return build_map(said, make_recipe(), meeting_id="minamo-2", earlier=earlier)


def of_the_flood(made: OpinionMap) -> Counter[str]:
    return Counter(
        p.topic_id or p.status for p in made.placements if p.comment_id.startswith("flood:")
    )


@pytest.mark.parametrize("name", FLOODS)
def test_rewordings_are_many_voices_of_many_people(name: str) -> None:
    voices = {p.voice_id for p in flooded(name).placements if p.comment_id.startswith("flood:")}
    assert len(voices) >= 0.9 * N_COMMENTS


@pytest.mark.parametrize("continued", [False, True])
@pytest.mark.parametrize("name", FLOODS)
def test_a_flood_of_rewordings_lies_in_one_theme_and_hardly_any_of_it_alone(
    name: str, continued: bool
) -> None:
    made = flooded(name, continued=continued)
    themes = {topic.topic_id: topic.theme_id for topic in made.topics}
    found = Counter[str]()
    for topic, n_comments in of_the_flood(made).items():
        found[themes.get(topic, "")] += n_comments
    assert found.most_common(1)[0][1] >= 0.9 * N_COMMENTS
    assert found[""] <= 0.05 * N_COMMENTS


# Wordings made of other words are other texts to word vectors: two topics are not enough for them.
@pytest.mark.parametrize("continued", [False, True])
@pytest.mark.parametrize("name", FLOODS)
def test_a_flood_of_rewordings_is_a_handful_of_topics_that_lie_side_by_side(
    name: str, continued: bool
) -> None:
    found = of_the_flood(flooded(name, continued=continued))
    assert sum(n for _, n in found.most_common(MOST_TOPICS)) >= 0.9 * N_COMMENTS


@pytest.mark.parametrize("name", FLOODS)
def test_topics_of_the_others_agree_with_their_concerns_beside_a_flood_as_without(
    name: str,
) -> None:
    before, after = sample_map(), flooded(name)
    concerns = real_concerns(TRUTH)
    found, without = (agreement(made, concerns, alone=True) for made in (after, before))
    assert found >= without - 0.05


@pytest.mark.parametrize("name", FLOODS)
def test_a_flood_leaves_the_others_in_their_topics_and_themes(name: str) -> None:
    after = flooded(name, continued=True)
    for level in (topics_of, themes_of):
        then, now = level(sample_map()), level(after)
        kept = [now[one] == group for one, group in then.items() if group]
        assert sum(kept) >= 0.85 * len(kept)
