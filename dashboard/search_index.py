"""The search index: every comment with its receipt, in scripts that a page loads when asked.

Scripts, because a page opened from a folder may load nothing else. Browsers fold width, case and
kana themselves, so the texts stand there only once, as they were written.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from dashboard.publishing import Site, topic_slug
from koemap.edition import written
from koemap.records import Status

PER_FILE = 1000  # comments
WHERE: dict[Status, int] = {"lone": -1, "reaction": -2, "hidden": -3, "withdrawn": -4}
Row = tuple[str, str, int, int]  # receipt, text, number of its topic or one of WHERE, page
SCRIPT_SAFE = {"<": "\\u003c", ">": "\\u003e", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def search_index(site: Site) -> dict[str, bytes]:
    """The scripts by file name; the first one also holds the label and page of each topic."""
    rows = tuple(search_rows(site))
    chunks = [rows[start : start + PER_FILE] for start in range(0, max(len(rows), 1), PER_FILE)]
    topics = [[topic.label, topic_slug(i)] for i, topic in site.edition.topics.items()]
    files = {}
    for number, chunk in enumerate(chunks):
        content = {"rows": chunk} if number else {"topics": topics, "rows": chunk}
        script = f"KoemapSearch.add({as_script(content)});\n"
        files[f"data/search-{number}.js"] = script.encode(errors="replace")
    return files


def search_rows(site: Site) -> Iterator[Row]:
    """Every received comment: by topic, then lone voices, then the others; hidden without text."""
    edition = site.edition
    for number, comments in enumerate(edition.members.values()):
        for comment in comments:
            page = site.places[comment.comment_id][1]
            yield site.receipts[comment.comment_id], comment.text, number, page
    for status, where in WHERE.items():
        for comment in sorted(edition.with_status(status), key=written):
            text = "" if status in ("hidden", "withdrawn") else comment.text
            page = site.places[comment.comment_id][1] if status == "lone" else 1
            yield site.receipts[comment.comment_id], text, where, page


def as_script(content: object) -> str:
    """The content as a script may hold it, in a file or in a page."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    for character, escaped in SCRIPT_SAFE.items():
        text = text.replace(character, escaped)
    return text
