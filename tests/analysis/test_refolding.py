"""Copies fold as they arrive, into the first of them, and no chain leads from text to text."""

from __future__ import annotations

from analysis.refolding import LOOKED_BACK, Folder
from analysis.signatures import signatures
from analysis.voices import key

LETTER = "駅前の再開発は住民の意見を聞いてから進めてください、お願いします"


def folded(folder: Folder, comment_id: str, text: str) -> str:
    wording = key(text)
    return folder.fold(comment_id, wording, signatures([wording])[0])


def known(folder: Folder, comment_id: str, text: str, first: str) -> None:
    wording = key(text)
    folder.know(comment_id, wording, signatures([wording])[0], first)


def test_the_first_that_says_it_stands_for_its_copies() -> None:
    folder = Folder()
    assert folded(folder, "a", LETTER) == "a"
    assert folded(folder, "b", f"{LETTER}！！") == "a"
    assert folded(folder, "c", LETTER.replace("ください", "下さい")) == "a"
    assert folded(folder, "d", "プールの改修を急いでほしいです、子どもが待っています") == "d"


def test_what_says_the_opposite_is_no_copy() -> None:
    folder = Folder()
    folded(folder, "a", "学校で生成AIを使わせたいと思います")
    assert folded(folder, "b", "学校で生成AIを使わせたくないと思います") == "b"


def test_short_texts_fold_only_when_they_are_equal() -> None:
    folder = Folder()
    assert [
        folded(folder, one, text) for one, text in (("a", "反対！"), ("b", "反対"), ("c", "賛成"))
    ] == [
        "a",
        "a",
        "c",
    ]


def test_an_equal_text_is_found_however_many_came_between() -> None:
    folder = Folder()
    folded(folder, "a", LETTER)
    for n in range(LOOKED_BACK + 1):
        folded(folder, f"n{n}", f"第{n}番目の提案は{n * 7919}番地の公園に時計を置くことです")
    assert folded(folder, "z", LETTER) == "a"


def test_a_restart_folds_as_before() -> None:
    before, after = Folder(), Folder()
    copy, other = f"【拡散希望】{LETTER}", LETTER.replace("ください", "下さい")
    for one, text in (("a", LETTER), ("b", copy)):
        known(after, one, text, folded(before, one, text))
    assert folded(after, "c", other) == folded(before, "c", other) == "a"


def test_when_the_first_is_gone_another_stands_first() -> None:
    folder = Folder()
    folded(folder, "a", LETTER)
    folder.replace({"a": "b"})
    assert folded(folder, "c", f"{LETTER}！") == "b"
    folder.replace({"b": ""})
    assert folded(folder, "d", LETTER) == "d"
    assert folded(folder, "e", LETTER.replace("ください", "下さい")) == "d"
