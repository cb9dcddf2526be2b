"""Every source keeps the same promises; a new one joins with an example."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from collectors import COLLECTORS
from collectors.events import Checkpoint, Collector, Received
from collectors.tables import Table
from collectors.youtube_archive import YouTubeArchive
from koemap.errors import CollectError
from tests.collectors.chat import VIDEO, a_channel, lines, written
from tests.collectors.conftest import Desk
from tests.factories import a_meeting

PEOPLE = ("someone-a", "someone-b", "someone-c")
MEETING = a_meeting(video_id=VIDEO)


@dataclass(frozen=True)
class Example:
    """A source with some comments: as it is, with its lines in another order, and its authors."""

    made: Callable[[Path], Collector]
    file: Callable[[Path, bool], Path]
    authors: tuple[str, ...]


def an_archive(folder: Path, turned: bool) -> Path:
    entries = lines(20)
    return written(folder / "chat.live_chat.json", entries[::-1] if turned else entries)


def a_table(folder: Path, turned: bool) -> Path:
    rows = [
        f"2026/10/{15 + n},{PEOPLE[n % 3]}@example.jp,{n}番目の意見を書きました" for n in range(9)
    ]
    text = "\n".join(["日時,メールアドレス,ご意見", *(rows[::-1] if turned else rows)])
    path = folder / "answers.csv"
    path.write_text(text, encoding="utf-8")
    return path


EXAMPLES = {
    "table": Example(
        lambda path: Table(MEETING, path, zone=ZoneInfo("Asia/Tokyo")),
        a_table,
        tuple(f"{person}@example.jp" for person in PEOPLE),
    ),
    "youtube-archive": Example(
        lambda path: YouTubeArchive(MEETING, path),
        an_archive,
        (*(a_channel(f"author{n}") for n in range(10)), "名前author1さん"),
    ),
}


@pytest.fixture(params=sorted(COLLECTORS))
def example(request: pytest.FixtureRequest) -> Example:
    return EXAMPLES[request.param]


@pytest.fixture
def collector(example: Example, tmp_path: Path) -> Collector:
    return example.made(example.file(tmp_path, False))


def received(collector: Collector) -> list[Received]:
    return [event for event in collector.events() if isinstance(event, Received)]


def test_every_source_has_an_example() -> None:
    assert set(EXAMPLES) == set(COLLECTORS)


def test_every_entry_of_the_list_names_its_class(example: Example, collector: Collector) -> None:
    kind = type(collector)
    assert f"{kind.__module__}:{kind.__qualname__}" == COLLECTORS[collector.source.kind]


def test_collecting_twice_adds_nothing(desk: Desk, collector: Collector) -> None:
    first, second = desk.collect(collector), desk.collect(collector)
    assert first.added == len(desk.texts) > 5
    assert (second.added, second.changed, second.known) == (0, 0, first.added)
    assert first.read == second.read == first.added + sum(first.skipped.values())


def test_ids_do_not_depend_on_the_order_of_the_lines(example: Example, tmp_path: Path) -> None:
    ids = {}
    for turned in (False, True):
        found = received(example.made(example.file(tmp_path, turned)))
        ids[turned] = {event.text: event.comment_id for event in found}
    assert ids[False] == ids[True]
    assert len(set(ids[False].values())) == len(ids[False])


def test_events_end_with_a_checkpoint(collector: Collector) -> None:
    assert isinstance(list(collector.events())[-1], Checkpoint)


def test_a_source_is_the_same_each_time_and_belongs_to_the_meeting(
    example: Example, tmp_path: Path
) -> None:
    first, second = (example.made(example.file(tmp_path, False)).source for _ in range(2))
    assert first == second
    assert first.meeting_id == MEETING.meeting_id
    assert first.source_id.startswith(first.kind)


def test_each_comment_has_its_line_and_its_author(collector: Collector) -> None:
    assert all(event.line and event.author for event in received(collector))


def test_no_author_is_in_the_database(
    desk: Desk, example: Example, collector: Collector, tmp_path: Path
) -> None:
    desk.collect(collector)
    stored = b"".join(path.read_bytes() for path in tmp_path.glob("koemap.db*"))
    assert desk.texts[0].encode() in stored
    for author in example.authors:
        assert author.encode() not in stored


def test_a_file_that_is_not_there_is_said_in_one_line(
    desk: Desk, example: Example, tmp_path: Path
) -> None:
    with pytest.raises(CollectError, match=r"cannot be read: .*; check the path") as failure:
        desk.collect(example.made(tmp_path / "missing"))
    assert "\n" not in str(failure.value)


def test_a_source_that_cannot_be_read_is_not_made_known(
    desk: Desk, example: Example, tmp_path: Path
) -> None:
    with pytest.raises(CollectError):
        desk.collect(example.made(tmp_path / "missing"))
    assert desk.store.sources(MEETING.meeting_id) == ()
