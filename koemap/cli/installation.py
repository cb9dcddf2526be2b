"""The installation a command works on: its settings and its store."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from koemap import settings
from koemap.cli.language import say
from koemap.settings import Settings

if TYPE_CHECKING:
    from koemap.store import Store

EXAMPLE = "2026-10-15T18:00+09:00"

meeting_option = click.option(
    "--meeting", "meeting_id", required=True, metavar="ID", help="The meeting."
)
supervised_option = click.option(
    "--supervised",
    is_flag=True,
    help="End when standard input ends; for a program that starts koemap.",
)


@contextmanager
def opened() -> Iterator[tuple[Settings, Store]]:
    """The settings and the open store of this installation."""
    from koemap.store import Store

    chosen = settings.load()
    store = Store(chosen.url)
    try:
        yield chosen, store
    finally:
        store.close()


def secret(chosen: Settings) -> bytes:
    """The installation's secret."""
    return settings.secret(Path(chosen.home))


class Moment(click.ParamType[datetime]):
    """A time in ISO 8601; without a zone it is in the installation's zone."""

    name = "ISO"

    def convert(
        self, value: str | datetime, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """The time with its zone; a usage error when it cannot be read."""
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(value.replace("/", "-"))
        except ValueError:
            en = f"{value!r} is no time such as {EXAMPLE}"
            self.fail(say(en, f"「{value}」は時刻ではありません（例: {EXAMPLE}）"), param, ctx)
        return moment if moment.tzinfo else moment.replace(tzinfo=settings.load().zone)


class Amount(click.FloatRange):
    """A number in a range."""

    name = "number"


class Later(Moment):
    """A time to come: ISO 8601, or HH:MM for the next time the clock shows it."""

    def convert(
        self, value: str | datetime, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """The time with its zone; a usage error when it cannot be read."""
        if isinstance(value, str) and (clock := re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", value)):
            now = datetime.now(settings.load().zone)
            hour, minute = map(int, clock.groups())
            shown = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
            return shown if shown > now else shown + timedelta(days=1)
        return super().convert(value, param, ctx)
