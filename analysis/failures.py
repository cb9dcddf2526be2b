"""Why a new map could not be made, in a sentence for whoever sits at the desk."""

from __future__ import annotations

from concurrent.futures.process import BrokenProcessPool

Said = tuple[str, str]
"""The same in English and in Japanese."""

ENDED = "地図をつくる処理が途中で止まりました"
NO_ROOM = "メモリーが足りませんでした"
UNFORESEEN = "思いがけない不具合が起きました"
STAYS = "前の地図のまま続けます"


def failed(error: BaseException) -> Said:
    """What to say of a map that was not made; details that are in English only stay in English."""
    return (
        f"the last new map could not be made: {str(error) or type(error).__name__}",
        f"新しい地図を作れませんでした: {_in_japanese(error)}。{STAYS}",
    )


def given_up(minutes: int) -> Said:
    """What to say of a map that was not made in time."""
    return (
        f"the last new map was given up after {minutes} minutes; the earlier one stays",
        f"新しい地図づくりが{minutes}分たっても終わらないため、打ち切りました。{STAYS}",
    )


def _in_japanese(error: BaseException) -> str:
    """The kind of error, or what koemap itself says of it."""
    if said := str(getattr(error, "ja", "")):
        return said.rstrip("。")
    if isinstance(error, BrokenProcessPool):
        return ENDED
    return NO_ROOM if isinstance(error, MemoryError) else UNFORESEEN
