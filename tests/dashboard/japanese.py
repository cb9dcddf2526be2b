"""What of a Japanese text is English still."""

from __future__ import annotations

import re
from dataclasses import replace

from dashboard.wording import told
from koemap.cli.collecting import phrases
from koemap.collection import Collection

# Names, and what people have to type as it is.
NAMES = {"YouTube", "Google", "Excel", "JSON", "Super", "Chat", "ID", "koemap", "API"}
NAMES |= {"Decidim", "Meet", "Microsoft", "Forms", "Polis", "Slido", "Zoom", "X", "UTC"}
_ASIDE = re.compile(r"「[^」]*」|--\w+|（[\w-]{11}）|koemap(?: [a-z-]+)+")


def english_left(text: str) -> str:
    """The first three English words in a row, or a lone one that is no name; "" without any."""
    bare = _ASIDE.sub("", text)
    sentence = re.search(r"[A-Za-z']+(?:[ ,;:]+[A-Za-z']+){2}", bare)
    if sentence:
        return sentence[0]
    words = re.findall(r"(?<![\w./-])[A-Za-z]{3,}(?![\w./-])", bare)
    return next((word for word in words if word not in NAMES), "")


def in_japanese(done: Collection) -> list[str]:
    """What a collection tells, as a clerk with a Japanese locale reads it."""
    every = replace(done, notices=done.notices[:0])
    told_of = [*phrases(every), *(f"note: {notice}" for notice in done.notices)]
    return [told("ja", phrase) for phrase in told_of]
