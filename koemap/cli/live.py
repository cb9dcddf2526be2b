"""`koemap live`: a meeting while it happens; collector, analyst and web as one."""

from __future__ import annotations

import time
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from koemap.cli.holding import alone_live, stoppable
from koemap.cli.installation import Amount, meeting_option, opened, supervised_option
from koemap.cli.language import say
from koemap.cli.report import Report, Speaking
from koemap.cli.serve import address, check_open, listen, logging_in
from koemap.errors import SettingsError
from koemap.records import CHAT_KINDS

if TYPE_CHECKING:
    from koemap.cli.live_supervisor import LiveSupervisor
    from koemap.records import Meeting
    from koemap.settings import Settings
    from koemap.store import Store

EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - where others reach it
"""The addresses that mean all of this machine, by one that reaches it."""
FREE_WITHIN = 8.0  # seconds in which processes of an earlier run end by themselves


@dataclass(frozen=True)
class Chat:
    """The chat of a live meeting, a running stream or a file, and the words that collect it."""

    meeting_id: str
    source_id: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Place:
    """Where the web listens."""

    host: str
    port: int

    @property
    def url(self) -> str:
        """Where a process of this machine reaches it."""
        return address(EVERYWHERE.get(self.host, self.host), self.port)


@click.command(cls=Speaking)
@click.argument("video", required=False)
@meeting_option
@click.option(
    "--replay",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="An archived chat (FILE.live_chat.json), given as it came: a rehearsal.",
)
@click.option(
    "--speed",
    type=Amount(0.1, 1000),
    default=1.0,
    show_default=True,
    help="How many times as fast as it was.",
)
@click.option("--host", help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on.")
@supervised_option
def live(
    video: str | None,
    meeting_id: str,
    replay: Path | None,
    speed: float,
    host: str | None,
    port: int | None,
    supervised: bool,
) -> Report:
    """Keep a meeting live: collect its chat, map it, serve the desk; goes on where it stopped."""
    with ExitStack() as stack:
        settings, store = stack.enter_context(opened())
        chat = _chat(store, store.meeting(meeting_id), video, replay, speed)
        place = Place(host or settings.host, port or int(settings.port))
        return begun(stack, store, settings, chat, place, supervised=supervised)
    return Report({"meeting_id": meeting_id}, [])  # stopped by hand before it was served


def begun(
    stack: ExitStack,
    store: Store,
    settings: Settings,
    chat: Chat,
    place: Place,
    *,
    supervised: bool = False,
) -> Report:
    """The report of a live meeting once it is served; it goes on until Ctrl-C.

    What is in `stack` lasts as long as the meeting is kept live.

    Raises
    ------
    SettingsError
        The address cannot be listened on, or is open to others while nobody has to log in.
    """
    from koemap.cli.beside import Teller
    from koemap.cli.live_supervisor import LiveSupervisor, Meeting

    check_open(store, place.host)
    stack.enter_context(alone_live(chat.meeting_id, settings))
    _await_free(place)
    serve = ("serve", "--host", place.host, "--port", str(place.port))
    kept = Meeting(store, settings, chat.meeting_id, chat.source_id, chat.words, serve, place.url)
    tell = Teller(partial(click.echo, err=True))
    stack.callback(tell.end)
    supervisor = LiveSupervisor(kept, tell=tell)
    stack.callback(supervisor.stop)
    stack.enter_context(stoppable(supervised=supervised))
    supervisor.run(until=supervisor.serves)
    then = partial(_keep_up, stack.pop_all(), supervisor)
    report = _report(store, settings, chat.meeting_id, place)
    return replace(report, lines=[*report.lines, *other_chats(store, chat)], then=then)


def _keep_up(stack: ExitStack, supervisor: LiveSupervisor) -> None:
    with stack:
        supervisor.run()


def _await_free(place: Place) -> None:
    """Wait for the end of what an earlier run left at the address.

    Raises
    ------
    SettingsError
        The address cannot be listened on.
    """
    ends, is_told = time.monotonic() + FREE_WITHIN, False
    while True:
        try:
            listen(place.host, place.port).close()
            return
        except SettingsError:
            if time.monotonic() > ends:
                raise
            if not is_told:
                waiting = ("waiting until the address is free", "ポートが空くのを待っています")
                click.echo(f"koemap: {say(*waiting)} …", err=True)
                is_told = True
            time.sleep(0.2)


def _report(store: Store, settings: Settings, meeting_id: str, place: Place) -> Report:
    """Where the facilitator goes, and what the public sees."""
    from dashboard.live.folders import live_folder

    url = f"{address(place.host, place.port)}desk/{meeting_id}"
    public = live_folder(Path(settings.home), meeting_id)
    has_users = store.has_users()
    facts = {"url": url, "meeting_id": meeting_id, "public": str(public), "log_in": has_users}
    lines = [
        say(
            f"the desk is at {url} (stop it with Ctrl-C)",
            f"進行の机: {url}（終わるときは Ctrl-C）",
        ),
        say(f"the public page is in {public}", f"公開ページのフォルダー: {public}"),
        *logging_in(settings, place.host, has_users=has_users),
    ]
    return Report(facts, lines)


def other_chats(store: Store, chat: Chat) -> list[str]:
    """Tells that the chat of another video is in the meeting, too, which is seldom meant."""
    counts = store.counts(chat.meeting_id)
    own = _video(chat.source_id)
    others = {
        source.source_id: counts[source.source_id]
        for source in store.sources(chat.meeting_id)
        if source.kind in CHAT_KINDS
        and source.source_id in counts
        and _video(source.source_id) != own
    }
    return [
        say(
            f"note: the meeting {chat.meeting_id} holds another chat, too ({name}, {n:,} received);"
            " to keep them apart, use another --meeting",
            f"注意: 会議 {chat.meeting_id} には、別のチャット（{name}）の声も{n:,}件入っています。"
            "分けるには、別の --meeting を指定してください",
        )
        for name, n in others.items()
    ]


def _video(source_id: str) -> str:
    """What a chat is of, whichever way it comes."""
    kind = next((one for one in CHAT_KINDS if source_id.startswith(f"{one}-")), "")
    return source_id.removeprefix(kind)


def _chat(
    store: Store, meeting: Meeting, video: str | None, replay: Path | None, speed: float
) -> Chat:
    """The chat that was asked for, that of the meeting's video when none was."""
    if replay:
        if video:
            _misuse("give either VIDEO or --replay", "動画か --replay の、どちらか一つを指定します")
        return replayed(meeting, replay, speed)
    from collectors.chat.video_source import VIDEO

    typed = video or meeting.video_id
    if not typed:
        _misuse("give VIDEO or --replay FILE", "動画か、--replay でファイルを指定します")
    found = VIDEO.reads(typed) if VIDEO.reads else None
    if not found:
        en, ja = VIDEO.wrong
        _misuse(f"Invalid value for 'VIDEO': {typed!r} {en}", f"「{typed}」{ja}")
    source_id = f"youtube-live-{found}"
    known = store.commands(meeting.meeting_id).get(source_id, ("youtube-live", found))
    return Chat(meeting.meeting_id, source_id, ("collect", *known))


def replayed(meeting: Meeting, file: Path, speed: float) -> Chat:
    """The chat of the file as it came, so many times as fast.

    Raises
    ------
    CollectError
        The file cannot be read, or holds no live chat.
    """
    from collectors.events import Received
    from collectors.youtube_archive import YouTubeArchive
    from collectors.youtube_replay import YouTubeReplay

    next((one for one in YouTubeArchive(meeting, file).events() if isinstance(one, Received)), None)
    source = YouTubeReplay(meeting, file).source
    words = ("collect", source.kind, str(file.resolve()), "--speed", str(speed))
    return Chat(meeting.meeting_id, source.source_id, words)


def _misuse(en: str, ja: str) -> NoReturn:
    raise click.UsageError(say(en, ja))
