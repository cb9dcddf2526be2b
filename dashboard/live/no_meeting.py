"""What who asks for the desk of a meeting that is not there is told."""

from __future__ import annotations

from functools import partial

from flask import Response

from dashboard.access import language
from dashboard.live.lines import line
from dashboard.publishing import PAGES
from dashboard.wording import Language, say

LONGEST_ID = 80


def no_meeting(meeting_id: str) -> Response:
    """A page that says so in the reader's language, with the way to the meetings."""
    chosen = language()
    other: Language = "en" if chosen == "ja" else "ja"
    text = PAGES.get_template("no_meeting.html").render(
        language=chosen,
        other=other,
        other_href=f"?lang={other}",
        words=partial(say, chosen),
        meeting_id=line(meeting_id, LONGEST_ID),
        meetings_href=f"/?lang={chosen}",
    )
    return Response(text, 404, content_type="text/html; charset=utf-8")
