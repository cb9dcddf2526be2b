"""Google's refusals in plain words, in both languages, with what to do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo

from collectors.google.errors import Refusal, Remedy
from koemap.errors import CollectError

PROBLEMS: Mapping[Remedy, str] = {
    "wait_for_quota": "today's quota is spent",
    "slow_down": "Google asks for fewer questions",
    "try_again": "Google cannot be reached",
    "renew": "the sign-in has expired",
}

LASTING: frozenset[Remedy] = frozenset(
    {
        "forbidden",
        "bad_key",
        "renew",
        "chat_off",
        "comments_off",
        "not_found",
        "give_up",
        "confirm_end",
    }
)

WORDS: Mapping[Remedy, tuple[str, str]] = {
    "wait_for_quota": (
        "today's quota of {what} is spent; it is renewed at midnight Pacific time"
        " (16:00 or 17:00 in Japan): run the command again then",
        "{what} の本日の利用枠を使い切りました。太平洋時間の午前0時（日本時間の16時か17時）に戻ります。"
        "そのあとで同じコマンドを実行してください",
    ),
    "slow_down": (
        "Google still asks for fewer questions; run the command again in a few minutes",
        "Google から間隔をあけるよう求められています。数分後に同じコマンドを実行してください",
    ),
    "try_again": (
        "Google cannot be reached ({reason}); check the network, then run the command again",
        "Google につながりません（{reason}）。ネットワークを確かめてから、同じコマンドを実行してください",
    ),
    "chat_off": (
        "the chat of {what} is turned off; turn it on in YouTube Studio, or collect comments and forms",
        "{what} はチャットがオフになっています。YouTube Studio でオンにするか、"
        "コメントやフォームから集めてください",
    ),
    "comments_off": (
        "comments on {what} are turned off; turn them on in YouTube Studio, or collect another source",
        "{what} はコメントがオフになっています。YouTube Studio でオンにするか、ほかの出どころを使ってください",
    ),
    "forbidden": (
        "Google does not let these credentials read {what}; share it with them, or sign in as its owner",
        "この認証情報では {what} を読めません。共有の設定を確かめるか、持ち主として認証してください",
    ),
    "bad_key": (
        "Google does not accept the key or the sign-in ({reason}); check that it was copied whole and"
        " that the interface is enabled: docs/google.md",
        "API キーまたは認証が受け付けられません（{reason}）。キーが途中で切れていないか、API が有効かを"
        "確かめてください（docs/google.ja.md）",
    ),
    "not_found": (
        "there is no {what}, or it is private; check the address and who may see it",
        "{what} が見つからないか、非公開です。アドレスと公開の設定を確かめてください",
    ),
    "renew": (
        "the sign-in has expired and could not be renewed; sign in again: docs/google.md",
        "認証の期限が切れ、更新できませんでした。もう一度認証してください（docs/google.ja.md）",
    ),
    "confirm_end": ("the chat of {what} has ended", "{what} のチャットは終了しています"),
    "start_anew": (
        "Google no longer knows where the last run stopped; run the command again",
        "前回どこまで読んだかを Google が受け付けません。同じコマンドをもう一度実行してください",
    ),
    "give_up": (
        "Google does not understand the request for {what} ({reason}); please report this line",
        "{what} への問い合わせが受け付けられません（{reason}）。この一行を開発者に知らせてください",
    ),
}


REASONS: Mapping[str, str] = {
    "no answer": "応答なし",
    "an empty answer": "空の応答",
    "an answer that is no page": "形の違う応答",
}
"""What koemap itself gives as a reason, in Japanese; Google's own words stay as they are."""


def problem(refused: Refusal) -> str:
    """The refusal in a few words, for the state of a source."""
    return PROBLEMS.get(refused.remedy, "Google refuses")


def told(refused: Refusal, what: str) -> CollectError:
    """The error that says in one line what Google refuses and what to do."""
    en, ja = WORDS[refused.remedy]
    reason = refused.reason
    return CollectError(
        en.format(what=what, reason=reason),
        ja=ja.format(what=what, reason=REASONS.get(reason, reason)),
        lasting=refused.remedy in LASTING,
    )


def local(at: datetime, zone: tzinfo, form: str = "%H:%M") -> str:
    """The time as a clock in that zone shows it; in UTC that is said.

    >>> from datetime import UTC
    >>> from zoneinfo import ZoneInfo
    >>> local(datetime(2026, 10, 15, 9, 5, tzinfo=UTC), UTC)
    '09:05 UTC'
    >>> local(datetime(2026, 10, 15, 9, 5, tzinfo=UTC), ZoneInfo("Asia/Tokyo"))
    '18:05'
    """
    there = at.astimezone(zone)
    return f"{there:{form}}" + (" UTC" if there.tzname() == "UTC" else "")
