"""The strings of what became of every comment, on the published site, in both languages."""

ACCOUNTING = {
    "site_accounting_lead": (
        "届いた声は、1件残らずどこかに数えています。消した声があれば、数と理由を示します。",
        "Every comment received is counted somewhere. "
        "Those not shown are told by number and reason.",
    ),
    "site_ledger_numbers": ("どこに入ったか", "Where they went"),
    "site_ledger_more": ("数の意味と、載せていない声の理由", "What the counts mean, and why"),
    "site_adds_up": (
        "下の数を足すと、届いた声の数になります。",
        "The lines below add up to what was received.",
    ),
    "site_hidden": ("担当者が非表示にした声", "Hidden by staff"),
    "site_withdrawn": ("取り下げられた声", "Withdrawn"),
    "site_reasons_lead": (
        "載せていない声の文は、ページにもデータにも入っていません。理由だけを示します。",
        "The texts of comments not shown are neither on the pages nor in the files; "
        "only the reasons are.",
    ),
    "site_no_reasons": ("載せていない声はありません。", "Every comment is shown or counted."),
    "site_limits": ("この数が意味しないこと", "What the counts do not mean"),
    "site_limit_map": (
        "地図の上下左右に意味はありません。離れた点が反対の意見とは限りません。",
        "Directions on the map mean nothing. Dots far apart need not disagree.",
    ),
    "site_mine": ("自分の声を取り下げたいとき", "To withdraw your comment"),
    "site_mine_told": (
        "受付番号をそえて、会議の主催者にご連絡ください。"
        "取り下げると、これまでの版からも文を消します。",
        "Contact the organiser of the meeting and give the receipt code. "
        "The text then leaves earlier versions as well.",
    ),
}
