"""Downloads: the comments, topics, points and accounting of an edition as tables in files."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, get_args

from dashboard.receipts import receipts
from koemap.edition import Edition, written
from koemap.errors import PublishError, why
from koemap.records import Accounting, Answer, Comment, OpinionMap, Placement, Topic

What = Literal["comments", "topics", "map", "accounting"]
Value = str | int | float | datetime | None
Rows = Iterable[Sequence[Value]]

COMMENTS = (
    "comment_id",
    "receipt",
    "meeting_id",
    "source_id",
    "posted_at",
    "offset_seconds",
    "kind",
    "text",
    "voice_id",
    "topic_id",
    "topic_label",
    "theme_id",
    "theme_label",
    "x",
    "y",
    "strength",
    "status",
)
TOPICS = (
    "topic_id",
    "topic_label",
    "theme_id",
    "theme_label",
    "keywords",
    "n_comments",
    "n_people",
    "n_voices",
    "x",
    "y",
    "stability",
    "answer_status",
    "answer",
    "answer_department",
    "answered_on",
    "answer_link",
)
POINTS = ("comment_id", "voice_id", "topic_id", "theme_id", "x", "y", "strength", "status")
COUNTS = tuple(field.name for field in fields(Accounting))
TYPES: dict[str, type] = {
    **dict.fromkeys(("offset_seconds", "x", "y", "strength", "stability"), float),
    **dict.fromkeys(("n_comments", "n_people", "n_voices", *COUNTS), int),
    "posted_at": datetime,
}  # of columns that are no text
SUFFIXES = (".csv", ".json", ".parquet")
FORMULA = tuple("=+-@\t\r\n＝＋－＠")  # what spreadsheets take for the start of a formula


def rows(edition: Edition, what: What) -> tuple[tuple[str, ...], Rows]:
    """The columns and rows of one table, in an order that only the edition decides."""
    if what == "comments":
        return COMMENTS, _comments(edition)
    if what == "topics":
        return TOPICS, _topics(edition)
    if what == "map":
        return POINTS, _points(edition)
    if what != "accounting":
        known = get_args(What)
        raise PublishError(
            f"there is no export {what!r}; give one of {', '.join(known)}",
            ja=f"「{what}」は書き出せません。書き出せるもの: {'、'.join(known)}",
        )
    return _accounting(edition)


def accounting(edition: Edition) -> dict[str, object]:
    """Where every received comment went, and the seconds that each step of the map took."""
    opinion_map = edition.opinion_map
    counts = asdict(opinion_map.accounting)
    return {"map_id": opinion_map.map_id, **counts, "seconds": dict(opinion_map.seconds)}


def described(opinion_map: OpinionMap) -> dict[str, object]:
    """How the map was made: its recipe with a hash of it, and how true the layout is.

    Two maps of the same comments whose recipes have the same hash are the same.
    """
    recipe = {
        **asdict(opinion_map.recipe),
        "parameters": dict(opinion_map.recipe.parameters),
        "versions": dict(opinion_map.recipe.versions),
    }
    text = json.dumps(recipe, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return {
        "recipe": recipe,
        "recipe_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "quality": dict(opinion_map.quality),
    }


def write(edition: Edition, what: What, path: Path) -> int:
    """Write one table, whole or not at all, and count its rows; the suffix says in which form.

    Raises
    ------
    PublishError
        The suffix is unknown, or the file cannot be written.
    """
    if path.suffix not in SUFFIXES:
        raise PublishError(
            f"{path} has the suffix {path.suffix!r}; give one of {', '.join(SUFFIXES)}",
            ja=f"{path} の拡張子「{path.suffix}」では書き出せません。"
            f"使えるもの: {'、'.join(SUFFIXES)}",
        )
    columns, found = rows(edition, what)
    table = list(found)
    if path.suffix == ".json" and what == "accounting":
        content = as_json(accounting(edition))
    elif path.suffix == ".json" and what == "map":
        points = [dict(zip(columns, row, strict=True)) for row in table]
        content = as_json({**described(edition.opinion_map), "points": points})
    else:
        content = render(columns, table, path.suffix)
    _replace(path, content)
    return len(table)


def render(columns: Sequence[str], table: Rows, suffix: str) -> bytes:
    """The table as the bytes of a file of that suffix."""
    if suffix == ".csv":
        return _as_csv(columns, table)
    if suffix == ".parquet":
        return _as_parquet(columns, table)
    return as_json(dict(zip(columns, map(_plain, row), strict=True)) for row in table)


def as_json(content: object) -> bytes:
    """JSON with sorted keys; of several objects, one on each line."""
    if isinstance(content, Iterator):
        lines = (json.dumps(one, ensure_ascii=False, sort_keys=True) for one in content)
        return ("[\n" + ",\n".join(lines) + "\n]\n").encode(errors="replace")
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, indent=2)
    return (text + "\n").encode(errors="replace")


def _comments(edition: Edition) -> Iterator[tuple[Value, ...]]:
    codes = receipts(sorted(edition.placements))
    themes = {theme.theme_id: theme.label for theme in edition.opinion_map.themes}
    for comment in _in_order(edition, edition.placements.values()):
        placement = edition.placements[comment.comment_id]
        topic = edition.topics.get(placement.topic_id)
        yield (
            comment.comment_id,
            codes[comment.comment_id],
            comment.meeting_id,
            comment.source_id,
            comment.posted_at,
            comment.offset_seconds,
            placement.kind,
            "" if placement.status in ("hidden", "withdrawn") else comment.text,
            placement.voice_id,
            placement.topic_id,
            topic.label if topic else "",
            topic.theme_id if topic else "",
            themes.get(topic.theme_id, "") if topic else "",
            placement.x,
            placement.y,
            placement.strength,
            placement.status,
        )


def _topics(edition: Edition) -> Iterator[tuple[Value, ...]]:
    themes = {theme.theme_id: theme.label for theme in edition.opinion_map.themes}
    for topic in edition.topics.values():
        yield (
            topic.topic_id,
            topic.label,
            topic.theme_id,
            themes.get(topic.theme_id, ""),
            "; ".join(topic.keywords),
            topic.n_comments,
            topic.n_people,
            topic.n_voices,
            topic.x,
            topic.y,
            topic.stability,
            *_answer(edition.answers.get(topic.topic_id)),
        )


def _answer(answer: Answer | None) -> tuple[str, ...]:
    if answer is None:
        return ("",) * 5
    on = answer.on.isoformat() if answer.on else ""
    return answer.status, answer.text, answer.department, on, answer.link


def _points(edition: Edition) -> Iterator[tuple[Value, ...]]:
    placed = (p for p in edition.placements.values() if p.status in ("in_topic", "lone"))
    for comment in _in_order(edition, placed):
        p = edition.placements[comment.comment_id]
        theme_id = _theme_id(edition.topics.get(p.topic_id))
        yield p.comment_id, p.voice_id, p.topic_id, theme_id, p.x, p.y, p.strength, p.status


def _accounting(edition: Edition) -> tuple[tuple[str, ...], Rows]:
    opinion_map = edition.opinion_map
    counts = asdict(opinion_map.accounting)
    seconds = json.dumps(dict(opinion_map.seconds), sort_keys=True)
    return ("map_id", *counts, "seconds"), [(opinion_map.map_id, *counts.values(), seconds)]


def _theme_id(topic: Topic | None) -> str:
    return topic.theme_id if topic else ""


def _in_order(edition: Edition, placements: Iterable[Placement]) -> list[Comment]:
    return sorted((edition.comments[p.comment_id] for p in placements), key=written)


def _as_csv(columns: Sequence[str], table: Rows) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_neutral(_plain(value)) for value in row] for row in table)
    return text.getvalue().encode("utf-8-sig", errors="replace")


def _neutral(value: Value) -> Value:
    """Text that no spreadsheet takes for a formula; anything else unchanged."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _plain(value: Value) -> Value:
    if not isinstance(value, datetime):
        return value
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _as_parquet(columns: Sequence[str], table: Rows) -> bytes:
    import pyarrow  # noqa: PLC0415 - only parquet needs its 40 MB
    from pyarrow import parquet  # noqa: PLC0415

    types = {str: pyarrow.string(), float: pyarrow.float64(), int: pyarrow.int64()}
    types[datetime] = pyarrow.timestamp("us", tz="UTC")
    schema = pyarrow.schema([(name, types[TYPES.get(name, str)]) for name in columns])
    records = [dict(zip(columns, row, strict=True)) for row in table]
    sink = io.BytesIO()
    parquet.write_table(pyarrow.Table.from_pylist(records, schema), sink)
    return sink.getvalue()


def _replace(path: Path, content: bytes) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    except OSError as error:
        with suppress(OSError):
            draft.unlink()
        reason, reason_ja = why(error)
        raise PublishError(
            f"{path} cannot be written: {reason}; check the folder",
            ja=f"{path} に書き込めません（{reason_ja}）。フォルダーを確かめてください",
        ) from error
