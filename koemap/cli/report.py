"""How every command speaks: lines for people, or one JSON object for programs."""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, is_dataclass
from datetime import datetime
from typing import Any, NoReturn

import click

from koemap.cli.help import Helped
from koemap.cli.language import say

Progress = Callable[[int], None]
AS_JSON = "koemap.as_json"
_CLEAR = "\x1b[K"
"""Clears a terminal's line from here to its end."""
_STEPS_WIDTH = 24


@dataclass(frozen=True)
class Report:
    """What a command did: `facts` as JSON, `lines` for people, `then` what still runs."""

    facts: Mapping[str, Any]
    lines: Sequence[str]
    then: Callable[[], None] | None = None
    status: int = 0


class Speaking(Helped):
    """A command whose function returns a `Report`; adds `--json` and prints the report."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text = "Write one JSON object to standard output."
        self.params.append(click.Option(["--json", "as_json"], is_flag=True, help=text))

    def invoke(self, ctx: click.Context) -> int:
        """The exit status, after the report is printed."""
        ctx.meta[AS_JSON] = ctx.params.pop("as_json")
        report: Report = super().invoke(ctx)
        click.echo(as_line(report.facts) if ctx.meta[AS_JSON] else "\n".join(report.lines))
        sys.stdout.flush()
        if report.then:
            report.then()
        return report.status


def as_json() -> bool:
    """Whether the running command was asked for JSON."""
    return bool(click.get_current_context().meta.get(AS_JSON))


def as_line(facts: Mapping[str, Any]) -> str:
    """The facts as one line of JSON."""
    return json.dumps(facts, ensure_ascii=False, default=_json)


def _json(value: object) -> object:
    """What JSON has no form for: a time in ISO 8601, a record by its fields, else in words."""
    if isinstance(value, datetime):
        return value.isoformat()
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else str(value)


def fail(
    message: str, *, as_json: bool, status: int = 1, hint: str = "", lasting: bool = False
) -> NoReturn:
    """Say in one line what went wrong and leave; a `lasting` fault is mended by a person only."""
    line = " ".join(message.split()) + (say(f" ({hint})", f"（{hint}）") if hint else "")
    if as_json:
        click.echo(as_line({"error": line, "status": status, "lasting": lasting}))
    click.echo(f"koemap: {line}", err=True)
    sys.exit(status)


@contextmanager
def counting(label: str) -> Iterator[Progress]:
    """A function that is told how many are done so far, shown on a terminal."""
    with _bar(itertools.count(), label=label, show_pos=True) as bar:
        yield lambda done: bar.update(done - bar.pos)


@contextmanager
def stepping(
    label: str, weights: Mapping[str, float], names: Mapping[str, str]
) -> Iterator[Callable[[str, float], None]]:
    """A function that is told the step and the share of it that is done, shown on a terminal.

    `weights` has the steps in their order, each with what it takes beside the others. What is shown
    never goes back, and is all only when the work has ended; how long it takes is not foretold.
    """
    before = dict(zip(weights, itertools.accumulate(weights.values(), initial=0.0), strict=False))
    shown = {"show_eta": False, "width": _STEPS_WIDTH, "update_min_steps": 0}
    with _bar(None, label=label, length=100, item_show_func=_item, **shown) as bar:

        def advance(step: str, share: float) -> None:
            done = (before[step] + share * weights[step]) / sum(weights.values())
            more = min(99, int(100 * done)) - bar.pos
            bar.update(max(0, more), f"{names[step]} {share:.0%}" if share else names[step])

        yield advance
        bar.update(100 - bar.pos, "")


def _item(item: str | None) -> str:
    """The item and nothing after it: click counts a wide letter as one, and leaves an end there."""
    return f"{item or ''}{_CLEAR}"


def _bar(items: Iterator[int] | None, **options: Any) -> Any:
    return click.progressbar(items, file=sys.stderr, hidden=not sys.stderr.isatty(), **options)
