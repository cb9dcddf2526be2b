"""The arguments and options of a command that collects a source, from what its file declares."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import click

from collectors.commands import Argument, Choice, Command, Number, Option, Text, Time, Way
from koemap.cli.installation import Amount, Later, Moment, meeting_option, supervised_option
from koemap.cli.terms import terms_options

Taking = Callable[[Callable[..., Any]], Callable[..., Any]]

SHORTEST_PAUSE, LONGEST_PAUSE = 10, 86_400


def parameters(declared: Command) -> list[click.Parameter]:
    """What a command takes, in the order of its help."""
    following: Mapping[Way, tuple[Taking, ...]] = {
        "file": (),
        "rounds": (*_following(declared.every_seconds), supervised_option),
        "stream": (supervised_option,),
    }
    taken: list[Taking] = [_argument(declared.argument), meeting_option]
    taken += [*map(_option, declared.options), *following[declared.way], terms_options]

    def function() -> None:
        """Carries what is taken, as click's decorators have it."""

    decorated: Callable[..., Any] = function
    for taking in reversed(taken):
        decorated = taking(decorated)
    return click.command()(decorated).params


def _argument(argument: Argument) -> Taking:
    of = click.STRING if argument.reads else click.Path(path_type=Path)
    return click.argument("argument", type=of, metavar=argument.shown)


def _option(option: Option) -> Taking:
    named = partial(click.option, f"--{option.name}", option.key, help=option.help)
    match option:
        case Text(shown=shown, repeatable=True):
            return named(metavar=shown, multiple=True)
        case Text(shown=shown):
            return named(metavar=shown, default="")
        case Choice(words=words):
            return named(type=click.Choice(words), default=words[0], show_default=True)
        case Time(past=past):
            return named(type=Later() if past else Moment())
        case Number(least=least, most=most, usual=usual):
            return named(type=Amount(least, most), default=usual, show_default=True)


def _following(seconds: int) -> tuple[Taking, ...]:
    """The options of a source that can be collected again and again."""
    return (
        click.option("--follow", is_flag=True, help="Go on until stopped with Ctrl-C."),
        click.option(
            "--every",
            type=click.IntRange(SHORTEST_PAUSE, LONGEST_PAUSE),
            default=seconds,
            show_default=True,
            metavar="SECONDS",
            help="Pause between two rounds of --follow.",
        ),
    )
