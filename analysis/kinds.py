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

# Each alternative is one piece; a text that is nothing but such pieces is a reaction.
_PIECES = r"""
    8{2,} | ぱち(?:ぱち|っ)+ | パチ(?:パチ|ッ)+ | 拍手 | clap | bravo | ブラボー
  | w+ | 草+ | 笑+ | lol+ | lmao | (?:ha){2,}h? | (?:ふ|フ|あ|わ|へ|は|ハ|ひ|ヒ){2,} | わら | ワロタ | わろた | k{3,} | (?:rs){2,} | jaja(?:ja)*
  | こんばん[はわ] | こんにち[はわ] | こん(?:です)? | おはよう?(?:ございます)? | おは | おやすみ(?:なさい)? | わこつ | わこ
  | お?(?:つかれ|疲れ)(?:さま|様)?(?:です|でした)? | お(?:つかれ|疲れ)さ?[ぁ-ん]{0,2} | おつ(?:です|でした)? | 乙 | 初見(?:です)? | はじめまして | 初めまして
  | 初めて来ました | はじめて来ました | 待機(?:中)? | 待ってた | 待ってました | よろしく(?:お?ね?願いし?ます|お願いいたします|お願い致します|おねがいします)?
  | お願いします | ありがとう?(?:ございます|ございました)? | ありがとう?です | 有難う(?:ございます|ございました)? | あざす | サンキュー | さんくす | どうも
  | ただいま | おかえり(?:なさい)? | さようなら | バイバイ | ばいばい | またね | それでは | ではまた | 失礼します
  | お?め?でとう(?:ございます)? | おめ | がんばれ | 頑張れ | 頑張って(?:ください)? | がんばって(?:ください)? | ファイト
  | きた[ー~]*?(?:ね|わね|よ)? | キタ | ｷﾀ | 来た | はじまった | 始まった | はじまる | 始まる | はじまりました | 始まりました | わくわく | ワクワク | どきどき
  | うお+ | おお+ | うわ+ | わ+ | わあ+ | わー | やった | よっしゃ | すげ[ーえぇ]* | すご+い? | 凄い | えっ?ぐい | やば+い? | まじか | マジか | へぇ+ | へえ+ | ほう | ほお+ | えぇ+ | ええ+ | え+ | あ+ | う+ | お+ | ん+ | うん+ | はい | いいえ
  | なるほど(?:です|ね)* | たしかに | 確かに | それな | それ | ほんと(?:それ|にそれ)? | 本当それ | わかる | 分かる | わかりみ | いいね | ええやん | さすが(?:です)? | 流石(?:です)? | かわいい | 可愛い | 最高(?:です)? | 神 | 了解(?:です)? | りょ | ナイス | グッド
  | 面白い | 面白かった | おもしろい | すてき | 素敵 | かっこいい | 勉強になり?(?:ました|ます|る) | また次回 | 本日は | 今日は | あるある | 頼もしい
  | ふ[ぅう]*ん | ふむ | ほ[ぅう]*ん | はえ | おや+ | おっと | やれやれ | う[ぅう]*む | あちゃ | ほほう | くふふ | そう?なんだ | そうか | そっか | それはそう | いいじゃん | いいな
  | つよい | 強い | えらい | 偉い | たすかる | 助かる | ありがたい | びっくりした | こわっ? | つらっ? | かわいそう
  | ([ぁ-んァ-ヶ]{1,3}?)\1{2,}[ぁァっッ]* | ね+ | よ+ | な+ | っ+ | ッ+ | ー | です
  | hello | hi | hey | good\s?(?:morning|evening|night|afternoon) | thanks? | thank\s?you(?:\s?(?:very|so)\s?much)? | thx | ty | wow | nice | cool | great | yes | yeah | yep | no | ok(?:ay)? | bye | see\s?you | welcome | congrat(?:s|ulations) | gg | first | same | true | agreed? | good | amazing | (?:so\s?)?cute
  | ol[aá] | oi | bom\s?dia | boa\s?(?:tarde|noite) | obrigad[oa] | valeu | hola | gracias | buenas?\s?(?:d[ií]as|tardes|noches) | bonjour | bonsoir | merci | sal?ut | hallo | danke | 你好 | 谢谢 | 안녕(?:하세요)? | 감사합니다 | ㅋ+ | ㅎ+
"""
_REACTION = re.compile(rf"(?:{_PIECES})+", re.VERBOSE)

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
