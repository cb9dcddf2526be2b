"""The strings of the live meeting that the server says itself, in Japanese and English."""

LIVE_DESK = {
    "live_desk": ("進行の机", "Facilitator's desk"),
    "live_no_comment": (
        "この声はありません。画面を開き直してください",
        "There is no such message; please reload the page",
    ),
    "live_reworded": (
        "書いた人が本文を変えました。もう一度見てください",
        "The author changed the text; please look at it again",
    ),
    "live_gone": (
        "この声は取り下げられたか、非表示になりました",
        "This message was withdrawn or hidden",
    ),
    "live_no_candidate": (
        "この候補はもうありません",
        "This candidate is no longer there",
    ),
    "live_undo_late": ("取り消せるのは{n}秒以内です", "This can only be undone within {n} seconds"),
    "live_late": (
        "{n}秒以上前の操作なので、実行しませんでした。必要ならもう一度押してください",
        "This was pressed more than {n} seconds ago, so it was not done; "
        "press it again if you still want it",
    ),
    "live_no_page": (
        "公開ページはまだありません",
        "There is no public page yet",
    ),
    "sheet_name": ("進行の記録", "run-sheet"),
    "sheet_n": ("番号", "Number"),
    "sheet_state": ("状態", "State"),
    "sheet_text": ("質問", "Question"),
    "sheet_people": ("人数", "People"),
    "sheet_topic": ("論点", "Topic"),
    "sheet_asked": ("聞いた時刻", "Asked at"),
    "sheet_asked_second": ("聞いた映像の時刻", "Asked, time of the video"),
    "sheet_answered": ("回答の時刻", "Answered at"),
    "sheet_answered_second": ("回答の映像の時刻", "Answered, time of the video"),
    "sheet_note": ("メモ", "Note"),
    "sheet_by": ("操作した人", "By"),
    "sheet_queued": ("質問の列", "in the queue"),
    "sheet_on_air": ("表示中", "on air"),
    "sheet_state_asked": ("聞いた", "asked"),
    "sheet_state_answered": ("回答済み", "answered"),
}
