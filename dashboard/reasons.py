"""Why a comment is hidden: one of a few categories and a remark, kept as one Japanese phrase."""

from __future__ import annotations

from dashboard.wording import Language, say, told

REASONS = ("attack", "personal", "promotion", "unrelated", "other")
JOINT = say("ja", "reason_joint")


def phrase(reason: str, note: str = "") -> str:
    """What is stored for that category and remark.

    >>> phrase("personal", "電話番号")
    '個人情報：電話番号'
    """
    return JOINT.join(part for part in (say("ja", f"reason_{reason}"), note.strip()) if part)


def category(why: str) -> str:
    """The category of a stored reason, "" for one that was written before there were any.

    >>> category("個人情報：電話番号"), category("個人の名前がある")
    ('personal', '')
    """
    head = why.partition(JOINT)[0]
    return next((one for one in REASONS if say("ja", f"reason_{one}") == head), "")


def told_reason(language: Language, why: str) -> str:
    """A stored reason in the reader's language; a remark stays in the words of its writer.

    >>> told_reason("en", "その他：二重に届いた")
    'Other: 二重に届いた'
    """
    found, note = category(why), why.partition(JOINT)[2]
    if not found:
        return told(language, why)
    parts = (say(language, f"reason_{found}"), note)
    return say(language, "reason_joint").join(part for part in parts if part)
