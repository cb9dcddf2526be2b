"""What a desk knows of each comment that arrived, in few bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from sys import intern

from dashboard.live.lines import LONGEST_SHOWN, line, plain
from dashboard.reactions import Reaction, reaction
from koemap.live_records import Arrival, Assignment, Flag
from koemap.records import Comment, Kind


@dataclass(slots=True)
class Entry:
    """One comment; `kind` is "" until the analyst has read it, `second` that of the video.

    `said` is the number of what was last said of it, 0 before; `read` tells whether the comment is
    still as it was read. It is the `nth` of its author, who is told by an opaque word, `who`.
    """

    comment_id: str
    number: int
    at: datetime
    second: float | None
    person: str
    text: str
    withdrawn: bool
    hidden: bool
    folded: str
    kind: Kind | str = ""
    topic: str = ""
    reaction: Reaction | str = ""
    flags: tuple[Flag, ...] = ()
    said: int = 0
    read: int = 0
    who: str = ""
    nth: int = 0
    _words: str | None = field(default=None, repr=False, compare=False)

    @property
    def gone(self) -> bool:
        """Whether nobody may be shown its text."""
        return self.withdrawn or self.hidden

    @property
    def wanted(self) -> bool:
        """Whether somebody has to look at it: reactions only when they are flagged."""
        return self.kind != "reaction" or bool(self.flags)

    @property
    def words(self) -> str:
        """What an audience is shown of its text, made plain; kept until the text changes."""
        if self._words is None:
            self._words = plain(line(self.text, LONGEST_SHOWN).removesuffix("…"))
        return self._words

    def take(self, comment: Comment) -> None:
        """Take over what the comment says now."""
        self.withdrawn = self.withdrawn or is_gone(comment)
        self.text = "" if self.withdrawn else line(comment.text)
        self._words = None
        self.second = comment.offset_seconds
        self.person, self.read, self.who = person(comment), as_read(comment), who(comment)
        self.reaction = reaction(self.text) if self.kind == "reaction" else ""

    def hear(self, said: Assignment) -> None:
        """Take over what the analyst says of it."""
        self.kind, self.folded, self.topic = said.kind, said.folded, said.topic_id
        self.flags, self.said = said.flags, said.number
        self.reaction = reaction(self.text) if said.kind == "reaction" else ""


def entry(arrival: Arrival, *, hidden: bool) -> Entry:
    """What is known of an arrival of which nothing is said yet."""
    comment, gone = arrival.comment, is_gone(arrival.comment)
    return Entry(
        comment_id=comment.comment_id,
        number=arrival.number,
        at=arrival.at,
        second=comment.offset_seconds,
        person=person(comment),
        text="" if gone else line(comment.text),
        withdrawn=gone,
        hidden=hidden,
        folded=comment.comment_id,
        read=as_read(comment),
        who=who(comment),
    )


def as_read(comment: Comment) -> int:
    """A number that is another one, as good as always, when the comment says something else."""
    return hash((comment.text, comment.author_key, comment.offset_seconds, is_gone(comment)))


def person(comment: Comment) -> str:
    """Who wrote it; a comment without an author counts as a person of its own."""
    return comment.author_key or f"\0{comment.comment_id}"


def who(comment: Comment) -> str:
    """The same word for all that one person writes in a meeting, "" without an author."""
    told = f"{comment.meeting_id}\0{comment.author_key}"
    return intern(sha256(told.encode()).hexdigest()[:12]) if comment.author_key else ""


def is_gone(comment: Comment) -> bool:
    """Whether it was withdrawn or its text erased."""
    return comment.withdrawn is not None or comment.purged_at is not None


def text_key(shown: str) -> str:
    """A short word for a text as a desk shows it; as good as always another for another text."""
    return sha256(shown.encode(errors="replace")).hexdigest()[:16] if shown else ""


class Order:
    """Ids in the order in which something last happened to them, each with its number."""

    def __init__(self) -> None:
        self._numbers: OrderedDict[str, int] = OrderedDict()
        self._last = 0

    def move(self, comment_id: str, number: int) -> None:
        """Note that number for the id; what is noted late counts as just happened."""
        self._last = max(self._last, number)
        self._numbers[comment_id] = self._last
        self._numbers.move_to_end(comment_id)

    def since(self, number: int) -> Iterator[str]:
        """The ids to which something happened after that number, the last first."""
        for comment_id in reversed(self._numbers):
            if self._numbers[comment_id] <= number:
                return
            yield comment_id
