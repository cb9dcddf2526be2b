"""Maps of labelled texts of others agree with the labels, and neither collapse nor shatter.

These texts are not part of the project; where they are missing this file is not collected.
"""

from __future__ import annotations

from functools import cache

import pytest
from sklearn.metrics import adjusted_mutual_info_score

from analysis.pipeline import CLUSTERERS
from benchmarks.corpora import NAMES, Labelled, labelled
from benchmarks.quality import apart, koemap
from tests.analysis.conftest import LABELLED

# Themes of the texts in the order of their file, as found on 2026-11-28. That order is fixed, so
# that nothing is left to chance; the margin is for what a change of the code may cost on one set
# and another machine may round otherwise. Means over shuffles stand in docs/benchmarks.md.
FOUND = {"sib200_ja": 0.554, "xsid_ja": 0.617, "sib200_en": 0.441, "xsid_en": 0.828, "argkp": 0.910}
MARGIN = 0.015


@cache
def mapped(name: str, clusterer: str) -> tuple[Labelled, list[str], list[str]]:
    """A labelled set, and the topic and the theme of each of its texts, "" for a lone voice."""
    given = labelled(LABELLED, name)
    topics, themes = koemap(given.texts, clusterer)
    return given, list(topics), list(themes)


@pytest.mark.parametrize("name", NAMES)
def test_themes_agree_with_labels_that_nobody_told(name: str) -> None:
    given, _, themes = mapped(name, "leiden")
    least = FOUND[name] - MARGIN
    assert adjusted_mutual_info_score(given.labels, apart(themes)) >= least


@pytest.mark.parametrize("clusterer", CLUSTERERS)
@pytest.mark.parametrize("name", NAMES)
def test_a_level_has_about_as_many_groups_as_there_are_labels(name: str, clusterer: str) -> None:
    given, topics, themes = mapped(name, clusterer)
    numbers = [len(set(level) - {""}) for level in (topics, themes)]
    assert any(given.n_labels / 2 <= number <= 4 * given.n_labels for number in numbers)
    assert 3 <= numbers[1] <= 10


@pytest.mark.parametrize("clusterer", CLUSTERERS)
@pytest.mark.parametrize("name", NAMES)
def test_few_texts_stand_alone_and_no_topic_holds_most_of_them(name: str, clusterer: str) -> None:
    given, topics, _ = mapped(name, clusterer)
    sizes = [topics.count(topic) for topic in set(topics) - {""}]
    assert topics.count("") <= 0.15 * len(given.texts)
    assert max(sizes) < len(given.texts) / 2
