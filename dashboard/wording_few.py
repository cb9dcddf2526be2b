"""The strings of meetings with few words or none, and of what was just done."""

FEW = {
    # a meeting without a topic
    "few_title": ("届いた声", "Comments"),
    "few_all": ("ひとりの声をすべて読む（{n}）", "Read all lone voices ({n})"),
    "nothing_received": (
        "声はまだ届いていません。",
        "No comment has arrived yet.",
    ),
    "compare_one_day": (
        "声の届いた日が1日だけのため、前と後をくらべられません。",
        "All comments are of one day, so there is no before and after.",
    ),
    # the list of meetings
    "meeting_approved": ("承認済み", "Approved"),
    "meeting_unapproved": ("承認前", "Not approved yet"),
    "meeting_no_map": ("地図なし", "No map yet"),
    # what the server says after an act
    "acted_show": ("声を表示に戻しました", "The comment is shown again"),
    "acted_pin": ("代表の声にしました", "It is a telling comment now"),
    "acted_unpin": ("代表の声から外しました", "It is no telling comment any more"),
    "acted_rename": ("名前を「{label}」に変えました", "Renamed to “{label}”"),
    "acted_merge": ("論点「{was}」をまとめました", "The topic “{was}” is merged"),
    "acted_split": ("論点「{label}」を分けました", "“{label}” is a topic of its own now"),
    "acted_answer": ("論点「{was}」への回答を保存しました", "The answer to “{was}” is saved"),
    "acted_confirm": ("要点を確認済みにしました", "The point is confirmed"),
    "acted_approve": ("この版を承認しました", "This version is approved"),
}
