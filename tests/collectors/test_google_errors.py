"""What Google refuses is read by its reason, and told in one line in both languages."""

from __future__ import annotations

import json
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.google.errors import REASONS, STATUSES, Refusal, Remedy, refusal
from collectors.google.words import PROBLEMS, WORDS, problem, told

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=12,
)


def body(said: str = "", *, status: str = "", domain: str = "global", **detail: Any) -> bytes:
    error: dict[str, Any] = {"code": 403, "message": "words that are not read: quota, key, ended"}
    if said:
        error["errors"] = [{"reason": said, "domain": domain, "message": "…"}]
    if status:
        error["status"] = status
    if detail:
        error["details"] = [detail]
    return json.dumps({"error": error}).encode()


@pytest.mark.parametrize(
    ("status", "answer", "remedy"),
    [
        (403, body("quotaExceeded"), "wait_for_quota"),
        (403, body("dailyLimitExceeded"), "wait_for_quota"),
        (403, body("somethingNew", domain="youtube.quota"), "wait_for_quota"),
        (429, body(metadata={"quota_limit": "defaultPerDayPerProject"}), "wait_for_quota"),
        (429, body(metadata={"quota_limit": "ReadRequestsPerMinutePerUser"}), "slow_down"),
        (403, body("rateLimitExceeded"), "slow_down"),
        (403, body("userRateLimitExceeded"), "slow_down"),
        (429, body(status="RESOURCE_EXHAUSTED"), "slow_down"),
        (429, b"", "slow_down"),
        (403, body("liveChatEnded"), "confirm_end"),
        (400, body(status="FAILED_PRECONDITION"), "confirm_end"),
        (403, body("liveChatDisabled"), "chat_off"),
        (403, body("liveChatDisabled", status="PERMISSION_DENIED"), "chat_off"),
        (403, body("forbidden"), "forbidden"),
        (403, body("insufficientPermissions"), "forbidden"),
        (404, body("liveChatNotFound"), "not_found"),
        (400, body("pageTokenInvalid"), "start_anew"),
        (400, body("invalidPageToken"), "start_anew"),
        (400, body("badRequest"), "give_up"),
        (400, body("badRequest", status="INVALID_ARGUMENT", reason="API_KEY_INVALID"), "bad_key"),
        (403, body(status="PERMISSION_DENIED", reason="API_KEY_IP_ADDRESS_BLOCKED"), "bad_key"),
        (403, body(status="PERMISSION_DENIED", reason="API_KEY_HTTP_REFERRER_BLOCKED"), "bad_key"),
        (401, body(), "renew"),
        (401, body("authError"), "renew"),
        (400, b'{"error": "invalid_grant"}', "bad_key"),
        (403, body("commentsDisabled"), "comments_off"),
        (500, b"<html>", "try_again"),
        (502, b"[" + body("backendError") + b"]", "try_again"),
        (503, b"", "try_again"),
        (200, b"", "try_again"),
        (302, b"", "try_again"),
        (418, b"", "give_up"),
    ],
)
def test_each_answer_has_its_remedy(status: int, answer: bytes, remedy: str) -> None:
    assert refusal(status, answer).remedy == remedy


def test_a_token_that_is_refused_by_its_place_is_known() -> None:
    error = {"errors": [{"reason": "invalidValue", "location": "pageToken"}]}
    assert refusal(400, json.dumps({"error": error}).encode()).remedy == "start_anew"


@pytest.mark.parametrize(
    ("header", "seconds"), [("7", 7), ("", 0), ("99999", 3600), ("-1", 0), ("Wed, 21 Oct", 0)]
)
def test_retry_after_is_seconds_up_to_an_hour(header: str, seconds: float) -> None:
    assert refusal(429, b"", header).retry_after == seconds


@given(st.integers(100, 599), ANY_JSON)
def test_any_json_is_some_refusal(status: int, answer: Any) -> None:
    for wrapped in (answer, {"error": answer}, [{"error": {"errors": answer, "details": answer}}]):
        found = refusal(status, json.dumps(wrapped).encode())
        assert found.remedy in get_args(Remedy)
        assert "\n" not in str(told(found, "YouTube x"))


@given(st.binary())
def test_any_bytes_are_some_refusal(answer: bytes) -> None:
    assert refusal(500, answer).remedy == "try_again"


@pytest.mark.parametrize("remedy", get_args(Remedy))
def test_every_remedy_is_told_in_one_line_of_each_language(remedy: Remedy) -> None:
    assert set(WORDS) == set(get_args(Remedy))
    found = refusal(403, body(next((r for r, known in REASONS.items() if known == remedy), "")))
    error = told(found, "YouTube koemapTest1")
    for line in (str(error), error.ja):
        assert 10 < len(line) < 200
        assert "\n" not in line
        assert "{" not in line
        assert "words that are not read" not in line
    assert any(character > "぀" for character in error.ja)


def test_what_koemap_gives_as_a_reason_is_japanese_and_googles_word_stays() -> None:
    assert "（応答なし）" in told(Refusal("try_again", "no answer"), "YouTube").ja
    assert "（backendError）" in told(Refusal("try_again", "backendError"), "YouTube").ja


def test_a_refusal_that_waiting_does_not_mend_is_lasting() -> None:
    passing = {remedy for remedy in WORDS if not told(Refusal(remedy, "…"), "it").lasting}
    assert passing == {"wait_for_quota", "slow_down", "try_again", "start_anew"}


def test_only_what_passes_is_a_problem_of_the_moment() -> None:
    assert {problem(refusal(403, body(r))) for r in REASONS} == {
        *PROBLEMS.values(),
        "Google refuses",
    }
    assert set(STATUSES.values()) <= set(get_args(Remedy))
