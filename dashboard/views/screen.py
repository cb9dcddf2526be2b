"""The state of a screen: an edition and what a reader chose in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo

from dashboard.address import Address, Family
from dashboard.findings import Finding, find
from dashboard.kinship import Earlier, counterparts, profiles
from dashboard.listing import families, found
from dashboard.palette import hue_numbers
from dashboard.quantities import Unit, quantity
from dashboard.wording import Language, say
from koemap.edition import Edition
from koemap.live_records import Happening
from koemap.records import Topic


@dataclass(frozen=True)
class Screen:
    """What every part of the screen is made of; times are shown in `zone`.

    `earlier` is the meeting before this one, None when there is none with a map. A reader who
    `may_edit` also sees what a person may decide. A meeting that `is_live` has a desk, at which
    `n_rejected` of the comments were rejected; `happened` is what became of topics on its newest
    map.
    """

    edition: Edition
    address: Address
    zone: ZoneInfo
    earlier: Earlier | None = None
    may_edit: bool = False
    is_live: bool = False
    n_rejected: int = 0
    happened: tuple[Happening, ...] = ()

    @property
    def language(self) -> Language:
        """The reader's language."""
        return self.address.language

    @property
    def topic(self) -> Topic | None:
        """The topic a reader opened."""
        return self.edition.topics.get(self.address.topic)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The findings in the reader's language."""
        return find(self.edition, self.language)

    @cached_property
    def evidence(self) -> frozenset[str]:
        """Ids of the comments that the finding about the opened topic counts."""
        about = (f for f in self.findings if f.topic_id == self.address.topic)
        return frozenset(comment_id for finding in about for comment_id in finding.evidence)

    @cached_property
    def hits(self) -> frozenset[str] | None:
        """Ids of the comments that contain what a reader searches, None without a search."""
        return found(self.edition, self.address.query) if self.address.query else None

    @cached_property
    def families(self) -> dict[str, Family]:
        """Whether a source is chat, video or forms, by source id."""
        return families(self.edition)

    @cached_property
    def new(self) -> frozenset[str]:
        """Ids of the topics that the meeting before did not have; none without one."""
        if self.earlier is None:
            return frozenset()
        found = counterparts(profiles(self.edition), self.earlier.profiles)
        return frozenset(topic_id for topic_id, before in found.items() if before is None)

    def theme(self, topic: Topic) -> str:
        """The name of the topic's theme."""
        themes = self.edition.opinion_map.themes
        return next((t.label for t in themes if t.theme_id == topic.theme_id), "")

    def say(self, key: str, **values: object) -> str:
        """The words of that key."""
        return say(self.language, key, **values)

    def quantity(self, n: int, unit: Unit) -> str:
        """The number with its unit."""
        return quantity(self.language, n, unit)

    def hue(self, topic: Topic) -> int:
        """The number of the hue of the topic's theme."""
        return hue_numbers(self.edition.opinion_map.themes).get(topic.theme_id, 0)
