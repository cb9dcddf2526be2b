"""The tables: the data model on one page, but for what is kept while a meeting is live.

A meeting has sources, a source has comments, a map places the comments of its meeting.
Times are UTC. `docs/data-model.md` is generated from this page and `koemap.live_tables`.
"""

from __future__ import annotations

from sqlalchemy import JSON, Column, Float, ForeignKeyConstraint, Index, Integer, Table, Text

from koemap.columns import Moment, key, metadata, required

migrations = Table(
    "migrations",
    metadata,
    key("name", "name of the migration function"),
    required("applied_at", Moment, "when it was applied"),
    comment="Which changes of these tables this database has seen.",
)

meetings = Table(
    "meetings",
    metadata,
    key("meeting_id", "slug chosen by the operator"),
    required("title", Text, "title as shown"),
    Column("starts_at", Moment, comment="start of the meeting or stream"),
    Column("video_id", Text, comment="YouTube video id, if it is streamed"),
    Column("n_changes", Integer, comment="how often comments that were there changed or went"),
    comment="One open meeting or consultation each.",
)

sources = Table(
    "sources",
    metadata,
    key("meeting_id", "its meeting"),
    key("source_id", "slug of kind and name"),
    required("kind", Text, "collector that reads it, such as youtube-archive"),
    required("name", Text, "name as shown"),
    Column("retention_days", Integer, comment="days texts may be kept; empty means no limit"),
    required("authority", Text, "by what right the comments are used"),
    Column("checkpoint", JSON, comment="where the collector goes on after a stop"),
    Column("report", JSON, comment="what the last collection did"),
    Column("health", JSON, comment="how its collection is going"),
    Column("command", JSON, comment="words of the command that collects it again"),
    ForeignKeyConstraint(["meeting_id"], ["meetings.meeting_id"]),
    comment="Where the comments of a meeting come from.",
)

comments = Table(
    "comments",
    metadata,
    key("meeting_id", "its meeting"),
    key("comment_id", "derived from the source's own id"),
    required("source_id", Text, "its source"),
    required("text", Text, "verbatim after masking; empty when withdrawn"),
    Column("author_key", Text, comment="keyed hash of the author; empty when the source has none"),
    Column("posted_at", Moment, comment="when it was written"),
    Column("offset_seconds", Float, comment="second of the video"),
    required("attributes", JSON, "the other columns of a form"),
    Column("withdrawn", Text, comment="why the text is gone; empty when it is there"),
    Column(
        "received_at",
        Moment,
        comment="when the source last gave it; its retention counts from here",
    ),
    Column(
        "purged_at", Moment, comment="when its text was erased, before or at its retention's end"
    ),
    Column("purged_why", Text, comment="why it was erased then"),
    Column("changed", Integer, comment="the meeting's n_changes since it last changed or went"),
    ForeignKeyConstraint(["meeting_id", "source_id"], ["sources.meeting_id", "sources.source_id"]),
    Index("comments_by_author", "meeting_id", "author_key"),
    Index("comments_by_change", "meeting_id", "changed"),
    comment="One received message or form answer each.",
)

withdrawals = Table(
    "withdrawals",
    metadata,
    key("meeting_id", "its meeting"),
    key("comment_id", "the comment taken back"),
    required("reason", Text, "why"),
    comment="Comments taken back; one that arrives later stays without text.",
)

removed_authors = Table(
    "removed_authors",
    metadata,
    key("meeting_id", "its meeting"),
    key("author_key", "the author whose comments were taken back"),
    Column("until", Moment, comment="comments written up to here; empty means all of them"),
    required("reason", Text, "why"),
    comment="Authors removed from a chat; what they wrote before and arrives later has no text.",
)

sightings = Table(
    "sightings",
    metadata,
    key("meeting_id", "its meeting"),
    key("comment_id", "a comment"),
    key("source_id", "a source that gave it too, after the one it belongs to"),
    comment="Comments that reached the meeting by more than one source.",
)

gaps = Table(
    "gaps",
    metadata,
    key("meeting_id", "its meeting"),
    key("source_id", "its source"),
    Column("starts_at", Moment, primary_key=True, comment="from here"),
    required("ends_at", Moment, "to here"),
    required("reason", Text, "why messages of this time may be missing"),
    comment="Stretches of time whose messages may be missing.",
)

quota = Table(
    "quota",
    metadata,
    key("project", "keyed hash of the credentials that pay"),
    key("day", "day in Pacific time, as Google counts"),
    key("method", "method called"),
    required("calls", Integer, "calls, refused ones among them"),
    required("units", Integer, "units they cost"),
    comment="What was spent of each day's quota.",
)

maps = Table(
    "maps",
    metadata,
    key("map_id", "version and digest"),
    required("meeting_id", Text, "its meeting"),
    required("version", Integer, "1, 2, 3 … within the meeting"),
    required("digest", Text, "hash of recipe and outcome: equal maps have equal digests"),
    required("recipe", JSON, "choices and versions that determined the map"),
    required("accounting", JSON, "where every received comment went"),
    Column("quality", JSON(none_as_null=True), comment="trustworthiness and continuity, 0 to 1"),
    required("seconds", JSON, "time spent by step"),
    required("created_at", Moment, "when it was saved"),
    ForeignKeyConstraint(["meeting_id"], ["meetings.meeting_id"]),
    Index("maps_by_meeting", "meeting_id", "version", unique=True),
    comment="One computed map each; never changed.",
)

themes = Table(
    "themes",
    metadata,
    key("map_id", "its map"),
    key("theme_id", "id within the map"),
    required("position", Integer, "order on screens"),
    required("label", Text, "label drawn from its comments"),
    ForeignKeyConstraint(["map_id"], ["maps.map_id"]),
    comment="Groups of topics.",
)

topics = Table(
    "topics",
    metadata,
    key("map_id", "its map"),
    key("topic_id", "id within the map"),
    required("theme_id", Text, "its theme"),
    required("position", Integer, "order on screens"),
    required("label", Text, "label drawn from its comments"),
    required("keywords", JSON, "telling words, best first"),
    required("exemplars", JSON, "comment ids, most telling first"),
    required("n_comments", Integer, "messages and answers"),
    required("n_people", Integer, "distinct authors; a comment without one counts as a person"),
    required("n_voices", Integer, "groups of near-identical comments"),
    required("x", Float, "centre on the map"),
    required("y", Float, "centre on the map"),
    Column("stability", Float, comment="share of resamplings in which it reappears, 0 to 1"),
    ForeignKeyConstraint(["map_id", "theme_id"], ["themes.map_id", "themes.theme_id"]),
    comment="What the comments are about.",
)

placements = Table(
    "placements",
    metadata,
    key("map_id", "its map"),
    key("comment_id", "the comment placed"),
    required("status", Text, "in_topic, lone, reaction, hidden or withdrawn"),
    required("kind", Text, "opinion, question or reaction"),
    required("language", Text, "ja, en, … or und when unknown"),
    required("voice_id", Text, "its voice; empty unless placed"),
    required("topic_id", Text, "its topic; empty outside topics"),
    Column("x", Float, comment="place on the map"),
    Column("y", Float, comment="place on the map"),
    Column("strength", Float, comment="how firmly it belongs, 0 to 1"),
    Column("stance", Text, comment="for, against, conditional, wish_for or wish_against, by rules"),
    Column("stance_words", JSON(none_as_null=True), comment="pieces of its text that decided"),
    ForeignKeyConstraint(["map_id"], ["maps.map_id"]),
    Index("placements_by_topic", "map_id", "topic_id"),
    Index("placements_by_voice", "map_id", "voice_id"),
    comment="Where each received comment lies on each map.",
)

decisions = Table(
    "decisions",
    metadata,
    Column("decision_id", Integer, primary_key=True, comment="1, 2, 3 …"),
    required("meeting_id", Text, "its meeting"),
    required(
        "act", Text, "hide, show, approve, rename, merge, split, pin, confirm, answer, undo …"
    ),
    required("target", Text, "comment, map, topic, finding or decision it is about"),
    required("by", Text, "who"),
    required("at", Moment, "when"),
    required("why", Text, "reason in words"),
    Column("map_id", Text, comment="the map that the person saw"),
    Column("details", JSON(none_as_null=True), comment="what the act needs beside its target"),
    ForeignKeyConstraint(["meeting_id"], ["meetings.meeting_id"]),
    comment="Acts of people; rows are only ever added.",
)

publications = Table(
    "publications",
    metadata,
    key("meeting_id", "its meeting"),
    key("map_id", "the approved map"),
    Column("last_decision", Integer, primary_key=True, comment="decisions up to here count"),
    required("approved_by", Text, "who approved"),
    required("approved_at", Moment, "when"),
    required("note", Text, "note of the approval"),
    comment="Approved maps that were written as a site; rows are only ever added.",
)

users = Table(
    "users",
    metadata,
    key("name", "the name to log in with"),
    required("role", Text, "viewer, editor or admin"),
    required("password", Text, "argon2id hash"),
    required("created_at", Moment, "when the user was added"),
    Column("disabled_at", Moment, comment="when the user was shut out"),
    comment="Staff who may log in.",
)

sessions = Table(
    "sessions",
    metadata,
    key("token", "SHA-256 of the secret that the browser holds"),
    required("name", Text, "the user"),
    required("csrf", Text, "secret that every change has to carry"),
    required("created_at", Moment, "when the user logged in"),
    required("seen_at", Moment, "when the user was last active"),
    ForeignKeyConstraint(["name"], ["users.name"]),
    Index("sessions_by_name", "name"),
    comment="Who is logged in.",
)

login_failures = Table(
    "login_failures",
    metadata,
    Column("failure_id", Integer, primary_key=True, comment="1, 2, 3 …"),
    required("name", Text, "keyed hash of the name that was tried"),
    required("address", Text, "keyed hash of where from"),
    required("at", Moment, "when"),
    Index("login_failures_by_time", "at"),
    comment="Failed log-ins of the last hour, to slow down who guesses passwords.",
)
