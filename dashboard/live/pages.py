"""The addresses of a live meeting: the desk for staff, the overlay and the public page for all."""

from __future__ import annotations

import gzip
import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from shlex import quote as quoted
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from flask import Flask, Response, abort, request

from dashboard import access
from dashboard.access import LIVE, OVERLAY
from dashboard.address import Address
from dashboard.live.acts import Desk, answered
from dashboard.live.audience import NOTHING, overlay_state
from dashboard.live.desk_state import desk_state
from dashboard.live.desks import Desks
from dashboard.live.ending import is_left, missed_since
from dashboard.live.folders import DATA, Files, is_alive, live_folder, scarce_megabytes
from dashboard.live.heads import Heads
from dashboard.live.model import LiveModel
from dashboard.live.more_rows import copies, found, older
from dashboard.live.no_meeting import no_meeting
from dashboard.live.public import emptied
from dashboard.live.run_sheet import run_sheet
from dashboard.live.stand_in import STAND_IN
from dashboard.live.templates import TYPES, Page, files_of, render_page
from dashboard.live.wishes import looked, wished
from dashboard.wording import Language, say
from koemap.errors import KoemapError
from koemap.records import Meeting

DESK = "/desk/"
ASSETS = "/desk-assets/"
SHEET = "run-sheet.csv"
BEGINS, REHEARSES = "koemap live VIDEO", "koemap live --replay FILE"
SECRET_LENGTH = 32
ASKED = ("copies", "query", "kind", "topic", "who")  # of rows
LEAST_PACKED = 4_000  # bytes


def overlay_path(secret: bytes, meeting_id: str) -> str:
    """The address of a meeting's overlay, the same after every start, that nobody can guess."""
    word = hmac.new(secret, f"overlay:{meeting_id}".encode(), sha256).hexdigest()
    return f"{OVERLAY}{word[:SECRET_LENGTH]}/"


def live_path(meeting_id: str) -> str:
    """The address of a meeting's public live page."""
    return f"{LIVE}{quote(meeting_id, safe='')}/"


@dataclass(frozen=True)
class Live:
    """What the pages of live meetings are made of; `home` holds what is published, if anything."""

    desks: Desks
    secret: bytes
    home: Path | None
    zone: ZoneInfo
    now: Callable[[], datetime]

    def meeting(self, meeting_id: str) -> Meeting:
        """The meeting of that id; 404 when there is none, or it has no place in an address."""
        return self.find(meeting_id) or abort(404)

    def find(self, meeting_id: str) -> Meeting | None:
        """The meeting of that id, None when there is none."""
        found = (m for m in self.desks.store.meetings() if m.meeting_id == meeting_id)
        return next(found, None)

    def meeting_of(self, word: str) -> Meeting:
        """The meeting whose overlay has that secret word; 404 when none has."""
        for meeting in self.desks.store.meetings():
            path = overlay_path(self.secret, meeting.meeting_id)
            if hmac.compare_digest(path.encode(), f"{OVERLAY}{word}/".encode()):
                return meeting
        abort(404)


def serve_live(server: Flask, live: Live) -> None:
    """Add the pages of live meetings to the server."""
    _serve_desk(server, live)
    _serve_sheet(server, live)
    _serve_rows(server, live)
    _serve_acts(server, live)
    _serve_overlay(server, live)
    _serve_public(server, live)


def _serve_desk(server: Flask, live: Live) -> None:
    @server.get(f"{DESK}<meeting_id>")
    @access.require("viewer")
    def desk(meeting_id: str) -> Response:
        meeting = live.find(meeting_id)
        if meeting is None:
            return no_meeting(meeting_id)
        return _page("desk", live, meeting, **_of_desk(live, meeting_id))

    @server.get(f"{DESK}<meeting_id>/state")
    @access.require("viewer")
    def desk_state_json(meeting_id: str) -> Response:
        after, language = Heads.parse(request.args.get("after", "")), access.language()
        live.meeting(meeting_id)
        return _json(lambda: _at_desk(live, meeting_id, after, language))

    @server.get(f"{ASSETS}<name>")
    @access.require("viewer")
    def desk_assets(name: str) -> Response:
        return _file(files_of("desk"), name)


def _at_desk(live: Live, meeting_id: str, after: Heads, language: Language) -> Mapping[str, Any]:
    """What the desk of that meeting is told beyond what it has."""
    with live.desks.model(meeting_id) as (model, names):
        store, now = live.desks.store, live.now()
        state = desk_state(store, model, names, after, now, language)
        missed = missed_since(store, meeting_id, live.home, now)
    missed_at = missed.isoformat() if missed else None
    return {**state, "missed_since": missed_at, "disk_mb": scarce_megabytes(live.home)}


def _serve_sheet(server: Flask, live: Live) -> None:
    @server.get(f"{DESK}<meeting_id>/{SHEET}")
    @access.require("viewer")
    def run_sheet_csv(meeting_id: str) -> Response:
        meeting, language = live.meeting(meeting_id), access.language()
        with live.desks.model(meeting.meeting_id) as (model, names):
            content = run_sheet(model, names, language, live.zone)
        name = f"{say(language, 'sheet_name')}-{meeting.meeting_id}.csv"
        saved = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
        return Response(content, mimetype="text/csv", headers=saved)


def _serve_rows(server: Flask, live: Live) -> None:
    @server.get(f"{DESK}<meeting_id>/rows")
    @access.require("viewer")
    def more_rows(meeting_id: str) -> Response:
        live.meeting(meeting_id)
        wanted = {name: request.args.get(name, "") for name in ASKED}
        before = request.args.get("before", 0, type=int)

        def told() -> Mapping[str, Any]:
            with live.desks.model(meeting_id) as (model, _):
                if wanted["copies"]:
                    return {"rows": copies(model, wanted["copies"])}
                if wanted["query"]:
                    return {"rows": found(model, wanted["query"])}
                return {"rows": older(model, before, *(wanted[name] for name in ASKED[2:]))}

        return _json(told)


def _serve_acts(server: Flask, live: Live) -> None:
    def at(meeting_id: str) -> Desk:
        meeting = live.meeting(meeting_id)
        person = access.current_user()
        return Desk(live.desks, meeting.meeting_id, person.name, live.now(), person.is_logged_in)

    @server.post(f"{DESK}<meeting_id>/act")
    @access.require("editor")
    def desk_act(meeting_id: str) -> tuple[Response, int]:
        desk = at(meeting_id)
        return answered(lambda body: {"number": desk.act(wished(body))})

    @server.post(f"{DESK}<meeting_id>/claim")
    @access.require("editor")
    def desk_claim(meeting_id: str) -> tuple[Response, int]:
        desk = at(meeting_id)
        return answered(lambda body: {"number": desk.claim(looked(body))})


def _serve_overlay(server: Flask, live: Live) -> None:
    @server.get(f"{OVERLAY}<word>/")
    def overlay(word: str) -> Response:
        return _page("overlay", live, live.meeting_of(word), assets="")

    @server.get(f"{OVERLAY}<word>/state.json")
    def overlay_json(word: str) -> Response:
        return _json(lambda: _overlaid(live, word))

    @server.get(f"{OVERLAY}<word>/<name>")
    def overlay_assets(word: str, name: str) -> Response:
        live.meeting_of(word)
        return _file(files_of("overlay"), name)


def _overlaid(live: Live, word: str) -> Mapping[str, Any]:
    """What the overlay of that secret word shows; nothing when that cannot be read."""
    try:
        meeting_id = live.meeting_of(word).meeting_id
        if live.desks.is_stopped(meeting_id):
            return NOTHING  # whatever else there is to read
        with live.desks.model(meeting_id, patient=False) as (model, names):
            shown = overlay_state(model, names, live.now()) if _is_kept(live, model) else NOTHING
        return NOTHING if live.desks.is_stopped(meeting_id) else shown  # even if stopped meanwhile
    except KoemapError:
        return NOTHING


def _is_kept(live: Live, model: LiveModel) -> bool:
    """Whether the meeting is kept live; else nobody might be there to take anything off."""
    missed = missed_since(model.store, model.meeting_id, live.home, live.now())
    return missed is None and not is_left(model.store, model)


def _serve_public(server: Flask, live: Live) -> None:
    files = Files()

    @server.get(f"{LIVE}<meeting_id>/")
    @server.get(f"{LIVE}<meeting_id>/<name>")
    def live_file(meeting_id: str, name: str = "index.html") -> Response:
        folder = live_folder(live.home, meeting_id) if live.home else abort(404)
        content, etag = files.find(folder, name) or abort(404)
        if name in DATA and not is_alive(folder):
            content = emptied(content)
            etag = sha256(content).hexdigest()[:20]
        types = {**TYPES, ".html": "text/html; charset=utf-8", ".json": "application/json"}
        response = Response(content, content_type=types[Path(name).suffix])
        return _checked(response, etag, "public, no-cache")


def _of_desk(live: Live, meeting_id: str) -> dict[str, object]:
    """What the page of the desk is given beside what all pages are."""
    person = access.current_user()
    other = "en" if access.language() == "ja" else "ja"
    return {
        "assets": ASSETS,
        "other_href": f"{DESK}{quote(meeting_id, safe='')}?lang={other}",
        "by": person.name,
        "stand_in": STAND_IN,
        "may_act": person.may("editor"),
        "overlay_href": overlay_path(live.secret, meeting_id),
        "live_href": live_path(meeting_id),
        "council_href": Address(meeting_id, access.language()).href(),
        "begins": BEGINS,
        "rehearses": REHEARSES,
        "of_meeting": f"--meeting {quoted(meeting_id)}",
        "sheet_href": f"{DESK}{quote(meeting_id, safe='')}/{SHEET}?lang={access.language()}",
    }


def _page(page: Page, live: Live, meeting: Meeting, **values: object) -> Response:
    language: Language = access.language()
    given = {"meeting_id": meeting.meeting_id, "title": meeting.title, "zone": live.zone.key}
    text = render_page(page, language, **given, **values)
    return Response(text, content_type="text/html; charset=utf-8")


def _file(files: Mapping[str, Path], name: str) -> Response:
    path = files.get(name) or abort(404)
    content = path.read_bytes()
    response = Response(content, content_type=TYPES[path.suffix])
    return _checked(response, sha256(content).hexdigest()[:20], "private, no-cache")


def _checked(response: Response, etag: str, keeping: str) -> Response:
    """The response, or 304 for who has it already."""
    response.set_etag(etag)
    response.headers["Cache-Control"] = keeping
    response.make_conditional(request)
    return response


def _json(told: Callable[[], Mapping[str, Any]]) -> Response:
    """What is told as JSON, packed where that is worth it; a passing trouble in plain words."""
    try:
        content, status = told(), 200
    except KoemapError:
        content, status = {"said": say(access.language(), "trouble")}, 503
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    body = text.encode(errors="replace")
    response = Response(body, status, mimetype="application/json")
    if len(body) >= LEAST_PACKED and request.accept_encodings["gzip"] > 0:
        response.set_data(gzip.compress(body, 1, mtime=0))
        response.content_encoding = "gzip"
    response.vary.add("Accept-Encoding")
    return response
