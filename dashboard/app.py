"""The dashboard as a web application: one page whose parts follow its address."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from dash import ClientsideFunction, Dash, Input, Output, html
from dash.development.base_component import Component
from flask import g, has_request_context, request

from dashboard.access import CSRF_HEADER, Access, Person, current_user, guard
from dashboard.acting import open_acts
from dashboard.address import Address, parse
from dashboard.canvas import Canvas
from dashboard.cookies import CSRF
from dashboard.cross_csv import serve_cross
from dashboard.editions import Editions
from dashboard.entrance import open_entrance
from dashboard.headers import protect
from dashboard.kept import is_passing, keep_answers
from dashboard.live.desks import Desks
from dashboard.live.pages import Live, serve_live
from dashboard.map_files import ORDERED, Maps, load_component, serve_maps, serve_newest
from dashboard.views import plain
from dashboard.views.account import account
from dashboard.views.compare import Beside
from dashboard.views.council import Parts, council
from dashboard.views.page import PANELS, document, page
from dashboard.views.screen import Screen
from dashboard.views.viewed import viewed
from dashboard.wording import Language, say
from koemap.errors import KoemapError
from koemap.records import Meeting
from koemap.stops import Stops
from koemap.store import Store

LARGEST_REQUEST = 1_000_000  # bytes

PLACES = (
    ("page", "className"),
    ("said", "data"),
    ("masthead", "children"),
    ("words", "children"),
    ("switch", "children"),
    ("reading-of-map", "children"),
    *((f"panel-{view}", "children") for view in PANELS),
    ("drawn", "data"),
    ("opened", "children"),
    ("comments", "children"),
    ("ledger", "children"),
)
"""The places of the page that the server fills, and the property it fills."""

log = logging.getLogger(__name__)


class Dashboard(Dash):
    """Dash with koemap's document; `language` is that of a reader who chose none."""

    language: Language = "ja"

    def interpolate_index(self, *pieces: str, **named: str) -> str:
        """The HTML document in the language of the address."""
        chosen = parse(request.path, request.query_string.decode(errors="replace"), self.language)
        wanted = ("metas", "css", "config", "scripts", "renderer")
        return document(
            chosen.language if chosen else self.language, {key: named[key] for key in wanted}
        )


def create_app(
    store: Store,
    *,
    language: Language,
    zone: ZoneInfo,
    access: Access | None = None,
    home: Path | None = None,
) -> Dash:
    """The dashboard of that store; `language` is the default, times are shown in `zone`.

    `home` is where public live pages lie; without it none is served.
    """
    access = access or Access()
    app = _dashboard(language)
    guard(app, store, access, language)
    open_entrance(app.server, store, access)
    editions = Editions(store)
    keep_answers(app.server, editions)
    maps = Maps(editions)
    open_acts(app.server, store, editions)
    _connect(app, editions, maps, language, zone)
    _connect_browser(app)
    app.server.config["MAX_CONTENT_LENGTH"] = LARGEST_REQUEST
    serve_maps(app.server, maps)
    serve_newest(app.server, editions)
    serve_cross(app.server, editions.newest, language, zone)
    desks = Desks(store, editions, Stops(home))
    serve_live(app.server, Live(desks, access.secret, home, zone, access.now))
    protect(app.server, app.csp_hashes())
    return app


def _dashboard(language: Language) -> Dashboard:
    """The page and its files, tied to nothing yet."""
    app = Dashboard(
        __name__,
        assets_folder="assets",
        assets_ignore=ORDERED,
        title="koemap",
        update_title="",
        serve_locally=True,
        enable_mcp=False,
        csrf_token_name=CSRF,
        csrf_header_name=CSRF_HEADER,
        meta_tags=[{"name": "viewport", "content": "width=device-width, initial-scale=1"}],
    )
    load_component(app)
    app.language = language
    app.layout = _layout
    return app


def _layout() -> Component:
    """The empty page, below who is logged in; Dash looks at it first when nobody is."""
    person: Person | None = g.get("person") if has_request_context() else None
    return html.Div([*([account(person)] if person else []), page()])


def _connect(app: Dash, editions: Editions, maps: Maps, language: Language, zone: ZoneInfo) -> None:
    """Tie the page's places to the reader's address."""

    @app.callback(
        *(Output(name, what) for name, what in PLACES),
        Input("request", "data"),
        prevent_initial_call=True,
    )
    def show(asked: object) -> tuple[Any, ...]:
        asked = asked if isinstance(asked, dict) else {}
        path, search = str(asked.get("path") or "/"), str(asked.get("search") or "")
        address = parse(path, search, language)
        canvas = Canvas(dark=asked.get("dark") is True)
        parts = screen(editions, address, Address(language=language), zone, maps, canvas)
        chosen = address.language if address else language
        said = {
            "title": parts.title,
            "language": chosen,
            "skip": say(chosen, "skip"),
            "reveal": str(asked.get("reveal") or ""),
            **_followed(editions, address),
        }
        panels = (parts.panels.get(view, []) for view in PANELS)
        words = parts.masthead, parts.words, parts.switch, parts.reading, *panels
        return (parts.look, said, *words, parts.drawn, parts.opened, parts.comments, parts.ledger)


def _connect_browser(app: Dash) -> None:
    """Tie the places to `assets/council.js`, which keeps the address."""
    bind: Callable[..., None] = app.clientside_callback
    bind(ClientsideFunction("koemap", "start"), Output("request", "data"), Input("page", "id"))
    bind(ClientsideFunction("koemap", "shown"), Output("seen", "data"), Input("said", "data"))
    bind(ClientsideFunction("koemap", "drawn"), Output("pictured", "data"), Input("drawn", "data"))


def screen(
    editions: Editions,
    address: Address | None,
    start: Address,
    zone: ZoneInfo,
    maps: Maps,
    canvas: Canvas,
) -> Parts:
    """The parts of the screen at that address; a clear page for what cannot be shown."""
    if address is None:
        return _notice(start, say(start.language, "no_such_page"), "check_address")
    try:
        return _screen(editions, address, zone, maps, canvas)
    except KoemapError as error:
        is_passing()
        log.warning("cannot show %s: %s", address.path, error)
        return _notice(address, say(address.language, "trouble"), "trouble_do")


def _screen(
    editions: Editions, address: Address, zone: ZoneInfo, maps: Maps, canvas: Canvas
) -> Parts:
    meetings, language = editions.meetings(), address.language
    if not address.meeting_id:
        body = plain.meetings(
            meetings, address, zone, lambda one: _stage(editions, one), _with_desk(editions)
        )
        return Parts("plain", say(language, "product"), words=body)
    meeting = next((m for m in meetings if m.meeting_id == address.meeting_id), None)
    if meeting is None:
        title = say(language, "no_such_meeting", meeting_id=address.meeting_id)
        return _notice(address, title, "check_address")
    if not editions.state(meeting.meeting_id)[0]:
        return Parts("plain", meeting.title, words=plain.no_map(meeting, address))
    earlier = editions.earlier(meeting)
    edition, may_edit = editions.newest(meeting.meeting_id), current_user().may("editor")
    is_live = editions.is_live(meeting.meeting_id)
    happened = editions.map_changes(edition)
    n_rejected = editions.n_rejected(edition) if may_edit else 0
    shown = Screen(edition, address, zone, earlier, may_edit, is_live, n_rejected, happened)
    return viewed(
        shown,
        canvas,
        whole=lambda one: council(one, maps.of(one.edition)),
        beside=lambda: _beside(editions, address),
    )


def _followed(editions: Editions, address: Address | None) -> dict[str, str]:
    """What a screen of a live meeting follows: its own folder, and the map that it shows."""
    with suppress(KoemapError):
        if address and address.meeting_id and editions.is_live(address.meeting_id):
            return {"live": address.path, "map": editions.state(address.meeting_id)[0]}
    return {"live": "", "map": ""}


def _with_desk(editions: Editions) -> frozenset[str]:
    """The ids of the meetings that are live."""
    return frozenset(
        one.meeting_id for one in editions.meetings() if editions.is_live(one.meeting_id)
    )


def _stage(editions: Editions, meeting: Meeting) -> plain.Stage:
    """How far the meeting is: without a map, with one, with one that somebody approved."""
    if not editions.state(meeting.meeting_id)[0]:
        return "no_map"
    return "approved" if editions.approved(meeting.meeting_id) else "unapproved"


def _beside(editions: Editions, address: Address) -> Beside:
    """The other meetings with a map, and the newest edition of the one a reader chose."""
    others = [m for m in editions.meetings() if m.meeting_id != address.meeting_id]
    mapped = tuple(m for m in others if editions.state(m.meeting_id)[0])
    chosen = address.beside in {m.meeting_id for m in mapped}
    return Beside(mapped, editions.newest(address.beside) if chosen else None)


def _notice(address: Address, title: str, what_to_do: str) -> Parts:
    words = plain.notice(address, title, say(address.language, what_to_do))
    return Parts("plain", title, words=words)
