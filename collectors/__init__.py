"""Sources of comments, one per file; `COLLECTORS` is the list.

A collector reads one source and says what it finds as events; the driver writes them.
"""

from __future__ import annotations

COLLECTORS = {
    "table": "collectors.tables:Table",
    "youtube-archive": "collectors.youtube_archive:YouTubeArchive",
}
"""The class of each kind of source, as `module:class`, so that listing them imports nothing."""
