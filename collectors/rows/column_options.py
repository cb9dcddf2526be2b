"""The options that say what the columns of a table or a spreadsheet are."""

from __future__ import annotations

from collectors.commands import Text
from collectors.rows.presets import PRESETS

PRESET = Text("preset", "Program it comes from; forms, polis, x …", known=tuple(PRESETS))
COLUMNS = (
    Text("text", "Column with the comment; repeatable.", shown="COL", repeatable=True),
    Text("id", "Column with an id of the answer.", shown="COL"),
    Text("author", "Column that tells people apart.", shown="COL"),
    Text("time", "Column with the time of writing.", shown="COL"),
)
