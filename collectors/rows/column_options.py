"""The options that name the columns of a table or a spreadsheet."""

from __future__ import annotations

from collectors.commands import Text

COLUMNS = (
    Text("text", "Column with the comment; repeatable.", shown="COL", repeatable=True),
    Text("id", "Column with an id of the answer.", shown="COL"),
    Text("author", "Column that tells people apart.", shown="COL"),
    Text("time", "Column with the time of writing.", shown="COL"),
)
