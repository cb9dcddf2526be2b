"""One path for everything that a person decides: a request becomes a decision, or a clear error."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from flask import Flask, Response, jsonify, request
from werkzeug.exceptions import RequestEntityTooLarge

from dashboard import access
from dashboard.editions import Editions
from dashboard.findings import find
from dashboard.forms import VOICE
from dashboard.quantities import quantity
from dashboard.reasons import REASONS, phrase
from dashboard.wording import Language, say
from koemap.deciding import Hand
from koemap.edition import Edition
from koemap.errors import DecisionError, KoemapError
from koemap.records import Decision
from koemap.standing import said_before
from koemap.store import Store

LARGEST = 400_000  # bytes of a request
LONGEST_ID = 500  # characters
MOST_COMMENTS = 5_000
ON_THIS_MAP = ("rename", "rename_theme", "merge", "split", "answer", "approve")
OPENS = ("merge", "split")
FORMATTING = "".join(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))  # turns a line

log = logging.getLogger(__name__)


class RefusedError(Exception):
    """What a person wants cannot be done; `field` is the field of the form that is wrong."""

    def __init__(self, key: str, field: str = "", *, status: int = 400, **values: object) -> None:
        super().__init__(key)
        self.key, self.field, self.status, self.values = key, field, status, values


@dataclass(frozen=True)
class Wish:
    """A request as it was understood: which act on what, and the fields of its form.

    `seen` is the number of the last answer that the person saw on the map `map_id`.
    """

    act: str
    target: str
    map_id: str
    seen: int
    texts: Mapping[str, str]
    comments: tuple[str, ...]

    def __getitem__(self, field: str) -> str:
        return self.texts[field]


FIELDS = ("label", "into", "status", "text", "department", "on", "link", "reason", "why", "scope")


def open_acts(server: Flask, store: Store, editions: Editions) -> None:
    """Let editors decide; nothing else writes what people decided."""

    @server.post("/act/<meeting_id>")
    @access.require("editor")
    def act(meeting_id: str) -> tuple[Response, int]:
        request.max_content_length = LARGEST
        try:
            if not editions.state(meeting_id)[0]:
                raise RefusedError("act_no_map", status=404)
            answer = _acted(store, editions, meeting_id, wished(_body()))
        except (RefusedError, RequestEntityTooLarge, KoemapError) as error:
            return _refusal(error)
        return jsonify(ok=True, **answer), 200


def _body() -> object:
    try:
        return request.get_json()
    except RequestEntityTooLarge:
        raise
    except Exception as error:  # whatever a parser says of a broken body
        raise RefusedError("act_not_understood") from error


def _refusal(error: Exception) -> tuple[Response, int]:
    """The error in the reader's language, and the field it is about."""
    language = access.language()
    if isinstance(error, RefusedError):
        words, field, status = (
            say(language, error.key, **error.values),
            error.field,
            error.status,
        )
    elif isinstance(error, DecisionError):
        words = error.ja if language == "ja" and error.ja else str(error)
        field, status = error.about, 400
    elif isinstance(error, RequestEntityTooLarge):
        words, field, status = say(language, "act_too_large"), "", 413
    else:
        log.warning("cannot decide: %s", error)
        words, field, status = say(language, "trouble"), "", 503
    return jsonify(ok=False, error=words, field=field), status


def wished(body: object) -> Wish:
    """The request in its parts, each of the right kind.

    Raises
    ------
    RefusedError
        A part is of another kind, or holds characters that no text needs.
    """
    if not isinstance(body, dict):
        raise RefusedError("act_not_understood")
    act = _text(body, "act", LONGEST_ID)
    if act not in DOES:
        raise RefusedError("act_unknown")
    seen = body.get("seen", 0)
    if not isinstance(seen, int) or isinstance(seen, bool):
        raise RefusedError("act_not_understood")
    return Wish(
        act=act,
        target=_text(body, "target", LONGEST_ID),
        map_id=_text(body, "map", LONGEST_ID),
        seen=seen,
        texts={field: _text(body, field, LARGEST) for field in FIELDS},
        comments=tuple(_comments(body.get("comments", []))),
    )


def _comments(given: object) -> Iterator[str]:
    if not isinstance(given, list) or len(given) > MOST_COMMENTS:
        raise RefusedError("act_not_understood", "comments")
    for one in given:
        yield _text({"comments": one}, "comments", LONGEST_ID)


def _text(body: Mapping[str, Any], field: str, longest: int) -> str:
    given = body.get(field, "")
    if not isinstance(given, str) or len(given) > longest:
        raise RefusedError("act_not_understood", field)
    text = given.replace("\r\n", "\n")
    if any(_unusable(character) for character in text):
        raise RefusedError("act_characters", field)
    return text


def _unusable(character: str) -> bool:
    """Whether it is a control character, half of a pair, or turns the words around it."""
    if character in "\n\t":
        return False
    turns = character in FORMATTING
    return (
        character < " " or "\x7f" <= character < "\xa0" or "\ud800" <= character < "\ue000" or turns
    )


def _acted(store: Store, editions: Editions, meeting_id: str, wish: Wish) -> dict[str, Any]:
    """What the screen is told after the act."""
    edition, language = editions.newest(meeting_id), access.language()
    of_map = wish.act in ON_THIS_MAP or wish["scope"] == VOICE
    if of_map and wish.map_id != edition.opinion_map.map_id:
        raise RefusedError("act_new_map", status=409)
    decision = DOES[wish.act](Hand(edition, access.current_user().name), wish)
    saved = store.decide(decision, partial(_checked, edition, wish))
    redone = _redone(edition, saved)
    return {
        "decision": saved.decision_id,
        "open": _opens(edition, editions.newest(meeting_id), saved),
        "said": _said(language, saved, redone=redone),
        "undo": say(language, "redo" if saved.act == "undo" and not redone else "undo"),
        "close": say(language, "close"),
    }


def _checked(edition: Edition, wish: Wish, given: Sequence[Decision], wanted: Decision) -> Decision:
    """The decision if it may be made now; the one that says the same already, if there is one.

    `given` is all that was decided until now, `edition` what the act was understood by.
    """
    last = max((d.decision_id for d in edition.decisions), default=0)
    later = [d for d in given if d.decision_id > last]
    known = said_before(wanted, given) or next((d for d in later if _is_same(d, wanted)), None)
    if known is None and wish.act == "answer":
        _check_seen(edition, wish, later)
    return known or wanted


def _is_same(made: Decision, wanted: Decision) -> bool:
    """Whether a decision made meanwhile is the one that is wanted; undone is undone by anybody."""
    if wanted.act == "undo":
        return (made.act, made.target) == ("undo", wanted.target)
    return replace(made, at=wanted.at, decision_id=0) == wanted


def _check_seen(edition: Edition, wish: Wish, later: Sequence[Decision]) -> None:
    """Refuse an answer by someone who did not see the one that it would stand before."""
    seen = [d for d in edition.stood if edition.reached.get(d.decision_id) == wish.target]
    meanwhile = [d for d in later if (d.target, d.map_id) == (wish.target, wish.map_id)]
    mine = [d for d in (*seen, *meanwhile) if d.act == "answer"]
    if mine and mine[-1].decision_id > wish.seen:
        raise RefusedError("act_answered", status=409, by=mine[-1].by)


def _redone(edition: Edition, decision: Decision) -> bool:
    """Whether the decision takes back an undoing."""
    acts = {str(d.decision_id): d.act for d in edition.decisions}
    return decision.act == "undo" and acts.get(decision.target) == "undo"


def _said(language: Language, decision: Decision, *, redone: bool) -> str:
    """What was done, and to what where it has a name."""
    alike = decision.details.get("comments", ())
    if decision.act == "hide" and alike:
        return say(language, "acted_hide_voice", n=quantity(language, len(alike), "messages"))
    act = "redo" if redone else decision.act
    named = {name: decision.details.get(name, "–") for name in ("was", "label")}
    return say(language, f"acted_{act}", **named)


def _opens(before: Edition, after: Edition, decision: Decision) -> str:
    """The topic to open once topics were merged or split, or are again as they were."""
    if decision.act in OPENS:
        return after.reached.get(decision.decision_id, "")
    undone = {str(d.decision_id): d for d in before.decisions}.get(decision.target)
    if decision.act != "undo" or undone is None or undone.act not in OPENS:
        return ""
    return undone.target if undone.target in after.topics else ""


def _hide(hand: Hand, wish: Wish) -> Decision:
    reason, note = wish["reason"], wish["why"].strip()
    if reason not in REASONS:
        raise RefusedError("act_no_reason", "reason")
    if reason == "other" and not note:
        raise RefusedError("act_other_reason", "why")
    return hand.hide(wish.target, phrase(reason, note), copies=wish["scope"] == VOICE)


def _merge(hand: Hand, wish: Wish) -> Decision:
    if not wish["into"]:
        raise RefusedError("act_no_choice", "into")
    return hand.merge(wish.target, wish["into"], wish["why"])


def _answer(hand: Hand, wish: Wish) -> Decision:
    if not wish["status"]:
        raise RefusedError("act_no_choice", "status")
    try:
        on = date.fromisoformat(wish["on"].strip()) if wish["on"].strip() else None
    except ValueError as error:
        raise RefusedError("act_no_date", "on") from error
    given = {name: wish[name] for name in ("department", "link")}
    return hand.answer(wish.target, wish["status"], wish["text"], on=on, **given)


def _confirm(hand: Hand, wish: Wish) -> Decision:
    for finding in find(hand.edition, "ja"):
        if finding.name == wish.target:
            return hand.confirm(finding.name, finding.sentence)
    raise RefusedError("act_no_finding", status=409)


def _undo(hand: Hand, wish: Wish) -> Decision:
    if not (wish.target.isascii() and wish.target.isdecimal() and len(wish.target) < 18):
        raise RefusedError("act_not_understood", "target")
    return hand.undo(int(wish.target), wish["why"])


DOES: Mapping[str, Callable[[Hand, Wish], Decision]] = {
    "hide": _hide,
    "show": lambda hand, wish: hand.show(wish.target, wish["why"]),
    "pin": lambda hand, wish: hand.pin(wish.target),
    "unpin": lambda hand, wish: hand.unpin(wish.target),
    "rename": lambda hand, wish: hand.rename(wish.target, wish["label"], wish["why"]),
    "rename_theme": lambda hand, wish: hand.rename_theme(wish.target, wish["label"], wish["why"]),
    "merge": _merge,
    "split": lambda hand, wish: hand.split(wish.target, wish.comments, wish["label"], wish["why"]),
    "answer": _answer,
    "confirm": _confirm,
    "approve": lambda hand, wish: hand.approve(wish["why"]),
    "undo": _undo,
}
"""What each act makes of a request."""
