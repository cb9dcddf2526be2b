"""The strings of the site that say who chose or named, what is new, and what is left out."""

MARKS = {
    # who chose and who named
    "site_chosen_machine": ("機械が選んだ原文です。", "Verbatim; a machine chose which."),
    "site_chosen_staff": ("担当者が選んだ原文です。", "Verbatim; staff chose which."),
    "site_chosen_both": (
        "原文です。印のある声は担当者が、ほかは機械が選びました。",
        "Verbatim; staff chose those marked, a machine the others.",
    ),
    "site_labels_machine": (
        "論点の名前は、届いた声から機械が選んだ言葉です。",
        "A machine chose the names of topics from words people wrote; "
        "names and comments stay in their own language.",
    ),
    "site_labels_staff": (
        "論点の名前は、担当者がつけました。",
        "Staff named the topics; names and comments stay in their own language.",
    ),
    "site_labels_both": (
        "論点の名前のうち{n}個は担当者がつけ、ほかは届いた声から機械が選んだ言葉です。",
        "Staff named {n} of the topics; a machine chose the other names from words people wrote. "
        "Names and comments stay in their own language.",
    ),
    "site_named_by": ("名前：{by}（{day}）", "Named by {by}, {day}"),
    "site_named_machine": (
        "名前は機械が選んだ言葉です。",
        "A machine chose the name from words people wrote.",
    ),
    "site_unconfirmed": ("担当者の確認はまだです", "Not yet confirmed by staff"),
    # since the last meeting
    "site_since_meeting": ("前回の会議から", "Since the last meeting"),
    "site_since_answers": ("回答", "Answers"),
    "site_since_new": ("前回はなかった論点", "Topics that are new"),
    "site_since_gone": ("今回は出なかった論点", "Topics that did not come up again"),
    "site_since_how": (
        "前回と今回の声の言葉を機械がくらべました。",
        "A machine compared the words of both meetings.",
    ),
    "site_since_more": ("ほかの論点も見る（{n}）", "See the others ({n})"),
    # the report
    "site_report_short": (
        "届いた声が{n}を超えるため、このファイルには各論点の代表の声だけを入れました。"
        "すべての声、ひとりの声、受付番号、検索は、{where}にあります。"
        "すべての声は、そこの「データ」のページの CSV でも読めます。",
        "There are more than {n}, so this file holds only the telling comments of each topic. "
        "All comments, lone voices, receipts and the search are {where}; "
        "the CSV on the page “Data” there holds every comment, too.",
    ),
    "site_report_here": ("公開ページ（{address}）", "on the published pages ({address})"),
    "site_report_beside": ("公開ページ", "on the published pages"),
    "site_evidence_list": ("根拠の声（{n}）", "Comments counted ({n})"),
    # the map
    "site_map_find": (
        "見つかった声は地図の上でも光ります。",
        "What is found lights up on the map as well.",
    ),
}
