"""Flags: what a person should look at before others see it, by listed words that are shown.

The lists find plain insults, threats and shouting down, what privacy masked, and who writes of
wanting to die or to hurt themselves, whom somebody should answer. They are no judgement, they miss
what is said in other words, and nothing is rejected because of them.
"""

from __future__ import annotations

import re
import unicodedata

from koemap.live_records import Flag, FlagName

_MASKED = re.compile(
    r"［(?:メール|カード番号|マイナンバー|電話番号|郵便番号|住所|口座番号|個人用URL|氏名)］"
)
_LINK = re.compile(
    r"(?:https?://|www\.)[^\s　]+"
    r"|(?<![\w.@-])(?:[a-z0-9-]+\.)+(?:com|net|org|info|jp|ly|me|gg|be|tv|xyz|site|shop)/[^\s　]*",
    re.IGNORECASE,
)
# Spaces and marks between two letters, by which people hide a word: 死 ね, バ・カ.
_BREAK = re.compile(r"(?<=[ぁ-ヿ㐀-鿿])[\s・.,_*-]{1,2}(?=[ぁ-ヿ㐀-鿿])")
_HIDDEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")

_WHO = (
    r"(?:お前|おまえ|てめ[えぇー]|貴様|きさま|あんた|[こそあ]いつ|市長|知事|議員|委員|先生|部長|課長"
    r"|職員|さん|氏)(?:たち|ども|ら)?[はがもを、]?"
)
_END = r"(?:[よやな]|ばいいのに|ばいい)?(?=[^ぁ-ヿ㐀-鿿]|[笑草]|$)"
_THREATS = rf"""
    (?<![必])死ね(?![なるま]|ばい?い?[私僕俺]|ばこそ) | 氏ね | タヒね | (?:^|[^ぁ-ヿ㐀-鿿]|{_WHO})(?:しね|シネ|4ね){_END}
  | (?<![悩相黙忙暗見抹惨虐])殺(?:す(?:ぞ|から|しかない)|して(?:やる|やろう|やりたい)|されろ) | ころすぞ | [ぶブ][っッ](?:殺|ころ|飛ば) | ぶん殴 | 殴(?:るぞ|ってやる|りたい)
  | 刺(?:すぞ|してやる|し殺|しに行) | くたばれ | 逝(?:って(?:よし|良し|しまえ(?!ば))|け{_END}) | 消え(?:ろ|失せろ|うせろ) | きえろ{_END} | (?:失|う)せろ{_END} | 首(?:を)?(?:吊|つ)(?:れ|って) | 地獄(?:に|へ)(?:落ち|堕ち)ろ
  | 夜道(?:に|は)気を(?:つ|付)けろ | 痛い目に(?:あ|遭|合)わせ | 覚えて(?:い)?ろ{_END} | 爆破(?:する|してやる|しに|予告) | 火を?(?:つけ|付け)(?:てやる|るぞ|に行) | (?:住所|家|自宅|本名)を?(?:特定し|晒|さらし|ばらし)
"""
_INSULTS = rf"""
    (?<![ァ-ヶー])バカ(?![ァ-ヶー売高正力騒]|に[さしすなで]|らし|ば[かっ]|みたいに) | 馬鹿(?![高正力騒]|に[さしすなで]|らし|馬鹿し|みたいに)
  | (?<![ぁ-ん㐀-鿿])ばか(?:か|だ|だな|者|もの|め|ども|やろう|野郎)?{_END} | (?<![ァ-ヶー])アホ(?![ァ-ヶー毛]|らし|みたいに) | (?<![ぁ-ん])あほ(?:か|め|やろ|ちゃう)?{_END} | 阿呆
  | [マま][ヌぬ][ケけ](?=[^ぁ-ヿ㐀-鿿]|野郎|ども|め|$) | 間抜け(?!な(?:質問|ミス|話)) | 能無し | 脳なし | 無能(?!力) | 低能(?!力) | 知恵遅れ | ガイジ(?!ン) | キチガイ | 気違い | 頭(?:が)?(?:おかしい|沸いて|腐って) | 頭(?:は)?大丈夫か
  | (?<![ァ-ヶー㐀-鿿])クズ(?![ァ-ヶー入籠拾鉄]|野菜) | くず(?:ども|野郎) | 人間の屑 | 社会の(?:ゴミ|屑|害) | ゴミ(?:野郎|ども|クズ|人間|め{_END}) | カス(?:野郎|ども|が?{_END})(?<=.{{3}})
  | [クく][ソそ](?:野郎|ども|ガキ|ったれ|ババア|ジジイ|じじい|ばばあ|議員|市長|知事|委員|先生|部長|課長|職員|役人|公務員) | ババア | ジジイ | 老害 | 税金泥棒 | 給料泥棒 | 売国 | 非国民 | ペテン師 | 詐欺師(?!に|の被害|を|対策|から|が(?:増|出|多)) | [嘘うウ][つそソ]?[つツ]き
  | 卑怯者 | 恥知らず | 人でなし | ろくでなし | キモい | きもい | キモ[すイッ] | 気持ち悪い(?:顔|奴|やつ|人) | (?<![ァ-ヶー])ブス(?![ァ-ヶー]) | (?<![ァ-ヶー])デブ(?![ァ-ヶー]) | (?<![ァ-ヶー])ハゲ(?![ァ-ヶー山てる])
"""
_SHOUTING = rf"""
    (?:{_WHO}.{{0,6}}?)?(?:出て[い行]け(?![るばまな]) | 帰れ{_END} | (?<!沈)黙れ(?!ば) | だまれ{_END} | 引っ込め(?![るばたてなま]) | ひっこめ{_END} | [や辞]めちまえ)
  | ふざけ(?:るな|んな|てんのか|やがって) | [な舐](?:めるな|めんな|めとん|めてんのか)
"""
_ENGLISH = r"""
    \b(?: idiots?(?![-\ ]proof) | morons? | imbeciles? | dumb(?:ass|fuck)\w* | stupid\ (?:people|fools?|man|woman|cow|bitch|idiots?|old) | assholes? | bitch(?:es)? | bastards? | scum(?:bags?)? | retard(?:s|ed)? | liars? | traitors? | crooks?
  | you(?:'re|\ are|\ r)?\ (?:all\ |so\ |really\ |such\ |just\ |are\ )*(?:an?\ )?(?:stupid|dumb|pathetic|disgusting|ugly|worthless|trash|garbage|clowns?|disgrace|losers?|frauds?|morons?)
  | shut\ (?:the\ \w+\ )?up(?!\ shop) | stfu | gtfo | kys | kill\ your\s?sel(?:f|ves) | (?:i'll|i\ will|gonna|going\ to|we'll|we\ will)\ (?:kill|shoot|stab|beat|hang|hurt)\ (?:you|him|her|them) | (?:go|rot|burn)\ (?:to|in)\ hell | drop\ dead
  | f\W?[u*]\W?[c*]\W?k\w*\ (?:you|u|off|them|him|her|this\ \w+) | go\ back\ to\ (?:your|where) | get\ out\ of\ (?:our|my)\ (?:country|city|town) | nobody\ wants\ you | i\ know\ where\ you\ live | watch\ your\ back )(?!\w)
"""
_ATTACK = re.compile(
    "|".join((_THREATS, _INSULTS, _SHOUTING, _ENGLISH)), re.VERBOSE | re.IGNORECASE
)
_DISTRESS = re.compile(
    r"""
    (?<!孤独)(?<!病院で)(?<!自宅で)(?<!施設で)(?<!家で)死にたい(?!する|して|人|方|ほど|くらい|ぐらい) | (?<![ぁ-ん㐀-鿿])しにたい(?![へすし])
  | 死(?:にたくな[るっり]|んでしまいたい|んじゃいたい|のうと思)
  | 希死念慮が(?:あ[りる]|消え) | (?:もう|限界|死んで|早く)[^。\n]{0,8}楽になりたい | もう死(?:ぬしか|にます|のう) | (?<!が)消えたい(?![きちま]) | 消え(?:てしまい|てなくなり)たい | いなくなりたい
  | 自殺(?:し(?:たい(?!じめ)|よう|ます)|する(?:しか|つもり)|を考えて(?:い|し)) | 命を絶(?:ちたい|とう|ちます|つしか) | 自(?:傷|害)(?:をし|して(?:い|し))
  | 生き(?:ていく|ている|ていて|てる|てく|てい|て|る)?(?:のが(?:つら|辛)|も?意味[がも]?(?:な|わから|分から)|価値[がも]?な) | 生き(?:てい|て)?たくな
  | 生きてい?られない | (?<![手足])首を?(?:吊|つ)(?:りたい|ろう) | 飛び降り(?:たい|ようと|ます) | リス(?:カ|トカット)(?:し|を)
  | \b(?: i(?:'d\ like|\ would\ like|\ just\ want|\ want|\ wanna)\ (?:to\ )?die | kill(?:ing)?\ myself | (?:i\ am|i'm|feel(?:ing)?)\ suicidal | end(?:ing)?\ my\ (?:own\ )?life
  | (?:cutting|hurting|harming|harm)\ myself | (?:don't|do\ not)\ want\ to\ (?:live|be\ alive)(?=\ any\ ?more|[.!?\ ]*$) | better\ off\ without\ me )(?!\w)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_RULES: tuple[tuple[FlagName, re.Pattern[str]], ...] = (
    ("distress", _DISTRESS),
    ("attack", _ATTACK),
    ("personal", _MASKED),
    ("link", _LINK),
)
MOST_WORDS = 5
LONGEST_READ = 5_000  # characters


def flags(text: str) -> tuple[Flag, ...]:
    """What should be looked at in the text, each with the words that told, in one width.

    >>> [(flag.name, flag.words) for flag in flags("○○委員は出ていけ！")]
    [('attack', ('委員は出ていけ',))]
    >>> flags("市長の説明に納得できません")
    ()
    """
    shown = _HIDDEN.sub("", text[:LONGEST_READ])
    plain = unicodedata.normalize("NFKC", shown).replace("’", "'")
    joined = _BREAK.sub("", plain)
    read = {"distress": joined, "attack": joined, "personal": shown, "link": plain}
    found = ((name, _words(rule, read[name])) for name, rule in _RULES)
    return tuple(Flag(name, words) for name, words in found if words)


def _words(rule: re.Pattern[str], text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(match[0].strip() for match in rule.finditer(text)))[:MOST_WORDS]
