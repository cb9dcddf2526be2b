"""Seconds per step and peak memory of one map, in a new process.

Usage: python benchmarks/speed.py LABELLED CHAT [--comments 10000]

LABELLED is a folder of tab-separated sets with a `text` column, CHAT an archived `.live_chat.json`.
Their texts are taken in turn; when they run out, two of them make a new one.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import sys
from collections.abc import Iterator
from itertools import chain, count, islice, zip_longest
from pathlib import Path
from time import perf_counter

STARTED = perf_counter()


def main() -> None:
    """Print a table of one run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("labelled", type=Path)
    parser.add_argument("chat", type=Path)
    parser.add_argument("--comments", type=int, default=10_000)
    parser.add_argument("--clusterer", default="leiden")
    chosen = parser.parse_args()
    if not any(chosen.labelled.glob("*.tsv")):
        parser.error(f"{chosen.labelled} holds no .tsv")
    texts = list(islice(endless(chosen.labelled, chosen.chat), chosen.comments))
    report(texts, chosen.clusterer)


def report(texts: list[str], clusterer: str) -> None:
    """Make one map and print what it took."""
    from analysis.pipeline import build_map, make_recipe
    from koemap.records import Comment

    comments = [Comment("m", f"c{row:07d}", "s", text) for row, text in enumerate(texts)]
    made = build_map(comments, make_recipe(clusterer=clusterer), meeting_id="m")
    account = made.accounting
    print(f"{account.received} comments, {account.voices} voices, {account.topics} topics")
    for step, seconds in made.seconds.items():
        print(f"{step:14s}{seconds:8.2f} s")
    print(f"{'process':14s}{perf_counter() - STARTED:8.2f} s")
    print(f"{'peak memory':14s}{peak_megabytes():8.0f} MB")


def peak_megabytes() -> float:
    """The most memory this process has held; the system counts in kB, on a Mac in bytes."""
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def endless(labelled: Path, chat: Path) -> Iterator[str]:
    """Texts of all sets in turn, then pairs of them, no two the same."""
    sets = [*map(tidy, sorted(labelled.glob("*.tsv"))), messages(chat)]
    once = [text for text in dict.fromkeys(chain(*zip_longest(*sets))) if text]
    apart = count(1)
    pairs = (
        f"{a} {once[(row + step) % len(once)]}" for step in apart for row, a in enumerate(once)
    )
    return chain(once, pairs)


def tidy(path: Path) -> list[str]:
    """The texts of one labelled set."""
    with path.open(encoding="utf-8", newline="") as file:
        return [row["text"] for row in csv.DictReader(file, delimiter="\t")]


def messages(path: Path) -> list[str]:
    """The texts of an archived chat, without names."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        for action in json.loads(line).get("replayChatItemAction", {}).get("actions", ()):
            item = action.get("addChatItemAction", {}).get("item", {})
            runs = item.get("liveChatTextMessageRenderer", {}).get("message", {}).get("runs", ())
            found.append("".join(run.get("text", "") for run in runs))
    return found


if __name__ == "__main__":
    main()
