"""Flags: what a person should look at before others see it, by listed words that are shown.

The lists find plain insults, threats and shouting down, and what privacy masked. They are no
judgement, they miss what is said in other words, and nothing is rejected because of them.
"""

from __future__ import annotations

import re
import unicodedata

from koemap.live_records import Flag, FlagName

_MASKED = re.compile(r"［[^［］]{2,8}］")
_LINK = re.compile(r"(?:https?://|www\.)[^\s　]+", re.IGNORECASE)
_AT_SOMEBODY = (
    r"(?:さん|氏|委員|市長|知事|議員|先生|部長|課長|職員|お前|おまえ|あんた|こいつ|そいつ|あいつ)"
)
_ATTACKS_JA = rf"""
    死ね | しね(?![ばぇ]) | 氏ね | タヒね | 殺す(?:ぞ|から)? | 殺して(?:やる|やろう) | ころすぞ | ぶっ殺 | くたばれ | 消えろ | きえろ | 失せろ | 首(?:を)?吊
  | バカ(?:か|が|だ|じゃ|野郎|め|ども|丸出し)? | ばか(?:か|が|だな|じゃ|やろう|め) | 馬鹿(?:か|が|だ|じゃ|野郎|め|ども)? | アホ(?:か|が|だ|じゃ|め|ども)? | 阿呆 | マヌケ | 間抜け | 能無し | 無能 | 低能 | 知恵遅れ
  | クズ | くず(?:ども|め|野郎) | 屑 | ゴミ(?:ども|野郎|め|クズ)(?!箱|袋) | カス(?:ども|野郎|め) | 老害 | 税金泥棒 | 売国奴 | 非国民 | ペテン師 | 詐欺師 | 嘘つき | うそつき | 卑怯者 | 恥知らず | 気持ち悪い(?:顔|奴|やつ) | キモい?(?:んだよ|奴|やつ) | ブス | デブ | ハゲ
  | (?:{_AT_SOMEBODY}[はがもを]?.{{0,6}})?(?:出て[いゆ]け|出ていって|帰れ|やめちまえ|辞めちまえ|黙れ|だまれ|引っ込め|ひっこめ|うせろ)
  | ふざけるな | ふざけんな | なめるな | 舐めるな | なめとんのか
"""
_ATTACKS_EN = r"""
    \b(?: idiots? | morons? | stupid\ (?:people|fool|man|woman|bitch) | shut\ up | kill\ your\s?self | kys | go\ to\ hell
  | drop\ dead | f+u+c+k\ (?:you|off) | assholes? | bitch(?:es)? | scum | retards?(?:ed)? | liars? | traitors? | go\ back\ to\ your\ country )\b
"""
_ATTACK = re.compile(f"{_ATTACKS_JA}|{_ATTACKS_EN}", re.VERBOSE | re.IGNORECASE)
_RULES: tuple[tuple[FlagName, re.Pattern[str]], ...] = (
    ("attack", _ATTACK),
    ("personal", _MASKED),
    ("link", _LINK),
)
MOST_WORDS = 5
LONGEST_READ = 5_000  # characters


def flags(text: str) -> tuple[Flag, ...]:
    """What should be looked at in the text, each with the words that told, as they stand in it.

    >>> [(flag.name, flag.words) for flag in flags("○○委員は出ていけ！")]
    [('attack', ('委員は出ていけ',))]
    >>> flags("市長の説明に納得できません")
    ()
    """
    plain = unicodedata.normalize("NFKC", text[:LONGEST_READ])
    found = ((name, _words(rule, text if name == "personal" else plain)) for name, rule in _RULES)
    return tuple(Flag(name, words) for name, words in found if words)


def _words(rule: re.Pattern[str], text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(match[0] for match in rule.finditer(text)))[:MOST_WORDS]
