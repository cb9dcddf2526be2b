from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pyarrow import parquet

from dashboard.downloads import COMMENTS, What, rows, write
from koemap.edition import Edition, read
from koemap.errors import PublishError
from koemap.records import Decision
from koemap.store import Store
from tests.factories import a_mapped_meeting, a_source

TABLES: tuple[What, ...] = ("comments", "topics", "map", "accounting")


def with_text(edition: Edition, comment_id: str, text: str) -> Edition:
    comment = replace(edition.comments[comment_id], text=text)
    return replace(edition, comments={**edition.comments, comment_id: comment})


def after_decisions(store: Store) -> Edition:
    """An edition with one comment hidden and one withdrawn since its map was made."""
    a_mapped_meeting(store, 20)
    store.decide(Decision("minamo-2", "hide", "yt:0003", "係", datetime.now(UTC), "個人名"))
    store.save_comments(a_source(), (), withdrawn={"yt:0004": "author"})
    return read(store, "minamo-2")


def the_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_received_comment_has_one_row_with_the_agreed_columns(
    store: Store, tmp_path: Path
) -> None:
    edition = after_decisions(store)
    write(edition, "comments", tmp_path / "comments.csv")
    found = the_csv(tmp_path / "comments.csv")
    assert tuple(found[0]) == COMMENTS
    assert sorted(row["comment_id"] for row in found) == sorted(edition.placements)
    by_id = {row["comment_id"]: row for row in found}
    assert by_id["yt:0000"]["topic_label"] == "AIの判断根拠を公開してほしい"
    assert by_id["yt:0000"]["posted_at"] == "2026-10-15T09:00:00Z"
    assert (by_id["yt:0006"]["status"], by_id["yt:0006"]["topic_id"]) == ("lone", "")


def test_hidden_and_withdrawn_comments_keep_their_row_and_lose_their_text(
    store: Store, tmp_path: Path
) -> None:
    edition = after_decisions(store)
    for suffix in (".csv", ".json", ".parquet"):
        write(edition, "comments", tmp_path / f"comments{suffix}")
    columns, table = rows(edition, "comments")
    by_id = {row[0]: dict(zip(columns, row, strict=True)) for row in table}
    assert (by_id["yt:0003"]["status"], by_id["yt:0003"]["text"]) == ("hidden", "")
    assert (by_id["yt:0004"]["status"], by_id["yt:0004"]["text"]) == ("withdrawn", "")
    assert by_id["yt:0003"]["x"] is None
    text = (tmp_path / "comments.csv").read_text(encoding="utf-8")
    assert "3番目の声" not in text.replace("13番目の声", "")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝"])
def test_a_comment_never_becomes_a_formula(store: Store, tmp_path: Path, start: str) -> None:
    hostile = f'{start}HYPERLINK("https://example.org","見る")'
    edition = with_text(a_mapped_meeting(store, 12), "yt:0001", hostile)
    for name in ("comments.csv", "comments.json"):
        write(edition, "comments", tmp_path / name)
    texts = {row["comment_id"]: row["text"] for row in the_csv(tmp_path / "comments.csv")}
    assert texts["yt:0001"] == f"'{hostile}"
    kept = json.loads((tmp_path / "comments.json").read_text(encoding="utf-8"))
    assert {row["comment_id"]: row["text"] for row in kept}["yt:0001"] == hostile


def test_negative_coordinates_stay_numbers(store: Store, tmp_path: Path) -> None:
    edition = a_mapped_meeting(store, 12)
    moved = tuple(
        replace(p, x=-1.5) if p.status == "in_topic" else p for p in edition.opinion_map.placements
    )
    edition = replace(edition, opinion_map=replace(edition.opinion_map, placements=moved))
    write(edition, "map", tmp_path / "map.csv")
    assert the_csv(tmp_path / "map.csv")[0]["x"] == "-1.5"


@pytest.mark.parametrize("what", TABLES)
@pytest.mark.parametrize("suffix", [".csv", ".json", ".parquet"])
def test_the_same_edition_gives_the_same_bytes(
    store: Store, tmp_path: Path, what: What, suffix: str
) -> None:
    edition = a_mapped_meeting(store, 30)
    turned = replace(edition.opinion_map, placements=edition.opinion_map.placements[::-1])
    write(edition, what, tmp_path / f"one{suffix}")
    write(replace(edition, opinion_map=turned), what, tmp_path / f"two{suffix}")
    one, two = (tmp_path / f"{name}{suffix}" for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()
    assert sorted(path.name for path in tmp_path.glob("*.*")) != []
    assert not list(tmp_path.glob(".*"))


def test_a_map_says_how_it_was_made(store: Store, tmp_path: Path) -> None:
    edition = a_mapped_meeting(store, 12)
    other = replace(edition.opinion_map, recipe=replace(edition.opinion_map.recipe, seed=1))
    hashes = set()
    for made in (edition.opinion_map, other, edition.opinion_map):
        write(replace(edition, opinion_map=made), "map", tmp_path / "map.json")
        told = json.loads((tmp_path / "map.json").read_text(encoding="utf-8"))
        assert told["recipe"]["seed"] == made.recipe.seed
        assert len(told["points"]) == made.accounting.in_topic + made.accounting.lone
        hashes.add(told["recipe_sha256"])
    assert len(hashes) == 2


def test_parquet_carries_types(store: Store, tmp_path: Path) -> None:
    edition = a_mapped_meeting(store, 12)
    write(edition, "comments", tmp_path / "comments.parquet")
    table = parquet.read_table(tmp_path / "comments.parquet")
    assert tuple(table.column_names) == COMMENTS
    assert str(table.schema.field("posted_at").type) == "timestamp[us, tz=UTC]"
    assert table.column("x").to_pylist()[0] == 0.0
    assert table.num_rows == 12


def test_the_accounting_is_one_object_that_adds_up(store: Store, tmp_path: Path) -> None:
    write(after_decisions(store), "accounting", tmp_path / "accounting.json")
    content = json.loads((tmp_path / "accounting.json").read_text(encoding="utf-8"))
    counted = ("in_topic", "lone", "reactions", "hidden", "withdrawn")
    assert content["received"] == sum(content[name] for name in counted) == 20
    more = {"map_id", "received", "people", "voices", "topics", "themes", "seconds"}
    assert set(content) == {*counted, *more}


def test_a_suffix_nobody_knows_is_refused_with_the_known_ones(store: Store, tmp_path: Path) -> None:
    with pytest.raises(PublishError, match=r"'\.docx'; give one of \.csv, \.json, \.parquet"):
        write(a_mapped_meeting(store, 6), "comments", tmp_path / "comments.docx")


def test_a_folder_that_is_missing_is_named_in_one_line(store: Store, tmp_path: Path) -> None:
    with pytest.raises(PublishError) as failure:
        write(a_mapped_meeting(store, 6), "topics", tmp_path / "nowhere" / "topics.csv")
    assert "nowhere" in str(failure.value)
    assert "\n" not in str(failure.value)


def test_a_failed_write_leaves_the_former_file(store: Store, tmp_path: Path) -> None:
    occupied = tmp_path / "topics.csv"
    occupied.mkdir()
    with pytest.raises(PublishError):
        write(a_mapped_meeting(store, 6), "topics", occupied)
    assert not list(tmp_path.glob(".topics*"))
