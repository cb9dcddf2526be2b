"""Masking holds its bars on comments that were labelled by hand."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.masking import (
    MARKS,
    NUMBERS,
    PARTS,
    Item,
    Labelled,
    altered,
    is_gone,
    read_labelled,
    score,
    texts_of,
)
from collectors.privacy import ADDRESS, CARD, MAIL, PHONE, mask, spans

ROOT = Path(__file__).parents[2]
SAMPLE = [
    ROOT / "koemap" / "sample" / name for name in ("minamo-2-forms.csv", "minamo-2.live_chat.json")
]
COMMENTS = read_labelled()
ORDINARY = [comment.text for comment in COMMENTS if not comment.items]


def test_the_labelled_comments_are_many_and_of_both_kinds_and_languages() -> None:
    assert len(COMMENTS) >= 420
    assert len(COMMENTS) - len(ORDINARY) >= 230
    assert len(ORDINARY) >= 190
    assert {comment.part for comment in COMMENTS} == set(PARTS)
    assert {comment.language for comment in COMMENTS} == {"ja", "en"}
    assert {item.kind for comment in COMMENTS for item in comment.items} == set(MARKS)


def test_every_labelled_item_has_a_character_that_must_go() -> None:
    assert all(item.must_go for comment in COMMENTS for item in comment.items)


def test_a_label_is_read_to_its_exact_place() -> None:
    comment = next(c for c in COMMENTS if c.text.startswith("東京都新宿区西新宿2-8-1の前"))
    (item,) = comment.items
    assert comment.text[item.start : item.end] == "東京都新宿区西新宿2-8-1"
    assert [comment.text[place] for place in sorted(item.must_go)] == ["2", "8", "1"]


@pytest.mark.parametrize("part", PARTS)
def test_of_numbers_and_mail_addresses_98_percent_are_gone(part: str) -> None:
    assert score(of(part), NUMBERS).recall >= 0.98


@pytest.mark.parametrize("part", PARTS)
def test_of_addresses_90_percent_are_gone(part: str) -> None:
    assert score(of(part), ["address"]).recall >= 0.9


def test_of_personal_links_98_percent_are_gone() -> None:
    assert score(COMMENTS, ["url_token"]).recall >= 0.98


def test_of_the_marks_for_names_95_percent_stand_for_a_name() -> None:
    named = score(COMMENTS, ["name"])
    assert named.marks >= 30
    assert named.precision >= 0.95


@pytest.mark.parametrize("kind", sorted(MARKS))
def test_of_the_marks_of_each_kind_95_percent_are_right(kind: str) -> None:
    assert score(COMMENTS, [kind]).precision >= 0.95


def test_of_ordinary_comments_less_than_one_in_a_hundred_is_altered() -> None:
    assert len(altered(ORDINARY)) / len(ORDINARY) < 0.01


def test_an_item_of_which_one_digit_is_left_does_not_count_as_gone() -> None:
    item = Item("phone", 3, 16, frozenset(range(3, 16)))
    assert is_gone(item, [(3, 16)])
    assert not is_gone(item, [(3, 15)])
    assert not is_gone(item, [(4, 16)])


def test_one_reading_finds_all_there_is_in_a_labelled_comment() -> None:
    for comment in COMMENTS:
        text = comment.text
        for start, end, mark in reversed(spans(text)):
            text = text[:start] + mark + text[end:]
        assert text == mask(comment.text)


def test_what_was_masked_is_named_by_its_kind() -> None:
    text = "みなも市本町2-3-4、090-1234-5678、4111 1111 1111 1111"
    assert mask(text) == f"みなも市本町{ADDRESS}、{PHONE}、{CARD}"


def test_in_the_sample_meeting_only_what_is_private_is_masked() -> None:
    texts = [text for path in SAMPLE for text in texts_of(path)]
    changed = altered(texts)
    marks = Counter(mark for text in changed for _, _, mark in spans(text))
    assert (len(texts), marks) == (1_006, {ADDRESS: 2, MAIL: 2, PHONE: 2})


def of(part: str) -> list[Labelled]:
    return [comment for comment in COMMENTS if comment.part == part]
