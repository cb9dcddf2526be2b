"""The terms of a source: by what right its comments are used, and how long texts may be kept."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import click

from koemap.cli.language import said, say
from koemap.cli.report import as_json
from koemap.records import Source

NO_LIMIT = "none"
MOST_DAYS = 36_500


class Days(click.ParamType[str]):
    """A number of days, or `none` for no limit."""

    name = "DAYS"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The value, lower case; a usage error when it is neither."""
        plain = value.strip().lower()
        if plain != NO_LIMIT and not (plain.isdecimal() and 0 < int(plain) <= MOST_DAYS):
            en = f"{value!r} is neither a number of days nor {NO_LIMIT!r}"
            self.fail(
                say(en, f"「{value}」は日数でも {NO_LIMIT}（無期限）でもありません"), param, ctx
            )
        return plain


@dataclass(frozen=True, slots=True)
class Terms:
    """What the operator said on the command line; None where nothing was said."""

    authority: str | None = None
    retention: str | None = None

    def of(self, source: Source) -> Source:
        """The source under these terms."""
        authority = source.authority if self.authority is None else self.authority.strip()
        return replace(source, authority=authority, retention_days=self._days(source))

    def _days(self, source: Source) -> int | None:
        if self.retention is None:
            return source.retention_days
        return None if self.retention == NO_LIMIT else int(self.retention)

    @property
    def are_given(self) -> bool:
        """Whether anything was said."""
        return self != Terms()


def terms_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of every command that collects a source."""
    authority = click.option(
        "--authority", metavar="TEXT", help="By what right the comments are used; shown to readers."
    )
    retention = click.option(
        "--retention", type=Days(), help="Days the texts may be kept, or none for no limit."
    )
    return authority(retention(command))


def asked(terms: Terms, source: Source) -> Terms:
    """The terms of a new source; at a terminal those that were not given are asked for."""
    if as_json() or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return terms
    click.echo(
        say(f"{source.name} is a new source.", f"{source.name} は新しい出どころです。"), err=True
    )
    authority, retention = terms.authority, terms.retention
    if authority is None:
        question = say("By what right are its comments used?", "どのような根拠で使いますか")
        proposed = said(source.authority)
        answer = click.prompt(question, default=proposed, err=True)
        authority = source.authority if answer == proposed else answer
    if retention is None:
        question = say(
            "For how many days may its texts be kept?",
            "文を何日まで保存できますか（無期限は none）",
        )
        days = NO_LIMIT if source.retention_days is None else str(source.retention_days)
        retention = click.prompt(question, default=days, type=Days(), err=True)
    return Terms(authority, retention)
