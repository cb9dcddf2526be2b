"""Exports of known programs: which headers they have, what is kept of them and what is no comment.

Where the headers were seen is told beside each and, for all, in docs/tables.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from collectors.rows.sheets import plain


@dataclass(frozen=True, slots=True)
class Drop:
    """Rows that are no comments: a column whose cell is of this pattern, and why, in one word.

    `withdrawn` says that a comment may have been there before: it is then taken back.
    """

    column: str
    cell: str
    code: str
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Preset:
    """Headers of a known export, as patterns for the whole header.

    `signs` are sets of headers of which one complete set is unmistakable. Of several patterns of
    a role the first that fits is taken. `translations` means that the columns of comments hold
    one text in several languages. `kept` are attributes whatever their cells; with `closed` there
    are no others; `unkept` are none. `lead` is cut from the start of a text. `markup` tells that
    texts may be HTML.
    """

    title: str
    title_ja: str = ""
    signs: tuple[tuple[str, ...], ...] = ()
    text: tuple[str, ...] = ()
    id: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    time: tuple[str, ...] = ()
    kept: str = ""
    unkept: str = ""
    drops: tuple[Drop, ...] = ()
    closed: bool = False
    translations: bool = False
    lead: str = ""
    markup: bool = False


_EVERYBODY = r"everyone(?: in \w+)?|all panelists(?: and attendees)?|全員"
_YES = r"true|yes|1"

_PRESETS = {
    # Polis: data that every report offers; also in compdemocracy's open data.
    "polis": Preset(
        "a Polis export",
        title_ja="Polis の書き出し",
        signs=(
            ("comment-id", "comment-body|comment_text", "moderated"),
            ("statement_id", "text", "moderated"),
        ),
        text=("comment-body|comment_text", "text"),
        id=("comment-id|statement_id",),
        author=("author-id|author_participant_id",),
        time=("timestamp", "created"),
        kept=r"agrees|disagrees|passes|votes|(?:agree|disagree|pass)_count|lang|is_seed|is_meta",
        closed=True,
        drops=(Drop("moderated", "-1", "rejected_by_moderators", withdrawn=True),),
    ),
    # Decidim: decidim/decidim, decidim-core/lib/decidim/exporters/csv.rb joins names with a slash;
    # decidim-proposals/…/proposal_serializer.rb and decidim-comments/…/comment_serializer.rb.
    "decidim": Preset(
        "a Decidim export",
        title_ja="Decidim の書き出し",
        signs=(
            ("id", "body(/.*)?", "participatory_space/(id|url)"),
            ("id", "body", "commentable_(id|type)"),
        ),
        text=("body", "body/ja", r"body/[a-z]{2}(-[a-z]{2})?"),
        id=("id",),
        author=("author/id", "author/name"),
        time=("created_at", "published_at"),
        kept=(
            r"(?:title|category/name|scope/name|taxonomies/name)(?:/[a-z]{2}(?:-[a-z]{2})?)?|state"
            r"|supports|votes|(?:likes|endorsements)/total_count|comments|alignment|depth|is_amend"
        ),
        closed=True,
        drops=(
            Drop("withdrawn", _YES, "withdrawn", withdrawn=True),
            Drop("state", "withdrawn", "withdrawn", withdrawn=True),
        ),
        translations=True,
        markup=True,
    ),
    # Microsoft Forms: Omochice/analysis-forms (README.md) has the Japanese headers.
    "microsoft-forms": Preset(
        "a Microsoft Forms export",
        title_ja="Microsoft Forms の書き出し",
        signs=(("start time|開始時刻", "completion time|完了時刻"),),
        id=("id",),
        author=("email|メール",),
        time=("completion time|完了時刻",),
        unkept=r"start time|開始時刻|last modified time|最終変更時刻|name|名前",
    ),
    # X: its analytics export, twint, TAGS and flattened answers of its API, as public code
    # that reads them names the columns.
    "x": Preset(
        "posts from X",
        title_ja="X の投稿",
        signs=(
            ("(?:post|tweet)[ _]id", "(?:post|tweet)[ _]text"),
            ("id_str", "(?:full_)?text"),
            ("conversation_id", "tweet", "username"),
            ("id", "author_id", "text", "(?:public_metrics.*|edit_history_tweet_ids)"),
            ("id", "text", "created_at"),
        ),
        text=("(?:post|tweet)[ _]text", "full_text", "tweet", "text|rawcontent|content"),
        id=("(?:post|tweet)[ _]id", "id_str", "id"),
        author=(
            "user[ _]id|author_id|from_user_id_str",
            r"username|from_user|screen_name|user[._]username|user",
        ),
        time=("created_at", "timestamp|time|date"),
        kept=(
            r"lang(?:uage)?|hashtags|impressions|(?:public_metrics\.)?(?:likes?|repl(?:y|ies)|"
            r"retweets?|reposts?|quotes?)(?:_?count)?"
        ),
        closed=True,
        drops=(
            Drop("(?:is_?)?retweet(?:ed)?", _YES, "repost"),
            Drop("referenced_tweets.*", ".*retweeted.*", "repost"),
            Drop(
                "(?:post|tweet)[ _]text|full_text|tweet|text|rawcontent|content",
                r"rt @\w+.*",
                "repost",
            ),
        ),
    ),
    # Slido documents no columns; these are the names of its programming interface as shown in
    # Sequoia/sequoia.github.com (_content/_drafts/jq-with-slido-examples.md), and `Question
    # Id,Question,Author,Upvotes`, as was reported to us without a file to look at.
    "slido": Preset(
        "a Slido export",
        title_ja="Slido の書き出し",
        signs=(("event_question_id", "text"), (r"question[ _]id", r"question(?:[ _]text)?|text")),
        text=("text", "question(?:[ _]text)?|質問"),
        id=("event_question_id", "(?:question[ _])?id"),
        author=("event_user_id", r"author(?:[ ._]name)?"),
        time=("date_created", r".*(?:date|created|time|日時).*"),
        kept=r"type|score.*|(?:up|down)votes?|likes|labels|is_(?:answered|anonymous)",
        closed=True,
        drops=(
            Drop("date[ _]deleted", ".+", "deleted", withdrawn=True),
            Drop("(?:is[ _])?deleted", _YES, "deleted", withdrawn=True),
        ),
    ),
    # Zoom and Meet: the columns are those of collectors/rows/transcripts.py.
    "zoom": Preset(
        "a Zoom chat",
        title_ja="Zoom のチャット",
        text=("message",),
        author=("from",),
        time=("time",),
        closed=True,
        drops=(
            Drop("time", "", "no_message"),
            Drop("to", "hosts and panelists", "to_hosts_only"),
            Drop("to", rf"(?!(?:{_EVERYBODY})$).+", "private"),
            Drop("message", r'reacted to ".*" with .*|removed a .* reaction from ".*"', "reaction"),
            Drop("message", r"(?:add|remove) [^\w\s]{1,8}", "reaction"),
        ),
        lead=r'Replying to ".*?"(?=\s|$)\s*',
    ),
    "meet": Preset(
        "a Google Meet chat",
        title_ja="Google Meet のチャット",
        text=("message",),
        author=("from",),
        time=("time",),
        closed=True,
        drops=(Drop("time", "", "no_message"),),
    ),
    # Google Forms: the first column, in its CSV and in the linked spreadsheet.
    "forms": Preset(
        "a Google Forms export",
        title_ja="Google フォームの書き出し",
        signs=(("タイムスタンプ",), ("timestamp", r"e-?mail address|username")),
        author=("メール ?アドレス|ユーザー ?名|e-?mail(?: address)?|username",),
        time=("タイムスタンプ|timestamp",),
    ),
}
PRESETS: Mapping[str, Preset] = MappingProxyType(dict(sorted(_PRESETS.items())))

# Files of Polis that come beside the comments and hold none.
_VOTES = (
    ("comment-id", "voter-id", "vote"),
    ("participant_id", "statement_id", "vote"),
    ("participant", "group-id", "n-votes"),
)


def recognised(names: Sequence[str]) -> str:
    """The preset of a table with these headers, empty when it is none for sure."""
    for name, preset in _PRESETS.items():
        if any(all(find(names, sign) is not None for sign in signs) for signs in preset.signs):
            return name
    return ""


def are_votes(names: Sequence[str]) -> bool:
    """Whether a table with these headers holds votes on comments, and no comments."""
    return any(all(find(names, sign) is not None for sign in signs) for signs in _VOTES)


def find(names: Sequence[str], *patterns: str) -> int | None:
    """The place of the first column that the first fitting pattern describes."""
    for pattern in patterns:
        for place, name in enumerate(names):
            if re.fullmatch(pattern, plain(name)):
                return place
    return None


def find_all(names: Sequence[str], patterns: Sequence[str]) -> tuple[int, ...]:
    """The places of the columns that the patterns describe, those of earlier patterns first."""
    found = [
        place
        for pattern in patterns
        for place, name in enumerate(names)
        if re.fullmatch(pattern, plain(name))
    ]
    return tuple(dict.fromkeys(found))
