"""Reactions by what they are: applause, laughter, surprise, nods, greetings, told by their words.

The rules read the text alone. A reaction that no rule knows is "other"; what is an opinion or a
question is never counted here, whatever laughter it ends in.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Literal, get_args

Reaction = Literal["applause", "laughter", "surprise", "nod", "greeting", "other"]
REACTIONS: tuple[Reaction, ...] = get_args(Reaction)

RULES: Mapping[Reaction, re.Pattern[str]] = {
    "applause": re.compile(
        r"(?<![0-9])8{2,}(?![0-9])|ぱち(?:ぱち|っ)|パチ(?:パチ|ッ)|拍手|ブラボ|\bclap|\bbravo|[👏🙌]|clapping"
    ),
    "laughter": re.compile(
        r"草|笑|ワロタ|わろた|(?<![a-z])w+(?![a-z])|\blol|\blmao|(?:ha){2,}|k{3,}|[ㅋㅎ]{2,}|[😂🤣😆😄]|laugh|joy:"
    ),
    "surprise": re.compile(
        r"うわ|うお|おお|わあ|ほお|ひえ|ええ|えっ|えー|まじ|マジ|やば|ヤバ|すご|すげ|びっくり|まさか|うそ|嘘|こわ|つよ"
        r"|かわい|[!?]{2,}|\bwow|\bomg|\bcool\b|\bamazing|\bgreat\b|[😮😲😱😳🤯✨]"
    ),
    "nod": re.compile(
        r"なるほど|たしか|確か|それな|わか[るり]|分か[るり]|いいね|いいな|そうだ?よ?[ねな]|そうです|だよね|ですよね"
        r"|同意|賛成|さすが|その通り|せやな|はい|うん|[👍🙆]|\byes|\bagree|\btrue\b|\bsame\b|thumbs"
    ),
    "greeting": re.compile(
        r"こん(?:ばん|にち)|おは|おやすみ|わこつ|つかれ|疲れ|おつ|乙|初見|はじめまして|初めまして|よろしく|お願い"
        r"|ありがと|有難う|あざす|ただいま|おかえり|さようなら|バイバイ|ばいばい|またね|失礼します|待機|待って"
        r"|\bhello|\bhi\b|\bhey\b|\bgood\s?(?:morning|evening|night)|\bthank|\bthx|\bbye|\bwelcome|[👋🙏]|wav(?:e|ing)"
    ),
}
"""The rules in the order in which they are tried; the first that finds a place decides."""


def reaction(text: str) -> Reaction:
    """What a reaction is.

    >>> reaction("８８８８８"), reaction("草www"), reaction("なるほどです"), reaction("こんばんは")
    ('applause', 'laughter', 'nod', 'greeting')
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    return next((name for name, rule in RULES.items() if rule.search(plain)), "other")
