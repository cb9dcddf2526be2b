"""The strings of the desk about who holds what, what waits, what is kept, undone, and how old."""

from __future__ import annotations

INBOX = {
    "desk_held_by": ("{by}が見ています", "{by} is looking at this"),
    "desk_held_at": ("机{number}が見ています", "Desk {number} is looking at this"),
    "desk_held_by_at": (
        "{by}（机{number}）が見ています",
        "{by} (desk {number}) is looking at this",
    ),
    "desk_no_letters": ("表示できる文字のない声", "Nothing that can be seen"),
    "desk_own_number": ("この画面は「机{number}」です", "This is desk {number}"),
    "desk_numbered": ("机{number}｜{title}", "Desk {number} | {title}"),
    "desk_refused_late": (
        "送信待ちの操作が受け付けられませんでした。理由はその声の行に出ています",
        "An act that waited was refused; its message says why",
    ),
    "desk_undo_done": ("取り消す：{done}（あと{n}秒）", "Undo: {done} ({n} s left)"),
    "desk_stopped_already": (
        "すでに停止中です。再開は「再開する」ボタンから",
        "Stopped already; the button lifts it",
    ),
    "desk_note_saved": (
        "保存しました（ほかの担当者の画面にも、進行の記録にも出ます）",
        "Saved (other desks and the run sheet have it, too)",
    ),
    "desk_note_leave": ("Esc で一覧に戻ります", "Esc goes back to the list"),
    "desk_note_over": ("ほかの担当者が書き直しました", "Another desk has changed it"),
    "desk_note_other": ("ほかの担当者が書いたメモ：{text}", "Another desk wrote: {text}"),
    "desk_notes_left": ("保存されていないメモ", "Memos that were not saved"),
    "desk_note_left": ("保存されていないメモ：{text}", "Memo that was not saved: {text}"),
    "desk_note_now": (
        "ほかの担当者が保存したメモ：{text}",
        "Memo that another desk has saved: {text}",
    ),
    "desk_note_keep": ("このメモを保存する", "Save this memo"),
    "desk_note_drop": ("破棄する", "Discard"),
    "desk_note_left_about": (
        "保存されていないメモがあります（「画面に出す」の欄）",
        "A memo was not saved; it is in the column “On air”",
    ),
    "desk_seconds_ago": ("{n}秒前", "{n} s ago"),
    "desk_minutes_ago": ("{n}分前", "{n} min ago"),
    "desk_long_ago": ("{long}前", "{long} ago"),
}
