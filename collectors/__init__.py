"""Sources of comments, one per file; `COLLECTORS` is the list.

A collector reads one source and says what it finds as events; the driver writes them.
"""

from __future__ import annotations

from collectors.commands import Listed

COLLECTORS = {
    "google-forms": Listed(
        "collectors.google_forms",
        "Collect the answers to a Google Form, by its id or the address of its editor.",
    ),
    "google-sheets": Listed(
        "collectors.google_sheets",
        "Collect the rows of a Google spreadsheet, by its id or address.",
    ),
    "table": Listed(
        "collectors.tables",
        "Read a table of comments (CSV, TSV or XLSX), such as the answers to a form.",
    ),
    "youtube-archive": Listed(
        "collectors.youtube_archive",
        "Read the live chat of an archived stream (FILE.live_chat.json).",
    ),
    "youtube-comments": Listed(
        "collectors.youtube_comments",
        "Collect the comments below a video, replies among them.",
    ),
    "youtube-live": Listed(
        "collectors.youtube_live",
        "Collect a live chat while the stream runs; waits for its start, ends with it.",
    ),
    "youtube-replay": Listed(
        "collectors.youtube_replay",
        "Give the live chat of an archived stream as it came, for a rehearsal.",
    ),
}
"""Every kind of source: `koemap collect` has a command for each, the contract suite an example."""
