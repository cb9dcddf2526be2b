"""The strings of what a person decides on the council's screen, in Japanese and English."""

ACTS = {
    # the answer to a topic
    "answer_none_yet": (
        "この論点への回答をまだ書いていません",
        "This topic has not been answered yet",
    ),
    "answer_write": ("回答を書く", "Write an answer"),
    "answer_rewrite": ("回答を書き直す", "Write another answer"),
    "answer_status": ("状況", "Status"),
    "answer_text": ("回答の文", "Answer"),
    "answer_text_hint": (
        "公開するサイトでも論点の横に載ります。見送りのときは理由を書いてください。",
        "Shown beside the topic on the published site, too. Not adopting needs a reason.",
    ),
    "answer_department": ("担当部署", "Department"),
    "answer_on": ("日付", "Date"),
    "answer_link": ("関連ページのアドレス", "Web address"),
    "answer_by": ("{by}が記入、{day}", "Written by {by}, {day}"),
    "answer_earlier": ("これまでの回答（{n}）", "Earlier answers ({n})"),
    "answer_save": ("回答を保存", "Save the answer"),
    # editing a topic
    "edit_topic": ("論点を整える", "Edit this topic"),
    "edit_rename": ("論点の名前", "Name of the topic"),
    "edit_rename_do": ("名前を変える", "Rename"),
    "edit_theme": ("テーマの名前", "Name of the theme"),
    "edit_merge": ("ほかの論点にまとめる", "Merge into another topic"),
    "edit_merge_do": ("まとめる", "Merge"),
    "edit_choose": ("選んでください", "Choose one"),
    "edit_split": ("一部の声を別の論点に分ける", "Split off some comments"),
    "edit_split_how": (
        "分ける声に印を付け、新しい論点に名前を付けます。",
        "Mark the comments to split off and name the new topic.",
    ),
    "edit_split_label": ("新しい論点の名前", "Name of the new topic"),
    "edit_split_do": ("分ける", "Split off"),
    "edit_split_open": ("声の一覧で選んで分ける", "Choose comments in the list"),
    "edit_chosen": ("選んだ声", "Chosen"),
    "edit_choose_this": ("この声を選ぶ", "Choose this comment"),
    # editing a comment
    "edit_comment": ("この声の操作", "Act on this comment"),
    "edit_pin": ("代表の声にする", "Make it a telling comment"),
    "edit_unpin": ("代表の声から外す", "No longer a telling comment"),
    "edit_pinned": ("{by}が選んだ声、{day}", "Chosen by {by}, {day}"),
    "edit_hide": ("非表示にする理由", "Reason to hide it"),
    "edit_hide_scope": ("非表示にする範囲", "What to hide"),
    "edit_hide_voice": (
        "同じ内容の声 {n}もまとめて",
        "It and {n} with the same words",
    ),
    "edit_hide_one": ("この声だけ", "This comment alone"),
    "edit_hide_note": ("補足", "Remark"),
    "edit_hide_do": ("非表示にする", "Hide"),
    "reason_attack": ("個人への攻撃", "Attack on a person"),
    "reason_personal": ("個人情報", "Personal information"),
    "reason_promotion": ("宣伝", "Advertising"),
    "reason_unrelated": ("議題と無関係", "Nothing to do with the meeting"),
    "reason_other": ("その他", "Other"),
    "edit_cancel": ("やめる", "Discard"),
    # findings and the map
    "confirm_do": ("確認する", "Confirm"),
    "confirm_label": ("確認する：{sentence}", "Confirm: {sentence}"),
    "confirmed_by": ("✓ {by}が確認済み {day}", "✓ Confirmed by {by}, {day}"),
    "approve_open": ("この版を承認する", "Approve this version"),
    "approve_note": ("承認のメモ（なくても可）", "Note (may stay empty)"),
    "approve_do": ("承認する", "Approve"),
    "approve_means": (
        "承認すると、この版を公開サイトにできます。承認のあとで声の非表示以外の変更をすると、"
        "もう一度承認が要ります。",
        "Once approved, this version can be published. After any later change but hiding a "
        "comment, it has to be approved again.",
    ),
    "approve_rejected": (
        "進行の机で「載せない」とした声 {n}件（似た声は1件と数えます）も、この版に載っています。"
        "読ませたくない声は、承認の前に声の一覧で非表示にしてください。",
        "This version still shows messages that were rejected at the desk: {n}, each for all that "
        "say nearly the same. Hide those that nobody should read before you approve.",
    ),
    "approval_lapsed": (
        "{by}の承認（{day}）のあとに変更がありました",
        "Changed since {by} approved it ({day})",
    ),
    # what was changed
    "list_changes": ("人が決めたこと", "What people decided"),
    "map_changes": ("地図で変わったこと", "What changed on the newest map"),
    "map_changes_head": (
        "一つ前の地図と比べて、変わった論点です。",
        "Topics that are not as they were on the map before.",
    ),
    "quoted": ("「{words}」", "“{words}”"),
    "map_changes_open": ("地図で変わったこと {n}件", "Changed on the newest map: {n}"),
    "changes_open": ("人が決めたこと {n}", "{n} by people"),
    "changes_none": ("まだ何も変えていません。", "Nothing has been changed yet."),
    "changes_head": (
        "新しいものから並べます。取り消しても記録は残ります。",
        "The newest first. What is undone stays on record.",
    ),
    "change_by": ("{by}、{at}", "{by}, {at}"),
    "change_undone": ("取り消し済み（{by}、{day}）", "Undone by {by}, {day}"),
    "change_no_fit": (
        "この地図には当てはまりません",
        "Does not fit this map",
    ),
    "change_why": ("理由：{why}", "Reason: {why}"),
    "did_hide": ("声を非表示にした", "Hid a comment"),
    "did_hide_voice": (
        "同じ内容の声 {n}を非表示にした",
        "Hid {n} with the same words",
    ),
    "did_show": ("非表示の声を戻した", "Showed a hidden comment again"),
    "did_pin": ("代表の声を選んだ", "Chose a telling comment"),
    "did_unpin": ("代表の声から外した", "Took back a telling comment"),
    "did_rename": (
        "論点の名前を「{label}」にした（前の名前：{was}）",
        "Named a topic “{label}” (before: {was})",
    ),
    "did_rename_theme": (
        "テーマの名前を「{label}」にした（前の名前：{was}）",
        "Named a theme “{label}” (before: {was})",
    ),
    "did_merge": ("論点「{was}」を「{into}」にまとめた", "Merged the topic “{was}” into “{into}”"),
    "did_split": (
        "論点「{was}」から{n}を分けて「{label}」にした",
        "Split {n} off the topic “{was}” as “{label}”",
    ),
    "did_adopt": (
        "{n}をまとめて論点「{label}」にした",
        "Made {n} a topic, “{label}”",
    ),
    "did_take_up": (
        "論点「{was}」を会議で取り上げた（動画の{clock}）",
        "Took up the topic “{was}” in the meeting ({clock} of the video)",
    ),
    "did_take_up_untimed": (
        "論点「{was}」を会議で取り上げた",
        "Took up the topic “{was}” in the meeting",
    ),
    "did_answer": ("論点「{was}」に回答した：{status}", "Answered the topic “{was}”: {status}"),
    "did_confirm": ("要点を確認した：{sentence}", "Confirmed: {sentence}"),
    "did_approve": ("版 {version} を承認した", "Approved version {version}"),
    "did_undo": ("取り消した：{what}", "Undid: {what}"),
    "did_redo": ("取り消しをやめて元に戻した：{what}", "Did again: {what}"),
    "named_by": ("{by}が名づけた、{day}", "Named by {by}, {day}"),
    "split_by": ("「{was}」から{by}が分けた、{day}", "Split off “{was}” by {by}, {day}"),
    "adopted_by": (
        "配信中に{by}が論点にした、{day}",
        "Made a topic during the stream by {by}, {day}",
    ),
    "taken_up": ("会議で取り上げた", "Taken up in the meeting"),
    "taken_up_list": ("会議で取り上げた論点", "Topics taken up in the meeting"),
    "taken_up_how": (
        "進行役が、取り上げたときに記録しました。",
        "Marked by the facilitator when it was taken up.",
    ),
    "taken_up_times": ("時刻は動画のものです。", "Times are those of the video."),
    "taken_up_open": ("会議で取り上げた論点（{n}）", "Topics taken up in the meeting ({n})"),
    "merged_by": ("「{was}」を{by}がまとめた、{day}", "“{was}” merged here by {by}, {day}"),
    "undo": ("取り消す", "Undo"),
    "redo": ("やり直す", "Do it again"),
    "undo_this": ("取り消す：{what}", "Undo: {what}"),
    "redo_this": ("やり直す：{what}", "Do it again: {what}"),
    # what the server says after an act
    "acted_hide": ("声を非表示にしました", "The comment is hidden"),
    "acted_hide_voice": (
        "同じ内容の声 {n}を非表示にしました",
        "{n} with the same words are hidden",
    ),
    "acted_undo": ("取り消しました", "Undone"),
    "acted_redo": ("やり直しました", "Done again"),
    "acted_lost": (
        "保存できませんでした。つながりを確かめて、もう一度お試しください。書いた文は残っています。",
        "This could not be saved. Check the connection and try again; your text is still here.",
    ),
    "act_unknown": (
        "この操作は受け付けられません。画面を開き直してください",
        "This cannot be done here; open the screen again",
    ),
    "act_not_understood": (
        "送られた内容を読み取れません。画面を開き直してください",
        "This request cannot be understood; open the screen again",
    ),
    "act_too_large": ("内容が大きすぎます", "This is too large"),
    "act_no_map": ("この会議の地図がありません", "This meeting has no map"),
    "act_new_map": (
        "地図が新しくなりました。内容を確かめて、もう一度保存してください",
        "There is a newer map; look at it, then save again",
    ),
    "act_answered": (
        "{by}が先に回答を保存しました。内容を確かめて、もう一度保存すると置きかわります",
        "{by} saved an answer in the meantime; read it, then save again to replace it",
    ),
    "act_characters": (
        "使えない文字が含まれています",
        "This contains characters that cannot be used",
    ),
    "act_no_date": (
        "日付は 2026-10-15 のように書いてください",
        "Write the date like 2026-10-15",
    ),
    "act_no_reason": ("理由を選んでください", "Choose a reason"),
    "act_other_reason": ("「その他」の理由を書いてください", "Say what the other reason is"),
    "act_no_choice": ("選んでください", "Choose one"),
    "act_no_finding": (
        "要点の文や数が変わりました。読み直して確認してください",
        "The words or numbers of this finding have changed; read it again",
    ),
}
