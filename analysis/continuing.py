"""A map that continues an earlier one of the same meeting: its recipe, ids and names.

Topics and themes are matched with earlier ones by the comments they share. What is matched keeps
its id, and its name as long as that suits; what is not gets a number that was never given before.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from analysis.earlier_names import names_kept, names_upheld, plain, relabelled
from koemap.errors import AnalysisError
from koemap.records import Comment, OpinionMap, Recipe

CONTINUES, GIVEN = "continues the map", "numbers given before"
MOST_MOVING = "comments that change topic, at most"
NUMBERED_AS = "topics numbered as on the map"
"""Names the earlier map of a free one that takes nothing but ids from it."""
UPHELD = "topics kept for what people decided"
"""The ids of those topics of the earlier map that a free one has as well."""
FIRM = "topics that stay whole for what people decided"
"""The ids of those topics of the earlier map that neither part nor go into others on this one."""
SAME = "share for the same topic, above"
MOST = 0.5
"""A topic is an earlier one when they share more than this share of the larger of the two."""
SUITS = 0.67
"""A name is kept while the share of comments that say it is this share of what it was."""
SUITS_HELD = 0.05
"""The same for a map on which only so much may change."""

Groups = Mapping[str, str]
"""The topic, or the theme, of each comment by comment id, "" for none."""


def continued(recipe: Recipe, earlier: OpinionMap | None, meeting_id: str) -> Recipe:
    """The recipe of a map that continues the earlier one: it says which, and the numbers given.

    One that takes over ids only says so. Without an earlier map it stays as it is.

    Raises
    ------
    AnalysisError
        The earlier map is of another meeting, or the recipe continues one that is not given.
    """
    from analysis.choices import CONTINUING, HELD

    parameters = dict(recipe.parameters)
    if earlier is None:
        if CONTINUES in parameters or parameters.get(NUMBERED_AS):
            raise AnalysisError("the recipe continues an earlier map, which is not given")
        return recipe
    if earlier.meeting_id != meeting_id:
        raise AnalysisError(f"the earlier map is of the meeting {earlier.meeting_id!r}")
    choices = CONTINUING | HELD if most_moving(recipe) < 1 else CONTINUING
    if takes_ids_only(recipe):
        choices = {SAME: MOST}
    parameters |= {name: str(value) for name, value in choices.items()}
    parameters[NUMBERED_AS if takes_ids_only(recipe) else CONTINUES] = fingerprint(earlier)
    parameters[GIVEN] = " ".join(map(str, _given(earlier)))
    return replace(recipe, parameters=tuple(sorted(parameters.items())))


def most_moving(recipe: Recipe) -> float:
    """The share of the comments in a topic that may be in another one next; 1 sets no limit."""
    return float(dict(recipe.parameters).get(MOST_MOVING, 1))


def takes_ids_only(recipe: Recipe) -> bool:
    """Whether the map is a free one that takes nothing but ids from the earlier one."""
    return NUMBERED_AS in dict(recipe.parameters)


def upheld_ids(recipe: Recipe) -> tuple[str, ...]:
    """Ids of topics of the earlier map that this one has for what people decided of them."""
    return tuple(dict(recipe.parameters).get(UPHELD, "").split())


def firm_ids(recipe: Recipe) -> tuple[str, ...]:
    """Ids of topics of the earlier map that stay whole on this one."""
    return tuple(dict(recipe.parameters).get(FIRM, "").split())


def fingerprint(opinion_map: OpinionMap) -> str:
    """The SHA-256 of what another map takes from this one: topics, themes, names, places, numbers.

    The order of comments, people's numbers and exemplars do not matter.
    """
    digest = hashlib.sha256()
    for theme in sorted(opinion_map.themes, key=lambda theme: theme.theme_id):
        digest.update(repr((theme.theme_id, theme.label)).encode())
    for topic in sorted(opinion_map.topics, key=lambda topic: topic.topic_id):
        digest.update(repr((topic.topic_id, topic.theme_id, topic.label)).encode())
    for p in sorted(opinion_map.placements, key=lambda p: p.comment_id):
        digest.update(repr((p.comment_id, p.topic_id, p.x, p.y)).encode())
    digest.update(repr(_given(opinion_map)).encode())
    return digest.hexdigest()


def carried(found: OpinionMap, earlier: OpinionMap, received: Sequence[Comment]) -> OpinionMap:
    """The map with ids and names of the earlier one where its topics and themes are the same.

    The reading order stays that of people. A kept topic keeps its name as long as nearly as many of
    its comments say it as did then, so that no name changes for a trifle; no two are the same. A
    map that takes ids only keeps its own names but for topics that are upheld.
    """
    last_topic, last_theme = _given(earlier)
    is_held, upheld = most_moving(found.recipe) < 1, upheld_ids(found.recipe)
    now, then = topics_of(found), topics_of(earlier)
    topics = renamed(now, then, "t{:02d}", last_topic, may_grow=is_held, upheld=upheld)
    themes = renamed(themes_of(found), themes_of(earlier), "T{}", last_theme, may_grow=is_held)
    same = replace(
        found,
        themes=tuple(replace(t, theme_id=themes[t.theme_id]) for t in found.themes),
        topics=tuple(
            replace(t, topic_id=topics[t.topic_id], theme_id=themes[t.theme_id])
            for t in found.topics
        ),
        placements=tuple(
            replace(p, topic_id=topics[p.topic_id]) if p.topic_id else p for p in found.placements
        ),
    )
    texts = {c.comment_id: plain(c.text) for c in received}
    if takes_ids_only(found.recipe):
        return names_upheld(same, earlier, texts, upheld)
    names = names_kept(
        same, earlier, texts, SUITS_HELD if is_held else SUITS, gives_way=not is_held
    )
    return relabelled(same, names)


def topics_of(opinion_map: OpinionMap) -> dict[str, str]:
    """The topic of each comment that has a place, "" for a lone voice."""
    return {p.comment_id: p.topic_id for p in opinion_map.placements if p.voice_id}


def themes_of(opinion_map: OpinionMap) -> dict[str, str]:
    """The theme of each comment that has a place, "" for a lone voice."""
    theme = {topic.topic_id: topic.theme_id for topic in opinion_map.topics}
    return {comment: theme.get(topic, "") for comment, topic in topics_of(opinion_map).items()}


def renamed(
    now: Groups,
    then: Groups,
    form: str,
    last: int,
    *,
    may_grow: bool = False,
    upheld: Collection[str] = (),
) -> dict[str, str]:
    """By each id of now the earlier id of the same group, or the next number after `last`.

    With `may_grow` a group is the same however many have joined it, as long as most have stayed;
    so is one that is `upheld` in any case.

    >>> renamed({"a": "1", "b": "1", "c": "2"}, {"a": "t07", "b": "t07"}, "t{:02d}", 9)
    {'1': 't07', '2': 't10'}
    """
    same = grown(now, then) if may_grow else matched(now, then)
    if upheld:
        same |= grown(now, {one: old if old in upheld else "" for one, old in then.items()})
    others = sorted(set(now.values()) - same.keys() - {""}, key=lambda one: (len(one), one))
    return {**same, **{one: form.format(n) for n, one in enumerate(others, start=last + 1)}}


def matched(now: Groups, then: Groups) -> dict[str, str]:
    """The earlier group of each group that is the same: they share most comments of the larger.

    Only comments that have a place on both maps count. No group has most of two others, so that
    none is matched twice.
    """
    both = sorted(now.keys() & then.keys())
    here, there = Counter(now[one] for one in both), Counter(then[one] for one in both)
    shared = Counter((now[one], then[one]) for one in both)
    return {
        new: old
        for (new, old), n in sorted(shared.items())
        if new and old and n > MOST * max(here[new], there[old])
    }


def grown(now: Groups, then: Groups) -> dict[str, str]:
    """The earlier group of each group that holds most of it; of several that of most comments.

    >>> grown({"a": "1", "b": "1", "c": "1"}, {"a": "t07", "b": "", "c": ""})
    {'1': 't07'}
    """
    both = sorted(now.keys() & then.keys())
    there = Counter(then[one] for one in both)
    shared = Counter((now[one], then[one]) for one in both)
    found: dict[str, str] = {}
    for (new, old), n in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if new and old and n > MOST * there[old]:
            found.setdefault(new, old)
    return found


def _given(opinion_map: OpinionMap) -> tuple[int, int]:
    """The last number that a topic had, and a theme, on the map or any that it continues."""
    before = dict(opinion_map.recipe.parameters).get(GIVEN, "0 0").split()
    ids = (
        [topic.topic_id for topic in opinion_map.topics],
        [theme.theme_id for theme in opinion_map.themes],
    )
    topics, themes = (
        max([int(last), *(int("".join(filter(str.isdigit, one)) or 0) for one in found)])
        for last, found in zip(before, ids, strict=True)
    )
    return topics, themes
