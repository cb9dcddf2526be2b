"""Each of the 27 faults, met live: the error table is followed, nothing is lost or doubled.

Those of forms and sheets (24, 25 and a part of 15) are tested with their collectors.
"""

from __future__ import annotations

import logging
from collections import Counter

import pytest

from collectors.events import Notice
from collectors.google.quota import day
from koemap.errors import CollectError
from tests.collectors.conftest import Desk
from tests.collectors.fault_answers import CHECKS, ERASED, LOST, nothing
from tests.collectors.fault_checks import Met
from tests.collectors.live import Overheard, a_live_collector, units
from tests.google.clock import VirtualClock
from tests.google.discovery import LIST, STREAM, VIDEOS
from tests.google.fake import FakeGoogle
from tests.google.fault_table import CASES, FAULTS, Case
from tests.google.scene import MESSAGES, a_scene

ELSEWHERE = (24, 25)  # forms and sheets
KILLED = 27
LIVE = [(number, case) for number, case in CASES if case.source in ("chat", "stream")]
MET = [pytest.param(case, id=f"{number}: {case.name}") for number, case in LIVE if number != KILLED]
FEW = 1_200  # units a day: 50 seconds between two pages


@pytest.mark.parametrize("case", MET)
def test_the_fault_is_met_as_the_table_says(
    case: Case, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with FakeGoogle(VirtualClock(case.starts_at)) as fake:
        met = met_with(case, fake, desk)
        CHECKS[case.name](met)
    nothing_is_lost_or_doubled(met)
    every_attempt_is_on_the_ledger(met)
    the_key_is_nowhere(met, caplog)


def met_with(case: Case, fake: FakeGoogle, desk: Desk) -> Met:
    """What came of collecting a scene with that fault in it."""
    scene = a_scene(fake)
    case.inject(scene)
    transport = "stream" if case.source == "stream" else "poll"
    collector = a_live_collector(fake, desk.store, limit=FEW, transport=transport)
    overheard = Overheard(collector)
    met = Met(case, scene, desk, overheard)
    try:
        met.done = desk.collect(overheard)
    except CollectError as error:
        met.error = error
    return met


def nothing_is_lost_or_doubled(met: Met) -> None:
    """But for what a fault puts out of reach, which is told, and what was taken back."""
    lost, erased = (table.get(met.case.name, nothing)(met) for table in (LOST, ERASED))
    sent = Counter(met.sent())
    assert sum(sent.values()) >= MESSAGES
    assert Counter(met.stored) == sent - Counter(lost) - Counter(erased)
    assert met.desk.texts.count("") == len(erased)


def every_attempt_is_on_the_ledger(met: Met) -> None:
    fake, store = met.scene.fake, met.desk.store
    days = {day(entry.at) for entry in fake.requests}
    assert sum(store.quota_used(met.owner, one) for one in days) == units(fake)
    assert {entry.method for entry in fake.requests} <= {LIST, STREAM, VIDEOS}


def the_key_is_nowhere(met: Met, caplog: pytest.LogCaptureFixture) -> None:
    said = [event.text for event in met.heard.all(Notice)]
    told = [str(met.error), met.error.ja] if met.error else []
    logged = [f"{record.name} {record.getMessage()} {record.exc_text}" for record in caplog.records]
    everything = [*said, *told, *logged, repr(met.heard.healths), repr(met.heard.collector)]
    assert not [line for line in everything if met.scene.fake.api_key in line]
    assert {record.name.split(".")[0] for record in caplog.records} >= {"googleapiclient"}


def test_every_fault_of_a_live_chat_is_met() -> None:
    assert set(CHECKS) == {case.name for number, case in LIVE if number != KILLED}
    assert {number for number, _ in LIVE} == set(FAULTS) - set(ELSEWHERE)
