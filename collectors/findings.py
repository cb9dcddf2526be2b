"""What a run counted and found out about its source; its size does not grow with time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from koemap.collection import Collection
from koemap.records import Source
from koemap.store import Saved

NOTICES_PER_CODE = 10
EARLIER_NOTICES = 50
COUNTED = ("read", "added", "changed", "known", "withdrawn")


@dataclass(slots=True)
class Findings:
    """Counts, facts by name, skipped lines by code, and the first few notices of each code.

    `merged` counts the known comments that another source gave first, by that source.
    """

    counts: Counter[str] = field(default_factory=Counter)
    merged: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    facts: dict[str, str] = field(default_factory=dict)
    _earlier: tuple[str, ...] = ()
    _first: dict[str, list[str]] = field(default_factory=dict)
    _more: Counter[str] = field(default_factory=Counter)

    @classmethod
    def since(cls, former: Collection) -> Findings:
        """The findings of a run that goes on with a former one, which did not come to its end."""
        return cls(
            counts=Counter({name: getattr(former, name) for name in COUNTED}),
            merged=Counter(former.merged),
            skipped=Counter(former.skipped),
            facts=dict(former.facts),
            _earlier=former.notices[-EARLIER_NOTICES:],
        )

    def save(self, saved: Saved) -> None:
        """Count what became of a batch."""
        self.counts.update({name: getattr(saved, name) for name in COUNTED[1:]})
        self.merged.update(saved.merged)

    def note(self, code: str, text: str) -> None:
        """Keep the notice, or count it when its code has enough of them."""
        kept = self._first.setdefault(code, [])
        if len(kept) < NOTICES_PER_CODE:
            kept.append(text)
        else:
            self._more[code] += 1

    @property
    def notices(self) -> tuple[str, ...]:
        """The notices kept, and how many more there were of each code."""
        shown = list(self._earlier)
        for code, kept in self._first.items():
            shown += [text for text in kept if text not in self._earlier]
            if self._more[code]:
                shown.append(f"… and {self._more[code]:,} more like this ({code})")
        return tuple(shown)

    def collection(self, source: Source, *, complete: bool) -> Collection:
        """All of it as one record."""
        return Collection(
            source.meeting_id,
            source.source_id,
            **{name: self.counts[name] for name in COUNTED},
            skipped=dict(sorted(self.skipped.items())),
            notices=self.notices,
            facts=dict(self.facts),
            merged=dict(sorted(self.merged.items())),
            complete=complete,
        )
