"""The files of the opinion map that the dashboard serves: points, names and texts of an edition."""

from __future__ import annotations

import re
from collections import deque
from pathlib import Path

from dash import Dash
from flask import Flask, Response, abort, jsonify, request

from dashboard.editions import Editions
from dashboard.payload import COMPONENT, Payload, kept, payload, script, voices
from koemap.edition import Edition
from koemap.errors import KoemapError

ORDERED = "|".join(map(re.escape, COMPONENT))  # these assets Dash must not load by name
KEPT = 4
SCRIPT = "text/javascript; charset=utf-8"


class Maps:
    """The payloads of the editions that were last asked for, shared by all readers."""

    def __init__(self, editions: Editions) -> None:
        self._editions = editions
        self._kept: deque[tuple[Edition, Payload]] = deque(maxlen=KEPT)

    def of(self, edition: Edition) -> Payload:
        """The payload of that edition."""
        for one, drawn in tuple(self._kept):
            if one is edition:
                return drawn
        self._kept.append((edition, payload(edition)))
        return self._kept[-1][1]

    def newest(self, meeting_id: str) -> tuple[Edition, Payload]:
        """The newest edition of that meeting and its payload; it does not exist for the web, else.

        Raises
        ------
        NotFound
            There is no such meeting, or it has no map.
        """
        try:
            edition = self._editions.newest(meeting_id)
        except KoemapError:
            abort(404)
        return edition, self.of(edition)

    def earlier(self, meeting_id: str, version: str) -> Payload | None:
        """A payload of that meeting that a reader still has, None when it is forgotten."""
        found = (d for e, d in tuple(self._kept) if e.meeting.meeting_id == meeting_id)
        return next((drawn for drawn in found if drawn.version == version), None)


def load_component(app: Dash) -> None:
    """Let every page load the scripts that draw the map, in their order, before other assets."""
    folder = Path(app.config.assets_folder)
    for name in COMPONENT:
        app.scripts.append_script({"asset_path": name, "filepath": str(folder / name)})


def serve_maps(server: Flask, maps: Maps) -> None:
    """Answer for the map of a meeting, and for the texts of its voices part by part.

    Browsers keep both, and ask each time whether they are still what readers may see.
    """

    @server.get("/council/<meeting_id>/map.js")
    def map_file(meeting_id: str) -> Response:
        _, drawn = maps.newest(meeting_id)
        before = maps.earlier(meeting_id, request.args.get("since", ""))
        moved = {"was": kept(before, drawn)} if before and before is not drawn else {}
        return _sent(script("map", {**drawn.content, **moved}))

    @server.get("/council/<meeting_id>/voices-<int:part>.js")
    def voices_file(meeting_id: str, part: int) -> Response:
        return _sent(script(f"voices-{part}", voices(*maps.newest(meeting_id), part)))


def serve_newest(server: Flask, editions: Editions) -> None:
    """Tell which map of a meeting is the newest, for screens that follow a live one."""

    @server.get("/council/<meeting_id>/newest.json")
    def newest_file(meeting_id: str) -> Response:
        response = jsonify(map=editions.state(meeting_id)[0])
        response.headers["Cache-Control"] = "no-store"
        return response


def _sent(content: bytes) -> Response:
    response = Response(content, content_type=SCRIPT)
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"  # no other site may run it
    response.add_etag()
    response.make_conditional(request)
    return response
