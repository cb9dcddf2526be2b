"""Names that topics and themes of an earlier map keep on the next one."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from analysis.labels import JOINT, is_name
from koemap.records import OpinionMap


def names_upheld(
    found: OpinionMap, earlier: OpinionMap, said: Mapping[str, str], upheld: Collection[str]
) -> OpinionMap:
    """The map with the earlier names of these topics, as far as their comments still say them."""
    if not upheld:
        return found
    old, texts = _labels(earlier), _texts(found, said)
    kept = {
        one: old[one]
        for one in upheld
        if one in old and all(any(part in text for text in texts[one]) for part in _parts(old[one]))
    }
    return relabelled(found, {**_others(found, _labels(found), kept), **kept})


def relabelled(found: OpinionMap, names: Mapping[str, str]) -> OpinionMap:
    """The map with these names of its topics and themes, by id."""
    return replace(
        found,
        themes=tuple(replace(t, label=names[t.theme_id]) for t in found.themes),
        topics=tuple(replace(t, label=names[t.topic_id]) for t in found.topics),
    )


def names_kept(
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
        if is_name(old[one]) and _share(old[one], now[one]) >= suits * _share(old[one], then[one])
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
        choice = (new[one], *filter(is_name, words.get(one, ())))
        names[one] = next((word for word in choice if word not in used), new[one])
        used.add(names[one])
    return names


def _labels(opinion_map: OpinionMap) -> dict[str, str]:
    topics = {topic.topic_id: topic.label for topic in opinion_map.topics}
    return {**topics, **{theme.theme_id: theme.label for theme in opinion_map.themes}}


def _texts(opinion_map: OpinionMap, said: Mapping[str, str]) -> Mapping[str, list[str]]:
    """What is said in each topic and theme, by id."""
    theme_of = {topic.topic_id: topic.theme_id for topic in opinion_map.topics}
    found: defaultdict[str, list[str]] = defaultdict(list)
    for placement in opinion_map.placements:
        if placement.topic_id and said.get(placement.comment_id):
            for one in (placement.topic_id, theme_of[placement.topic_id]):
                found[one].append(said[placement.comment_id])
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
    inside = plain(text)
    return any(part in inside for part in _parts(label))


def _parts(label: str) -> list[str]:
    return [plain(part) for part in label.rstrip("…").split(JOINT)]


def plain(text: str) -> str:
    """The text as words are looked for in it."""
    return unicodedata.normalize("NFKC", text).casefold()
