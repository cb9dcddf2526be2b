"""Mail addresses, and links that open something for one person only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from collectors.masking.marks import MAIL, PERSONAL_URL, Span

_LABEL = r"[a-z0-9\u3041-\u9fff-]{1,63}"
_DOT = r"(?:\.|[(\[{] ?(?:dot|ドット) ?[)\]}]|ドット)"
_COMMON = r"(?:com|org|net|jp|info|io|edu|gov|uk|de|fr|eu|co)(?![a-z0-9])"
_BRACKETED = r"[(\[{] ?(?:@|at|a|アット(?:マーク)?|あっと(?:まーく)?) ?[)\]}]"
# "taro@example。jp": only before a usual ending, since 。 also ends a sentence.
_SENTENCE_END = rf"@(?:[a-z0-9-]{{1,63}}[.。｡]){{0,3}}[a-z0-9-]{{1,63}}[。｡]{_COMMON}"
_MAIL = re.compile(
    r"(?P<who>[a-z0-9._%+'-]{1,64}|\"[a-z0-9._ -]{1,62}\") ?(?:"
    rf"{_SENTENCE_END}|"
    rf"(?:@[ \n]?|{_BRACKETED} ?|(?:アットマーク|あっとまーく|アット|あっと) ?)"
    rf"{_LABEL}(?: ?{_DOT} ?[a-z0-9-]{{1,63}}){{0,4}} ?{_DOT} ?[a-z][a-z0-9-]{{1,23}}"
    rf"|(?:[★☆●■◎#]|_at_) ?[a-z0-9-]{{1,63}}(?:\.[a-z0-9-]{{1,63}}){{0,3}}\.{_COMMON}"
    rf"|at (?:[a-z0-9-]{{1,63}}\.){{1,4}}{_COMMON}"
    r"|at [a-z0-9-]{1,63}(?: dot [a-z0-9-]{1,63}){1,4})",
    re.IGNORECASE | re.ASCII,
)
# Most texts hold nothing of these, and are not searched for what may stand before it.
_AT = re.compile(r"[@★☆●■◎#]|[(\[{] ?a|_at_|\bat |アット|あっと", re.IGNORECASE)
# "Meet at council dot com": words before "at" that belong to a sentence and to no address.
_SENTENCE = re.compile(
    r"am|are|be|is|it|live|look(?:ed|ing)?|me|meet(?:ing)?|met|shop|stay|them|us|was|we|were"
    r"|work(?:ing)?",
    re.IGNORECASE,
)
_CODED = re.compile(r"[\d._+]")

_HTTP = re.compile(r"(?:https?://|www\.)[!-~]{1,4000}", re.IGNORECASE)
_BARE = re.compile(
    r"(?<![\w@./-])[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,3}\.[a-z]{2,24}/[!-~]{1,4000}",
    re.IGNORECASE | re.ASCII,
)
# A form filled in for somebody: the address holds the answers, also in Japanese.
_OTHER_LETTERS = r"[^\x00-\x7f\s、。，．「」『』（）！？＜＞…]"
_FILLED_IN = re.compile(
    r"(?:https?://)?docs\.google\.com/forms/[!-~]{1,400}?[?&](?:entry\.\d{1,12}|emailaddress)="
    rf"(?!&)(?:{_OTHER_LETTERS}{{1,40}})?[!-~]{{0,400}}(?:(?<=[=+]){_OTHER_LETTERS}{{1,40}}[!-~]{{0,400}}){{0,9}}",
    re.IGNORECASE,
)
_WIDE = re.compile(r"ｈｔｔｐ[！-～]{4,4000}", re.IGNORECASE)
_TRAILING = ".,;:!?'\")]}>"
_NAMED = (
    r"[?&;#](?:[a-z]{1,20}[_-]){0,5}(?:access|auth|invitation|invite|refresh|reset|verify|voter|user|member"
    r"|session|api|resource|respondent|customer|private)?[_-]?"
)
_SECRET = re.compile(
    rf"{_NAMED}(?:token|key|sig|signature|secret|pwd|passwd|password|passcode|sid|sess|session|uid"
    r"|userid|user[_-]id|member[_-]id|voter[_-]id|session[_-]?id|phpsessid|jsessionid|authkey"
    r"|hash|auth|otp|ticket|credential)=(?=[^&#]{0,200}\d)[^&#]{4}"
    r"|[?&](?:edit2|pwd|passwd|password|sig|signature|api_?key|access_token|id_token|token)=[^&#]{6}"
    r"|[?&](?:code|oobcode|confirmation)=[^&#]{16}"
    r"|[?&](?:e?mail|mailaddress|phone|tel)=[^&#]{4}"
    r"|docs\.google\.com/forms/[!-~]{1,400}?[?&](?:entry\.\d{1,12}|emailaddress)=[^&#]"
    r"|//[^/@?#:]{1,80}:[^/@?#]{1,80}@"
    r"|/(?:reset|password|verify|verification|confirm|activate|activation|unsubscribe|invite"
    r"|invitation|magic|magic-link|login|signin|optout)/(?=[^/?#]{0,100}\d)[\w.~-]{12}"
    r"|[?&=/][\w.+%-]{1,64}(?:@|%40)[\w-]{1,63}\."
    r"|/private-[0-9a-f]{8}|[=/.]eyJ[\w-]{10}",
    re.IGNORECASE | re.ASCII,
)


def mails(text: str) -> Iterator[Span]:
    """Mail addresses, also those written so that machines should not find them."""
    if not _AT.search(text):
        return
    for found in _MAIL.finditer(text):
        if " at " not in found[0].lower() or _is_address(found):
            yield found.start(), found.end(), MAIL


def _is_address(found: re.Match[str]) -> bool:
    """Whether what stands before the word "at" is no word of a sentence."""
    spelled = " dot " in found[0].lower() and not _SENTENCE.fullmatch(found["who"])
    return spelled or bool(_CODED.search(found["who"]))


def links(text: str) -> Iterator[Span]:
    """Links: those that carry a secret with their mark, others with none, to be left alone.

    Takes the text before folding, where a full-width bracket still ends a link.
    """
    for pattern in (_FILLED_IN, _HTTP, _BARE, _WIDE):
        for found in pattern.finditer(text):
            link = found[0].rstrip(_TRAILING)
            narrow = "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in link)
            mark = PERSONAL_URL if _SECRET.search(narrow) else ""
            yield found.start(), found.start() + len(link), mark
