"""Which columns people answered freely, by what they wrote into them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import mean

from collectors.rows.sheets import ERRORS, plain

TEXTS = (
    r".*(?:意見|コメント|自由記[述入]|自由に|要望|提案|感想|理由|本文|[書聞記][きかせ入]+ください).*"
    r"|(?:.*\b)?(?:comments?|opinions?|feedback|suggestions?)(?:-body|_text)?|text|body|message|content"
)
CHOICES = r".*(?:複数|選択|年代|年齢|性別|職業|地区).*"
SAID = re.compile(
    r"[。!！]|(?:です|ます|ません|ない|たい|しい|した|ている|だ|ね|よ|ください|下さい|\.)"
    r"[。.!！)）」\s]*$"
)
_WORDS = 6  # a line of so many is no name, and in few countries an address
LONG = 12  # letters, on average; choices are shorter


@dataclass(frozen=True, slots=True)
class _Writing:
    """How the cells of a column look: how much like sentences, and in words."""

    score: float
    length: float
    different: float
    told: bool

    @property
    def reason(self) -> str:
        named = "of its name, and because " if self.told else ""
        share = f"{round(100 * self.different)} % of its cells are different texts"
        return f"because {named}{share} of {round(self.length):,} letters on average"


def comment_columns(columns: Mapping[int, tuple[str, Sequence[str]]]) -> dict[int, str]:
    """The places of the columns of free text, of those given with name and cells, and why.

    Every one that people wrote sentences into: all that are not far behind the best.
    """
    looks = {place: _writing(name, cells) for place, (name, cells) in columns.items()}
    best = max((look.score for look in looks.values()), default=0.0)
    return {
        place: look.reason
        for place, look in looks.items()
        if look.score > 0 and (look.score >= best / 4 or look.told)
    }


def written(rows: Sequence[Sequence[str]], place: int) -> list[str]:
    """What is in a column, without its empty cells and those with an error."""
    cells = (row[place].strip() for row in rows if place < len(row))
    return [cell for cell in cells if cell and cell not in ERRORS]


def is_said(cell: str) -> bool:
    """Whether a cell is a sentence, or as many words.

    >>> is_said("公園がほしいです"), is_said("more benches in the park please"), is_said("Jane Doe")
    (True, True, False)
    """
    return SAID.search(cell) is not None or len(cell.split()) >= _WORDS


def are_numbers(cells: Sequence[str]) -> bool:
    """Whether most cells are numbers, dates or the like."""
    numbers = sum(bool(re.fullmatch(r"[\d\s.,:/+%-]{1,12}", cell)) for cell in cells)
    return numbers > len(cells) / 2


def _writing(name: str, cells: Sequence[str]) -> _Writing:
    """Sentences are long, and hardly one is like another; the score is 0 for what are none."""
    told = re.fullmatch(TEXTS, plain(name)) is not None
    if not cells:
        return _Writing(0.0, 0.0, 0.0, told)
    length, different = mean(map(len, cells)), len(set(cells)) / len(cells)
    long = length >= LONG
    free = long or different >= 0.2 if told else long and different >= 0.5
    score = 0.0 if are_numbers(cells) or not free else length * different * (2 if told else 1)
    return _Writing(score, length, different, told)
