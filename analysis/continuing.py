"""A map that continues an earlier one of the same meeting: its recipe, ids and names.

Topics and themes are matched with earlier ones by the comments they share. What is matched keeps
its id, and its name as long as that suits; what is not gets a number that was never given before.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from analysis.labels import JOINT
from koemap.errors import AnalysisError
from koemap.records import Comment, OpinionMap, Recipe

CONTINUES, GIVEN = "continues the map", "numbers given before"
MOST_MOVING = "comments that change topic, at most"
NUMBERED_AS = "topics numbered as on the map"
"""Names the earlier map of a free one that takes nothing but ids from it."""
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
    map that takes ids only keeps its own names.
    """
    last_topic, last_theme = _given(earlier)
    is_held = most_moving(found.recipe) < 1
    topics = renamed(topics_of(found), topics_of(earlier), "t{:02d}", last_topic, may_grow=is_held)
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
    if takes_ids_only(found.recipe):
        return same
    texts = {c.comment_id: _plain(c.text) for c in received}
    names = _names(same, earlier, texts, SUITS_HELD if is_held else SUITS, gives_way=not is_held)
    return replace(
        same,
        themes=tuple(replace(t, label=names[t.theme_id]) for t in same.themes),
        topics=tuple(replace(t, label=names[t.topic_id]) for t in same.topics),
    )


def topics_of(opinion_map: OpinionMap) -> dict[str, str]:
    """The topic of each comment that has a place, "" for a lone voice."""
    return {p.comment_id: p.topic_id for p in opinion_map.placements if p.voice_id}


def themes_of(opinion_map: OpinionMap) -> dict[str, str]:
    """The theme of each comment that has a place, "" for a lone voice."""
    theme = {topic.topic_id: topic.theme_id for topic in opinion_map.topics}
    return {comment: theme.get(topic, "") for comment, topic in topics_of(opinion_map).items()}


def renamed(
    now: Groups, then: Groups, form: str, last: int, *, may_grow: bool = False
) -> dict[str, str]:
    """By each id of now the earlier id of the same group, or the next number after `last`.

    With `may_grow` a group is the same however many have joined it, as long as most have stayed.

    >>> renamed({"a": "1", "b": "1", "c": "2"}, {"a": "t07", "b": "t07"}, "t{:02d}", 9)
    {'1': 't07', '2': 't10'}
    """
    same = grown(now, then) if may_grow else matched(now, then)
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


def _names(
    found: OpinionMap,
    earlier: OpinionMap,
    said: Mapping[str, str],
    suits: float,
    *,
    gives_way: bool,
) -> dict[str, str]:
    """The name of each topic and theme by id: the earlier one where it suits, else its new one.

    Where a new name elsewhere is that earlier one, both have their new names; unless the earlier
    one `gives_way`, the newcomer is named after another of its words.
    """
    new, old = _labels(found), _labels(earlier)
    now, then = _texts(found, said), _texts(earlier, said)
    kept = {
        one: old[one]
        for one in new.keys() & old.keys()
        if _share(old[one], now[one]) >= suits * _share(old[one], then[one])
    }
    if not gives_way:
        return {**_others(found, new, kept), **kept}
    while True:
        others = {label for one, label in new.items() if one not in kept}
        taken = {one for one, label in kept.items() if label in others}
        if not taken:
            return {**new, **kept}
        kept = {one: label for one, label in kept.items() if one not in taken}


def _others(found: OpinionMap, new: Mapping[str, str], kept: Mapping[str, str]) -> dict[str, str]:
    """The names of what has no earlier one, each unlike those that are kept."""
    words = {topic.topic_id: topic.keywords for topic in found.topics}
    used, names = set(kept.values()), {}
    for one in sorted(new.keys() - kept.keys()):
        choice = (new[one], *words.get(one, ()))
        names[one] = next((word for word in choice if word not in used), new[one])
        used.add(names[one])
    return names


def _labels(opinion_map: OpinionMap) -> dict[str, str]:
    topics = {topic.topic_id: topic.label for topic in opinion_map.topics}
    return {**topics, **{theme.theme_id: theme.label for theme in opinion_map.themes}}


def _texts(opinion_map: OpinionMap, said: Mapping[str, str]) -> Mapping[str, list[str]]:
    """What is said in each topic and theme, by id."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for groups in (topics_of(opinion_map), themes_of(opinion_map)):
        for comment, one in groups.items():
            if said.get(comment):
                found[one].append(said[comment])
    return found


def _share(label: str, texts: Sequence[str]) -> float:
    """The share of the texts that say the label or a part of it."""
    parts = _parts(label)
    return sum(any(part in text for part in parts) for text in texts) / max(1, len(texts))


def says(text: str, label: str) -> bool:
    """Whether the text says the label or a part of it.

    >>> says("Bus lanes, please", "bus・fare"), says("trams", "bus・fare")
    (True, False)
    """
    plain = _plain(text)
    return any(part in plain for part in _parts(label))


def _parts(label: str) -> list[str]:
    return [_plain(part) for part in label.rstrip("…").split(JOINT)]


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


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
