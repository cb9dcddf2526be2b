"""Every visible string of the screens and the published site, Japanese and English."""

from __future__ import annotations

from typing import Literal

from dashboard.wording_access import ACCESS
from dashboard.wording_accounting import ACCOUNTING
from dashboard.wording_acts import ACTS
from dashboard.wording_audience import LIVE, OVERLAY
from dashboard.wording_data import DATA
from dashboard.wording_desk import DESK
from dashboard.wording_few import FEW
from dashboard.wording_findings import FINDINGS
from dashboard.wording_holes import japanese
from dashboard.wording_inbox import INBOX
from dashboard.wording_live import LIVE_DESK
from dashboard.wording_map import MAP
from dashboard.wording_marks import MARKS
from dashboard.wording_method import METHOD
from dashboard.wording_moves import MOVES
from dashboard.wording_reading import READING
from dashboard.wording_receipts import RECEIPTS
from dashboard.wording_screen import SCREEN
from dashboard.wording_site import SITE
from dashboard.wording_time import TIME
from dashboard.wording_units import UNITS

Language = Literal["ja", "en"]

WORDS: dict[str, tuple[str, str]] = {
    **ACCESS,
    **ACCOUNTING,
    **ACTS,
    **DATA,
    **DESK,
    **LIVE,
    **OVERLAY,
    **FEW,
    **FINDINGS,
    **INBOX,
    **READING,
    **RECEIPTS,
    **LIVE_DESK,
    **MAP,
    **MARKS,
    **METHOD,
    **MOVES,
    **SCREEN,
    **SITE,
    **TIME,
    **UNITS,
}


def say(language: Language, key: str, **values: object) -> str:
    """The string of that key in that language, with the values filled in.

    `by` is the name of who did it.

    >>> say("ja", "voices_of_all")
    'みんなの声'
    """
    if "by" in values:
        values["by"] = called(language, str(values["by"]))
    return _words(language, key).format(**values)


def called(language: Language, name: str) -> str:
    """A person's name; the stand-in for one where nobody logs in has a word in each language.

    >>> called("en", "担当者"), called("ja", "担当者"), called("en", "山田")
    ('Staff', '担当者', '山田')
    """
    return _words(language, "stand_in") if name == _words("ja", "stand_in") else name


def _words(language: Language, key: str) -> str:
    japanese, english = WORDS[key]
    return japanese if language == "ja" else english


def told(language: Language, phrase: str) -> str:
    """A stored phrase in that language, its values too; what a person wrote stays as it is.

    >>> told("ja", "deleted in the chat"), told("ja", "本人の希望")
    ('チャットで削除', '本人の希望')
    >>> told("ja", "no answer from Google since 18:03")
    '18時03分から Google の応答がありません'
    """
    return japanese(phrase) if language == "ja" else phrase
