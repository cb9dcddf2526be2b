"""What a comment is: an opinion, a question or a reaction.

A reaction is wholly made of applause, laughter, greetings, cheers, emoji or marks, or says that
there is nothing to say. Whatever else it holds makes it an opinion; only then is it a question.
"""

from __future__ import annotations

import re
import unicodedata

from koemap.records import Kind

_SHORTCODE = re.compile(r":[a-z0-9_+-]*[a-z_][a-z0-9_+-]*:")
_LINK = re.compile(r"(?:https?://|www\.)\S+")

# Each alternative is one piece; a text that is nothing but such pieces is a reaction. The first
# alternative that fits is taken for good (`(?>…)++`), so that no text takes longer than its length:
# longer words stand before the shorter ones they begin with, and sounds come last.
_WORDS = r"""
    8{2,} | ぱち(?:ぱち|っ)+ | パチ(?:パチ|ッ)+ | 拍手 | clap | bravo | ブラボー
  | 草+ | 笑+ | lol+ | lmao | (?:ha){2,}h? | わら | ワロタ | わろた | (?:rs){2,} | jaja(?:ja)*
  | こんばん[はわ] | こんにち[はわ] | こん(?:です)? | おはよう?(?:ございます)? | おは | おやすみ(?:なさい)? | わこつ | わこ
  | お?(?:つかれ|疲れ)(?:さま|様|さ[ぁ-ん]{0,2})?(?:です|でした)? | おつ(?:です|でした)? | 乙 | 初見(?:です)? | はじめまして | 初めまして
  | (?:初めて|はじめて)来ました | 待機(?:中)? | 待ってました | 待ってた | よろしく(?:お?ね?願いし?ます|お願いいたします|お願い致します|おねがいします)?
  | お願いします | ありがとう?(?:ございます|ございました|です)? | 有難う(?:ございます|ございました)? | ありがたい | あざす | サンキュー | さんくす | どうも
  | ただいま | おかえり(?:なさい)? | さようなら | バイバイ | ばいばい | また(?:ね|次回|今度|来週|明日)? | それでは | ではまた | 失礼します | 本日は | 今日は
  | お?め?でとう(?:ございます)? | おめ | がんばれ | 頑張れ | 頑張って(?:ください)? | がんばって(?:ください)? | ファイト
  | きた(?:ね|わね|よ)? | キタ | ｷﾀ | 来た | はじまりました | はじまった | はじまる | 始まりました | 始まった | 始まる | わくわく | ワクワク | どきどき
  | やった | よっしゃ | すげ[えぇ]* | すご+い? | 凄い | えぐい | えっぐい | やば+い? | まじか | マジか | ほ+う | はい | いいえ
  | なるほど(?:です|ね)* | たしかに | 確かに | それはそう | それな | それ | ほんと(?:にそれ)? | 本当それ | わかりみ | わかる | 分かる | いいじゃん | いいね | いいな | ええやん
  | さすが(?:です)? | 流石(?:です)? | かわいそう | かわいい | 可愛い | 最高(?:です)? | 神 | 了解(?:です)? | りょ | ナイス | グッド
  | 面白い | 面白かった | おもしろい | すてき | 素敵 | かっこいい | 勉強になり?(?:ました|ます|る) | あるある | お+っと | おや | やれやれ | あちゃ | くふふ | そう?なんだ | そうか | そっか
  | つよい | 強い | えらい | 偉い | たすかる | 助かる | びっくりした | こわっ? | つらっ? | です
  | hello | hi | hey | good\s?(?:morning|evening|night|afternoon) | good | thank\s?you(?:(?:very|so)much)? | thanks? | thx | ty | wow | nice | cool | great | yes | yeah | yep | no | ok(?:ay)? | bye | see\s?you | welcome | congrat(?:ulation)?s | gg | first | same | true | agreed? | amazing | (?:so)?cute
  | ol[aá] | oi | bom\s?dia | boa\s?(?:tarde|noite) | obrigad[oa] | valeu | hola | gracias | buenas?\s?(?:d[ií]as|tardes|noches) | bonjour | bonsoir | merci | sal?ut | hallo | danke | 你好 | 谢谢 | 안녕(?:하세요)? | 감사합니다
"""
_SOUNDS = r"""
    ([ぁ-んァ-ヶ]{1,3}?)\1{2,} | [ふあわへはひフハヒ]{2,} | [ふほうはへ][ぅうえぁ]*[んむえぇ] | うお+ | うわ | わあ | [えへ]ぇ+ | ほお+
  | [うおわえあんぁァ]+ | [っッねよな]+ | w+ | k{3,} | [ㅋㅎ]+
"""
_REACTION = re.compile(rf"(?>{_WORDS}|{_SOUNDS})++", re.VERBOSE)

_NOTHING = re.compile(
    r"(?:(?:今の?ところ|現在|現時点では?)?、?(?:特に|とくに|とりたてて)?(?:意見|質問|要望)?は?、?"
    r"(?:なし|無し|ない|無い|ありません|ございません|ないです|無いです)(?:です)?"
    r"|特に|とくに|特になし|未記入|無回答|わかりません|分かりません|不明"
    r"|none|nothing|no\s?comment|n\s?/?\s?a|nil|nada|nenhum[ao]?|sem\s?comentários|ninguno|rien|test|テスト)"
)

_ASKS = re.compile(
    r"[?¿]"
    r"|(?:です|ます|でしょう|ました|ません|だろう|んだ|の|です)か(?:ね|な|ね?え)?(?=$|[。!\s」])"
    r"|(?:どう|どこ|いつ|誰が?|だれ|何|なに|なぜ|何故|いくら|いくつ|どれ(?:くらい|ぐらい)?|どちら|なんで)"
    r"(?:なの|なん|なる|なります|する|します|です|でしょう|だろう|ある|やる|かかる|した)*(?:の|か|かな|っけ)?$"
    r"|(?:のか|っけ|んですか|(?<=[るたいう])の)$"
    r"|^(?:what|why|how|who|whom|whose|when|where|which|is|are|do|does|did|can|could|will|would|should"
    r"|may|has|have)\s(?!.*\.\s*\S)[^.!]*$"
)
_ASKS_NOT = re.compile(
    r"(?:では|じゃ|のでは|んじゃ)ない(?:です|でしょう|だろう)?か(?:と|な)?|ではありませんか"
    r"|(?:いただけ|くれ|もらえ|ください|頂け|下さい)ません(?:でしょう)?か"
    r"|(?:ほしい|欲しい|たい|べき|よい|いい|無い|ない)の$"
)
_FACE = re.compile(r"\([^\w\s]{0,3}[^()]{0,8}[^\w\s]{0,3}\)")


def classify(text: str) -> Kind:
    """The kind of one comment.

    >>> [classify(text) for text in ("8888888", "反対！", "電気代はいくら", "草")]
    ['reaction', 'opinion', 'question', 'reaction']
    """
    plain = unicodedata.normalize("NFKC", text).lower()
    plain = _LINK.sub(" ", _SHORTCODE.sub(" ", plain)).strip()
    if _is_reaction(plain):
        return "reaction"
    return "question" if _is_question(plain) else "opinion"


def _is_reaction(plain: str) -> bool:
    letters = _letters(plain)
    if not letters or (len(letters) == 1 and not "\u4e00" <= letters <= "\u9fff"):
        return True
    if letters.isdecimal():
        return True
    return bool(_REACTION.fullmatch(letters) or _NOTHING.fullmatch(letters)) or (
        "(" in plain and not _letters(_FACE.sub("", plain))
    )


def _letters(plain: str) -> str:
    """Letters, digits and long-vowel marks, without spaces, marks and emoji."""
    kept = (c for c in plain if unicodedata.category(c)[0] in "LN" and c not in "ー")
    return "".join(kept)


def _is_question(plain: str) -> bool:
    sentences = [part.strip() for part in re.split(r"(?<=[。!?\n])", plain) if part.strip()]
    return any(_asks(sentence) for sentence in sentences)


def _asks(sentence: str) -> bool:
    bare = sentence.rstrip("。!wー~… ")
    return bool(_ASKS.search(bare)) and not _ASKS_NOT.search(bare)
