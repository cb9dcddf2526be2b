"""`koemap collect youtube-live | youtube-comments | google-forms | google-sheets`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import click

from koemap.cli.collecting import persist, run, stopped
from koemap.cli.following import follow
from koemap.cli.google import documents, youtube
from koemap.cli.holding import alone_on, stoppable
from koemap.cli.installation import Later, meeting_option, opened
from koemap.cli.language import say
from koemap.cli.report import Report, Speaking
from koemap.cli.terms import Terms, terms_options

if TYPE_CHECKING:
    from collectors.chat.pages import Transport
    from collectors.events import Collector
    from koemap.settings import Settings
    from koemap.store import Store

TRANSPORTS = ("auto", "poll", "stream")
SWEEP_EVERY = timedelta(hours=1)
COMMENTS_SECONDS, DOCUMENT_SECONDS = 300, 60

supervised_option = click.option(
    "--supervised",
    is_flag=True,
    help="End when standard input ends; for a program that starts koemap.",
)


def follow_options(seconds: int) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The options of a source that can be collected again and again."""

    def added(command: Callable[..., Any]) -> Callable[..., Any]:
        following = click.option("--follow", is_flag=True, help="Go on until stopped with Ctrl-C.")
        every = click.option(
            "--every",
            type=click.IntRange(10, 86_400),
            default=seconds,
            show_default=True,
            metavar="SECONDS",
            help="Pause between two rounds of --follow.",
        )
        return following(every(supervised_option(terms_options(command))))

    return added


def video_argument(command: Callable[..., Any]) -> Callable[..., Any]:
    """The video, by id or any of its addresses."""
    return click.argument("video", type=Video(), metavar="VIDEO")(command)


class Video(click.ParamType[str]):
    """A YouTube video, by id or any of its addresses."""

    name = "VIDEO"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Its id; a usage error when there is none."""
        from collectors.chat.video import video_id

        found = video_id(value)
        if found is None:
            self.fail(f"{value!r} is no YouTube video id or address", param, ctx)
        return found


def to_come(until: datetime | None) -> datetime | None:
    """The planned end, None when it is past, which is said: a remembered command may hold one."""
    if until is None or until > datetime.now(UTC):
        return until
    en = "the planned end (--until) is past; the stream's own end is taken"
    ja = "予定の終了時刻（--until）を過ぎています。配信側の予定を使います"
    click.echo(say(en, ja), err=True)
    return None


@click.command("youtube-live", cls=Speaking)
@video_argument
@meeting_option
@click.option(
    "--until", type=Later(), help="Planned end, ISO or HH:MM; the day's quota is spread up to it."
)
@click.option(
    "--transport",
    type=click.Choice(TRANSPORTS),
    default="auto",
    show_default=True,
    help="Listen or ask page by page; auto takes what costs less quota.",
)
@supervised_option
@terms_options
def youtube_live(
    video: str,
    meeting_id: str,
    until: datetime | None,
    transport: Transport,
    supervised: bool,
    authority: str | None,
    retention: str | None,
) -> Report:
    """Collect a live chat while the stream runs; waits for its start, ends with it."""
    from collectors.youtube_live import SCOPES, YouTubeLive

    until = to_come(until)
    command = ["youtube-live", video, "--transport", transport]
    command += ["--until", until.isoformat()] if until else []
    with opened() as (settings, store):
        meeting = store.meeting(meeting_id)
        google, quota = youtube(store, settings, SCOPES, patient=True)

        def made() -> YouTubeLive:
            return YouTubeLive(meeting, video, google, quota, until=until, transport=transport)

        def collected() -> Report:
            return run(store, made(), settings, terms=terms, command=command, live=True)

        terms, source = Terms(authority, retention), made().source
        with stoppable(supervised=supervised), alone_on(source, settings):
            return persist(collected, store, source, google.clock)
        return stopped(store, source, could_end=True)


@click.command("youtube-comments", cls=Speaking)
@video_argument
@meeting_option
@follow_options(COMMENTS_SECONDS)
def youtube_comments(video: str, meeting_id: str, **options: Any) -> Report:
    """Collect the comments below a video, replies among them."""
    from collectors.youtube_comments import SCOPES, YouTubeComments

    with opened() as (settings, store):
        meeting, following = store.meeting(meeting_id), options["follow"]
        google, _ = youtube(store, settings, SCOPES, patient=following)
        sweep_every = SWEEP_EVERY if following else timedelta(0)
        return _collected(
            store,
            settings,
            lambda: YouTubeComments(meeting, video, google, sweep_every=sweep_every),
            ["youtube-comments", video],
            options,
        )


@click.command("google-forms", cls=Speaking)
@click.argument("form", metavar="FORM")
@meeting_option
@click.option(
    "--question", multiple=True, metavar="TEXT", help="Question whose answers are comments."
)
@follow_options(DOCUMENT_SECONDS)
def google_forms(form: str, meeting_id: str, question: tuple[str, ...], **options: Any) -> Report:
    """Collect the answers to a Google Form, by its id or the address of its editor."""
    from collectors.google_forms import SCOPES, GoogleForms, form_id

    found = form_id(form)
    if found is None:
        raise click.BadParameter(f"{form!r} is no Google Form", param_hint="FORM")
    words = ["google-forms", found, *(w for text in question for w in ("--question", text))]
    with opened() as (settings, store):
        meeting, following = store.meeting(meeting_id), options["follow"]
        google = documents(("forms", "v1"), SCOPES, settings, patient=following)
        sweep_every = SWEEP_EVERY if following else timedelta(0)
        return _collected(
            store,
            settings,
            lambda: GoogleForms(
                meeting, found, google, questions=question, sweep_every=sweep_every
            ),
            words,
            options,
        )


@click.command("google-sheets", cls=Speaking)
@click.argument("spreadsheet", metavar="SHEET")
@meeting_option
@click.option(
    "--sheet", default="", metavar="NAME", help="Sheet of the spreadsheet; else the first."
)
@click.option("--preset", default="", help="Columns of a known export.")
@click.option("--text", multiple=True, metavar="COL", help="Column with the comment; repeatable.")
@click.option("--id", "id_", default="", metavar="COL", help="Column with an id of the answer.")
@click.option("--author", default="", metavar="COL", help="Column that tells people apart.")
@click.option("--time", default="", metavar="COL", help="Column with the time of writing.")
@follow_options(DOCUMENT_SECONDS)
def google_sheets(spreadsheet: str, meeting_id: str, **options: Any) -> Report:
    """Collect the rows of a Google spreadsheet, by its id or address."""
    from collectors.google_sheets import SCOPES, GoogleSheets, sheet_id, tab_in
    from collectors.rows.columns import Wanted

    found = sheet_id(spreadsheet)
    options["sheet"] = options["sheet"] or tab_in(spreadsheet)
    if found is None:
        raise click.BadParameter(f"{spreadsheet!r} is no Google spreadsheet", param_hint="SHEET")
    wanted = Wanted(
        options["text"], options["id_"], options["author"], options["time"], options["preset"]
    )
    with opened() as (settings, store):
        meeting = store.meeting(meeting_id)
        google = documents(("sheets", "v4"), SCOPES, settings, patient=options["follow"])
        return _collected(
            store,
            settings,
            lambda: GoogleSheets(
                meeting, found, google, wanted=wanted, sheet=options["sheet"], zone=settings.zone
            ),
            ["google-sheets", found, *_words(options, "sheet", "preset", "id_", "author", "time")],
            options,
        )


def _words(options: dict[str, Any], *names: str) -> list[str]:
    """The words of the command line that give these options again, the columns of text too."""
    given = [(name.strip("_"), options[name]) for name in names if options[name]]
    given += [("text", text) for text in options["text"]]
    return [word for name, value in given for word in (f"--{name}", value)]


def _collected(
    store: Store,
    settings: Settings,
    make: Callable[[], Collector],
    command: list[str],
    options: dict[str, Any],
) -> Report:
    """The report of one round, or of the last one when it was followed until stopped."""
    from collectors.clock import SystemClock

    terms = Terms(options["authority"], options["retention"])
    again = [*command, "--follow", "--every", str(options["every"])]
    source = make().source
    if not options["follow"]:
        with alone_on(source, settings):
            return run(store, make(), settings, terms=terms, command=again)
    with stoppable(supervised=options["supervised"]), alone_on(source, settings):
        follow(
            store,
            make,
            settings,
            SystemClock(),
            every_seconds=options["every"],
            terms=terms,
            command=again,
        )
    return stopped(store, source)
