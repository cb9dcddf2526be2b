"""Which check each fault gets, and what it puts out of reach."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial

from tests.collectors.fault_checks import (
    USUAL,
    Check,
    Met,
    a_clock_ahead_is_no_lag,
    a_stream_is_whole,
    a_time_out_takes_nothing_back,
    an_unknown_kind_is_named,
    deletions_are_honoured,
    it_asks_again,
    it_is_parked,
    it_is_taken_up_anew,
    it_joins_late,
    it_says,
    it_slows_down,
    it_waits,
    it_waits_for_the_start,
    nothing_is_noticed,
    repeats_are_known,
    silence_is_healthy,
    the_end_is_confirmed_once,
    the_end_is_not_confirmed,
    the_last_tally_counts,
    the_message_ends_it,
    the_old_token_is_used_again,
    withdrawn,
)
from tests.google.injections import CALL

TURNED_OFF = "チャットがオフになっています"
RESET = datetime(2026, 10, 16, 7, tzinfo=UTC)
LATER_RESET = datetime(2026, 11, 2, 8, tzinfo=UTC)

CHECKS: Mapping[str, Check] = {
    "upcoming: a chat id, but 404": it_waits_for_the_start,
    "never live": it_says("is no livestream", "ライブ配信ではありません", pages=0),
    "chat off": it_says("is turned off", "チャットはオフになっています", pages=0, phase="waiting"),
    "ended before": it_says("ended at 2026-10-15 08:00", "取り込んでください", pages=0),
    "the first page has the last 75 of 500": it_joins_late,
    "the last items again": repeats_are_known,
    "out of order": nothing_is_noticed,
    "all at one time": nothing_is_noticed,
    "ten minutes of silence": silence_is_healthy,
    "no token": the_old_token_is_used_again,
    "the token is refused": it_is_taken_up_anew,
    "quota, said once": partial(it_is_parked, RESET),
    "quota, gone": partial(it_is_parked, RESET),
    "too many a minute, Retry-After": it_slows_down(7),
    "429 that means the day": partial(it_is_parked, RESET),
    "too fast, three times": it_slows_down(5, 10, 20),
    "offlineAt, then ended": the_end_is_confirmed_once,
    "ended": the_end_is_not_confirmed,
    "a message says so": the_message_ends_it,
    "ended, in a stream": the_end_is_not_confirmed,
    "chat turned off": it_says("is turned off", TURNED_OFF, pages=CALL),
    "401 once": it_asks_again,
    "500, a web page": it_asks_again,
    "503, nothing": it_asks_again,
    "502, a list": it_asks_again,
    "200, nothing": it_asks_again,
    "200, a login page": it_asks_again,
    "200, no items": it_asks_again,
    "half a body": it_asks_again,
    "reset before the answer": it_asks_again,
    "reset after the headers": it_asks_again,
    "silence in the answer": it_asks_again,
    "an unknown kind": an_unknown_kind_is_named,
    "unknown properties": nothing_is_noticed,
    "missing properties": nothing_is_noticed,
    "a tombstone before its message": withdrawn("deleted in the chat"),
    "a ban for a while": a_time_out_takes_nothing_back,
    "a ban for ever": withdrawn("author removed from the chat"),
    "deprecated deletions": deletions_are_honoured,
    "a poll goes on": the_last_tally_counts,
    "it ends every ten seconds": a_stream_is_whole,
    "byte by byte": a_stream_is_whole,
    "an error as last element": a_stream_is_whole,
    "it ends in an element": a_stream_is_whole,
    "polling interval 0": it_waits(49, USUAL),
    "polling interval 50": it_waits(49, USUAL),
    "polling interval 600000": it_waits(60, 60),
    "polling interval None": it_waits(49, USUAL),
    "YouTube's clock is ahead": a_clock_ahead_is_no_lag,
    "a day of 25 hours": partial(it_is_parked, LATER_RESET),
    "deleted while live": it_says("there is no public video", "公開されていません", pages=CALL),
    "private while live": it_says("there is no public video", "公開されていません", pages=CALL),
}

Texts = Callable[[Met], list[str]]


def nothing(met: Met) -> list[str]:
    return []


def everything(met: Met) -> list[str]:
    return met.sent()


def what_came_later(met: Met) -> list[str]:
    """What was written after the last page before the fault, and could not be asked for."""
    return met.sent(after=met.pages[CALL - 2].at)


def what_was_out_of_reach(met: Met) -> list[str]:
    return [f"途中から{number}" for number in range(500 - 75)]


LOST: Mapping[str, Texts] = {
    "never live": everything,
    "chat off": everything,
    "ended before": everything,
    "the first page has the last 75 of 500": what_was_out_of_reach,
    "quota, said once": what_came_later,
    "quota, gone": what_came_later,
    "429 that means the day": what_came_later,
    "a day of 25 hours": what_came_later,
    "chat turned off": what_came_later,
    "deleted while live": what_came_later,
    "private while live": what_came_later,
}
ERASED: Mapping[str, Texts] = {
    "a tombstone before its message": lambda met: ["消される意見"],
    "a ban for ever": lambda met: ["7番目の意見です"],
    "deprecated deletions": lambda met: ["1番目の意見です", "2番目の意見です"],
}
