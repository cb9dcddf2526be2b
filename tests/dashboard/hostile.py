"""Texts that try to be more than text, in every place where the published site shows one."""

from __future__ import annotations

from dataclasses import replace

from koemap.deciding import Hand
from koemap.edition import Edition, read
from koemap.records import Comment, Meeting, OpinionMap, Source, Theme
from koemap.store import Store
from tests.factories import START, a_map, some_comments

OWN = "window.pwned=1"
HOSTILE = (
    f"<script>{OWN}</script>",
    f"</script><script>{OWN}</script>",
    f'<img src=x onerror="{OWN}">',
    f"<svg onload={OWN}>",
    f"<svg><script>{OWN}</script></svg>",
    f"</blockquote></figure><iframe srcdoc='<script>{OWN}</script>'>",
    f'" onmouseover="{OWN}" x="',
    f"' autofocus onfocus='{OWN}' x='",
    f"javascript:{OWN}",
    f"[click](javascript:{OWN})",
    f"<a href='javascript:{OWN}'>x</a>",
    f"{{{{ {OWN} }}}} {{% raw %}} %{{x}} ${{{OWN}}}",
    f"*/;{OWN};/*",
    f"]]>--><!--<script>{OWN}</script>",
    f"</title></style></textarea><script>{OWN}</script>",
    f"\u2028{OWN}\u2029",
    "\u202eこれは逆さま\u2066",
    "a\u200bb\u200d\ufeffc",
    "\x00\x08\x1b[31m\x7f",
    '=HYPERLINK("http://x.example/","見る")',
    "@SUM(1+1)|cmd",
    "\ud800 lone surrogate",
    "&lt;script&gt; &amp;#x3c; %3Cscript%3E",
    "__proto__",
)


def a_hostile_meeting(store: Store) -> Edition:
    """A meeting whose comments, names, words, answers and sources are all hostile."""
    safe = [text.encode(errors="replace").decode() for text in HOSTILE]
    meeting = Meeting("minamo-2", HOSTILE[1], START, "opvFauAVeEU")
    source = Source("minamo-2", "youtube-archive-sample", "other", HOSTILE[2], None, HOSTILE[0])
    comments = tuple(
        replace(comment, text=safe[n % len(safe)]) for n, comment in enumerate(some_comments(120))
    )
    store.add_meeting(meeting)
    store.add_source(source)
    store.save_comments(source, comments)
    store.save_map(_named(comments, safe))
    hand = Hand(read(store, "minamo-2"), HOSTILE[3], START)
    for n, topic_id in enumerate(hand.edition.topics):
        store.decide(hand.answer(topic_id, "declined", safe[n], department=safe[n + 1]))
    store.decide(hand.hide("yt:0003", HOSTILE[0]))
    return read(store, "minamo-2")


def _named(comments: tuple[Comment, ...], safe: list[str]) -> OpinionMap:
    made = a_map(comments)
    topics = tuple(
        replace(topic, label=safe[n], keywords=tuple(safe[n : n + 3]))
        for n, topic in enumerate(made.topics)
    )
    return replace(
        made, topics=topics, themes=tuple(Theme(t.theme_id, HOSTILE[2]) for t in made.themes)
    )
