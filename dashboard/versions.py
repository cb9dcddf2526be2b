"""Versions: the publications of a meeting, each with the edition that its pages show today."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dashboard.publishing import version_name
from koemap.edition import Edition, Received, decide, received
from koemap.records import Decision, Publication
from koemap.standing import hidden_comments, standing
from koemap.store import Store


@dataclass(frozen=True, slots=True)
class Version:
    """One publication as its pages have to be now: what was hidden since has no text there."""

    publication: Publication
    edition: Edition

    @property
    def name(self) -> str:
        """The name of its folder."""
        return version_name(self.publication)

    @property
    def gone(self) -> str:
        """A hash of the comments whose texts may not be shown; another one asks for new pages."""
        edition = self.edition
        ids = sorted(
            p.comment_id
            for p in edition.placements.values()
            if p.status in ("hidden", "withdrawn") or edition.comments[p.comment_id].purged_at
        )
        return hashlib.sha256("\n".join(ids).encode(errors="surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class History:
    """What was before the newest version: the versions of its meeting, and the last meeting."""

    versions: tuple[Version, ...] = ()
    meeting: Edition | None = None


def history(store: Store, newest: Publication) -> History:
    """What was published before, in the order of publication."""
    meeting_id, name = newest.meeting_id, version_name(newest)
    earlier = [one for one in store.publications(meeting_id) if version_name(one) != name]
    versions: tuple[Version, ...] = ()
    if earlier:
        given, decisions = received(store, meeting_id), store.decisions(meeting_id)
        editions = (as_published(store, one, given, decisions) for one in earlier)
        versions = tuple(map(Version, earlier, editions))
    return History(versions, meeting_before(store, newest))


def as_published(
    store: Store, publication: Publication, given: Received, decisions: Sequence[Decision]
) -> Edition:
    """The edition of a publication, without what was hidden or withdrawn since."""
    then = [d for d in decisions if d.decision_id <= publication.last_decision]
    hidden = hidden_comments(standing(decisions))
    opinion_map = store.opinion_map(publication.meeting_id, publication.map_id)
    return decide(replace(given, opinion_map=opinion_map), then, also=hidden)


def meeting_before(store: Store, newest: Publication) -> Edition | None:
    """The last published meeting before this one, with what was decided when this was approved.

    None without one, or when nobody knows which of them came first.
    """
    begins = store.meeting(newest.meeting_id).starts_at
    meetings = ((m.starts_at, m.meeting_id) for m in store.meetings() if m.starts_at)
    before = sorted((one for one in meetings if begins and one[0] < begins), reverse=True)
    for _, meeting_id in before:
        publications = store.publications(meeting_id)
        if publications:
            known = [
                d for d in store.decisions(meeting_id) if d.decision_id <= newest.last_decision
            ]
            return decide(received(store, meeting_id, publications[-1].map_id), known)
    return None
