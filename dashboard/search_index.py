"""The search index: every comment with its receipt, in scripts that a page loads when asked.

Scripts, because a page opened from a folder may load nothing else. Browsers fold width, case and
kana themselves, so the texts stand there only once, as they were written.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from dashboard.atlas import drawn
from dashboard.publishing import Site, topic_slug
from koemap.edition import written
from koemap.records import Comment, Status

PER_FILE = 1000  # comments
WHERE: dict[Status, int] = {"lone": -1, "reaction": -2, "hidden": -3, "withdrawn": -4}
NOWHERE = -1  # in place of a point
Row = tuple[str, str, int, int, int]
"""Receipt, text, number of its topic or one of WHERE, page, point of the map or NOWHERE."""
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
            yield _row(site, comment, number)
    for status, where in WHERE.items():
        for comment in sorted(edition.with_status(status), key=written):
            yield _row(site, comment, where)


def point(site: Site, comment_id: str) -> int:
    """The point of the map where the comment is drawn, NOWHERE when it is not."""
    return drawn(site.edition).points.get(comment_id, NOWHERE)


def _row(site: Site, comment: Comment, where: int) -> Row:
    comment_id = comment.comment_id
    text = "" if where in (WHERE["hidden"], WHERE["withdrawn"]) else comment.text
    page = site.places.get(comment_id, ("", 1))[1]
    return site.receipts[comment_id], text, where, page, point(site, comment_id)


def as_script(content: object) -> str:
    """The content as a script may hold it, in a file or in a page."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    for character, escaped in SCRIPT_SAFE.items():
        text = text.replace(character, escaped)
    return text
