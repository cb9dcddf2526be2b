"""What a person may decide about an edition: each act checked, then made a decision to be saved.

Nothing here writes: `koemap.store.Store.decide` saves what these functions return.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, get_args

from koemap.editing import anchors
from koemap.edition import Edition
from koemap.errors import DecisionError
from koemap.live_records import Candidate
from koemap.records import Act, AnswerStatus, Decision
from koemap.standing import undoing

LONGEST_LABEL, LONGEST_TEXT, LONGEST_NAME = 60, 4_000, 80
NEEDS_REASON: tuple[AnswerStatus, ...] = ("declined",)


@dataclass(frozen=True)
class Hand:
    """A person who decides about an edition, and when; each method gives the decision to save.

    Raises
    ------
    DecisionError
        From every method: what it names is not there, or a text is missing or too long.
    """

    edition: Edition
    by: str
    at: datetime | None = None

    def hide(self, comment_id: str, why: str, *, copies: bool = False) -> Decision:
        """Take a comment off the map and out of every list; a reason is needed.

        With `copies` all that is near-identical to it goes, too, and comes back by one undoing.
        """
        shown = self._shown(comment_id)
        alike = self._voice(shown) if copies else ()
        details = {"comments": list(alike)} if len(alike) > 1 else None
        return self._made("hide", shown, _needed(why, "a reason", "理由", "why"), details)

    def show(self, comment_id: str, why: str = "") -> Decision:
        """Bring a hidden comment back."""
        if comment_id not in self.edition.hidden:
            raise _missing("hidden comment", "非表示の声", comment_id)
        return self._made("show", comment_id, why)

    def pin(self, comment_id: str) -> Decision:
        """Make a comment the first example of its topic."""
        if not self.edition.placements[self._shown(comment_id)].topic_id:
            raise _missing("topic of comment", "論点に入った声", comment_id)
        return self._made("pin", comment_id)

    def unpin(self, comment_id: str) -> Decision:
        """No longer."""
        if comment_id not in self.edition.pinned:
            raise _missing("pinned comment", "固定した声", comment_id)
        return self._made("unpin", comment_id)

    def rename(self, topic_id: str, label: str, why: str = "") -> Decision:
        """Give a topic another name."""
        details = {"label": _label(label), **self._topic(topic_id)}
        return self._made("rename", topic_id, why, details)

    def rename_theme(self, theme_id: str, label: str, why: str = "") -> Decision:
        """Give a theme another name."""
        mine = [t.topic_id for t in self.edition.topics.values() if t.theme_id == theme_id]
        if not mine:
            raise _missing("theme", "テーマ", theme_id)
        ids = (c.comment_id for one in mine for c in self.edition.members[one])
        was = next(t.label for t in self.edition.opinion_map.themes if t.theme_id == theme_id)
        found = {"was": was, "anchors": list(anchors(ids))}
        return self._made("rename", theme_id, why, {"of": "theme", "label": _label(label), **found})

    def merge(self, topic_id: str, into: str, why: str = "") -> Decision:
        """Make one topic part of another."""
        if topic_id == into:
            raise DecisionError(
                f"topic {topic_id!r} cannot be merged into itself; choose another",
                ja=f"論点「{topic_id}」を同じ論点にまとめることはできません",
                about="into",
            )
        other = {f"into_{key}": value for key, value in self._topic(into, "into").items()}
        details = {"into": into, **self._topic(topic_id), **other}
        return self._made("merge", topic_id, why, details)

    def split(
        self, topic_id: str, comment_ids: Iterable[str], label: str, why: str = ""
    ) -> Decision:
        """Make some comments of a topic a topic of their own; some must stay."""
        members = {c.comment_id for c in self.edition.members.get(topic_id, ())}
        chosen = sorted(members.intersection(comment_ids))
        if not chosen or len(chosen) == len(members):
            raise DecisionError(
                f"choose some comments of topic {topic_id!r}, not all of them",
                ja=f"論点「{topic_id}」の声の一部を選んでください",
                about="comments",
            )
        details = {"label": _label(label), "comments": chosen, **self._topic(topic_id)}
        return self._made("split", topic_id, why, details)

    def answer(
        self,
        topic_id: str,
        status: str,
        text: str,
        *,
        department: str = "",
        on: date | None = None,
        link: str = "",
    ) -> Decision:
        """Write what the council answers to a topic; not adopting something needs a text."""
        if status not in get_args(AnswerStatus):
            raise _missing("status", "状況", status, "status")
        needs = status in NEEDS_REASON
        said = _needed(text, "a reason", "理由", "text") if needs else text.strip()
        details = {
            "status": status,
            "text": _short(said, LONGEST_TEXT, "text"),
            "department": _short(department.strip(), LONGEST_NAME, "department"),
            "on": on.isoformat() if on else "",
            "link": _link(link.strip()),
            **self._topic(topic_id),
        }
        return self._made("answer", topic_id, details=details)

    def adopt(self, candidate: Candidate, label: str) -> Decision:
        """Make a candidate a topic of that name."""
        return self._made("adopt", candidate.candidate_id, details=adopted(candidate, label))

    def take_up(self, topic_id: str, offset_seconds: float | None) -> Decision:
        """Say that the meeting speaks of the topic from that second of the video on."""
        details = {"offset_seconds": offset_seconds, **self._topic(topic_id)}
        return self._made("take_up", topic_id, details=details)

    def confirm(self, finding: str, sentence: str) -> Decision:
        """Say that a finding is right in these words."""
        return self._made("confirm", finding, details={"sentence": sentence})

    def approve(self, note: str = "") -> Decision:
        """Sign the map for publication."""
        return self._made("approve", self.edition.opinion_map.map_id, note.strip())

    def undo(self, decision_id: int, why: str = "") -> Decision:
        """Take back a decision, or the taking back of one."""
        if decision_id not in {d.decision_id for d in self.edition.decisions}:
            raise _missing("decision", "決定", str(decision_id))
        if str(decision_id) in undoing(self.edition.decisions):
            raise DecisionError(
                f"decision {decision_id} is undone already; look at the screen again",
                ja=f"決定{decision_id}はもう取り消されています。画面を開き直してください",
            )
        return self._made("undo", str(decision_id), why)

    def _shown(self, comment_id: str) -> str:
        placement = self.edition.placements.get(comment_id)
        if placement is None or placement.status in ("hidden", "withdrawn"):
            raise _missing("comment", "声", comment_id)
        return comment_id

    def _voice(self, comment_id: str) -> tuple[str, ...]:
        """The shown comments that are near-identical to this one, itself among them."""
        placements = self.edition.placements
        voice_id = placements[comment_id].voice_id
        alike = [one for one, p in placements.items() if voice_id and p.voice_id == voice_id]
        return tuple(sorted(alike)) or (comment_id,)

    def _topic(self, topic_id: str, about: str = "") -> dict[str, Any]:
        """What finds the topic again on another map, and the name it has when this is decided."""
        if topic_id not in self.edition.topics:
            raise _missing("topic", "論点", topic_id, about)
        found = list(anchors(c.comment_id for c in self.edition.members[topic_id]))
        return {"was": self.edition.topics[topic_id].label, "anchors": found}

    def _made(
        self, act: Act, target: str, why: str = "", details: Mapping[str, Any] | None = None
    ) -> Decision:
        return Decision(
            meeting_id=self.edition.meeting.meeting_id,
            act=act,
            target=target,
            by=_short(_needed(self.by, "a name", "名前"), LONGEST_NAME),
            at=self.at or datetime.now(UTC),
            why=_short(why.strip(), LONGEST_TEXT, "why"),
            map_id=self.edition.opinion_map.map_id,
            details=details or {},
        )


def adopted(candidate: Candidate, label: str) -> dict[str, Any]:
    """What is kept of a candidate that becomes a topic of that name.

    Raises
    ------
    DecisionError
        The name is missing or too long.
    """
    return {
        "label": _label(label),
        "comments": sorted(candidate.comment_ids),
        "keywords": list(candidate.keywords),
    }


def _missing(what: str, what_ja: str, name: str, about: str = "") -> DecisionError:
    return DecisionError(
        f"there is no {what} {name!r}; look at the screen again",
        ja=f"{what_ja}「{name}」がありません。画面を開き直してください",
        about=about,
    )


def _needed(text: str, what: str, what_ja: str, about: str = "") -> str:
    if not text.strip():
        raise DecisionError(
            f"{what} is missing; write it", ja=f"{what_ja}を書いてください", about=about
        )
    return text.strip()


def _short(text: str, longest: int, about: str = "") -> str:
    if len(text) > longest:
        raise DecisionError(
            f"{len(text):,} characters are too many; write at most {longest:,}",
            ja=f"{len(text):,}文字は長すぎます。{longest:,}文字以内で書いてください",
            about=about,
        )
    return text


def _label(text: str) -> str:
    label = " ".join(_needed(text, "a name", "名前", "label").split())
    return _short(label, LONGEST_LABEL, "label")


def _link(text: str) -> str:
    """The web address; anything a browser could run instead is refused."""
    if text and not text.startswith(("https://", "http://")):
        raise DecisionError(
            f"{text[:80]!r} is no web address; begin with https://",
            ja=f"「{text[:80]}」はウェブのアドレスではありません。https:// から書いてください",
            about="link",
        )
    return _short(text, LONGEST_TEXT, "link")
