"""What a terminal shows while a map is made is true: never back, and all only when it is saved."""

from __future__ import annotations

import io
import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import redirect_stderr
from pathlib import Path

import pytest

from analysis import pipeline
from analysis.pipeline import make_recipe
from koemap.cli import steps
from koemap.cli.analyze import run
from koemap.cli.report import stepping
from koemap.live_records import Happening
from koemap.records import OpinionMap
from koemap.store import Store
from tests.analysis.corpora import sample_comments
from tests.analysis.test_parts import stored

TAKEN = {
    1_000: (0.1, 2.3, 0.2, 3, 5.7, 1.4, 4.5, 2.8, 1.5, 4, 0, 0.1, 0.2),
    100_000: (1.6, 5.6, 10.8, 1.4, 4.1, 1.2, 3.2, 2.5, 1.8, 3.2, 39.9, 1.5, 6),
    1_000_000: (16, 37, 243, 1.4, 4.1, 1.2, 3.2, 2.5, 1.8, 3.2, 408, 33, 60),
}
"""Seconds of each step, in their order, as they were once measured."""
TELL_THEIR_SHARE = ("kinds", "vectors", "other voices")


class Terminal(io.StringIO):
    """Keeps what is shown."""

    def isatty(self) -> bool:
        return True


def percents(shown: str) -> list[int]:
    """The shares of the whole that the bar came to, in their order."""
    return [int(found) for found in re.findall(r"\]\s+(\d+)%", shown)]


def moments(taken: Mapping[str, float]) -> Iterator[tuple[float, str, float]]:
    """When a map that takes so many seconds says which step goes on, and the share that is done."""
    began = 0.0
    for step, seconds in taken.items():
        yield began, step, 0.0
        if step in TELL_THEIR_SHARE:
            yield from ((began + seconds * n / 40, step, n / 40) for n in range(1, 41))
        began += seconds


@pytest.mark.parametrize(("n_comments", "taken"), TAKEN.items())
def test_at_half_time_the_bar_shows_about_half(n_comments: int, taken: Sequence[float]) -> None:
    script = list(moments(dict(zip(steps.STEPS, taken, strict=True))))
    half, terminal = sum(taken) / 2, Terminal()
    with (
        redirect_stderr(terminal),
        stepping("analyzing", steps.weights(n_comments), steps.names()) as progress,
    ):
        for at, step, share in script:
            if at <= half:
                progress(step, share)
        at_half = percents(terminal.getvalue())[-1]
        for at, step, share in script:
            if at > half:
                progress(step, share)
        before_the_end = percents(terminal.getvalue())
    assert 35 <= at_half <= 65
    assert before_the_end == sorted(before_the_end)
    assert before_the_end[-1] < 100
    assert percents(terminal.getvalue())[-1] == 100


def test_a_step_that_is_told_late_does_not_turn_the_bar_back() -> None:
    terminal = Terminal()
    with (
        redirect_stderr(terminal),
        stepping("analyzing", {"one": 1, "two": 3}, {"one": "one", "two": "two"}) as progress,
    ):
        for step, share in (("two", 0.5), ("one", 0.5), ("two", 1.0)):
            progress(step, share)
    assert percents(terminal.getvalue()) == [0, 62, 62, 99, 100]


@pytest.mark.parametrize("n_comments", [0, 999, 5_000, 300_000, 10_000_000])
def test_every_size_has_its_weights(n_comments: int) -> None:
    given = steps.weights(n_comments)
    assert tuple(given) == (steps.READING, *pipeline.STEPS, steps.SAVING)
    assert all(weight >= 0 for weight in given.values())


def test_the_weights_of_a_size_lie_between_those_that_were_measured() -> None:
    small, middle, large = (steps.weights(n)["kinds"] for n in (100_000, 550_000, 1_000_000))
    assert middle == pytest.approx((small + large) / 2)


def test_the_bar_is_full_only_when_the_map_is_saved(tmp_path: Path) -> None:
    terminal, seen = Terminal(), []

    class Watched(Store):
        """Notes what is shown while it reads and while it saves."""

        def comments(self, meeting_id: str):  # type: ignore[no-untyped-def]
            seen.append(terminal.getvalue())
            return super().comments(meeting_id)

        def save_map(
            self, opinion_map: OpinionMap, changes: Sequence[Happening] = ()
        ) -> OpinionMap:
            saved = super().save_map(opinion_map, changes)
            seen.append(terminal.getvalue())
            return saved

    url = f"sqlite:///{tmp_path / 'koemap.db'}"
    stored(url, sample_comments()).close()
    store = Watched(url)
    with redirect_stderr(terminal):
        run(store, "minamo-2", make_recipe())
    store.close()
    reading, saving = (percents(shown) for shown in seen)
    shown = percents(terminal.getvalue())
    assert reading[-1] == 0
    assert 90 < saving[-1] < 100
    assert shown == sorted(shown)
    assert shown[-1] == 100


def test_a_japanese_terminal_reads_the_steps_in_japanese_and_no_guess_of_the_time(
    tmp_path: Path,
) -> None:
    stored(f"sqlite:///{tmp_path / 'koemap.db'}", sample_comments()).close()
    shown = on_a_terminal(["analyze", "--meeting", "minamo-2"], tmp_path, "ja_JP.UTF-8")
    assert [one for one in (step.ja for step in steps.STEPS.values()) if one not in shown] == []
    assert "地図づくり" in shown
    assert "analyzing" not in shown
    assert not re.search(r"\d\d:\d\d:\d\d", shown)


def on_a_terminal(words: Sequence[str], home: Path, locale: str) -> str:
    """What the command shows to a person, but for its report."""
    ours, its = pty.openpty()
    where = {**os.environ, "KOEMAP_HOME": str(home), "LC_ALL": locale, "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "koemap", *words]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=its, env=where) as process:
        os.close(its)
        shown = b""
        while piece := _read(ours):
            shown += piece
    os.close(ours)
    assert process.returncode == 0, shown.decode()
    return shown.decode()


def _read(terminal: int) -> bytes:
    """The next piece; nothing when the other end is closed, which Linux calls an error."""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""
