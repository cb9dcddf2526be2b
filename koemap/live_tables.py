"""The tables of live meetings: arrivals, what is said of them, what people do at a desk."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Float, ForeignKeyConstraint, Index, Integer, Table, Text

from koemap.columns import Moment, key, metadata, required

arrivals = Table(
    "arrivals",
    metadata,
    Column("number", Integer, primary_key=True, comment="1, 2, 3 … in the order of arrival"),
    required("meeting_id", Text, "its meeting"),
    required("comment_id", Text, "the comment that arrived"),
    required("at", Moment, "when it reached the store"),
    Index("arrivals_by_meeting", "meeting_id", "number"),
    Index("arrivals_by_comment", "meeting_id", "comment_id"),
    comment="The order in which comments reached the store.",
)

assignments = Table(
    "assignments",
    metadata,
    key("meeting_id", "its meeting"),
    key("comment_id", "the comment assigned"),
    required("number", Integer, "grows within the meeting whenever this changes"),
    required("kind", Text, "opinion, question or reaction"),
    required("language", Text, "ja, en, … or und when unknown"),
    required("folded", Text, "the first comment that says nearly the same"),
    required("topic_id", Text, "its topic; empty while it fits none"),
    required("strength", Float, "how firmly it belongs, 0 to 1"),
    Column("x", Float, comment="place on the map"),
    Column("y", Float, comment="place on the map"),
    required("flags", JSON, "what to look at before others see it, with the words that told"),
    required("map_id", Text, "the map it was assigned on; empty before the first"),
    Index("assignments_by_number", "meeting_id", "number"),
    comment="What is said of comments while a meeting is live.",
)

candidates = Table(
    "candidates",
    metadata,
    key("meeting_id", "its meeting"),
    key("candidate_id", "named after the first of its comments"),
    required("label", Text, "words of its comments"),
    required("keywords", JSON, "telling words, best first"),
    required("comment_ids", JSON, "its comments, the most telling first"),
    required("n_people", Integer, "distinct authors"),
    required("first_at", Moment, "when it was first proposed"),
    comment="Groups of comments that may be a topic of their own.",
)

desk_acts = Table(
    "desk_acts",
    metadata,
    Column("number", Integer, primary_key=True, comment="1, 2, 3 …"),
    required("meeting_id", Text, "its meeting"),
    required("verb", Text, "hold, let_through, reject, queue, air, answered, stop, undo …"),
    required("target", Text, "comment, candidate or act it is about"),
    required("by", Text, "who"),
    required("at", Moment, "when"),
    required("key", Text, "random word by which an act sent twice is known"),
    required(
        "details",
        JSON,
        "a note, the state in which a comment was seen, the ids of an order, the name of the stop"
        " that is lifted, or that a dismissed candidate was adopted",
    ),
    ForeignKeyConstraint(["meeting_id"], ["meetings.meeting_id"]),
    Index("desk_acts_by_meeting", "meeting_id", "number"),
    comment="What people did at the desk of a live meeting; rows are only ever added.",
)

claims = Table(
    "claims",
    metadata,
    key("meeting_id", "its meeting"),
    key("comment_id", "the row that somebody is looking at"),
    required("by", Text, "who, empty without log-in"),
    required("until", Moment, "until then"),
    Column("desk", Text, comment="random word of the window in which the desk is open"),
    Column("number", Integer, comment="1, 2, 3 …, by which others tell desks apart"),
    comment="Rows that somebody at a desk is looking at.",
)

happenings = Table(
    "happenings",
    metadata,
    Column("number", Integer, primary_key=True, comment="1, 2, 3 …"),
    required("meeting_id", Text, "its meeting"),
    required("at", Moment, "when"),
    required(
        "kind",
        Text,
        "what became of a topic on a new map (merged, split, upheld, new, gone, renamed), that it"
        " went quiet or is spoken of again (quiet, again), how the meeting is kept (begun, left,"
        " broken off, final), or which process failed",
    ),
    required("en", Text, "one line in English"),
    required("ja", Text, "one line in Japanese"),
    Column("last_arrival", Integer, comment="of a final map, the number of the last arrival on it"),
    Index("happenings_by_meeting", "meeting_id", "number"),
    comment="What happened while a meeting was live; rows are only ever added.",
)

analysts = Table(
    "analysts",
    metadata,
    key("meeting_id", "its meeting"),
    required("state", JSON, "how the analyst is doing"),
    comment="How the analyst of each live meeting is doing.",
)
