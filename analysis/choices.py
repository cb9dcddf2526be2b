"""The numbers that decide a map most, by name, for the recipe."""

from __future__ import annotations

from analysis import (
    assigning,
    belonging,
    communities,
    consensus,
    continuing,
    earlier,
    fitting,
    holding,
    landmarks,
    layout,
    neighbours,
    parts,
    signatures,
    spelling,
    static,
    staying,
    voices,
    word_vectors,
)

CHOICES: dict[str, object] = {
    "agreement given up for finer themes": communities.AS_FIRM,
    "comments per part": parts.PART,
    "components of spelling": spelling.DIMS,
    "documents an embedder learns from": fitting.ENOUGH,
    "firm tie, from": belonging.FIRM,
    "landmarks said more than once, at most": landmarks.REPEATED,
    "lone voices, at most": belonging.MOST_LONE,
    "loose topic, below": belonging.LOOSE,
    "map minimum distance": layout.MIN_DIST,
    "map width": layout.WIDTH,
    "nearest landmarks": assigning.NEAREST,
    "neighbours, at most": neighbours.NEAREST,
    "resampled share": consensus.KEPT,
    "resolutions of themes": " ".join(map(str, communities.THEME_RESOLUTIONS)),
    "resolutions of topics": " ".join(map(str, communities.TOPIC_RESOLUTIONS)),
    "runs, of many voices": f"{communities.RUNS}, {communities.FEW_RUNS}",
    "shelves of a topic": assigning.CLOSE_TOPICS,
    "themes, at least": communities.LEAST_THEMES,
    "themes, at most": communities.MOST_THEMES,
    "topics per root of voices": communities.TOPICS_PER_ROOT,
    "topics, at most": communities.MOST_TOPICS,
    "untelling word, weight": word_vectors.UNTELLING,
    "voice containment": voices.CONTAINMENT,
    "voice signature, bands": signatures.BANDS,
    "voices per topic, at least": communities.LEAST_VOICES,
    "votes, of many voices": f"{consensus.VOTES}, {consensus.FEW_VOTES}",
    "weight of a frequent word": word_vectors.SIF,
    "weight of characters": static.CHARACTERS,
    "weight of words": static.WORDS,
}

CONTINUING: dict[str, object] = {
    "agreement given up for the earlier themes": earlier.STILL_FIRM,
    "less tied and yet in a topic as before, by": earlier.STAYS,
    "name kept while said, from": continuing.SUITS,
    "places kept, from": staying.ENOUGH,
    "pull of the earlier topics": earlier.PULL,
    continuing.SAME: continuing.MOST,
    "steps of a kept layout, and the first": f"{staying.EPOCHS}, {staying.RATE}",
    "topics of the number wanted": " ".join(map(str, earlier.NUMBERS)),
}
"""Those that also decide a map that continues an earlier one."""

HELD: dict[str, object] = {
    "median move, at most": staying.STEADY,
    "merged when so much is in another topic, above": holding.MOST,
    "name kept while said, from": continuing.SUITS_HELD,
    "new voices for each comment that moves, from": holding.SUPPORT,
}
"""Those that decide a map of which only so much may change."""
