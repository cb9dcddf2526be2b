"""What turns a sentence into another opinion: numbers, negations, stances and their opposites."""

from __future__ import annotations

import re
from collections import Counter

# Spellings of one turn count as the same; what is under "itself" counts by its letters.
_TURNS = {
    "itself": r"\d+|[不無非未][一-鿿]|必要|廃止|撤廃|存続|禁止|許可|推進|撤回",
    "not": r"ない|なく(?!な)|なけれ|なかっ|ません|まへん|へん|[ぁ-ん]ぬ(?=$|[^ぁ-ん])|ず(?=$|に|、)"
    r"|\b(?:not|no|never|without|none|nor|hardly|seldom|rarely|nobody|nothing)\b"
    r"|\b(?:não|nunca|sem|nada|pas|sans|sin|nicht|kein\w*|ohne)\b",
    "for": r"賛成|さんせい|賛同",
    "against": r"反対|はんたい|\b(?:against|oppos\w+|disagree\w*|contra|contre|gegen)\b",
    "less": r"減|へら[さしすせそ]|へっ[たて]|\b(?:less|fewer)\b",
    "more": r"増|ふえ|ふや|\bmore\b",
    "stop": r"やめ|止|\b(?:stop|ban|end)\b",
    "go on": r"続|つづ[きくけ]|\b(?:start|allow|keep)\b",
    "high": r"高|たか[いくす]",
    "low": r"低|ひく[いくす]",
    "up": r"上[がげ]|あが[っらりる]",
    "down": r"下[がげ]|さが[っらりる]",
    "early": r"早|速|はや[いくめ]",
    "late": r"遅|おそ[いくすめ]",
    "many": r"多|おお[いくす]",
    "few": r"少|すくな",
    "wrong": r"違|\b(?:wrong|false|untrue)\b",
}
_TURN = re.compile("|".join(f"(?P<k{row}>{form})" for row, form in enumerate(_TURNS.values())))
_NAMES = dict(zip((f"k{row}" for row in range(len(_TURNS))), _TURNS, strict=True))

# What is put around a text turns against it by quoting it or by saying that it is not so.
_QUOTES = re.compile(r"\s*(?:と(?:いう|いっ|の|は|か|言|書|主張)|って|なんて|などと|みたいな)")
_REBUTS = re.compile(
    r"違[いうっ]|ちがい?ま|間違|嘘|うそ|デマ|反論"
    r"|(?:賛成|賛同|同意|納得|共感)は?(?:でき|しかね|しませ|しない)"
)
_REBUTS_SPACED = re.compile(
    r"\b(?:disagree\w*|wrong|false|untrue|nonsense|rubbish|lies?|contrary|however"
    r"|(?:not|never|cannot) (?:agree|true|support|believe|share)"
    r"|(?:those|people|some|they) who (?:say|write|claim|think))\b"
)
_TURNED = re.compile(
    r"\b(?:not|no|never|without|none|nor|hardly|seldom|rarely|nobody|nothing|against|but|oppos\w+"
    r"|não|nunca|sem|nada|pas|sans|sin|nicht|kein\w*|ohne|contra|contre|gegen)\b"
)
_NEAR = 4

# English words that may be exchanged for each other or left out and leave the sense as it is.
SMALL = frozenset(
    re.findall(
        r"\w+",
        "a an the that these those my our your his her its their and so as which who also very"
        " really just please only to of in on at from with is are be been was were will would"
        " should has have had do does did i we you they he she it us me them there here then now by"
        " for all such some any",
    )
)


def turns(text: str) -> Counter[str]:
    """How often each turn is in the text.

    >>> turns("職員を10人へらさない") == turns("職員を10人減らしません")
    True
    """
    return Counter(_name(found) for found in _TURN.finditer(text))


def _name(found: re.Match[str]) -> str:
    name = _NAMES[found.lastgroup or ""]
    return found[0] if name == "itself" else name


def rebuts(before: str, after: str, *, spaced: bool) -> bool:
    """Whether what is put before or after a text turns against it.

    >>> rebuts("", " という意見は間違いです", spaced=False), rebuts("市長へ ", "", spaced=False)
    (True, False)
    """
    if not spaced:
        return any(map(_REBUTS.search, (before, after))) or bool(_QUOTES.match(after))
    near = " ".join(before.split()[-_NEAR:]), " ".join(after.split()[:_NEAR])
    return any(map(_REBUTS_SPACED.search, (before, after))) or any(map(_TURNED.search, near))
