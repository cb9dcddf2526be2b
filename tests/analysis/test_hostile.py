"""Meetings that nobody would invent in earnest have a map or a message, never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from analysis.pipeline import CLUSTERERS, build_map, make_recipe
from koemap.records import Meeting, Source
from koemap.store import Store
from tests.analysis.corpora import SAMPLE, said, sample_comments
from tests.commands import run

ROOT = Path(__file__).parents[2]
ASKED = [comment.text for comment in sample_comments() if comment.source_id.startswith("table")]
FIVE = [
    *("バスの本数を増やしてほしい", "図書館を夜も開けてほしい", "公園の遊具が古くて危ない"),
    *("Please run the buses more often", "Keep the library open at night", "The park is unsafe"),
    *("请增加公交车的班次让我们回家", "请让图书馆晚上开门", "公园的设备太旧了让人担心"),
    *("버스를 더 자주 운행해 주세요", "도서관을 밤에도 열어 주세요", "공원의 놀이 기구가 낡았어요"),
    *("Mais ônibus à noite, por favor", "A biblioteca não abre à noite", "O parque é muito velho"),
]
HOSTILE = {
    "0 comments": [],
    "1 comment": ASKED[:1],
    "2 comments": ASKED[:2],
    "10 comments": ASKED[:10],
    "all the same": ASKED[:1] * 200,
    "all reactions": ["8888", "草", "👏👏", "こんばんは", "www"] * 40,
    "one of 100,000 characters": [*ASKED[:20], "予算を増やして" * 14_286],
    "control characters": [
        f"{text[:9]}\x00\x01\x1b[31m\x7f\u202e\ufeff{text[9:]}" for text in ASKED[:40]
    ],
    "five languages": FIVE * 4 + [f"{text} {n}" for n, text in enumerate(FIVE)],
}
TORN = [f"{text[:7]}\ud83d{text[7:]}\udc00" for text in ASKED[:40]]


@pytest.mark.parametrize("clusterer", CLUSTERERS)
@pytest.mark.parametrize("name", [*HOSTILE, "lone surrogates"])
def test_every_comment_has_a_place_or_a_reason_why_not(name: str, clusterer: str) -> None:
    comments = said(HOSTILE.get(name, TORN))
    made = build_map(comments, make_recipe(clusterer=clusterer), meeting_id="m")
    assert [p.comment_id for p in made.placements] == [c.comment_id for c in comments]
    assert made.accounting.adds_up()
    for topic in made.topics:
        assert topic.label
        assert topic.label.isprintable()


def koemap(home: Path, *words: object) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "KOEMAP_HOME": str(home)}
    return run(*words, environment=environment)


def sensible(done: subprocess.CompletedProcess[str]) -> bool:
    """Whether it did its work, or told in a line why not."""
    if "Traceback" in done.stderr:
        return False
    return done.returncode == 0 or (done.returncode in (1, 2) and bool(done.stderr.strip()))


@pytest.mark.parametrize("name", HOSTILE)
def test_the_command_makes_a_map_or_tells_why_not(name: str, tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'koemap.db'}")
    store.add_meeting(Meeting("m", "m"))
    source = Source("m", "s", "table", "s")
    store.add_source(source)
    store.save_comments(source, said(HOSTILE[name]))
    store.close()
    done = koemap(tmp_path, "analyze", "--meeting", "m", "--json")
    assert sensible(done), done.stderr
    if done.returncode == 0:
        found = json.loads(done.stdout)
        assert found["received"] == len(HOSTILE[name])
        assert found["received"] == found["in_topic"] + found["lone"] + found["reactions"]


def test_a_chat_with_torn_characters_is_collected_and_mapped(tmp_path: Path) -> None:
    lines = (SAMPLE / "minamo-2.live_chat.json").read_text(encoding="utf-8").splitlines()
    torn = [line.replace('"text":"', '"text":"\\ud83d', 1) for line in lines]
    assert torn != lines
    chat = tmp_path / "torn.live_chat.json"
    chat.write_text("\n".join(torn), encoding="utf-8")
    assert koemap(tmp_path, "meeting", "add", "m", "--title", "会議").returncode == 0
    collected = koemap(tmp_path, "collect", "youtube-archive", chat, "--meeting", "m")
    assert sensible(collected), collected.stderr
    assert collected.returncode == 0, collected.stderr
    done = koemap(tmp_path, "analyze", "--meeting", "m", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["topics"] > 3
