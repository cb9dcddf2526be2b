"""How fast the video of a live meeting goes on: at its own pace, or that of a replay."""

from __future__ import annotations

from koemap.store import Store


def pace(store: Store, meeting_id: str) -> float:
    """Seconds of the video in one of the clock; of a replay its speed, 0 once all has ended."""
    phases = {source_id: health.phase for source_id, health in store.healths(meeting_id).items()}
    for source_id, words in store.commands(meeting_id).items():
        if "--speed" in words and phases.get(source_id) != "ended":
            return float(words[words.index("--speed") + 1])
    return 0.0 if set(phases.values()) == {"ended"} else 1.0
