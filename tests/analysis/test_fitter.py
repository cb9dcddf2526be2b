"""The process of a fitter makes maps, is begun again when it fails, and outlives nobody."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from analysis.candidate_topics import candidates
from analysis.continuing import firm_ids
from analysis.fitter import PlainFitter, ProcessFitter
from koemap.deciding import Hand
from koemap.edition import read
from koemap.store import Store
from tests.analysis.live import MEETING, POOL, chat, written
from tests.analysis.orphaned import last_words
from tests.factories import START, a_meeting, a_source

BEGIN = """
import sys
from analysis.fitter import ProcessFitter

if __name__ == "__main__":
    fitter = ProcessFitter(sys.argv[1], "minamo-2")
    fitter.propose([], [], None).result()
    print("ready", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def url(tmp_path: Path) -> str:
    address = f"sqlite:///{tmp_path / 'koemap.db'}"
    store = Store(address)
    store.add_meeting(a_meeting())
    store.add_source(a_source())
    store.save_comments(a_source(), chat(80))
    store.close()
    return address


def the_process(fitter: ProcessFitter) -> int:
    (number,) = fitter._pool._processes or {}
    return number


def test_a_process_that_is_killed_or_hangs_is_begun_again_and_the_next_knows_the_last_map(
    url: str,
) -> None:
    store = Store(url)
    fitter = ProcessFitter(url, MEETING, most_maps=1)
    try:
        assert fitter.propose([], [], START).result() == ()
        waiting = fitter.fit("")
        os.kill(the_process(fitter), signal.SIGKILL)
        assert waiting.exception() is not None
        assert len(fitter.fit("").result().opinion_map.placements) == 80

        os.kill(the_process(fitter), signal.SIGSTOP)
        waiting = fitter.fit("")
        fitter.give_up()
        assert waiting.done()
        live = fitter.fit("").result()
        assert len(live.opinion_map.placements) == 80

        before, new = the_process(fitter), written(POOL)
        store.save_comments(a_source(), new)
        found = fitter.propose([comment.comment_id for comment in new], [], START).result()
        assert the_process(fitter) != before
        assert found == candidates(new, live.assigner, at=START) != ()
    finally:
        fitter.close()
        store.close()


def test_a_topic_that_a_person_named_stays_whole_and_keeps_its_name(url: str) -> None:
    store = Store(url)
    fitter = PlainFitter(store, MEETING)
    first = store.save_map(fitter.fitted("").opinion_map)
    topic_id = first.topics[-1].topic_id
    store.decide(Hand(read(store, MEETING), "司会", START).rename(topic_id, "人がつけた名前"))
    store.save_comments(a_source(), chat(160))
    later = fitter.fitted(first.map_id).opinion_map
    assert firm_ids(later.recipe) == (topic_id,)
    store.save_map(later)
    assert "人がつけた名前" in {topic.label for topic in read(store, MEETING).topics.values()}
    store.close()


def test_the_process_ends_with_who_began_it(url: str, tmp_path: Path) -> None:
    assert last_words(tmp_path / "begin.py", BEGIN, url) == ""
