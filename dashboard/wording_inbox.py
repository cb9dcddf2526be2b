"""More strings of the desk: who holds what, what waits, is kept, undone and seen, and the keys."""

from __future__ import annotations

INBOX = {
    "desk_held_by": ("{by}が見ています", "{by} is looking at this"),
    "desk_held_at": ("机{number}が見ています", "Desk {number} is looking at this"),
    "desk_held_by_at": (
        "{by}（机{number}）が見ています",
        "{by} (desk {number}) is looking at this",
    ),
    "desk_no_letters": ("表示できる文字のない声", "No visible characters"),
    "desk_own_number": ("この画面は「机{number}」です", "This is desk {number}"),
    "desk_numbered": ("机{number}｜{title}", "Desk {number} | {title}"),
    "desk_refused_late": (
        "送信待ちの操作が受け付けられませんでした。理由はその声の行に出ています",
        "A delayed action was refused; its row says why",
    ),
    "desk_undo_done": ("取り消す：{done}（あと{n}秒）", "Undo: {done} ({n} s left)"),
    "desk_stopped_already": (
        "すでに停止中です。再開は「再開する」ボタンから",
        "Already stopped; use the button to lift it",
    ),
    "desk_note_saved": (
        "保存しました（ほかの担当者の画面にも、進行の記録にも出ます）",
        "Saved (also for other desks and the run sheet)",
    ),
    "desk_note_leave": ("Esc で一覧に戻ります", "Esc returns to the list"),
    "desk_note_over": ("ほかの担当者が書き直しました", "Another desk has changed it"),
    "desk_note_other": ("ほかの担当者が書いたメモ：{text}", "Another desk wrote: {text}"),
    "desk_notes_left": ("保存されていないメモ", "Unsaved notes"),
    "desk_note_left": ("保存されていないメモ：{text}", "Unsaved note: {text}"),
    "desk_note_now": (
        "ほかの担当者が保存したメモ：{text}",
        "Note saved at another desk: {text}",
    ),
    "desk_note_keep": ("このメモを保存する", "Save this note"),
    "desk_note_drop": ("破棄する", "Discard"),
    "desk_note_left_about": (
        "保存されていないメモがあります（「画面に出す」の欄）",
        "A note was not saved; see the “On air” column",
    ),
    "desk_seconds_ago": ("{n}秒前", "{n} s ago"),
    "desk_minutes_ago": ("{n}分前", "{n} min ago"),
    "desk_long_ago": ("{long}前", "{long} ago"),
    # what the figures count, and who acts where nobody logs in
    "desk_rows": ("行", "rows"),
    "desk_messages": ("件", "messages"),
    "desk_received_hint": (
        "この1分に届いた声の数（件）と、書いた人の数",
        "Messages of the last minute, and the people who wrote them",
    ),
    "desk_total_hint": ("届いた声の数（件）", "Messages received"),
    "desk_unseen_hint": (
        "まだ確認していない行の数（似た声は何件でも1行）",
        "Rows not yet looked at (messages that say the same share a row)",
    ),
    "desk_people_hint": ("声を寄せた人の数", "People who have written"),
    "desk_staff": ("担当者", "Staff"),
    # what viewers see beside the question
    "desk_beside": ("配信画面にはほかに：{told}", "Viewers also see: {told}"),
    "desk_beside_nothing": (
        "配信画面にはほかに何も出ていません",
        "Viewers see nothing else of koemap",
    ),
    "desk_beside_rising": ("増えている論点 {topics}", "rising topics {topics}"),
    "desk_beside_topic": ("{label}（{people}）", "{label} ({people})"),
    "desk_beside_people": ("参加者数（{people}）", "how many are taking part ({people})"),
    "desk_beside_joint": ("、", ", "),
    # the keys
    "desk_keys": ("キー一覧", "Keys"),
    "desk_keys_close": ("閉じる", "Close"),
    "desk_keys_use": ("1文字のキーを使う", "Use single-letter keys"),
    "desk_key_select": ("声を選ぶ", "Select a message"),
    "desk_key_column": ("受信箱と質問の列を行き来する", "Move between inbox and queue"),
    "desk_key_fresh": ("新着を表示する", "Show what is new"),
    "desk_key_fold": ("似た声と全文を開く", "Open copies and the full text"),
    "desk_key_undo": ("取り消す（30秒以内）", "Undo (within 30 seconds)"),
    "desk_key_search": ("検索する", "Search"),
    "desk_key_air": ("選んだ質問を画面に出す", "Put the selected question on air"),
    "desk_key_answered": ("表示中の質問を回答済みにする", "Mark what is on air as answered"),
    "desk_key_order": ("質問の順番を変える", "Reorder the queue"),
    "desk_key_stop": ("緊急停止", "Stop all outputs"),
    "desk_key_stop_typing": ("緊急停止（入力中も）", "Stop all outputs, also while typing"),
    "desk_key_leave": ("入力欄・検索・絞り込みを抜ける", "Leave a field, a search or a filter"),
    "desk_key_help": ("この一覧", "This list"),
    "desk_alt_arrows": ("Alt+↑↓", "Alt+↑↓"),
}
