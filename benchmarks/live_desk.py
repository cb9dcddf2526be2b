"""How long the web process takes for one poll of a desk that has had many comments.

Usage: python -m benchmarks.live_desk [--arrivals 50000] [--polls 200]

The store is a real one on this machine, the polls go through the whole application without a
network. Ends with status 1 when the 95th percentile of the polls in a lively meeting, 200 messages
a second, is over the bar.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from time import monotonic, perf_counter
from zoneinfo import ZoneInfo

from flask.testing import FlaskClient
from sqlalchemy import insert

from dashboard.access import Access
from dashboard.app import create_app
from dashboard.live.pages import overlay_path
from dashboard.live.public import LivePage
from koemap import live_tables as live
from koemap.counting import account
from koemap.live_records import DeskAct
from koemap.moderation import checked
from koemap.records import Comment, Meeting, OpinionMap, Placement, Recipe, Source, Theme, Topic
from koemap.settings import Settings
from koemap.store import Store

MEETING, SOURCE = "live", Source("live", "youtube-live", "youtube-live", "チャット", 30)
SECRET = b"the secret of a benchmark, long enough"
BAR_SECONDS, PER_POLL, N_TOPICS = 0.150, 200, 40
NUMBERS = count()


def main() -> None:
    """Print a table; exit with 1 when the bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--arrivals", type=int, default=50_000)
    parser.add_argument("--polls", type=int, default=200)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        store = Store(f"sqlite:///{Path(home) / 'koemap.db'}")
        fill(store, chosen.arrivals)
        lively = measure(store, home, chosen.polls)
        store.close()
    sys.exit(1 if lively > BAR_SECONDS else 0)


def fill(store: Store, n_arrivals: int) -> None:
    """A meeting with a map of the first thousand comments, and so many arrivals that were read."""
    store.add_meeting(Meeting(MEETING, "会議", datetime.now(UTC)))
    store.add_source(SOURCE)
    for start in range(0, n_arrivals, 5_000):
        arrive(store, min(5_000, n_arrivals - start))
    store.save_map(a_map([f"yt:{n}" for n in range(min(1_000, n_arrivals))], store))


def arrive(store: Store, n: int) -> list[str]:
    """The ids of that many comments that arrive together and are read at once."""
    comments = [_comment(next(NUMBERS)) for _ in range(n)]
    store.save_comments(SOURCE, comments)
    last = store.heads(MEETING)[1]
    with store._transaction(writing=True) as connection:  # the analyst's pace is not measured here
        connection.execute(
            insert(live.assignments), [_said(c, last + k) for k, c in enumerate(comments, 1)]
        )
    return [comment.comment_id for comment in comments]


def _comment(number: int) -> Comment:
    text = f"{number}番目の声です。窓口に人を残し、理由を公開してください。" * (1 + number % 3)
    who = f"人{number * 7919 % 5_000}"
    at = datetime.now(UTC)
    return Comment(MEETING, f"yt:{number}", SOURCE.source_id, text, who, at, number / 20)


def _said(comment: Comment, number: int) -> dict[str, object]:
    n = int(comment.comment_id[3:])
    return {
        "meeting_id": MEETING,
        "comment_id": comment.comment_id,
        "number": number,
        "kind": "reaction" if n % 5 == 0 else "opinion",
        "language": "ja",
        "folded": f"yt:{n - n % 10}" if n % 10 == 3 else comment.comment_id,
        "topic_id": f"t{n % (N_TOPICS + 10):02d}" if n % (N_TOPICS + 10) < N_TOPICS else "",
        "strength": 0.5,
        "flags": [],
        "map_id": "",
    }


def a_map(ids: Sequence[str], store: Store) -> OpinionMap:
    """A map of these comments with forty topics."""
    comments = {one.comment_id: one for one in store.comments(MEETING)}
    placements = tuple(
        Placement(one, "in_topic", "opinion", "ja", f"v{n}", f"t{n % N_TOPICS:02d}", 1.0, 1.0, 0.5)
        if (n := int(one[3:])) < len(ids)
        else Placement(one, "lone", "opinion", "ja", f"v{one}", "", 1.0, 1.0, 0.0)
        for one in comments
    )
    topic = Topic("t00", "T1", "論点", ("窓口",), (), 25, 25, 25, 1.0, 1.0)
    topics = [replace(topic, topic_id=f"t{n:02d}", label=f"論点{n}") for n in range(N_TOPICS)]
    return OpinionMap(
        meeting_id=MEETING,
        recipe=Recipe("static", "leiden", 0),
        themes=(Theme("T1", "窓口"),),
        topics=tuple(topics),
        placements=placements,
        accounting=account(placements, comments, n_topics=N_TOPICS, n_themes=1),
    )


def measure(store: Store, home: str, n_polls: int) -> float:
    """Print the seconds of each kind of poll; the 95th percentile in a lively meeting."""
    access = Access(secret=SECRET)
    app = create_app(store, language="ja", zone=ZoneInfo("Asia/Tokyo"), access=access)
    client: FlaskClient = app.server.test_client()
    before = _megabytes()
    print("| poll | p50 ms | p95 ms | kB |\n|---|---|---|---|")
    _row("first of a process", [_timed(lambda: desk(client))])
    _row("memory of the model, MB", [((_megabytes() - before) / 1000, 0)])
    _row("a desk that is opened", [_timed(lambda: desk(client)) for _ in range(10)])
    heads = [_heads(client)]
    _row("nothing new", [_timed(lambda: desk(client, heads[0])) for _ in range(n_polls)])
    lively = list(_lively(store, client, n_polls))
    p95 = _row(f"{PER_POLL} new messages", lively)
    _row("after a withdrawal", list(_withdrawn(store, client, 20)))
    overlay = f"{overlay_path(SECRET, MEETING)}state.json"
    _row("overlay", [_timed(lambda: len(client.get(overlay).data)) for _ in range(n_polls)])
    page = LivePage(store, Settings(home=home), MEETING)
    page.write(datetime.now(UTC), monotonic())
    write = [_timed(lambda: page.write(datetime.now(UTC), monotonic()) * 1) for _ in range(n_polls)]
    _row("public page", write)
    return p95


def desk(client: FlaskClient, after: str = "") -> int:
    """Bytes of the answer to a poll."""
    answer = client.get(f"/desk/{MEETING}/state?after={after}")
    assert answer.status_code == 200
    return len(answer.data)


def _heads(client: FlaskClient) -> str:
    return str(client.get(f"/desk/{MEETING}/state").get_json()["heads"])


def _lively(store: Store, client: FlaskClient, n: int) -> Iterator[tuple[float, int]]:
    for _ in range(n):
        heads = _heads(client)
        ids = arrive(store, PER_POLL)
        act = DeskAct(MEETING, "let_through", ids[1], "山田", datetime.now(UTC))
        store.act(act, checked)
        yield _timed(lambda heads=heads: desk(client, heads))  # type: ignore[misc]


def _withdrawn(store: Store, client: FlaskClient, n: int) -> Iterator[tuple[float, int]]:
    for number in range(n):
        heads = _heads(client)
        store.save_comments(SOURCE, [], {f"yt:{number}": "deleted in the chat"})
        yield _timed(lambda heads=heads: desk(client, heads))  # type: ignore[misc]


def _timed(what: Callable[[], int]) -> tuple[float, int]:
    begun = perf_counter()
    size = what()
    return perf_counter() - begun, size


def _row(name: str, told: Sequence[tuple[float, int]]) -> float:
    seconds = sorted(one for one, _ in told)
    p95 = seconds[min(len(seconds) - 1, int(0.95 * len(seconds)))]
    size = statistics.median(size for _, size in told) / 1000
    print(f"| {name} | {1000 * statistics.median(seconds):.1f} | {1000 * p95:.1f} | {size:.0f} |")
    return p95


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
