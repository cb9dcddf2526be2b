"""One line of each language for what happened to topics, on maps and in what is said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Literal

from analysis.events import Event, Happening, Side

Language = Literal["ja", "en"]


def line(event: Event, language: Language = "ja") -> str:
    """The line that explains the event; labels stand in quotation marks.

    >>> side = Side("t01", "bus", 9, 6)
    >>> line(Event("merged", (side,), (Side("t02", "fares", 20),)), "en")
    '“bus” went into “fares” (6 of 9 comments)'
    """
    return (_JAPANESE if language == "ja" else _ENGLISH)[event.happening](event)


@dataclass(frozen=True, slots=True)
class Talk:
    """How many of all messages of the last minutes spoke of a topic that had gone quiet, or has."""

    n_messages: int
    n_all: int
    minutes: int
    is_again: bool = False


def talk_line(label: str, talk: Talk, language: Language = "ja") -> str:
    """The line that says that a topic has gone quiet, or is spoken of again.

    >>> talk_line("bus", Talk(0, 150, 10), "en")
    'Nobody has spoken of “bus” for 10 minutes (150 messages meanwhile)'
    """
    how = "again" if talk.is_again else "hardly" if talk.n_messages else "nobody"
    return _TALK[language][how].format(label=label, **asdict(talk))


_TALK: Mapping[Language, Mapping[str, str]] = {
    "ja": {
        "again": "「{label}」の話がまた出ています"
        "（この{minutes}分の声 {n_all}件のうち {n_messages}件）",
        "hardly": "「{label}」の話はほとんど出なくなりました"
        "（この{minutes}分の声 {n_all}件のうち {n_messages}件）",
        "nobody": "「{label}」の話はこの{minutes}分、出ていません（その間の声 {n_all}件）",
    },
    "en": {
        "again": "“{label}” is spoken of again"
        " ({n_messages} of {n_all} messages in {minutes} minutes)",
        "hardly": "Hardly anybody speaks of “{label}” any more"
        " ({n_messages} of {n_all} messages in {minutes} minutes)",
        "nobody": "Nobody has spoken of “{label}” for {minutes} minutes"
        " ({n_all} messages meanwhile)",
    },
}


def _and(parts: Iterable[str]) -> str:
    """The parts as an English sentence lists them."""
    *some, last = parts
    return f"{', '.join(some)} and {last}" if some else last


def _others(event: Event) -> list[Side]:
    """The topics that went into one that was there before, all where it was not."""
    return [side for side in event.before if side.topic_id != event.after[0].topic_id]


def _merged_ja(event: Event) -> str:
    sides, into = _others(event), event.after[0].label
    if len(sides) == 1:
        (one,) = sides
        return f"「{one.label}」は「{into}」に入りました（{one.n_comments}件中{one.n_went}件）"
    were = "と".join(f"「{s.label}」（{s.n_comments}件中{s.n_went}件）" for s in sides)
    how = "に入りました" if len(sides) < len(event.before) else "にまとまりました"
    return f"{were}は「{into}」{how}"


def _merged_en(event: Event) -> str:
    sides, into = _others(event), event.after[0].label
    if len(sides) == 1:
        (one,) = sides
        return f"“{one.label}” went into “{into}” ({one.n_went} of {one.n_comments} comments)"
    were = _and(f"“{s.label}” ({s.n_went} of {s.n_comments})" for s in sides)
    return f"{were} {'went' if len(sides) < len(event.before) else 'merged'} into “{into}”"


def _split_ja(event: Event) -> str:
    (was,) = event.before
    parts = "と".join(f"「{side.label}」（{side.n_comments}件）" for side in event.after)
    return f"「{was.label}」（{was.n_comments}件）は{parts}に分かれました"


def _split_en(event: Event) -> str:
    (was,) = event.before
    parts = _and(f"“{side.label}” ({side.n_comments})" for side in event.after)
    return f"“{was.label}” ({was.n_comments} comments) split into {parts}"


def _rest(event: Event) -> int:
    """How many comments of a topic that is gone are in topics that are not named."""
    return event.before[0].n_comments - event.n_alone - sum(s.n_comments for s in event.after)


def _gone_ja(event: Event) -> str:
    (was,) = event.before
    ways = [f"「{side.label}」へ{side.n_comments}件" for side in event.after]
    ways += [f"ほかの論点へ{_rest(event)}件"] if _rest(event) else []
    ways += [f"論点の外へ{event.n_alone}件"] if event.n_alone else []
    went = f"のうち、{'、'.join(ways)}" if ways else ""
    return f"「{was.label}」はなくなりました（声 {was.n_comments}件{went}）"


def _gone_en(event: Event) -> str:
    (was,) = event.before
    ways = [f"{side.n_comments} to “{side.label}”" for side in event.after]
    ways += [f"{_rest(event)} to other topics"] if _rest(event) else []
    ways += [f"{event.n_alone} to none"] if event.n_alone else []
    went = f": {', '.join(ways)}" if ways else ""
    return f"“{was.label}” is gone ({was.n_comments} comments{went})"


def _kept_ja(event: Event) -> str:
    (was,), (now,) = event.before, event.after
    stayed = (
        f"前の声 {was.n_comments}件のうち {now.n_comments}件が残り、{event.n_joined}件が加わった"
    )
    return f"続いている論点：「{now.label}」（{stayed}）"


def _kept_en(event: Event) -> str:
    (was,), (now,) = event.before, event.after
    stayed = f"{now.n_comments} of {was.n_comments} comments stayed, {event.n_joined} joined"
    return f"Goes on: “{now.label}” ({stayed})"


def _upheld_ja(event: Event) -> str:
    (now,) = event.after
    why = "人が決めたことがあるので、一つの論点のまま残しました"
    return f"「{now.label}」は、{why}（声 {now.n_comments}件）"


def _upheld_en(event: Event) -> str:
    (now,) = event.after
    return (
        f"“{now.label}” was kept as one topic for what people decided ({now.n_comments} comments)"
    )


def _new_ja(event: Event) -> str:
    (now,) = event.after
    joined = f"、うち前の地図のあとの声 {event.n_joined}件" if event.n_joined else ""
    return f"新しい論点：「{now.label}」（声 {now.n_comments}件・{now.n_people}人{joined}）"


def _new_en(event: Event) -> str:
    (now,) = event.after
    joined = f"; {event.n_joined} comments since the earlier map" if event.n_joined else ""
    people = "1 person" if now.n_people == 1 else f"{now.n_people} people"
    return f"New: “{now.label}” ({now.n_comments} comments by {people}{joined})"


def _renamed_ja(event: Event) -> str:
    return f"「{event.before[0].label}」の名前は「{event.after[0].label}」になりました"


def _renamed_en(event: Event) -> str:
    return f"“{event.before[0].label}” is now called “{event.after[0].label}”"


Lines = Mapping[Happening, Callable[[Event], str]]

_JAPANESE: Lines = {
    "kept": _kept_ja,
    "merged": _merged_ja,
    "split": _split_ja,
    "upheld": _upheld_ja,
    "new": _new_ja,
    "gone": _gone_ja,
    "renamed": _renamed_ja,
}
_ENGLISH: Lines = {
    "kept": _kept_en,
    "merged": _merged_en,
    "split": _split_en,
    "upheld": _upheld_en,
    "new": _new_en,
    "gone": _gone_en,
    "renamed": _renamed_en,
}
