"""Comments to analyse: the invented sample meeting, and texts at hand."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from analysis.pipeline import build_map, make_recipe
from collectors.driver import collect
from collectors.tables import Table
from collectors.youtube_archive import YouTubeArchive
from koemap.records import Comment, OpinionMap
from koemap.store import Store
from tests.factories import a_meeting

SAMPLE = Path(str(files("koemap") / "sample"))


def said(texts: Iterable[str]) -> list[Comment]:
    """A comment per text, each by a person of their own."""
    return [
        Comment("m", f"c{number:05d}", "s", text, author_key=f"author-{number}")
        for number, text in enumerate(texts)
    ]


@cache
def sample_comments() -> tuple[Comment, ...]:
    """The chat and the form answers of the sample meeting, as collected."""
    meeting = a_meeting()
    with TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{folder}/koemap.db")
        store.add_meeting(meeting)
        chat = YouTubeArchive(meeting, SAMPLE / "minamo-2.live_chat.json")
        form = Table(
            meeting, SAMPLE / "minamo-2-forms.csv", preset="forms", zone=ZoneInfo("Asia/Tokyo")
        )
        for source in (chat, form):
            collect(store, source, b"a secret of the tests")
        comments = tuple(store.comments(meeting.meeting_id))
        store.close()
    return comments


@cache
def sample_map(clusterer: str = "leiden") -> OpinionMap:
    """The map of the sample meeting."""
    return build_map(sample_comments(), make_recipe(clusterer=clusterer), meeting_id="minamo-2")
