"""`koemap collect all`: every source of a meeting at once, each in a process of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from koemap.cli.holding import stoppable
from koemap.cli.installation import meeting_option, opened, supervised_option
from koemap.cli.language import say
from koemap.cli.report import Report, Speaking
from koemap.errors import CollectError
from koemap.records import Meeting

if TYPE_CHECKING:
    from koemap.store import Store


@click.command("all", cls=Speaking)
@meeting_option
@click.option(
    "--without", multiple=True, metavar="SOURCE", help="Leave this source out; repeatable."
)
@supervised_option
def collect_all(meeting_id: str, without: tuple[str, ...], supervised: bool) -> Report:
    """Collect all online sources of a meeting at once, and start again what fails."""
    from koemap.cli.supervisor import Supervisor

    with opened() as (_, store):
        commands = _commands(store, store.meeting(meeting_id), without)
        if not commands:
            raise CollectError(
                f"meeting {meeting_id!r} has no online source yet; collect each once, such as:"
                f" koemap collect google-forms FORM --meeting {meeting_id}",
                ja=f"会議 {meeting_id} にはオンラインの出どころがまだありません。"
                "まず一つずつ集めてください。"
                f"例: koemap collect google-forms フォームのアドレス --meeting {meeting_id}",
            )
        supervisor = Supervisor(store, meeting_id, commands, tell=_tell)
        try:
            with stoppable(supervised=supervised):
                supervisor.run()
        finally:
            supervisor.stop()
        return _report(meeting_id, supervisor.states(), supervisor.stuck)


def _commands(
    store: Store, meeting: Meeting, without: tuple[str, ...]
) -> dict[str, tuple[str, ...]]:
    """The words that collect each source, the chat of the meeting's video among them."""
    commands = store.commands(meeting.meeting_id)
    if meeting.video_id:
        live = f"youtube-live-{meeting.video_id}"
        commands = {live: ("youtube-live", meeting.video_id), **commands}
    if unknown := [name for name in without if name not in commands]:
        raise click.UsageError(
            say(
                f"Invalid value for --without: {unknown[0]!r}; known: {', '.join(commands)}",
                f"--without の「{unknown[0]}」という出どころはありません。"
                f"出どころ: {'、'.join(commands)}",
            )
        )
    return {name: words for name, words in commands.items() if name not in without}


def _tell(line: str) -> None:
    click.echo(line, err=True)


def _report(meeting_id: str, states: dict[str, str], stuck: list[str]) -> Report:
    facts = {"meeting_id": meeting_id, "sources": states}
    lines = [f"{name}: {state}" for name, state in states.items()]
    return Report(facts, lines, status=1 if stuck else 0)
