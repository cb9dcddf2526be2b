"""The tables: the whole data model on one page.

A meeting has sources, a source has comments, a map places the comments of its meeting.
Times are UTC. `docs/data-model.md` is generated from this page.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    DateTime,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
)


class Moment(TypeDecorator[datetime]):
    """A time-zone-aware UTC time on every database; SQLite has no zones of its own."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        """The value in UTC, without a zone where the database keeps none."""
        if value is None:
            return None
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        """The stored value with its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData()


def _required(name: str, type_: Any, comment: str, **more: Any) -> Column[Any]:
    return Column(name, type_, nullable=False, comment=comment, **more)


def _key(name: str, comment: str) -> Column[Any]:
    return Column(name, Text, primary_key=True, comment=comment)


migrations = Table(
    "migrations",
    metadata,
    _key("name", "name of the migration function"),
    _required("applied_at", Moment, "when it was applied"),
    comment="Which changes of these tables this database has seen.",
)

meetings = Table(
    "meetings",
    metadata,
    _key("meeting_id", "slug chosen by the operator"),
    _required("title", Text, "title as shown"),
    Column("starts_at", Moment, comment="start of the meeting or stream"),
    Column("video_id", Text, comment="YouTube video id, if it is streamed"),
    Column("n_changes", Integer, comment="how often comments that were there changed or went"),
    comment="One open meeting or consultation each.",
)

sources = Table(
    "sources",
    metadata,
    _key("meeting_id", "its meeting"),
    _key("source_id", "slug of kind and name"),
    _required("kind", Text, "collector that reads it, such as youtube-archive"),
    _required("name", Text, "name as shown"),
    Column("retention_days", Integer, comment="days texts may be kept; empty means no limit"),
    _required("authority", Text, "by what right the comments are used"),
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
    _key("meeting_id", "its meeting"),
    _key("comment_id", "derived from the source's own id"),
    _required("source_id", Text, "its source"),
    _required("text", Text, "verbatim after masking; empty when withdrawn"),
    Column("author_key", Text, comment="keyed hash of the author; empty when the source has none"),
    Column("posted_at", Moment, comment="when it was written"),
    Column("offset_seconds", Float, comment="second of the video"),
    _required("attributes", JSON, "the other columns of a form"),
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
    _key("meeting_id", "its meeting"),
    _key("comment_id", "the comment taken back"),
    _required("reason", Text, "why"),
    comment="Comments taken back; one that arrives later stays without text.",
)

removed_authors = Table(
    "removed_authors",
    metadata,
    _key("meeting_id", "its meeting"),
    _key("author_key", "the author whose comments were taken back"),
    Column("until", Moment, comment="comments written up to here; empty means all of them"),
    _required("reason", Text, "why"),
    comment="Authors removed from a chat; what they wrote before and arrives later has no text.",
)

sightings = Table(
    "sightings",
    metadata,
    _key("meeting_id", "its meeting"),
    _key("comment_id", "a comment"),
    _key("source_id", "a source that gave it too, after the one it belongs to"),
    comment="Comments that reached the meeting by more than one source.",
)

gaps = Table(
    "gaps",
    metadata,
    _key("meeting_id", "its meeting"),
    _key("source_id", "its source"),
    Column("starts_at", Moment, primary_key=True, comment="from here"),
    _required("ends_at", Moment, "to here"),
    _required("reason", Text, "why messages of this time may be missing"),
    comment="Stretches of time whose messages may be missing.",
)

quota = Table(
    "quota",
    metadata,
    _key("project", "keyed hash of the credentials that pay"),
    _key("day", "day in Pacific time, as Google counts"),
    _key("method", "method called"),
    _required("calls", Integer, "calls, refused ones among them"),
    _required("units", Integer, "units they cost"),
    comment="What was spent of each day's quota.",
)

maps = Table(
    "maps",
    metadata,
    _key("map_id", "version and digest"),
    _required("meeting_id", Text, "its meeting"),
    _required("version", Integer, "1, 2, 3 … within the meeting"),
    _required("digest", Text, "hash of recipe and outcome: equal maps have equal digests"),
    _required("recipe", JSON, "choices and versions that determined the map"),
    _required("accounting", JSON, "where every received comment went"),
    Column("quality", JSON(none_as_null=True), comment="trustworthiness and continuity, 0 to 1"),
    _required("seconds", JSON, "time spent by step"),
    _required("created_at", Moment, "when it was saved"),
    ForeignKeyConstraint(["meeting_id"], ["meetings.meeting_id"]),
    Index("maps_by_meeting", "meeting_id", "version", unique=True),
    comment="One computed map each; never changed.",
)

themes = Table(
    "themes",
    metadata,
    _key("map_id", "its map"),
    _key("theme_id", "id within the map"),
    _required("position", Integer, "order on screens"),
    _required("label", Text, "label drawn from its comments"),
    ForeignKeyConstraint(["map_id"], ["maps.map_id"]),
    comment="Groups of topics.",
)

topics = Table(
    "topics",
    metadata,
    _key("map_id", "its map"),
    _key("topic_id", "id within the map"),
    _required("theme_id", Text, "its theme"),
    _required("position", Integer, "order on screens"),
    _required("label", Text, "label drawn from its comments"),
    _required("keywords", JSON, "telling words, best first"),
    _required("exemplars", JSON, "comment ids, most telling first"),
    _required("n_comments", Integer, "messages and answers"),
    _required("n_people", Integer, "distinct authors; a comment without one counts as a person"),
    _required("n_voices", Integer, "groups of near-identical comments"),
    _required("x", Float, "centre on the map"),
    _required("y", Float, "centre on the map"),
    Column("stability", Float, comment="share of resamplings in which it reappears, 0 to 1"),
    ForeignKeyConstraint(["map_id", "theme_id"], ["themes.map_id", "themes.theme_id"]),
    comment="What the comments are about.",
)

placements = Table(
    "placements",
    metadata,
    _key("map_id", "its map"),
    _key("comment_id", "the comment placed"),
    _required("status", Text, "in_topic, lone, reaction, hidden or withdrawn"),
    _required("kind", Text, "opinion, question or reaction"),
    _required("language", Text, "ja, en, … or und when unknown"),
    _required("voice_id", Text, "its voice; empty unless placed"),
    _required("topic_id", Text, "its topic; empty outside topics"),
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
    _required("meeting_id", Text, "its meeting"),
    _required(
        "act", Text, "hide, show, approve, rename, merge, split, pin, confirm, answer, undo …"
    ),
    _required("target", Text, "comment, map, topic, finding or decision it is about"),
    _required("by", Text, "who"),
    _required("at", Moment, "when"),
    _required("why", Text, "reason in words"),
    Column("map_id", Text, comment="the map that the person saw"),
    Column("details", JSON(none_as_null=True), comment="what the act needs beside its target"),
    ForeignKeyConstraint(["meeting_id"], ["meetings.meeting_id"]),
    comment="Acts of people; rows are only ever added.",
)

publications = Table(
    "publications",
    metadata,
    _key("meeting_id", "its meeting"),
    _key("map_id", "the approved map"),
    Column("last_decision", Integer, primary_key=True, comment="decisions up to here count"),
    _required("approved_by", Text, "who approved"),
    _required("approved_at", Moment, "when"),
    _required("note", Text, "note of the approval"),
    comment="Approved maps that were written as a site; rows are only ever added.",
)

users = Table(
    "users",
    metadata,
    _key("name", "the name to log in with"),
    _required("role", Text, "viewer, editor or admin"),
    _required("password", Text, "argon2id hash"),
    _required("created_at", Moment, "when the user was added"),
    Column("disabled_at", Moment, comment="when the user was shut out"),
    comment="Staff who may log in.",
)

sessions = Table(
    "sessions",
    metadata,
    _key("token", "SHA-256 of the secret that the browser holds"),
    _required("name", Text, "the user"),
    _required("csrf", Text, "secret that every change has to carry"),
    _required("created_at", Moment, "when the user logged in"),
    _required("seen_at", Moment, "when the user was last active"),
    ForeignKeyConstraint(["name"], ["users.name"]),
    Index("sessions_by_name", "name"),
    comment="Who is logged in.",
)

login_failures = Table(
    "login_failures",
    metadata,
    Column("failure_id", Integer, primary_key=True, comment="1, 2, 3 …"),
    _required("name", Text, "keyed hash of the name that was tried"),
    _required("address", Text, "keyed hash of where from"),
    _required("at", Moment, "when"),
    Index("login_failures_by_time", "at"),
    comment="Failed log-ins of the last hour, to slow down who guesses passwords.",
)

arrivals = Table(
    "arrivals",
    metadata,
    Column("number", Integer, primary_key=True, comment="1, 2, 3 … in the order of arrival"),
    _required("meeting_id", Text, "its meeting"),
    _required("comment_id", Text, "the comment that arrived"),
    _required("at", Moment, "when it reached the store"),
    Index("arrivals_by_meeting", "meeting_id", "number"),
    Index("arrivals_by_comment", "meeting_id", "comment_id"),
    comment="The order in which comments reached the store.",
)

assignments = Table(
    "assignments",
    metadata,
    _key("meeting_id", "its meeting"),
    _key("comment_id", "the comment assigned"),
    _required("number", Integer, "grows within the meeting whenever this changes"),
    _required("kind", Text, "opinion, question or reaction"),
    _required("language", Text, "ja, en, … or und when unknown"),
    _required("folded", Text, "the first comment that says nearly the same"),
    _required("topic_id", Text, "its topic; empty while it fits none"),
    _required("strength", Float, "how firmly it belongs, 0 to 1"),
    Column("x", Float, comment="place on the map"),
    Column("y", Float, comment="place on the map"),
    _required("flags", JSON, "what to look at before others see it, with the words that told"),
    _required("map_id", Text, "the map it was assigned on; empty before the first"),
    Index("assignments_by_number", "meeting_id", "number"),
    comment="What is said of comments while a meeting is live.",
)

candidates = Table(
    "candidates",
    metadata,
    _key("meeting_id", "its meeting"),
    _key("candidate_id", "named after the first of its comments"),
    _required("label", Text, "words of its comments"),
    _required("keywords", JSON, "telling words, best first"),
    _required("comment_ids", JSON, "its comments, the most telling first"),
    _required("n_people", Integer, "distinct authors"),
    _required("first_at", Moment, "when it was first proposed"),
    comment="Groups of comments that may be a topic of their own.",
)

desk_acts = Table(
    "desk_acts",
    metadata,
    Column("number", Integer, primary_key=True, comment="1, 2, 3 …"),
    _required("meeting_id", Text, "its meeting"),
    _required("verb", Text, "hold, let_through, reject, queue, air, answered, stop, undo …"),
    _required("target", Text, "comment, candidate or act it is about"),
    _required("by", Text, "who"),
    _required("at", Moment, "when"),
    _required("key", Text, "random word by which an act sent twice is known"),
    _required("details", JSON, "a note, or the ids of an order"),
    ForeignKeyConstraint(["meeting_id"], ["meetings.meeting_id"]),
    Index("desk_acts_by_meeting", "meeting_id", "number"),
    comment="What people did at the desk of a live meeting; rows are only ever added.",
)

claims = Table(
    "claims",
    metadata,
    _key("meeting_id", "its meeting"),
    _key("comment_id", "the row that somebody is looking at"),
    _required("by", Text, "who"),
    _required("until", Moment, "until then"),
    comment="Rows that somebody at a desk is looking at.",
)

happenings = Table(
    "happenings",
    metadata,
    Column("number", Integer, primary_key=True, comment="1, 2, 3 …"),
    _required("meeting_id", Text, "its meeting"),
    _required("at", Moment, "when"),
    _required("kind", Text, "merged, split, upheld, new, gone, renamed, or which process failed"),
    _required("en", Text, "one line in English"),
    _required("ja", Text, "one line in Japanese"),
    Index("happenings_by_meeting", "meeting_id", "number"),
    comment="What happened while a meeting was live; rows are only ever added.",
)

analysts = Table(
    "analysts",
    metadata,
    _key("meeting_id", "its meeting"),
    _required("state", JSON, "how the analyst is doing"),
    comment="How the analyst of each live meeting is doing.",
)
