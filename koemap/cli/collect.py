"""`koemap collect`: read a source into the store; a command for each kind in the list."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import click

from collectors import COLLECTORS
from collectors.commands import Command, Listed
from koemap.cli.collect_all import collect_all
from koemap.cli.help import Family
from koemap.cli.report import Report, Speaking


def collect_group(kinds: Mapping[str, Listed]) -> click.Group:
    """The group of commands that collect sources of these kinds, or all at once."""
    commands = [*(KindCommand(kind, listed) for kind, listed in kinds.items()), collect_all]
    text = "Read a source into the store; reading it again adds nothing twice."
    return Family("collect", commands, help=text)


class KindCommand(Speaking):
    """The command that collects one kind of source; its file is imported when that is asked for."""

    def __init__(self, kind: str, listed: Listed) -> None:
        super().__init__(kind, help=listed.help, callback=self._collected)
        self._kind, self._listed = kind, listed

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """What its file declares, then what every command takes."""
        return [*self._parameters, *super().get_params(ctx)]

    @cached_property
    def declared(self) -> Command:
        """What the file of the source declares."""
        return self._listed.command()

    @cached_property
    def _parameters(self) -> list[click.Parameter]:
        from koemap.cli.parameters import parameters

        return parameters(self.declared)

    def _collected(self, meeting_id: str, **given: Any) -> Report:
        from koemap.cli.asked import understood
        from koemap.cli.ways import collected

        return collected(understood(self._kind, self.declared, given), meeting_id)


collect = collect_group(COLLECTORS)
