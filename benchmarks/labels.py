"""Labels to judge: each topic's label, keywords and exemplars for every set of a folder.

Usage: python -m benchmarks.labels LABELLED [--comments 1500] [--only-figures] [--speed] [--draw 50]

LABELLED is a folder of tab-separated sets with the column `text`; the invented sample meeting comes
first. With `--draw` only so many labels are shown, drawn evenly from all topics of all sets, each
with twelve comments drawn evenly from its topic: what is judged in docs/benchmarks.md. Otherwise
figures that need no reader stand above the labels of each set. They are taken on held-out comments:
labels come from every other comment of a topic, and the rest are those to be found.

holds      share of held-out members that hold a word of their topic's label
finds      of all held-out comments that hold a whole phrase of a label, the share of its topic
lone head  share of labels whose first phrase ends in a word that ends no other
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from time import perf_counter
from typing import TypeVar

import numpy as np

from analysis.labels import JOINT, name
from analysis.phrases import Key, lemmas, phrases
from analysis.pipeline import build_map, make_recipe
from analysis.tallies import Crowd
from analysis.text import Document, read_all
from koemap.records import Comment, OpinionMap
from tests.analysis.corpora import sample_comments

T = TypeVar("T")
Topics = Sequence[Sequence[Document]]


def main() -> None:
    """Print the labels of each set and their figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("labelled", type=Path)
    parser.add_argument("--comments", type=int, default=1_500, help="of each set, at most")
    parser.add_argument("--only-figures", action="store_true")
    parser.add_argument("--speed", action="store_true", help="time 60 topics of 20,000 comments")
    parser.add_argument("--draw", type=int, help="show so many labels of all sets, drawn evenly")
    chosen = parser.parse_args()
    paths = sorted(chosen.labelled.glob("*.tsv"))
    if not paths:
        parser.error(f"{chosen.labelled} holds no .tsv")
    if chosen.speed:
        print(f"{seconds([text for path in paths for text in texts_of(path)]):.2f} s")
    elif chosen.draw:
        print("\n".join(drawn(paths, chosen.comments, chosen.draw)))
    else:
        show(paths, chosen.comments, only_figures=chosen.only_figures)


def show(paths: Sequence[Path], n_most: int, *, only_figures: bool) -> None:
    """Print each set's figures and, if wanted, its labels."""
    print(f"{'set':16s}{'topics':>8s}{'holds':>8s}{'finds':>8s}{'lone head':>11s}")
    for name_of_set, comments in sets(paths, n_most):
        made, topics = mapped(comments)
        print(f"{name_of_set:16s}{len(topics):8d}{figures(topics)}", flush=True)
        if not only_figures:
            said = {comment.comment_id: comment.text for comment in comments}
            print("\n".join(table(made, said)), flush=True)


def sets(paths: Sequence[Path], n_most: int) -> Iterator[tuple[str, Sequence[Comment]]]:
    """The name and the comments of each set, at most so many, evenly taken."""
    yield "sample meeting", sample_comments()
    for path in paths:
        texts = texts_of(path)
        texts = texts[:: max(1, -(-len(texts) // n_most))]
        yield path.stem, [Comment("m", f"c{n:06d}", "s", text) for n, text in enumerate(texts)]


def texts_of(path: Path) -> list[str]:
    """The texts of a set."""
    with path.open(encoding="utf-8", newline="") as file:
        return [row["text"] for row in csv.DictReader(file, delimiter="\t")]


def mapped(comments: Sequence[Comment]) -> tuple[OpinionMap, list[list[Document]]]:
    """The map of the comments, and the documents of each topic."""
    made = build_map(comments, make_recipe(), meeting_id="m")
    return made, [read_all(inside) for inside in said_in(made, comments).values()]


def said_in(made: OpinionMap, comments: Sequence[Comment]) -> dict[str, list[str]]:
    """The texts of each topic, in the order of the ids of their comments."""
    said = {comment.comment_id: comment.text for comment in comments}
    inside: dict[str, list[str]] = {topic.topic_id: [] for topic in made.topics}
    for placement in made.placements:
        if placement.topic_id:
            inside[placement.topic_id].append(said[placement.comment_id])
    return inside


def table(made: OpinionMap, said: Mapping[str, str]) -> Iterator[str]:
    """The lines a person judges: label, theme and keywords, and the exemplars below."""
    themes = {theme.theme_id: theme.label for theme in made.themes}
    for topic in made.topics:
        words = " ".join(topic.keywords)
        yield f"\n  {topic.label}   [{themes[topic.theme_id]}]   {topic.n_people}   {words}"
        yield from (line_of(said[comment_id]) for comment_id in topic.exemplars)


def drawn(paths: Sequence[Path], n_most: int, n_labels: int) -> Iterator[str]:
    """So many labels, evenly from all topics, each with twelve comments, evenly from its topic."""
    found = []
    for name_of_set, comments in sets(paths, n_most):
        made = build_map(comments, make_recipe(), meeting_id="m")
        inside = said_in(made, comments)
        found += [(name_of_set, topic.label, inside[topic.topic_id]) for topic in made.topics]
    for row, (name_of_set, label, texts) in enumerate(evenly(found, n_labels), 1):
        yield f"\n{row:2d}  {name_of_set}: {label}   ({len(texts)} comments)"
        yield from (line_of(text) for text in evenly(texts, 12))


def evenly(things: Sequence[T], n_most: int) -> Sequence[T]:
    """At most so many of them, evenly taken."""
    n = min(n_most, len(things))
    return [things[row * len(things) // n] for row in range(n)]


def line_of(text: str) -> str:
    """A comment on one line."""
    return f"      {' '.join(text.split())[:110]}"


def figures(topics: Topics) -> str:
    """The figures of labels made from every other comment, on the comments between."""
    named, held = [inside[::2] for inside in topics], [inside[1::2] for inside in topics]
    keys = [[_key(part) for part in label.split(JOINT)] for label in _labels(named)]
    said = [[lemmas(document) for document in inside] for inside in held]
    holds = [any(words & set(key) for key in keys[n]) for n, of in enumerate(said) for words in of]
    heads = Counter(key[0][-1] for key in keys if key[0])
    lone = np.mean([heads[key[0][-1]] == 1 for key in keys if key[0]])
    return f"{np.mean(holds):8.2f}{_found(keys, said):8.2f}{lone:11.2f}"


def _found(keys: Sequence[Sequence[Key]], said: Sequence[Sequence[set[str]]]) -> float:
    """The mean share of members among the comments that hold a whole phrase of a label."""
    shares = []
    for topic, wanted in enumerate(keys):
        hits = [
            sum(any(key and set(key) <= words for key in wanted) for words in inside)
            for inside in said
        ]
        shares.append(hits[topic] / sum(hits) if sum(hits) else 0.0)
    return float(np.mean(shares))


def _labels(topics: Topics) -> tuple[str, ...]:
    crowds = [_crowd(inside, f"{n}") for n, inside in enumerate(topics)]
    return name(crowds, ["T1"] * len(crowds)).topics


def _crowd(inside: Sequence[Document], topic: str) -> Crowd:
    return Crowd(inside, [{f"{topic} {row}"} for row in range(len(inside))])


def _key(text: str) -> Key:
    """The key of a label's phrase: the longest of the phrases in it."""
    (document,) = read_all([text])
    return max((found.key for found in phrases(document)), key=len, default=())


def seconds(texts: Sequence[str], n_topics: int = 60, n_documents: int = 20_000) -> float:
    """How long it takes to name so many topics of so many comments, their words given."""
    repeated = (list(texts) * (n_documents // len(texts) + 1))[:n_documents]
    documents = read_all(repeated)
    size = -(-n_documents // n_topics)
    topics = [documents[start : start + size] for start in range(0, n_documents, size)]
    crowds = [_crowd(inside, f"{n}") for n, inside in enumerate(topics)]
    began = perf_counter()
    name(crowds, [f"T{n % 10}" for n in range(len(crowds))])
    return perf_counter() - began


if __name__ == "__main__":
    main()
