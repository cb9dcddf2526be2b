"""Invented meetings for tests: nothing here was written by a real person."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from koemap.counting import account, count_people
from koemap.edition import Edition, read
from koemap.records import (
    Comment,
    Meeting,
    OpinionMap,
    Placement,
    Recipe,
    Source,
    Theme,
    Topic,
)
from koemap.store import Store

START = datetime(2026, 10, 15, 9, 0, tzinfo=UTC)
SUBJECTS = (
    ("透明性と責任", "AIの判断根拠を公開してほしい", "審査の理由を公開してほしい"),
    ("透明性と責任", "誤回答のとき誰が責任を負うか", "間違えたとき誰が責任を取るのですか"),
    ("学びと学校", "学校で生成AIをどう使うか", "学校で使い方を一緒に考える授業がほしい"),
    ("学びと学校", "考える力が落ちる心配", "自分で考える力が落ちないか心配です"),
    ("電力と環境", "データセンターの電力と場所", "データセンターの電気はどこから来るの"),
    ("暮らしと窓口", "高齢者が取り残されない", "スマホのない親にも電話の窓口を残して"),
)


def a_meeting(meeting_id: str = "minamo-2", *, video_id: str | None = "sample-demo") -> Meeting:
    return Meeting(meeting_id, "第2回 みなも市AI戦略会議", START, video_id)


def a_source(meeting_id: str = "minamo-2", kind: str = "youtube-archive") -> Source:
    retention = 30 if kind == "youtube-archive" else None
    return Source(meeting_id, f"{kind}-sample", kind, "見本", retention, "架空の見本")


def some_comments(n: int = 60, meeting_id: str = "minamo-2") -> tuple[Comment, ...]:
    """Messages by about half as many people, six subjects in turn."""
    return tuple(
        Comment(
            meeting_id=meeting_id,
            comment_id=f"yt:{number:04d}",
            source_id="youtube-archive-sample",
            text=f"{SUBJECTS[number % len(SUBJECTS)][2]}（{number}番目の声）",
            author_key=f"author-{number % (n // 2 + 1)}",
            posted_at=START + timedelta(seconds=20 * number),
            offset_seconds=20.0 * number,
        )
        for number in range(n)
    )


def a_map(comments: tuple[Comment, ...], meeting_id: str = "minamo-2") -> OpinionMap:
    """A map that puts the subjects in a ring; each seventh comment is a lone voice."""
    placements = tuple(_place(number, comment) for number, comment in enumerate(comments))
    themes = tuple(dict.fromkeys(theme for theme, _, _ in SUBJECTS))
    topics = tuple(_topic(n, themes, placements, comments) for n in range(len(SUBJECTS)))
    accounting = account(
        placements,
        {c.comment_id: c for c in comments},
        n_topics=len(topics),
        n_themes=len(themes),
    )
    return OpinionMap(
        meeting_id=meeting_id,
        recipe=Recipe("static", "leiden", 0, (("neighbours", "15"),), (("koemap", "0.1.0"),)),
        themes=tuple(Theme(f"T{n + 1}", label) for n, label in enumerate(themes)),
        topics=topics,
        placements=placements,
        accounting=accounting,
    )


def a_mapped_meeting(store: Store, n: int = 60) -> Edition:
    """A meeting with comments and a map, saved in the store, as readers see it."""
    meeting, source, comments = a_meeting(), a_source(), some_comments(n)
    store.add_meeting(meeting)
    store.add_source(source)
    store.save_comments(source, comments)
    store.save_map(a_map(comments))
    return read(store, meeting.meeting_id)


def _place(number: int, comment: Comment) -> Placement:
    topic = number % len(SUBJECTS)
    x, y = 3.0 * (topic % 3) + (number % 5) / 10, 3.0 * (topic // 3) + (number % 4) / 10
    kind = "question" if "か" in comment.text else "opinion"
    voice = f"v-{comment.comment_id}"
    if number % 7 == 6:
        return Placement(comment.comment_id, "lone", kind, "ja", voice, "", x + 1.4, y + 1.4, 0.0)
    return Placement(
        comment.comment_id, "in_topic", kind, "ja", voice, f"t{topic + 1:02d}", x, y, 0.8
    )


def _topic(
    number: int,
    themes: tuple[str, ...],
    placements: tuple[Placement, ...],
    comments: tuple[Comment, ...],
) -> Topic:
    topic_id = f"t{number + 1:02d}"
    theme, label, _ = SUBJECTS[number]
    members = [
        comment
        for placement, comment in zip(placements, comments, strict=True)
        if placement.topic_id == topic_id
    ]
    return Topic(
        topic_id=topic_id,
        theme_id=f"T{themes.index(theme) + 1}",
        label=label,
        keywords=("理由", "公開", "説明"),
        exemplars=tuple(comment.comment_id for comment in members[:3]),
        n_comments=len(members),
        n_people=count_people(members),
        n_voices=len(members),
        x=3.0 * (number % 3) + 0.2,
        y=3.0 * (number // 3) + 0.2,
    )
