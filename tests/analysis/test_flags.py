"""Flags are words of lists: how often they are right is counted on lines written by hand."""

from __future__ import annotations

from collections.abc import Sequence
from time import perf_counter

import pytest

from analysis.flags import MOST_WORDS, flags
from tests.analysis.flag_lines import ATTACKS, HARMLESS, lines


def named(text: str) -> list[str]:
    return [flag.name for flag in flags(text)]


def found(texts: Sequence[str]) -> list[str]:
    return [text for text in texts if "attack" in named(text)]


def figures(half: int) -> tuple[float, float]:
    """Precision and recall on that half of the lines."""
    attacks, harmless = lines(ATTACKS)[half::2], lines(HARMLESS)[half::2]
    right, wrong = len(found(attacks)), len(found(harmless))
    return right / (right + wrong), right / len(attacks)


def test_there_are_as_many_lines_as_is_said() -> None:
    assert (len(lines(ATTACKS)), len(lines(HARMLESS))) == (60, 120)


@pytest.mark.parametrize("half", [0, 1], ids=["looked at", "held out"])
def test_most_attacks_are_flagged_and_few_harmless_lines(half: int) -> None:
    precision, recall = figures(half)
    assert precision >= 0.9
    assert recall >= 0.8


@pytest.mark.parametrize(
    "text",
    [
        "もう死にたい",
        "いじめがつらくて死 にたいです",
        "消えてしまいたい。誰にも言えない",
        "このままだと自殺するしかない",
        "生きているのがつらい",
        "生きてる意味がない",
        "今日も消えたいなあ",
        "私は消えてしまいたい",
        "もう生きたくない",
        "生きていくのがつらい",
        "生きる意味が分からない",
        "夜になると死にたくなる",
        "しにたい",
        "もう死ぬしかない",
        "生きていても意味がない",
        "もう限界、楽になりたい",
        "I want to die",
        "i just want to die",
        "I’m suicidal",
        "I don’t want to live anymore",
        "sometimes i think of killing myself",
    ],
)
def test_who_writes_of_wanting_to_die_is_flagged(text: str) -> None:
    assert named(text) == ["distress"]


@pytest.mark.parametrize(
    "text",
    [
        "自殺対策の予算を増やしてください",
        "自殺予防の相談窓口はどこですか",
        "死にたくない",
        "孤独死にたいする対策を",
        "死にたいほど暑い",
        "自宅で死にたい人のための訪問診療を",
        "自殺したいじめ被害者のご遺族へ",
        "自殺を考える人の相談窓口はどこですか",
        "植えた木は水がないと死ぬ",
        "足首をつります",
        "この町から商店街が消えたらさみしい",
        "バス停が消えたいきさつを教えて",
        "町内会がもう死ぬ前に手を打って",
        "生きていくうえで必要な支援",
        "飛び降り防止の柵を橋につけて",
        "I don't want to live in a town without buses",
        "I hurt myself on the icy pavement",
        "we don't want to live under a flight path",
        "the library must not die",
    ],
)
def test_what_only_speaks_of_death_is_not(text: str) -> None:
    assert named(text) == []


def test_a_flag_shows_the_words_that_told() -> None:
    (flag,) = flags("説明は分かった。しかし委員は出ていけ、このバカ")
    assert (flag.name, flag.words) == ("attack", ("委員は出ていけ", "バカ"))


def test_what_privacy_masked_is_flagged_and_other_brackets_are_not() -> None:
    assert named("連絡は［電話番号］まで、［氏名］さん") == ["personal"]
    assert named("［重要］［提案］公園に時計を") == []


@pytest.mark.parametrize(
    "text",
    [
        "https://example.com/a を見て",
        "www.example.com",
        "続きは example.com/a?b で",
        "ｈｔｔｐｓ：／／example.com",
    ],
)
def test_links_are_flagged(text: str) -> None:
    assert named(text) == ["link"]


@pytest.mark.parametrize("text", ["3.5km/時", "賛成/反対", "v1.2/1.3 の差", "a@example.com さん"])
def test_what_only_looks_like_a_link_is_not(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize("text", ["死\u200bね", "死 ね", "バ\u2060カ", "ｼﾈ！", "ＳＨＵＴ ＵＰ"])
def test_a_word_in_disguise_is_flagged(text: str) -> None:
    assert named(text) == ["attack"]


@pytest.mark.parametrize("text", ["クソ議員は辞めろ", "くそ市長", "逝ってよし", "お前もう逝け"])
def test_slang_that_wounds_is_flagged(text: str) -> None:
    assert named(text) == ["attack"]


@pytest.mark.parametrize("text", ["クソ忙しい時期にすみません", "親が逝ってしまえば空き家です"])
def test_coarse_words_about_nobody_and_mourning_are_not(text: str) -> None:
    assert named(text) == []


def test_a_text_of_nothing_but_insults_shows_a_few_words() -> None:
    told = "バカ アホ 無能 老害 クズ 黙れ 売国 低能"
    (flag,) = flags(told)
    assert len(flag.words) == MOST_WORDS


@pytest.mark.parametrize(
    "piece", ["お前", "市長は", "f.", "a.b", "・", "バ", "https:", "\u200b", "［"]
)
def test_no_text_takes_long(piece: str) -> None:
    start = perf_counter()
    flags(piece * 5_000)
    assert perf_counter() - start < 2
