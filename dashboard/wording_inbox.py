"""The strings of the desk about who holds what, what waits to be sent and what can be undone."""

from __future__ import annotations

INBOX = {
    "desk_held_by": ("{by}が見ています", "{by} is looking at this"),
    "desk_held_at": ("机{number}が見ています", "Desk {number} is looking at this"),
    "desk_held_by_at": (
        "{by}（机{number}）が見ています",
        "{by} (desk {number}) is looking at this",
    ),
    "desk_no_letters": ("目に見える文字のない声", "Nothing that can be seen"),
    "desk_own_number": ("この机は「机{number}」", "This is desk {number}"),
    "desk_numbered": ("机{number}｜{title}", "Desk {number} | {title}"),
    "desk_refused_late": (
        "送信待ちの操作が受け付けられませんでした。その声に理由があります",
        "An act that waited was refused; its message says why",
    ),
    "desk_undo_done": ("取り消す：{done}（あと{n}秒）", "Undo: {done} ({n} s left)"),
}
