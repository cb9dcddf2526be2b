"""What a run found out about its source beside the comments; its size does not grow with time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

NOTICES_PER_CODE = 10


@dataclass(slots=True)
class Findings:
    """Facts by name, skipped lines by code, and the first few notices of each code."""

    facts: dict[str, str] = field(default_factory=dict)
    skipped: Counter[str] = field(default_factory=Counter)
    _first: dict[str, list[str]] = field(default_factory=dict)
    _more: Counter[str] = field(default_factory=Counter)

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
        shown: list[str] = []
        for code, kept in self._first.items():
            shown += kept
            if self._more[code]:
                shown.append(f"… and {self._more[code]:,} more like this ({code})")
        return tuple(shown)
