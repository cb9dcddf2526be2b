"""What people do at the desk: a request becomes an act in the log, or one clear sentence.

Who may send one, from which page and with which secret, `dashboard.access` has checked before.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Any

from flask import Response, jsonify, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from dashboard import access
from dashboard.acting import RefusedError
from dashboard.live.decisions import DECISION, Decider, checked_once
from dashboard.live.desks import Desks
from dashboard.live.entries import is_gone, text_key
from dashboard.live.lines import line
from dashboard.live.stand_in import in_words
from dashboard.live.wishes import LATE_SECONDS, Look, Wish
from dashboard.wording import say
from koemap.errors import DecisionError, KoemapError, StoreError
from koemap.live_records import Claim, DeskAct, DeskVerb
from koemap.moderation import MOVES
from koemap.records import Comment
from koemap.standing import hidden_comments, standing

LARGEST = 60_000  # bytes of a request
UNNUMBERED = -1
"""For a stop that holds and is not in the log yet."""
CLAIMED_FOR = timedelta(seconds=20)
SHOWING: tuple[DeskVerb, ...] = ("let_through", "queue", "air")

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Desk:
    """One meeting's desk, and who acts at it at what time."""

    desks: Desks
    meeting_id: str
    by: str
    at: datetime
    logged_in: bool = True

    def act(self, wish: Wish) -> int:
        """The number of the act, or of the decision.

        Raises
        ------
        RefusedError, DecisionError
            It cannot be done, or somebody was faster.
        """
        decider = Decider(self.desks, self.meeting_id, self.by, self.at)
        if wish.verb == "adopt":
            return decider.adopt(wish)
        if wish.verb == "take_up":
            return decider.take_up(wish)
        if wish.verb == "undo" and wish.target.startswith(DECISION):
            return decider.undo(wish)
        look = self._looking(wish) if wish.verb in MOVES else None
        verb: Any = wish.verb
        wanted = DeskAct(
            self.meeting_id, verb, wish.target, self.by, self.at, wish.key, _details(wish)
        )
        if wish.verb == "stop":
            return self._stop(replace(wanted, key=wish.key or token_hex(16)))
        if wish.verb == "lift":
            self.desks.stops.enter(self.desks.store, self.meeting_id)
        return self._logged(wanted, look, is_late=wish.is_late())

    def _logged(
        self,
        wanted: DeskAct,
        look: Callable[[Comment], None] | None = None,
        *,
        is_late: bool = False,
    ) -> int:
        """The number of the act in the log; what comes late is told only if it is there already."""
        known = self.desks.moderation(self.meeting_id)

        def check(acts: Sequence[DeskAct], wanted: DeskAct) -> DeskAct:
            act = checked_once(known, acts, wanted)
            if is_late and not act.number:
                raise RefusedError("live_late", status=409, n=LATE_SECONDS)
            return act

        return self.desks.store.act(wanted, check, look).number

    def _stop(self, wanted: DeskAct) -> int:
        """The number of the stop, `UNNUMBERED` as long as the log has no room for it.

        It holds before it is in the log, for which others may have to be waited for.
        """
        stops = self.desks.stops
        stops.hold(wanted)
        try:
            stops.enter(self.desks.store, self.meeting_id)
            return self._logged(wanted)
        except StoreError:
            if stops.held(self.meeting_id):
                return UNNUMBERED
            raise

    def claim(self, look: Look) -> int:
        """Let others see which row is looked at, for twenty seconds; the number of this desk."""
        until, by = self.at + CLAIMED_FOR, self.by if self.logged_in else ""
        claim = Claim(look.comment_id, by, until, look.desk, look.number)
        wanted = claim if look.comment_id else None
        return self.desks.store.claim(self.meeting_id, wanted, look.desk or self.by, self.at)

    def _looking(self, wish: Wish) -> Callable[[Comment], None] | None:
        """What refuses to show a comment that went, or in other words than its desk showed.

        Raises
        ------
        RefusedError
            There is no such comment.
        """
        store = self.desks.store
        if not store.arrivals_of(self.meeting_id, [wish.target]):
            raise RefusedError("live_no_comment", status=404)
        if wish.verb not in SHOWING:
            return None
        hidden = hidden_comments(standing(store.decisions(self.meeting_id)))
        shown = wish.shown()

        def look(comment: Comment) -> None:
            if is_gone(comment) or wish.target in hidden:
                raise RefusedError("live_gone", status=409)
            if shown and shown != text_key(line(comment.text)):
                raise RefusedError("live_reworded", status=409)

        return look


def _details(wish: Wish) -> dict[str, Any]:
    """What an act keeps beside its target."""
    if wish.verb == "order":
        return {name: wish.ids(name) for name in ("ids", "seen") if name in {"ids", *wish.details}}
    if wish.verb == "lift":
        return {"stop": wish.stop()}
    if wish.verb == "note":
        return {"note": wish.text("note", LARGEST)}
    seen = wish.state()
    return {"from": seen} if seen else {}


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
        return in_words(words, language), 400 if error.about else 409
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
