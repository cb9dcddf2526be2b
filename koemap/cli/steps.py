"""The steps of `koemap analyze`: what they are called, and what each takes beside the others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from koemap.cli.language import say

READING, SAVING = "reading", "saving"
SIZES = (1_000, 10_000, 100_000, 1_000_000)


class Step(NamedTuple):
    """A step by its names, and the seconds it took at each of `SIZES`, measured on two cores."""

    en: str
    ja: str
    seconds: tuple[float, float, float, float]


STEPS: Mapping[str, Step] = {
    READING: Step("reading", "声の読み込み", (0.1, 0.2, 1.6, 16)),
    "kinds": Step("kinds", "種類の判別", (2.3, 2.6, 5.6, 37)),
    "voices": Step("same voices", "同じ声のまとめ", (0.2, 0.8, 10.8, 243)),
    "words": Step("words", "言葉の切り出し", (3.0, 2.2, 1.4, 1.4)),
    "vectors": Step("vectors", "意味のベクトル", (5.7, 4.9, 4.1, 4.1)),
    "neighbours": Step("neighbours", "近い声", (1.4, 1.3, 1.2, 1.2)),
    "topics": Step("topics", "論点", (4.5, 3.9, 3.2, 3.2)),
    "layout": Step("layout", "地図の配置", (2.8, 2.7, 2.5, 2.5)),
    "lone voices": Step("lone voices", "ひとりの声", (1.5, 1.7, 1.8, 1.8)),
    "labels": Step("labels", "見出し", (4.0, 3.6, 3.2, 3.2)),
    "other voices": Step("other voices", "ほかの声", (0.1, 0.1, 39.9, 408)),
    "places": Step("places", "声の置き場所", (0.1, 0.2, 1.5, 33)),
    SAVING: Step("saving", "地図の保存", (0.2, 0.6, 6.0, 60)),
}


def weights(n_comments: int) -> dict[str, float]:
    """What each step takes of a map of so many comments, beside the others.

    Between the sizes that were measured it is a mixture of both.
    """
    return {name: _between(n_comments, step.seconds) for name, step in STEPS.items()}


def names() -> dict[str, str]:
    """What each step is called in the person's language."""
    return {name: say(step.en, step.ja) for name, step in STEPS.items()}


def _between(n_comments: int, seconds: tuple[float, ...]) -> float:
    n = min(max(n_comments, SIZES[0]), SIZES[-1])
    after = next(place for place, size in enumerate(SIZES) if size >= n)
    if not after:
        return seconds[0]
    below, above = SIZES[after - 1 : after + 1]
    share = (n - below) / (above - below)
    return (1 - share) * seconds[after - 1] + share * seconds[after]
