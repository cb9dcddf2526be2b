"""A small meeting with everything that a screen has to bear; invented like all of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from koemap.counting import account
from koemap.edition import Edition, read
from koemap.records import Comment, Decision, OpinionMap, Placement, Recipe, Theme, Topic
from koemap.store import Store
from tests.factories import START, a_meeting, a_source

HTML = '<img src=x onerror="window.pwned=1"><b>太字</b> [link](javascript:alert(1)) </script>'
TURNED = "\u202eこれは逆さまです\u2066"
ENDLESS = "あ" * 5_000 + "x" * 5_000
HIDDEN = "誰にも見せない文"
TEXTS = (
    ("yt:1", HTML, "t01"),
    ("yt:2", TURNED, "t01"),
    ("yt:3", ENDLESS, "t01"),
    ("yt:4", "ＡＩの理由をﾃﾞｰﾀで公開して", "t02"),
    ("yt:5", "AIの理由を公開して", "t02"),
    ("yt:6", "AIの理由を公開して", "t02"),
    ("form:1", "窓口に人を残してください", "t02"),
    ("yt:7", "ひとりだけの声です", ""),
    ("yt:8", "8888", "reaction"),
    ("yt:9", HIDDEN, "hidden"),
    ("yt:10", "", "withdrawn"),
)
LABELS = {"t01": "<script>window.pwned=2</script>", "t02": "理由を公開してほしい"}


def a_difficult_meeting(store: Store, video_id: str = "opvFauAVeEU") -> Edition:
    """Hostile, endless, turned, repeated, lone, hidden and withdrawn texts from two sources."""
    meeting, chat, form = a_meeting(video_id=video_id), a_source(), a_source(kind="table")
    store.add_meeting(meeting)
    for source in (chat, form):
        store.add_source(source)
        received = [_comment(n, *text) for n, text in enumerate(TEXTS)]
        store.save_comments(source, [c for c in received if c.source_id == source.source_id])
    store.save_comments(chat, [], withdrawn={"yt:10": "書いた人の求め"})
    why = "個人情報：個人の名前がある"
    store.decide(Decision("minamo-2", "hide", "yt:9", "担当者", START, why))
    comments = {comment.comment_id: comment for comment in store.comments("minamo-2")}
    store.save_map(_map(comments))
    return read(store, "minamo-2")


def _comment(number: int, comment_id: str, text: str, _where: str) -> Comment:
    form = comment_id.startswith("form:")
    at = START + timedelta(minutes=number)
    return Comment(
        meeting_id="minamo-2",
        comment_id=comment_id,
        source_id="table-sample" if form else "youtube-archive-sample",
        text=text,
        author_key=f"author-{number}",
        posted_at=at,
        offset_seconds=None if form else 60.0 * number + 3,
    )


def _map(comments: dict[str, Comment]) -> OpinionMap:
    placements = tuple(_placement(n, i, where) for n, (i, _, where) in enumerate(TEXTS))
    topics = tuple(_topic(topic_id, placements) for topic_id in LABELS)
    return OpinionMap(
        meeting_id="minamo-2",
        recipe=Recipe("static", "leiden", 0),
        themes=(Theme("T1", "透明性"),),
        topics=topics,
        placements=placements,
        accounting=account(placements, comments, n_topics=len(topics), n_themes=1),
    )


def _placement(number: int, comment_id: str, where: str) -> Placement:
    if where in ("hidden", "withdrawn"):
        return Placement(
            comment_id, "hidden" if where == "hidden" else "withdrawn", "opinion", "ja"
        )
    if where == "reaction":
        return Placement(comment_id, "reaction", "reaction", "ja")
    voice = "v-yt:5" if comment_id == "yt:6" else f"v-{comment_id}"
    placed = Placement(comment_id, "lone", "opinion", "ja", voice, "", number, number % 3, 0.0)
    return replace(placed, status="in_topic", topic_id=where, strength=0.9) if where else placed


def _topic(topic_id: str, placements: tuple[Placement, ...]) -> Topic:
    members = [p.comment_id for p in placements if p.topic_id == topic_id]
    x = 1.0 if topic_id == "t01" else 5.0
    return Topic(
        topic_id=topic_id,
        theme_id="T1",
        label=LABELS[topic_id],
        keywords=("理由", "公開"),
        exemplars=tuple(members[:3]),
        n_comments=len(members),
        n_people=len(members),
        n_voices=len(members) - (topic_id == "t02"),
        x=x,
        y=1.0,
    )
