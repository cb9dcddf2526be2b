"""Rows that a desk asks for: the copies of one, older ones, those that hold some words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

from dashboard.live.entries import Entry
from dashboard.live.model import LiveModel
from dashboard.live.rows import row
from dashboard.live.waiting import SIFTS

MOST = 200
LONGEST_QUERY = 200
HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}

Json = dict[str, Any]


def copies(model: LiveModel, comment_id: str) -> list[Json]:
    """The rows of all that say nearly the same as that comment, the first that came first."""
    one = model.entries.get(comment_id)
    members = model.tallies.fold(one).members[:MOST] if one else []
    return [row(model, model.entries[member]) for _, member in members]


def older(
    model: LiveModel, before: int, kind: str = "all", topic: str = "", who: str = ""
) -> list[Json]:
    """The rows that nobody has looked at and that came before that number, the newest first.

    With a kind, a topic or a person those only; a kind that is none passes everything.
    """
    waiting = (model.entries[one] for one in model.unseen)
    passes = SIFTS.get(kind, SIFTS["all"])
    about = (one for one in waiting if not topic or one.topic == topic)
    wanted = (one for one in about if passes(one) and (not who or one.who == who))
    earlier = sorted((one for one in wanted if one.number < before), key=lambda one: -one.number)
    return [row(model, one) for one in earlier[:MOST]]


def found(model: LiveModel, query: str) -> list[Json]:
    """The newest rows that hold each of these words; the kind of letters does not matter."""
    terms = [plain(term) for term in query[:LONGEST_QUERY].split()]
    holding = _holding(model, terms) if terms else iter(())
    return [row(model, one) for one, _ in zip(holding, range(MOST), strict=False)]


def _holding(model: LiveModel, terms: list[str]) -> Iterator[Entry]:
    for comment_id in reversed(model.entries):
        one = model.entries[comment_id]
        if one.gone or not model.is_head(one):
            continue
        text = plain(one.text)
        if all(term in text for term in terms):
            yield one


def plain(text: str) -> str:
    """The text without width, case, kind of kana and spaces, as the desk's script has it.

    >>> plain("ﾃﾞｰﾀ センター")
    'でーたせんたー'
    """
    folded = unicodedata.normalize("NFKC", text).lower().translate(HIRAGANA)
    return "".join(folded.split())
