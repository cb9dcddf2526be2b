"""What a comment is: an opinion, a question or a reaction.

A reaction is wholly made of applause, laughter, greetings, cheers, sounds, bare feelings, emoji or
marks, or says that there is nothing to say. Whatever else it holds makes it an opinion; only then
is it a question.
"""

from __future__ import annotations

import re
import unicodedata

from analysis.questions import asks
from koemap.records import Kind

_SHORTCODE = re.compile(r":[a-z0-9_+-]*[a-z_][a-z0-9_+-]*:")
_LINK = re.compile(r"(?:https?://|www\.)\S+")

# Each alternative is one piece; a text that is nothing but such pieces is a reaction. The first
# alternative that fits is taken for good (`(?>…)++`), so that no text takes longer than its length:
# longer words stand before the shorter ones they begin with, and sounds come last. Small vowels
# and long-vowel marks are gone before: やべぇ is やべ, ほーう is ほう.
_WORDS = r"""
    これは | それは | なにそれ | 何それ |
    8{2,} | ぱち(?:ぱち|っ)+ | パチ(?:パチ|ッ)+ | 拍手 | clap | bravo | ブラボ
  | 草+ | 笑+ | lol+ | lmao | (?:ha){2,}h? | わら | ワロタ | わろた | 爆笑 | (?:rs){2,} | jaja(?:ja)*
  | こんばん[はわ] | こんにち[はわ] | こん(?:です)? | おはよう?(?:ございます)? | おは | おやすみ(?:なさい)? | わこつ | わこ | ごきげんよう | お邪魔します | おじゃまします
  | お?(?:つかれ|疲れ)(?:さま|様|さ[ぁ-ん]{0,2})?(?:です|でした)? | おつ(?:です|でした)? | 乙 | 初見(?:です)? | はじめまして | 初めまして
  | (?:初めて|はじめて)来ました | 待機(?:中)? | 待ってました | 待ってた | よろしく(?:お?ね?願いし?ます|お願いいたします|お願い致します|おねがいします)?
  | お願いします | ありがとう?(?:ございます|ございました|です)? | 有難う(?:ございます|ございました)? | ありがたい | あざす | サンキュ | さんくす | どうも | ごちそうさま(?:でした)?
  | ただいま | おかえり(?:なさい)? | いってらっしゃい | お大事に | さようなら | バイバイ | ばいばい | また(?:ね|次回|今度|来週|明日)? | それでは | ではまた | 失礼します | 本日は | 今日[はも] | 次(?:回)?も
  | お?め?でとう(?:ございます)? | おめ | がんばれ | 頑張れ | (?:頑張|がんば)って(?:ください|たな?)? | がんばった | 頑張った | ファイト | ドンマイ | どんまい
  | はじまりました | はじまった | はじまる | 始まりました | 始まった | 始まる | きた(?:ね|わね|よ)? | キタ | ｷﾀ | 来た | あっという間(?:でした|だった)?
  | 悔しい | くやしい | なんてこった | なんて[いゆ]?う?こと(?:だ|を)? | なんつこと | なんということ(?:だ|でしょう)? | なんだ(?:って|と) | なんと | なぬ | しまった | ち[くき]し[ょ]?う | ちくせう | くそ | やれやれ
  | やった | よっしゃ | まじ(?:か|で)? | マジ(?:か|で)? | ガチ(?:か|で)? | ほ+う | はい | いいえ | うそ | 嘘 | まさか | どんまい | なんだかな
  | なるほど(?:です|ね)* | たしかに | 確かに | それはそう | それな | それ(?:だ|や)? | あれだ | これだ | ほんと(?:う|お|に|か|にそれ)* | 本当(?:に|それ|か)* | わかりみ | わかる | 分かる | わかりました | いいじゃん | いいね | いいな | ええやん
  | [いよ良]い(?:話|質問|指摘|発言|説明|お話|ご質問|ご指摘|ご発言)(?:でした|です|だった|だ)?
  | さすが(?:です)? | 流石(?:です)? | かわいそう | 可哀想 | 最高(?:です)? | サイコ | 神 | 了解(?:です)? | りょ | ナイス | グッド | お見事 | やるじゃん | やるな
  | すてき | 素敵 | 勉強になり?(?:ました|ます|る) | あるある | お+っと | おやおや | おや | あら+(?:ま)? | あちゃ | くふふ | どれどれ | こらこら | こら | コラ
  | [せそ]や(?:な|ね|ろ|ろな|で) | ほんまや?(?:に|か)? | そういう(?:こと)?(?:か|ね|だ)* | そうゆう(?:こと)?(?:か|ね|だ)* | そうなの?(?:か|です|ね|んだ|んです)* | そう?なんだ | そうか | そっか | そうだ?よ?[ねな] | そうです(?:ね|か|よね) | そう | だよ[ねな] | ですよね | でしょうね | だろうな | そんなに
  | たすかる | 助かる | びっくりした | びっくり | です | でした
  | hello | hi | hey | good\s?(?:morning|evening|night|afternoon) | good | thank\s?you(?:(?:very|so)much)? | thanks? | thx | ty | wow | nice | cool | great | yes | yeah | yep | no | ok(?:ay)? | bye | see\s?you | welcome | congrat(?:ulation)?s | gg | first | same | true | agreed? | amazing | (?:so)?cute
  | ol[aá] | oi | bom\s?dia | boa\s?(?:tarde|noite) | obrigad[oa] | valeu | hola | gracias | buenas?\s?(?:d[ií]as|tardes|noches) | bonjour | bonsoir | merci | sal?ut | hallo | danke | 你好 | 谢谢 | 안녕(?:하세요)? | 감사합니다
"""
# Bare feelings; in full, those that may judge a plan (怖い, きつい, ひどい) are opinions.
_FEELINGS = r"""
    (?: (?:こっ?わ|つっ?ら|きっ?つ)(?!い|か)
      | (?: かなし | 悲し | うれし | 嬉し | たのし | 楽し | さみし | さびし | おもし?ろ | 面白 | かわい | 可愛 | カワイ | すっ?ご | 凄 | えっ?ぐ | えっ?ら | 偉
          | やっ?ば | ヤバ | うっ?ま | つよ | 強 | かっこ(?:い|よ)? | カッコ(?:い|よ)? | なつかし | 懐かし | うらやまし | はずかし | ねむ | 眠 )
        (?: い | かった | ければ )? )
    (?: すぎ(?:る|た)? | 過ぎ(?:る|た)? )? (?: っ?す(?![ぁ-ん]) )? (?: やつ | もん )?
  | ちょっ?ろ | すげ | すっげ | やべ | かっけ | うめえ | わくわく | ワクワク | どきどき | ドキドキ
  | めっちゃ | めちゃ(?:くちゃ)? | ガチで | 超(?=[ぁ-ん可凄楽面]) | とても | すごく | ちょっと | ちょ | もう
"""
_SOUNDS = r"""
    ([ぁ-んァ-ヶ]{1,3}?)\1{2,} | ([ァ-ヶ]{2,5})\2+ | (うわ|うお|おい|まあ|うそ|はい|いや)\3+ | [ふあわへはひフハヒ]{2,} | [ふほうはへむフホ][うえあ]*[んむえン]
  | うお+ | うわ | わあ | えへ | えっ? | へっ? | ほお+ | く(?:っ|く)+ | ひえ | ひゃ | おい | げ+ | むむ+ | はて | よし
  | [うおわえあんァ]+ | [っッねよな]+ | w+ | k{3,} | [ㅋㅎ]+
"""
_REACTION = re.compile(rf"(?>{_WORDS}|{_FEELINGS}|{_SOUNDS})++", re.VERBOSE)
# What is a cheer by itself but asks with a question mark: 始まった？
_ASKED = re.compile(
    r"(?:やった|[来き]た|[はじ始]*ま(?:った|る)|がんばった|頑張った|わかる|分かる|面白い|おもしろい|楽しい)[よね]?な?[?]+$"
)

_NOTHING = re.compile(
    r"(?:(?:今の?ところ|現在|現時点では?)?、?(?:特に|とくに|とりたてて)?(?:意見|質問|要望)?は?、?"
    r"(?:なし|無し|ない|無い|ありません|ございません|ないです|無いです)(?:です)?"
    r"|特に|とくに|特になし|未記入|無回答|わかりません|分かりません|不明"
    r"|none|nothing|no\s?comment|n\s?/?\s?a|nil|nada|nenhum[ao]?|sem\s?comentários|ninguno|rien|test|テスト)"
)
_FACE = re.compile(r"\([^\w\s]{0,3}[^()]{0,8}[^\w\s]{0,3}\)")
# な、なんだって: what is said twice for effect is said once.
_STAMMER = re.compile(r"(\w)[、,…・]+(?=\1)")
# No piece of a reaction, and no saying of nothing, has more letters than this.
_LONGEST, _HEAD = 40, 60
_SILENT = re.compile(r"[\W_ーぁぃぅぇぉ]+")


def classify(text: str) -> Kind:
    """The kind of one comment.

    >>> [classify(text) for text in ("8888888", "反対！", "電気代はいくら", "草")]
    ['reaction', 'opinion', 'question', 'reaction']
    """
    plain = _plain(text)
    if _is_reaction(plain):
        return "reaction"
    return "question" if asks(plain) else "opinion"


def _plain(text: str) -> str:
    """The text in one width and lower case, without links and shortcodes."""
    plain = unicodedata.normalize("NFKC", text).lower()
    if ":" in plain:
        plain = _SHORTCODE.sub(" ", plain)
    if "://" in plain or "www." in plain:
        plain = _LINK.sub(" ", plain)
    return plain.strip()


def _is_reaction(plain: str) -> bool:
    if len(plain) > _HEAD and _surely_says(plain[:_HEAD]):
        return False
    letters = _letters(plain)
    if not letters or (len(letters) == 1 and not "\u4e00" <= letters <= "\u9fff"):
        return True
    if letters.isdecimal():
        return True
    if _REACTION.fullmatch(letters):
        return not _ASKED.search(plain[-20:])
    return bool(_NOTHING.fullmatch(letters)) or (
        "(" in plain and not _letters(_FACE.sub("", plain))
    )


def _surely_says(head: str) -> bool:
    """Whether a text that begins so can be no reaction; a piece may go on behind it."""
    letters = _letters(head)
    found = _REACTION.match(letters)
    told = len(letters) - (found.end() if found else 0)
    return told > _LONGEST and "(" not in head and not letters.isdecimal()


def _letters(plain: str) -> str:
    """Letters and digits, without spaces, marks, emoji and what only draws a sound out."""
    twice = _STAMMER.match(plain)
    return _SILENT.sub("", plain[twice.end() :] if twice else plain)
