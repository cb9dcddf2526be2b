"""Whether a text asks: by a question mark, or by the forms of a question without one.

What is only exclaimed (!?), suggested (…ではないか, 高くない?) or asked for as a favour
(…いただけませんか) has the form of a question and asks nothing.
"""

from __future__ import annotations

import re

# A mark before と or a closing bracket ends what is quoted, not the sentence.
_SENTENCE = re.compile(r"(?<=[。!?\n])(?![。!?」』)\]、,]|と|って)")
# Forms are looked for in the last characters only, so that no text takes longer than its length.
_LAST = 24
_LAUGHTER = re.compile(r"(?<![a-z])w+$")

_WH = re.compile(
    r"どう(?!せ|も|ぞ|やら|しても|にも|でも)|どこ(?!も|か(?!ら)|でも)|いつ(?!も|か(?!ら)|でも|の間|つ)"
    r"|(?:誰|だれ)(?!も|か(?!が|ら)|でも|しも|一)"
    r"|(?<!幾)何(?!も|か(?![月国所ヶか])|でも|より|卒|とか|[度回人年]も|らか)|なに(?!も|か|より|とぞ)"
    r"|なぜ|何故|なんで(?!も)|なんの|なんなん|いくら(?!でも|か)|いくつ(?!も|か)"
    r"|(?:どれ|どちら|どっち)(?!も|か|でも)|どの|どんな|どなた|どいつ(?!も)"
)
_AFTER_WH = re.compile(
    r"(?:だろう?|でしょう?|やろう?|んだ|んや|か|かな|かね|かしら|っけ|(?<=[るたいうなん])の)$"
)
_ASKED = re.compile(
    r"(?:です|ます|でしょう|ました|でした|ません|だろう)か(?:ね[ぇえ]?|な[ぁあ]?)?$"
    r"|(?:どう|どこ|いつ|誰が?|だれ|何|なに|なぜ|何故|いくら|いくつ|どれ(?:くらい|ぐらい)?|どちら|なんで)"
    r"(?:なの|なん|なる|なります|する|します|です|ある|やる|かかる|した)*$"
    r"|っけ$|(?<=[るたうん])の$|のか(?:ね|な)?$"
    r"|か(?:どうか)?(?:を|も)?(?:ご?説明し|お?教え|おしえ|お?聞かせ)て"
    r"(?:ください|下さい|ほしい|欲しい|くれ|いただきたい|頂きたい)?(?:です)?$"
)
_HELPS = r"(?:is|are|was|were|do|does|did|can|could|will|would|should|may|has|have)"
_ENGLISH = re.compile(
    rf"(?:(?:what|why|how|who|whom|whose|which)(?:'s)?|(?:when|where)\s{_HELPS}"
    rf"|{_HELPS}\s(?:i|you|we|they|he|she|it|there|this|that|these|those|the|an?|any|my|your|our"
    r"|their|some(?:one|body)|any(?:one|body)|every(?:one|body)|people|children|(?!always)\w{3,}s))"
    r"\s(?!.*\.\s*\S)[^.!]*$"
)
# Even if: いくら…ても, whatever is asked in it.
_EVEN = re.compile(r"[てで]も")
# 「お、…のか」 and 「…だったのか」 tell what was understood just now.
_STRUCK = re.compile(r"(?:[おあえ]|へ[えぇ]|ああ|なるほど)[っー~]*[、,\s]")
_UNDERSTOOD = re.compile(r"(?:だった|かった|てきた|てた)のか$")
_SUGGESTED = re.compile(
    r"(?:では|じゃ|じゃあ)(?:ない|ね[えぇ]?|ありません)(?:です|でしょう|だろう)?(?:か(?:と|な|ね)?)?$"
    r"|(?<!た)(?<!全)(?<!まった)(?:く|すぎ|過ぎ)(?:ない|ね[えぇ]?)(?:です)?(?:か(?:な|ね)?)?$"
    r"|(?:いただけ|頂け|くれ|もらえ|ください|下さい)(?:ません(?:でしょう)?|ない(?:です|でしょう)?)か$"
    r"|と(?:は|も)?思いませんか$|ては(?:いかが|どう)(?:です|でしょう)か$"
)


def asks(plain: str) -> bool:
    """Whether a sentence of the text, which is in one width and lower case, asks for an answer.

    >>> [asks(text) for text in ("いつからですか", "本当か!?", "早いのではないか", "安全?と思う")]
    [True, True, False, False]
    """
    return any(_asks(sentence.strip()) for sentence in _SENTENCE.split(plain))


def _asks(sentence: str) -> bool:
    ending = _bare(sentence[-_LAST:])
    body = _bare(ending.rstrip("?!"))
    if not body:
        return False
    marks = ending[len(ending.rstrip("?!")) :]
    if "?" in marks and ("!" not in marks or body.endswith(("か", "の"))):
        return not _SUGGESTED.search(body)
    return _forms(sentence, body)


def _forms(sentence: str, body: str) -> bool:
    """Whether the words themselves ask, whatever marks follow."""
    if body[-1].isascii():
        return bool(_ENGLISH.match(sentence.rstrip("!~… ")))
    if _ASKED.search(body):
        return not _understands(sentence, body) and not _SUGGESTED.search(body)
    return bool(_AFTER_WH.search(body)) and _wonders(sentence) and not _SUGGESTED.search(body)


def _wonders(sentence: str) -> bool:
    """Whether the last clause asks for who, what or why."""
    clause = sentence[sentence.rfind("、") + 1 :]
    asked = _WH.search(clause)
    return asked is not None and not _EVEN.search(clause, asked.end())


def _understands(sentence: str, body: str) -> bool:
    return body.endswith("のか") and bool(_STRUCK.match(sentence) or _UNDERSTOOD.search(body))


def _bare(text: str) -> str:
    """The text without marks, laughter and emoji at its end, except ? and !."""
    end = len(text)
    while end and _is_closing(text[end - 1]):
        end -= 1
    bare = text[:end]
    return _bare(_LAUGHTER.sub("", bare)) if _LAUGHTER.search(bare) else bare


def _is_closing(sign: str) -> bool:
    return sign in "ー笑" or not (sign.isalnum() or sign in "?!")
