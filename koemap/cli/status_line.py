"""One line that says how a running collection is doing, renewed on a terminal."""

from __future__ import annotations

import sys
import time
from datetime import datetime
from zoneinfo import ZoneInfo

import click

from dashboard.wording import told
from koemap.cli.language import say, speaks_japanese
from koemap.collection import Health, Phase

SECONDS_BETWEEN_LINES = 60.0
PHASES: dict[Phase, tuple[str, str]] = {
    "waiting": ("waiting", "待機中"),
    "collecting": ("collecting", "収集中"),
    "retrying": ("trying again", "再試行中"),
    "parked": ("paused", "休止中"),
    "ended": ("ended", "終了"),
    "stopped": ("stopped", "停止"),
    "failed": ("failed", "失敗"),
}


class StatusLine:
    """Where a collection shows how it goes: the same line again on a terminal, else now and then.

    A new phase is always shown.
    """

    def __init__(self, zone: ZoneInfo, label: str = "") -> None:
        self._zone, self._label = zone, label
        self._is_terminal = sys.stderr.isatty()
        self._shown_at = float("-inf")
        self._phase: Phase | None = None
        self._width = 0

    def show(self, n_read: int, health: Health | None) -> None:
        """Show the state, if it is time to."""
        if health is None or health.phase == "failed":  # the error itself follows
            return
        now, is_new = time.monotonic(), health.phase != self._phase
        due = 0.0 if self._is_terminal else SECONDS_BETWEEN_LINES
        if is_new or now - self._shown_at >= due:
            self._shown_at, self._phase = now, health.phase
            self._write(f"{self._label}{described(health, self._zone, n_read)}")

    def close(self) -> None:
        """Leave the line as it is, and go to the next."""
        if self._width:
            click.echo(err=True)

    def _write(self, line: str) -> None:
        if self._is_terminal:
            click.echo(f"\r{line}{' ' * (self._width - len(line))}", err=True, nl=False)
            self._width = len(line)
        else:
            click.echo(line, err=True)


def described(health: Health, zone: ZoneInfo, n_read: int | None = None) -> str:
    """How a source is doing, in one line of the person's language."""
    parts = [f"{_time(health.at, zone)} {say(*PHASES[health.phase])}"]
    if n_read is not None:
        parts.append(say(f"{n_read:,} received", f"受信 {n_read:,}件"))
    if health.last_message_at:
        at = _time(health.last_message_at, zone)
        parts.append(say(f"last message {at}", f"最後の声 {at}"))
    if health.lag_seconds is not None:
        parts.append(say(f"lag {health.lag_seconds:.0f} s", f"遅れ {health.lag_seconds:.0f}秒"))
    if health.interval_seconds:
        every = f"{health.interval_seconds:.1f}"
        parts.append(say(f"every {every} s", f"間隔 {every}秒"))
    if health.quota_limit:
        parts.append(_quota(health, zone))
    if health.problem:
        parts.append(_problem(health, zone))
    return (" ・ " if speaks_japanese() else " · ").join(parts)


def _quota(health: Health, zone: ZoneInfo) -> str:
    spent = f"{health.quota_used or 0:,}/{health.quota_limit or 0:,}"
    if health.phase != "collecting":
        return say(f"quota {spent}", f"利用枠 {spent}")
    if health.quota_until is None:
        return say(f"quota {spent}, lasts the day", f"利用枠 {spent}（今日いっぱい持つ）")
    until = f"{health.quota_until.astimezone(zone):%H:%M}"
    return say(f"quota {spent}, lasts until {until}", f"利用枠 {spent}（{until} まで持つ）")


def _problem(health: Health, zone: ZoneInfo) -> str:
    ja = health.problem_ja or told("ja", health.problem)
    problem = say(health.problem, ja)
    if health.planned_at:
        planned = f"{health.planned_at.astimezone(zone):%m-%d %H:%M}"
        problem += say(f", planned for {planned}", f"（予定 {planned}）")
    if health.resumes_at:
        at = _time(health.resumes_at, zone)
        problem += say(f"; asks again at {at}", f"。{at} にもう一度確かめます")
    return problem


def _time(moment: datetime, zone: ZoneInfo) -> str:
    """The time of day, with the day when it is another than today."""
    local = moment.astimezone(zone)
    is_today = local.date() == datetime.now(zone).date()
    return f"{local:%H:%M:%S}" if is_today else f"{local:%Y-%m-%d %H:%M}"
