"""Sources of comments, one per file; `COLLECTORS` is the list.

A collector reads one source and says what it finds as events; the driver writes them.
"""

from __future__ import annotations

COLLECTORS = {
    "google-forms": "collectors.google_forms:GoogleForms",
    "google-sheets": "collectors.google_sheets:GoogleSheets",
    "table": "collectors.tables:Table",
    "youtube-archive": "collectors.youtube_archive:YouTubeArchive",
    "youtube-comments": "collectors.youtube_comments:YouTubeComments",
    "youtube-live": "collectors.youtube_live:YouTubeLive",
}
"""The class of each kind of source, as `module:class`, so that listing them imports nothing."""
