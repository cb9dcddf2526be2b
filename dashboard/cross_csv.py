"""The table of an attribute against topics as a file that spreadsheets can open safely."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from zoneinfo import ZoneInfo

from flask import Flask, Response, abort, request

from dashboard.address import FOLDER, parse
from dashboard.comparison import CrossTable, attributes, cross
from dashboard.downloads import FORMULA, Value, render
from dashboard.views.cross import CSV, column_names, percent, row_head, row_names
from dashboard.views.screen import Screen
from dashboard.wording import Language
from koemap.edition import Edition
from koemap.errors import KoemapError


def serve_cross(
    server: Flask, newest: Callable[[str], Edition], language: Language, zone: ZoneInfo
) -> None:
    """Answer with the table as CSV; 404 for what cannot be shown on the screen either."""

    @server.get(f"{FOLDER}<meeting_id>/{CSV}")
    def cross_csv(meeting_id: str) -> Response:
        address = parse(
            FOLDER + meeting_id, request.query_string.decode(errors="replace"), language
        )
        try:
            edition = newest(meeting_id)
        except KoemapError:
            abort(404)
        if address is None or address.attribute not in attributes(edition):
            abort(404)
        table = cross(edition, address.attribute)
        if table is None:
            abort(404)
        content = as_csv(Screen(edition, address, zone), table)
        return Response(content, mimetype="text/csv", headers={"Content-Disposition": NAMED})


NAMED = f'attachment; filename="koemap-{CSV}"'


def as_csv(screen: Screen, table: CrossTable) -> bytes:
    """A line per topic: messages for each value, then the share of each column; gaps are named."""
    names = column_names(screen, table)
    shares = [f"{name} {screen.say('cross_share')}" for name in names]
    heads = (row_head(screen, table), *names, *shares)
    return render([_text(head) for head in heads], _lines(screen, table), ".csv")


def _lines(screen: Screen, table: CrossTable) -> Iterator[tuple[Value, ...]]:
    gap, totals = screen.say("cross_left_out"), table.table.cells[-1]
    for name, cells in zip(row_names(screen, table), table.table.cells, strict=True):
        counts = [gap if n is None else n for n in cells]
        pairs = zip(cells, totals, strict=True)
        shares = [gap if n is None or of is None else percent(n, of) for n, of in pairs]
        yield name, *counts, *shares


def _text(head: str) -> str:
    """A column's name, which comes from a form, as text that no spreadsheet calculates."""
    return f"'{head}" if head.startswith(FORMULA) else head
