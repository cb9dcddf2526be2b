from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations

import pytest

from dashboard.lettering import TOUCH, Dots, Label, Lettering, letter, text_width


def some_labels(seed: int, n: int = 40) -> list[Label]:
    chance = random.Random(seed)  # noqa: S311 - invented places, not a secret
    return [
        Label(
            key=f"t{number:02d}",
            text="論点",
            x=chance.uniform(-20, 420),
            y=chance.uniform(-20, 320),
            width=chance.uniform(10, 160),
            height=chance.uniform(12, 34),
            weight=chance.choice((1, 2, 2, 50)),
        )
        for number in range(n)
    ]


def overlap(one: tuple[Label, Lettering], other: tuple[Label, Lettering]) -> bool:
    (a, at), (b, bt) = one, other
    across = abs(at.x - bt.x) < (a.width + b.width) / 2
    return across and abs(at.y - bt.y) < (a.height + b.height) / 2


@pytest.mark.parametrize("seed", range(25))
def test_no_two_names_overlap_and_all_stay_inside(seed: int) -> None:
    labels = {label.key: label for label in some_labels(seed)}
    placed = [(labels[p.key], p) for p in letter(list(labels.values()), 400, 300)]
    assert len(placed) > 5
    assert not [pair for pair in combinations(placed, 2) if overlap(*pair)]
    for label, place in placed:
        assert label.width / 2 <= place.x <= 400 - label.width / 2
        assert label.height / 2 <= place.y <= 300 - label.height / 2


def test_the_order_of_labels_does_not_matter() -> None:
    labels = some_labels(3)
    assert letter(labels, 400, 300) == letter(labels[::-1], 400, 300)


def test_the_weightier_name_gets_the_place_both_want() -> None:
    light = Label("light", "軽い", 100, 100, 80, 20, weight=1)
    heavy = Label("heavy", "重い", 100, 100, 80, 20, weight=9)
    first, second = letter([light, heavy], 200, 200)
    assert first == Lettering("heavy", 100, 100)
    assert second.key == "light"
    assert (second.x, second.y) != (100, 100)


def test_a_name_that_finds_no_place_is_left_out() -> None:
    crowd = [Label(f"t{n}", "論点", 50, 20, 90, 30, weight=9 - n) for n in range(5)]
    assert [place.key for place in letter(crowd, 100, 40)] == ["t0"]
    assert letter([Label("wide", "長い", 50, 20, 101, 10, 1)], 100, 40) == ()


def test_full_width_letters_are_wider_than_half_width_ones() -> None:
    assert text_width("声", 10) == 10
    assert text_width("a", 10) == pytest.approx(5.6)
    assert text_width("が", 10) == 10
    assert text_width("か\u3099\u200b", 10) == 10
    assert text_width("", 10) == 0


def island(x: float, y: float, n: int = 12) -> Dots:
    """Dots that lie close together."""
    return tuple((x + 3 * (number % 4), y + 3 * (number // 4)) for number in range(n))


def touched(label: Label, at: Lettering, dots: Dots) -> int:
    across, down = label.width / 2 + TOUCH, label.height / 2 + TOUCH
    return sum(abs(x - at.x) <= across and abs(y - at.y) <= down for x, y in dots)


def test_a_name_touches_its_own_dots_and_fewer_of_any_other() -> None:
    chance = random.Random(5)  # noqa: S311 - invented places, not a secret
    labels = {
        f"t{n:02d}": replace(
            label, dots=island(chance.uniform(20, 370), chance.uniform(20, 270)), weight=n
        )
        for n, label in enumerate(some_labels(7))
    }
    found = letter(list(labels.values()), 400, 300)
    assert len(found) > 5
    for place in found:
        label = labels[place.key]
        counts = {key: touched(label, place, other.dots) for key, other in labels.items()}
        assert counts.pop(place.key) > max(counts.values())


def test_a_name_keeps_off_the_island_of_another_topic() -> None:
    large = Label("large", "幼馴染", 100, 100, 80, 20, weight=9, dots=island(100, 100))
    small = Label("small", "海", 100, 75, 20, 20, weight=1, dots=island(95, 72, n=8))
    found = {place.key: place for place in letter([large, small], 300, 200)}
    assert touched(large, found["large"], small.dots) <= len(small.dots) / 3
    assert touched(small, found["small"], small.dots) >= len(small.dots) / 2


def test_a_name_without_room_at_its_dots_is_left_out() -> None:
    below = Label("below", "下", 50, 20, 90, 30, weight=1, dots=island(45, 15, n=3))
    above = replace(below, key="above", weight=2, dots=island(45, 15))
    assert [place.key for place in letter([below, above], 300, 200)] == ["above"]


def test_a_topic_of_several_islands_is_named_at_the_one_with_room() -> None:
    crowd = Label("crowd", "多い", 50, 50, 40, 20, weight=9, dots=island(50, 50, n=40))
    both = Label("both", "二つの島", 50, 50, 60, 20, 1, dots=(*island(51, 51), *island(200, 50, 9)))
    found = {place.key: place for place in letter([crowd, both], 300, 100)}
    assert touched(both, found["both"], island(200, 50, 9)) > 0
