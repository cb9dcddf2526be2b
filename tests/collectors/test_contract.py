"""Every source keeps the same promises; a new one joins with an example."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from collectors import COLLECTORS
from collectors.events import Checkpoint, Collector, Received
from collectors.google.client import Google
from collectors.google.quota import Quota
from collectors.tables import Table
from collectors.youtube_archive import YouTubeArchive
from collectors.youtube_replay import FASTEST, YouTubeReplay
from koemap.cli.asked import understood
from koemap.cli.collect import KindCommand
from koemap.errors import CollectError
from koemap.records import FILE_KINDS
from koemap.store import Store
from tests.collectors.chat import VIDEO, a_channel, lines, written
from tests.collectors.conftest import Desk
from tests.collectors.google_desk import google_at
from tests.collectors.google_sources import FORM, MEETING, PEOPLE, SHEET, SOURCES, TOKYO
from tests.collectors.live import a_live_collector
from tests.google.fake import FakeGoogle
from tests.google.messages import Message


@dataclass(frozen=True)
class Place:
    """Where a source is: a folder of files, or the fake Google.

    `turned` tells that it should hold the same in another order, `empty` that it should not exist.
    """

    folder: Path
    fake: FakeGoogle
    turned: bool = False
    empty: bool = False
    stores: list[Store] = field(default_factory=list)


@dataclass(frozen=True)
class Example:
    """A source with some comments, those who wrote them, and what is said when it is not there.

    `found_by` is what a person types to have it collected, `options` what comes after it; of a file
    its name. One that `goes_on` is not read from its start again.
    """

    made: Callable[[Place], Collector]
    found_by: str
    authors: tuple[str, ...]
    has_lines: bool = True
    missing: str = r"cannot be read: .*; check the path"
    options: tuple[str, ...] = ()
    goes_on: bool = False


def an_archive(place: Place) -> Path:
    entries = lines(20)
    path = place.folder / "chat.live_chat.json"
    if not place.empty:
        written(path, entries[::-1] if place.turned else entries)
    return path


def a_table(place: Place) -> Path:
    rows = [
        f"2026/10/{15 + n},{PEOPLE[n % 3]}@example.jp,{n}番目の意見を書きました" for n in range(9)
    ]
    text = "\n".join(["日時,メールアドレス,ご意見", *(rows[::-1] if place.turned else rows)])
    path = place.folder / "answers.csv"
    if not place.empty:
        path.write_text(text, encoding="utf-8")
    return path


def at_google(kind: str) -> Callable[[Place], Collector]:
    """The source of that kind on the fake."""
    source = SOURCES[kind]

    def made(place: Place) -> Collector:
        if not place.empty:
            source.fill(place.fake, turned=place.turned)
        return source.made(google_at(place.fake, source.interface), timedelta(0))

    return made


def a_live_chat(place: Place) -> Collector:
    """A stream that has just begun and lasts a minute."""
    fake = place.fake
    if not place.empty:
        ends_at = fake.now() + timedelta(minutes=1)
        fake.youtube.video(VIDEO, actual_start=fake.now(), actual_end=ends_at)
        for number in sorted(range(9), reverse=place.turned):
            text = f"{number}番目の意見です"
            fake.post(Message(text, author=PEOPLE[number % 3], number=number))
    store = Store(f"sqlite:///{place.folder / 'ledger.db'}")
    place.stores.append(store)
    return a_live_collector(fake, store)


@dataclass(frozen=True)
class Lent:
    """What a command lends its source, here from the fake."""

    fake: FakeGoogle
    store: Store
    zone: ZoneInfo = TOKYO
    sweep_every: timedelta = timedelta(0)

    def youtube(self, scopes: tuple[str, ...]) -> tuple[Google, Quota]:
        google = google_at(self.fake, "youtube", store=self.store)
        assert google.quota is not None
        return google, google.quota

    def documents(self, interface: tuple[str, str], scopes: tuple[str, ...]) -> Google:
        return google_at(self.fake, interface[0])


def by_command(kind: str, typed: Sequence[str], lent: Lent) -> Collector:
    """The source that the command of its kind makes of what is typed."""
    command = KindCommand(kind, COLLECTORS[kind])
    given = command.make_context(kind, [*typed, "--meeting", MEETING.meeting_id]).params
    more = {name: value for name, value in given.items() if name not in {"meeting_id", "as_json"}}
    asked = understood(kind, command.declared, more)
    return asked.declared.make(MEETING, asked.argument, lent, **asked.options)


ADDRESSES = tuple(f"{person}@example.jp" for person in PEOPLE)
NOT_THERE = r"there is no .*, or it is private; check the address"
EXAMPLES = {
    "google-forms": Example(
        at_google("google-forms"), FORM, ADDRESSES, has_lines=False, missing=NOT_THERE
    ),
    "google-sheets": Example(at_google("google-sheets"), SHEET, ADDRESSES, missing=NOT_THERE),
    "table": Example(
        lambda place: Table(MEETING, a_table(place), zone=TOKYO),
        "answers.csv",
        ADDRESSES,
    ),
    "youtube-archive": Example(
        lambda place: YouTubeArchive(MEETING, an_archive(place)),
        "chat.live_chat.json",
        (*(a_channel(f"author{n}") for n in range(10)), "名前author1さん"),
    ),
    "youtube-comments": Example(
        at_google("youtube-comments"),
        VIDEO,
        tuple(map(a_channel, PEOPLE)),
        has_lines=False,
        missing=NOT_THERE,
    ),
    "youtube-live": Example(
        a_live_chat,
        VIDEO,
        tuple(map(a_channel, PEOPLE)),
        has_lines=False,
        missing="there is no public video .*; check the address",
    ),
    "youtube-replay": Example(
        lambda place: YouTubeReplay(MEETING, an_archive(place), speed=FASTEST),
        "chat.live_chat.json",
        (*(a_channel(f"author{n}") for n in range(10)), "名前author1さん"),
        options=("--speed", str(FASTEST)),
        goes_on=True,
    ),
}


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with FakeGoogle() as fake:
        place = Place(tmp_path, fake)
        yield place
    for store in place.stores:
        store.close()


@pytest.fixture(params=sorted(COLLECTORS))
def example(request: pytest.FixtureRequest) -> Example:
    return EXAMPLES[request.param]


@pytest.fixture
def collector(example: Example, place: Place) -> Collector:
    return example.made(place)


@pytest.fixture
def missing(example: Example, place: Place) -> Collector:
    return example.made(replace(place, empty=True))


def received(collector: Collector) -> list[Received]:
    return [event for event in collector.events() if isinstance(event, Received)]


def is_file(kind: str) -> bool:
    """Whether a source of that kind is found by a file."""
    return COLLECTORS[kind].command().argument.reads is None


def test_every_source_has_an_example() -> None:
    assert set(EXAMPLES) == set(COLLECTORS)


def test_every_entry_of_the_list_names_its_file(collector: Collector) -> None:
    assert COLLECTORS[collector.source.kind].module == type(collector).__module__


def test_its_command_makes_the_same_source(
    desk: Desk, example: Example, place: Place, collector: Collector
) -> None:
    kind = collector.source.kind
    found_by = str(place.folder / example.found_by) if is_file(kind) else example.found_by
    made = by_command(kind, [found_by, *example.options], Lent(place.fake, desk.store))
    assert (type(made), made.source) == (type(collector), collector.source)
    assert desk.collect(made).added > 5


def test_the_store_knows_which_sources_are_files() -> None:
    assert set(filter(is_file, COLLECTORS)) == set(FILE_KINDS)


def test_collecting_twice_adds_nothing(desk: Desk, example: Example, collector: Collector) -> None:
    first, second = desk.collect(collector), desk.collect(collector)
    assert first.added == len(desk.texts) > 5
    assert (second.added, second.changed, second.withdrawn) == (0, 0, 0)
    if example.has_lines and not example.goes_on:  # it is read from its start each time
        assert second.known == first.added
    for done in (first, second):
        assert done.read == done.added + done.known + sum(done.skipped.values())


def test_ids_do_not_depend_on_the_order_of_the_lines(example: Example, place: Place) -> None:
    ids = {}
    for turned in (False, True):
        found = received(example.made(replace(place, turned=turned)))
        ids[turned] = {event.text: event.comment_id for event in found}
    assert ids[False] == ids[True]
    assert len(set(ids[False].values())) == len(ids[False])


def test_events_end_with_a_checkpoint(collector: Collector) -> None:
    assert isinstance(list(collector.events())[-1], Checkpoint)


def test_a_source_is_the_same_each_time_and_belongs_to_the_meeting(
    example: Example, place: Place
) -> None:
    first, second = (example.made(place).source for _ in range(2))
    assert first == second
    assert first.meeting_id == MEETING.meeting_id
    assert first.source_id.startswith(first.kind)


def test_each_comment_has_its_author_and_its_line_where_there_are_lines(
    example: Example, collector: Collector
) -> None:
    found = received(collector)
    assert all(event.author for event in found)
    assert all(bool(event.line) == example.has_lines for event in found)


def test_no_author_is_in_the_database(
    desk: Desk, example: Example, collector: Collector, tmp_path: Path
) -> None:
    desk.collect(collector)
    stored = b"".join(path.read_bytes() for path in tmp_path.glob("koemap.db*"))
    assert desk.texts[0].encode() in stored
    for author in example.authors:
        assert author.encode() not in stored


def test_a_source_that_is_not_there_is_said_in_one_line(
    desk: Desk, example: Example, missing: Collector
) -> None:
    with pytest.raises(CollectError, match=example.missing) as failure:
        desk.collect(missing)
    assert "\n" not in str(failure.value)


def test_a_source_that_cannot_be_read_is_not_made_known(desk: Desk, missing: Collector) -> None:
    with pytest.raises(CollectError):
        desk.collect(missing)
    assert desk.store.sources(MEETING.meeting_id) == ()
