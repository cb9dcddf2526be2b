"""What people do at the desk: a request becomes an act in the log, or one clear sentence.

Who may send one, from which page and with which secret, `dashboard.access` has checked before.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, get_args

from flask import Response, jsonify, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from dashboard import access
from dashboard.acting import RefusedError
from dashboard.live.desks import Desks
from dashboard.live.entries import is_gone
from dashboard.live.lines import line
from dashboard.wording import say
from koemap.deciding import Hand
from koemap.errors import DecisionError, KoemapError
from koemap.live_records import Candidate, Claim, DeskAct, DeskVerb
from koemap.moderation import LONGEST_NOTE, MOVES, UNDO_FOR, checked, moderated
from koemap.records import Decision
from koemap.standing import hidden_comments, standing

LARGEST = 60_000  # bytes of a request
LONGEST_ID, LONGEST_KEY, MOST_IDS = 500, 100, 500
CLAIMED_FOR = timedelta(seconds=20)
SAME_TAKE_UP = timedelta(seconds=10)
"""Two people who mark a topic at once, within this, mark it once."""
GIVEN_UP_AFTER = timedelta(seconds=5)
"""An adoption that was begun and not finished by then is finished by who sends it again."""
SHOWING: tuple[DeskVerb, ...] = ("let_through", "queue", "air")
VERBS = (*get_args(DeskVerb), "adopt", "take_up")
DECISION = "d"  # an act to undo that begins so is the number of a decision

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Wish:
    """What somebody wants to do: the verb, what to, and the random word of the one who sent it."""

    verb: str
    target: str
    key: str
    details: Mapping[str, Any]


@dataclass(frozen=True)
class Desk:
    """One meeting's desk, and who acts at it at what time."""

    desks: Desks
    meeting_id: str
    by: str
    at: datetime

    def act(self, wish: Wish) -> int:
        """The number of the act, or of the decision.

        Raises
        ------
        RefusedError, DecisionError
            It cannot be done, or somebody was faster.
        """
        if wish.verb == "adopt":
            return self._adopt(wish)
        if wish.verb == "take_up":
            return self._take_up(wish)
        if wish.verb == "undo" and wish.target.startswith(DECISION):
            return self._undo_decision(wish)
        if wish.verb in MOVES:
            self._check_comment(wish)
        details = _details(wish)
        return self.desks.store.act(self._made(wish, details), _checked).number

    def claim(self, comment_id: str | None) -> None:
        """Let others see that this row is looked at, for twenty seconds; None lets go of it."""
        until = self.at + CLAIMED_FOR
        claim = Claim(comment_id, self.by, until) if comment_id else None
        self.desks.store.claim(self.meeting_id, claim, self.by, self.at)

    def _made(self, wish: Wish, details: Mapping[str, Any]) -> DeskAct:
        verb: Any = "dismiss" if wish.verb == "adopt" else wish.verb
        return DeskAct(self.meeting_id, verb, wish.target, self.by, self.at, wish.key, details)

    def _check_comment(self, wish: Wish) -> None:
        """Refuse what is about no comment, or would show one that went."""
        store = self.desks.store
        found = store.arrivals_of(self.meeting_id, [wish.target])
        if not found:
            raise RefusedError("live_no_comment", status=404)
        if wish.verb in SHOWING:
            hidden = hidden_comments(standing(store.decisions(self.meeting_id)))
            if is_gone(found[0].comment) or wish.target in hidden:
                raise RefusedError("live_gone", status=409)

    # Decisions

    def _hand(self) -> Hand:
        if not self.desks.editions.state(self.meeting_id)[0]:
            raise RefusedError("act_no_map", status=409)
        return Hand(self.desks.editions.newest(self.meeting_id), self.by, self.at)

    def _adopt(self, wish: Wish) -> int:
        """Who first takes the candidate off the desk decides that it is a topic."""
        if known := self._decided(wish):
            return known.decision_id
        label = _text(wish.details, "label", LONGEST_NOTE)
        decision = self._hand().adopt(self._candidate(wish), label)
        taken = self._made(wish, {"adopted": True})
        act = self.desks.store.act(taken, _checked)
        if act.at != self.at and self.at - act.at < GIVEN_UP_AFTER:
            raise RefusedError("live_being_done", status=503)
        try:
            return self._decide(wish, decision)
        except KoemapError:
            undo = DeskAct(self.meeting_id, "undo", str(act.number), self.by, self.at)
            self.desks.store.act(undo, _checked)
            raise

    def _candidate(self, wish: Wish) -> Candidate:
        found = self.desks.store.candidates(self.meeting_id)
        candidate = next((one for one in found if one.candidate_id == wish.target), None)
        if candidate is None:
            raise RefusedError("live_no_candidate", status=409)
        return candidate

    def _take_up(self, wish: Wish) -> int:
        if known := self._decided(wish):
            return known.decision_id
        second = wish.details.get("second")
        if second is not None and (isinstance(second, bool) or not isinstance(second, int | float)):
            raise RefusedError("act_not_understood", "second")
        hand = self._hand()
        before = hand.edition.taken_up.get(wish.target, ())
        if before and abs(self.at - before[-1].at) < SAME_TAKE_UP:
            return before[-1].decision_id
        return self._decide(wish, hand.take_up(wish.target, self._second(second)))

    def _second(self, second: float | None) -> float | None:
        """The second of the video, the one reached by now when none is given."""
        if second is not None:
            return float(second)
        with self.desks.model(self.meeting_id) as (model, _):
            return model.second

    def _decide(self, wish: Wish, decision: Decision) -> int:
        keyed = replace(decision, details={**decision.details, "key": wish.key})
        return self.desks.store.decide(keyed).decision_id

    def _decided(self, wish: Wish) -> Decision | None:
        """The decision that the same request made before."""
        act: Any = wish.verb
        given = self.desks.store.decisions(self.meeting_id, act)
        same = (d for d in given if wish.key and d.details.get("key") == wish.key)
        return next(same, None)

    def _undo_decision(self, wish: Wish) -> int:
        """Take back an adoption or that a topic was taken up, for thirty seconds."""
        number = _number(wish.target.removeprefix(DECISION))
        hand = self._hand()
        found = [d for d in hand.edition.decisions if d.decision_id == number]
        if not found or found[0].act not in ("adopt", "take_up"):
            raise RefusedError("act_not_understood", "target")
        if self.at - found[0].at > UNDO_FOR:
            n = UNDO_FOR // timedelta(seconds=1)
            raise RefusedError("live_undo_late", status=409, n=n)
        return self.desks.store.decide(hand.undo(number)).decision_id


def _checked(acts: Sequence[DeskAct], wanted: DeskAct) -> DeskAct:
    """As the kernel checks; a candidate is adopted or dismissed once."""
    act = checked(acts, wanted)
    if not act.number and act.verb == "dismiss" and act.target in moderated(acts).dismissed:
        by = next(one.by for one in reversed(acts) if one.target == act.target)
        raise DecisionError(f"this was changed by {by} already", ja=f"すでに{by}が変更しました")
    return act


def _details(wish: Wish) -> dict[str, Any]:
    """What an act keeps beside its target."""
    if wish.verb == "order":
        ids = wish.details.get("ids")
        if not isinstance(ids, list) or len(ids) > MOST_IDS or not all(map(_is_id, ids)):
            raise RefusedError("act_not_understood", "ids")
        return {"ids": ids}
    note = _text(wish.details, "note", LARGEST)
    return {"note": line(note, LARGEST)} if note else {}


# The request


def answered(what: Callable[[object], Mapping[str, object]]) -> tuple[Response, int]:
    """The answer to a change, as JSON; what is wrong with it in the reader's language."""
    request.max_content_length = LARGEST
    try:
        return jsonify(**what(_body())), 200
    except (RefusedError, RequestEntityTooLarge, KoemapError) as error:
        words, status = _refusal(error)
        return jsonify(said=words), status


def _refusal(error: Exception) -> tuple[str, int]:
    language = access.language()
    if isinstance(error, RefusedError):
        return say(language, error.key, **error.values), error.status
    if isinstance(error, DecisionError):
        words = error.ja if language == "ja" and error.ja else str(error)
        return words, 400 if error.about else 409
    if isinstance(error, RequestEntityTooLarge):
        return say(language, "act_too_large"), 413
    log.warning("cannot act at the desk: %s", error)
    return say(language, "trouble"), 503


def _body() -> object:
    try:
        return request.get_json()
    except RequestEntityTooLarge:
        raise
    except (HTTPException, ValueError, RecursionError) as error:
        raise RefusedError("act_not_understood") from error


def wished(body: object) -> Wish:
    """The request in its parts, each of the right kind; RefusedError when one is not."""
    if not isinstance(body, dict):
        raise RefusedError("act_not_understood")
    verb, target, key = (body.get(name, "") for name in ("verb", "target", "key"))
    details = body.get("details") or {}
    if verb not in VERBS:
        raise RefusedError("act_unknown")
    is_key = isinstance(key, str) and len(key) <= LONGEST_KEY and key.isprintable()
    if not (_is_id(target) and is_key and isinstance(details, dict)):
        raise RefusedError("act_not_understood")
    if verb in ("stop", "lift", "order"):
        target = ""
    return Wish(verb, target, key, details)


def claimed(body: object) -> str | None:
    """The row that is looked at, None to let go; RefusedError when it is neither."""
    comment_id = body.get("id") if isinstance(body, dict) else ""
    if comment_id is None or (comment_id and _is_id(comment_id)):
        return comment_id or None
    raise RefusedError("act_not_understood", "id")


def _is_id(given: object) -> bool:
    return isinstance(given, str) and len(given) <= LONGEST_ID and given.isprintable()


def _text(details: Mapping[str, Any], name: str, longest: int) -> str:
    given = details.get(name, "")
    if not isinstance(given, str) or len(given) > longest:
        raise RefusedError("act_not_understood", name)
    return line(given, longest)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 18):
        raise RefusedError("act_not_understood", "target")
    return int(text)
