"""The strings of finding one's own words on the published site, in Japanese and English."""

RECEIPTS = {
    "site_find": ("あなたの声をさがす", "Find your words"),
    "site_find_placeholder": ("ことば、または受付番号", "Words, or a receipt code"),
    "site_find_hint": (
        "入力した内容はどこにも送られません",
        "What you type is sent nowhere",
    ),
    "site_find_without": (
        "ことばの検索には JavaScript が必要です。下の論点からも、すべての声を読めます。",
        "Searching needs JavaScript. All comments can also be read by topic below.",
    ),
    "site_find_receipt": ("受付番号", "Receipt"),
    "site_find_loading": ("さがしています…", "Searching…"),
    "site_find_none": (
        "見つかりませんでした。短いことばでも試してください。",
        "Nothing found. Try a shorter word.",
    ),
    "site_find_one": ("{n}件見つかりました", "{n} message found"),
    "site_find_found": ("{n}件見つかりました", "{n} messages found"),
    "site_find_more": ("続きを表示", "Show more"),
    "site_find_share": ("この検索を知らせる", "Share this search"),
    "site_find_copied": ("アドレスをコピーしました", "Address copied"),
    "site_receipt_of": ("受付番号 {receipt}", "Receipt {receipt}"),
    "site_receipts": ("受付番号と声のゆくえ", "Receipts"),
    "site_receipts_lead": (
        "受付番号ごとに、その声がどこに入ったかを示します。",
        "For each receipt code, where that comment went.",
    ),
    "site_read_it": ("この声を読む", "Read it"),
    "site_went_in_topic": ("次の論点に入りました：", "Placed in the topic:"),
    "site_went_lone": (
        "「ひとりの声」に載せています。",
        "Listed among the lone voices.",
    ),
    "site_went_reaction": (
        "拍手・あいさつなどの反応として数えました。",
        "Counted as a reaction, such as applause.",
    ),
    "site_went_hidden": (
        "担当者が非表示にしました。理由：{why}",
        "Hidden by staff. Reason: {why}",
    ),
    "site_went_withdrawn": (
        "取り下げられました。理由：{why}",
        "Withdrawn. Reason: {why}",
    ),
    "site_went_short_lone": ("ひとりの声", "Lone voice"),
    "site_went_short_reaction": ("反応として数えた声", "Counted as a reaction"),
    "site_went_short_hidden": ("担当者が非表示にした声", "Hidden by staff"),
    "site_went_short_withdrawn": ("取り下げられた声", "Withdrawn"),
}
