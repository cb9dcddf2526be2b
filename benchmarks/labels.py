"""Labels to judge: each topic's label, keywords and exemplars for every set of a folder.

Usage: python benchmarks/labels.py LABELLED [--comments 1500] [--only-figures] [--speed]

LABELLED is a folder of tab-separated sets with the column `text`. Below the labels of a set stand
figures that need no reader. They are taken on held-out comments: labels come from every other
comment of a topic, and the rest are those to be found.

holds      share of held-out members that hold a word of their topic's label
finds      of all held-out comments that hold a whole phrase of a label, the share of its topic
lone head  share of labels whose first phrase ends in a word that ends no other
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter

import numpy as np

from analysis.labels import JOINT, name
from analysis.phrases import Key, lemmas, phrases
from analysis.pipeline import build_map, make_recipe
from analysis.tallies import Crowd
from analysis.text import Document, read_all
from koemap.records import Comment, OpinionMap

Topics = Sequence[Sequence[Document]]


def main() -> None:
    """Print the labels of each set and their figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("labelled", type=Path)
    parser.add_argument("--comments", type=int, default=1_500, help="of each set, at most")
    parser.add_argument("--only-figures", action="store_true")
    parser.add_argument("--speed", action="store_true", help="time 60 topics of 20,000 comments")
    chosen = parser.parse_args()
    paths = sorted(chosen.labelled.glob("*.tsv"))
    if not paths:
        parser.error(f"{chosen.labelled} holds no .tsv")
    if chosen.speed:
        print(f"{seconds([text for path in paths for text in texts_of(path)]):.2f} s")
        return
    print(f"{'set':12s}{'topics':>8s}{'holds':>8s}{'finds':>8s}{'lone head':>11s}")
    for path in paths:
        texts = texts_of(path)
        texts = texts[:: max(1, -(-len(texts) // chosen.comments))]
        made, topics = mapped(texts)
        print(f"{path.stem:12s}{len(topics):8d}{figures(topics)}", flush=True)
        if not chosen.only_figures:
            print("\n".join(table(made, texts)), flush=True)


def texts_of(path: Path) -> list[str]:
    """The texts of a set."""
    with path.open(encoding="utf-8", newline="") as file:
        return [row["text"] for row in csv.DictReader(file, delimiter="\t")]


def mapped(texts: Sequence[str]) -> tuple[OpinionMap, list[list[Document]]]:
    """The map of the texts, and the documents of each topic."""
    comments = [Comment("m", f"c{row:06d}", "s", text) for row, text in enumerate(texts)]
    made = build_map(comments, make_recipe(), meeting_id="m")
    inside: dict[str, list[str]] = {topic.topic_id: [] for topic in made.topics}
    for placement in made.placements:
        if placement.topic_id:
            inside[placement.topic_id].append(texts[int(placement.comment_id[1:])])
    return made, [read_all(found) for found in inside.values()]


def table(made: OpinionMap, texts: Sequence[str]) -> Iterator[str]:
    """The lines a person judges: theme, label, keywords, and the exemplars below."""
    themes = {theme.theme_id: theme.label for theme in made.themes}
    for topic in made.topics:
        words = " ".join(topic.keywords)
        yield f"\n  {topic.label}   [{themes[topic.theme_id]}]   {topic.n_people}   {words}"
        for comment_id in topic.exemplars:
            yield f"      {' '.join(texts[int(comment_id[1:])].split())[:110]}"


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
