"""A message's text is what its author wrote: whole links, emoji, and every sign as it is."""

from __future__ import annotations

import pytest

from collectors.chat.actions import actions
from collectors.chat.meaning import meaning
from collectors.chat.text import written
from collectors.json_fields import Json
from tests.collectors.chat import a_renderer, added


def a_link(shown: str, url: str) -> Json:
    return {"text": shown, "navigationEndpoint": {"urlEndpoint": {"url": url}}}


REDIRECT = (
    "https://www.youtube.com/redirect?event=live_chat&q=https%3A%2F%2Fexample.jp%2Fai%3Fp%3D2"
)
WATCH = {
    "commandMetadata": {"webCommandMetadata": {"url": "/watch?v=koemapTest1&t=83"}},
    "watchEndpoint": {"videoId": "koemapTest1"},
}


@pytest.mark.parametrize(
    ("run", "text"),
    [
        ({"text": "太字", "bold": True}, "太字"),
        ({"text": "斜体", "italics": True}, "斜体"),
        (a_link("https://example.jp/a...", REDIRECT), "https://example.jp/ai?p=2"),
        (a_link("example.jp/b…", "https://www.example.jp/b/long"), "https://www.example.jp/b/long"),
        (a_link("#AI", "/hashtag/ai"), "#AI"),
        (a_link("@someone", "https://www.youtube.com/@someone"), "@someone"),
        (a_link("http://[x", "http://[x"), "http://[x"),
        (a_link("", "https://example.jp"), ""),
        (
            {"text": "https://www.youtube.com/watch?v=koem...", "navigationEndpoint": WATCH},
            "https://www.youtube.com/watch?v=koemapTest1&t=83",
        ),
        ({"emoji": {"emojiId": "🤞", "shortcuts": [":crossed_fingers:"]}}, "🤞"),
        ({"emoji": {"emojiId": "👨‍👩‍👧‍👦", "shortcuts": [":family:"]}}, "👨‍👩‍👧‍👦"),
        ({"emoji": {"emojiId": "UCx/a", "shortcuts": [":mina:"], "isCustomEmoji": True}}, ":mina:"),
        ({"emoji": {"emojiId": "CUSTOM_CAT", "shortcuts": [":cat:"]}}, ":cat:"),
        ({"emoji": {"emojiId": "UCx/none", "isCustomEmoji": True}}, ""),
        ({"emoji": {"shortcuts": [None, 5, ":x:"]}}, ":x:"),
        ({"text": 123}, ""),
        ({}, ""),
    ],
)
def test_each_run_is_read_as_it_was_meant(run: Json, text: str) -> None:
    assert written({"runs": [{"text": "前"}, run, {"text": "後"}]}) == f"前{text}後"


def test_an_emoji_without_a_short_name_has_that_of_its_picture() -> None:
    image = {"accessibility": {"accessibilityData": {"label": "みなも"}}}
    emoji = {"emojiId": "UCx/y", "isCustomEmoji": True, "image": image}
    assert written({"runs": [{"emoji": emoji}]}) == ":みなも:"


@pytest.mark.parametrize(
    "text",
    [
        "  前後の空白  ",
        "改行\nも\tタブも",
        "\u202eمرحبا\u202c שלום",
        "ゼロ\u200b幅\u200d\ufeff",
        "か\u3099",
        "片方だけの\ud83d",
        "\0",
    ],
)
@pytest.mark.parametrize("form", ["runs", "simpleText", "content"])
def test_every_sign_survives(text: str, form: str) -> None:
    assert written({form: [{"text": text}] if form == "runs" else text}) == text


def a_picture(start: int, length: int = 1, label: str = "wave") -> Json:
    """A picture in the text of a message for phones."""
    return {
        "startIndex": start,
        "length": length,
        "element": {
            "type": {"imageType": {"image": {"sources": [{"url": "https://img.example/1"}]}}},
            "properties": {"accessibilityProperties": {"label": label}},
        },
    }


def test_pictures_in_a_marked_text_have_their_names_where_they_are() -> None:
    message = {"content": "😀□ café □!", "attachmentRuns": [a_picture(9), a_picture(2)]}
    assert written(message) == "😀:wave: café :wave:!"


@pytest.mark.parametrize(
    ("start", "length"), [(-1, 1), (1, 1), (0, 2), (2, 0), (2, 2), (99, 1), ("2", 1), (True, 1)]
)
def test_a_mark_that_fits_nowhere_changes_nothing(start: int, length: int) -> None:
    assert written({"content": "😀□", "attachmentRuns": [a_picture(start, length)]}) == "😀□"


def test_a_link_in_a_marked_text_is_whole() -> None:
    tap = {"innertubeCommand": {"urlEndpoint": {"url": REDIRECT}}}
    mark = {"startIndex": 3, "length": 14, "onTap": tap}
    message = {"content": "資料はexample.jp/...です", "commandRuns": [mark]}
    assert written(message) == "資料はhttps://example.jp/ai?p=2です"


TRANSLATED = {
    "message": {"runs": [{"text": "Please keep the counter"}]},
    "hoverMessage": {"runs": [{"text": "窓口を残して"}]},
}


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({**TRANSLATED, "messagePrefixIcon": {"iconType": "TRANSLATE"}}, "窓口を残して"),
        ({**TRANSLATED, "messagePrefixIcon": {"icon": {"iconName": "TRANSLATE"}}}, "窓口を残して"),
        (
            {
                **TRANSLATED,
                "beforeContentButtons": [{"buttonViewModel": {"iconName": "TRANSLATE"}}],
            },
            "窓口を残して",
        ),
        (TRANSLATED, "Please keep the counter"),
        ({"originalMessage": {"simpleText": "窓口を残して"}}, "窓口を残して"),
    ],
)
def test_a_translated_message_is_heard_in_the_words_of_its_author(fields: Json, text: str) -> None:
    """Seen in haasapenas/Yubblo: the chat of a viewer who has it translated keeps the original."""
    (action,) = actions(added(a_renderer(1, **fields)))
    (heard,) = meaning(action, 1)
    assert getattr(heard, "text", None) == text
