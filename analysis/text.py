"""The words of a comment, found once and used by every later step.

Japanese is split by SudachiPy: whole words for reading, their short units for word vectors.
Other languages are split at spaces and marks. Surfaces are verbatim pieces of the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from sys import intern
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.languages import SMALL_WORDS, language
from analysis.stopwords import ENGLISH_LINKS, JAPANESE_STOPS, STOPS

Role = Literal["noun", "suffix", "prefix", "number", "verb", "adjective", "link", "other"]

LONGEST = 5000
"""Characters of one comment that are read for its spelling; the words are read to the end."""

# Sudachi refuses 49,149 bytes; a character has at most 4, and folding may lengthen it.
_PIECE = 4000

_URL = re.compile(r"(?:https?://|www\.)[^\s\u3000-\u9fff]+", re.IGNORECASE)
_CUSTOM_EMOJI = re.compile(r":[a-z0-9_+-]*[a-z_][a-z0-9_+-]*:", re.IGNORECASE)
_HANDLE = re.compile(r"(?<!\w)[@＠][\w.-]+")
_CLOCK = re.compile(r"(?<![\d:])\d{1,2}:\d{2}(?::\d{2})?(?![\d:])")
_LAUGHTER = re.compile(r"(?<![a-zａ-ｚ])[wｗ]{2,}(?![a-zａ-ｚ])", re.IGNORECASE)
_UNSEEN = re.compile(r"[\ufe00-\ufe0f\u200b-\u200f\u2060\ufeff\U0001f3fb-\U0001f3ff]")
_HALVES = re.compile("[\ud800-\udfff]")
_RUN = re.compile(r"(\D)\1+")
_ONCE = frozenset("!?。、…・~〜ー-_=*w草笑")
"""Characters that say the same once as in a row; others do from four in a row on."""
_MARKED = (
    (_URL, ("://", "www.")),
    (_CUSTOM_EMOJI, (":",)),
    (_HANDLE, ("@", "＠")),
    (_CLOCK, (":",)),
)
"""What is no word, with marks of which it holds one, so that most texts need no search."""
_SENTENCE_END = re.compile(r"[。！？!?\n]+\s*")
_WORD = re.compile(r"\w+(?:['’]\w+)*")


class Word(NamedTuple):
    """One word: `surface` as written, `lemma` to count by, `units` to look vectors up by.

    `start` is its place in the text. `content` is False for words that carry no subject.
    """

    surface: str
    lemma: str
    role: Role
    start: int
    content: bool
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its language, its words, and as it is compared (see `normalise`)."""

    text: str
    language: str
    words: tuple[Word, ...]
    plain: str


def normalise(text: str) -> str:
    """The text to compare by: one width, lower case, no links, handles, clock times or runs.

    >>> normalise("ＡＩは すごーーーい！！！ https://example.org")
    'aiは すごーい!'
    """
    for pattern in _present(text):
        text = pattern.sub(" ", text)
    folded = _UNSEEN.sub("", unicodedata.normalize("NFKC", text).lower())
    return " ".join(_RUN.sub(_shortened, folded).split())


def read(text: str) -> Document:
    """The document of one text; equal texts give equal documents.

    Half a character, as a torn file has, is read as a mark.
    """
    text = _HALVES.sub("\ufffd", text)
    code = language(text)
    visible = _blank(text)
    words = _japanese(visible) if code == "ja" else _spaced(visible, code)
    return Document(text, code, tuple(words), normalise(text))


def read_all(texts: Sequence[str]) -> list[Document]:
    """A document per text, in their order; a repeated text is read once."""
    once = {text: read(text) for text in dict.fromkeys(texts)}
    return [once[text] for text in texts]


def evenly(documents: Sequence[Document], n_most: int) -> Sequence[Document]:
    """At most so many of the documents, evenly taken."""
    if len(documents) <= n_most:
        return documents
    return [documents[row * len(documents) // n_most] for row in range(n_most)]


def tells(documents: Sequence[Document]) -> NDArray[np.bool_]:
    """Whether each document holds a word of a subject."""
    return np.array([any(word.content for word in d.words) for d in documents], bool)


@lru_cache(maxsize=65_536)
def japanese_units(word: str) -> tuple[str, ...]:
    """The units a Japanese dictionary knows a foreign word by.

    >>> japanese_units("school")
    ('スクール',)
    """
    tokenizer, short = sudachi()
    found = tokenizer.tokenize(word[:_PIECE])
    return tuple(u.normalized_form() for m in found for u in m.split(short, add_single=True))


def _blank(text: str) -> str:
    """The text at the same length, with spaces where links, shortcodes and laughter were."""
    for pattern in (*_present(text), _LAUGHTER):
        text = pattern.sub(lambda found: " " * len(found[0]), text)
    return text


def _present(text: str) -> list[re.Pattern[str]]:
    """The patterns of what is no word that may find something in the text."""
    low = text.lower()
    return [pattern for pattern, marks in _MARKED if any(mark in low for mark in marks)]


def _shortened(run: re.Match[str]) -> str:
    return run[1] if run[1] in _ONCE or len(run[0]) > 3 else run[0]


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    while len(text) - start > _PIECE:
        ends = [m.end() for m in _SENTENCE_END.finditer(text, start + 1, start + _PIECE)]
        end = ends[-1] if ends else start + _PIECE
        yield start, text[start:end]
        start = end
    yield start, text[start:]


@cache
def sudachi() -> tuple[Any, Any]:
    """Sudachi's tokenizer of whole words, and its mode for their short units."""
    from sudachipy import Dictionary, SplitMode

    return Dictionary().create(mode=SplitMode.C), SplitMode.A


def _japanese(text: str) -> Iterator[Word]:
    tokenizer, short = sudachi()
    for start, piece in _pieces(text):
        for morpheme in tokenizer.tokenize(piece):
            if not morpheme.surface().isspace():
                yield _word(morpheme, start, short)


def _word(morpheme: Any, start: int, short: Any) -> Word:
    surface, pos = intern(morpheme.surface()), morpheme.part_of_speech()
    role = _role(pos, surface)
    lemma = _lemma(morpheme, role)
    content = _tells(role, lemma, surface, pos)
    units = tuple(unit.normalized_form() for unit in morpheme.split(short, add_single=True))
    return Word(surface, lemma, role, start + morpheme.begin(), content, _kept_once(units))


@lru_cache(maxsize=16_384)
def _kept_once(units: tuple[str, ...]) -> tuple[str, ...]:
    """The units as one object for all words that have them; a meeting says few words very often."""
    return units


def _lemma(morpheme: Any, role: Role) -> str:
    form = morpheme.dictionary_form() if role == "verb" else morpheme.normalized_form()
    return intern(unicodedata.normalize("NFKC", str(form)).lower().replace(" ", "_"))


_ROLES: dict[str, Role] = {
    "形状詞": "adjective",
    "形容詞": "adjective",
    "動詞": "verb",
    "接頭辞": "prefix",
}


def _role(pos: Sequence[str], surface: str) -> Role:
    if pos[0] == "名詞":
        if pos[1] == "数詞":
            return "number"
        return "other" if pos[1] == "助動詞語幹" else "noun"
    if pos[0] == "接尾辞":
        return "suffix" if pos[1] == "名詞的" else "other"
    if pos[0] == "助詞":
        return "link" if surface == "の" and pos[1] == "格助詞" else "other"
    return _ROLES.get(pos[0], "other")


def _tells(role: Role, lemma: str, surface: str, pos: Sequence[str]) -> bool:
    if role not in ("noun", "verb", "adjective") or lemma in JAPANESE_STOPS:
        return False
    if pos[1] == "非自立可能" or pos[2] == "助数詞可能" or surface in JAPANESE_STOPS:
        return False
    return len(surface) > 1 or "\u4e00" <= surface <= "\u9fff"


def _spaced(text: str, code: str) -> Iterator[Word]:
    stops = STOPS.get(code) or SMALL_WORDS.get(code, frozenset())
    for found in _WORD.finditer(text):
        surface = intern(found[0])
        lemma = intern(unicodedata.normalize("NFKC", surface).lower().replace("’", "'"))
        role = _spaced_role(lemma, stops)
        content = role == "noun" and len(lemma) > 1
        yield Word(surface, lemma, role, found.start(), content, _kept_once((lemma,)))


def _spaced_role(lemma: str, stops: frozenset[str]) -> Role:
    if lemma in ENGLISH_LINKS:
        return "link"
    if lemma in stops or lemma.endswith("'s"):
        return "other"
    return "number" if lemma.isdecimal() else "noun"
