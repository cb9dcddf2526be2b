"""The strings of the published site in Japanese and English."""

SITE = {
    # the published site
    "site_other_language": ("English", "日本語"),
    "site_map": ("声の地図", "Map of voices"),
    "site_map_description": (
        "{points}の声を点で表した地図。{topics}と、どの論点にも入らない{lone}があります。"
        "同じ内容は論点の一覧で読めます。",
        "A map with a dot for each of {points}: {topics}, and {lone} that fit none. "
        "The list of topics holds the same content.",
    ),
    "site_title": ("{title}　みんなの声", "{title}: what people said"),
    "site_lead": (
        "{people}から{messages}の声が届きました。{topics}にまとめています。",
        "{messages} from {people}, gathered into {topics}.",
    ),
    "site_not_a_poll": (
        "世の中全体の割合を表すものではありません。声の数は、賛成の数ではありません。",
        "This is not a sample of all residents. Counts are not support.",
    ),
    "site_sources": ("集めた場所", "Sources"),
    "site_period": ("期間", "Period"),
    "site_version": ("地図の版", "Map version"),
    "site_approved": ("承認者", "Approved by"),
    "site_approved_by": ("{by}（{day}）", "{by}, {day}"),
    "site_note": ("承認時のメモ", "Note on the approval"),
    "site_machine": (
        "件数をもとに機械が作った文です。根拠の声を確かめられます。",
        "A machine wrote these sentences from counts. Each leads to the comments it counted.",
    ),
    "site_evidence": ("根拠の声を読む（{n}）", "Read the comments counted ({n})"),
    "site_evidence_title": ("要点{n}の根拠の声", "Comments counted for point {n}"),
    "site_topics": ("何が語られたか", "What was said"),
    "site_theme": ("テーマ", "Theme"),
    "site_keywords": ("よく出た言葉", "Frequent words"),
    "site_exemplars": ("代表の声", "Telling comments"),
    "site_all_comments": ("すべての声（{n}）", "All comments ({n})"),
    "site_lone": ("ひとりの声", "Lone voices"),
    "site_lone_lead": (
        "どの論点にも入らない声です。少ないから消すことはしません。",
        "Comments that fit no topic. They are never dropped for being few.",
    ),
    "site_question": ("質問", "Question"),
    "site_same": ("ほぼ同じ文面 {n}", "Near-identical: {n}"),
    "site_at": ("動画の{clock}（外部のサイト）", "Video at {clock} (external site)"),
    "site_pages": ("サイトの案内", "Around the site"),
    "site_page": ("{n}ページ", "Page {n}"),
    "site_none": ("あてはまる声はありません。", "There are no such comments."),
    "site_ledger": ("届いた声のゆくえ", "Where every comment went"),
    "site_received": ("届いた声", "Received"),
    "site_in_topic": ("論点に入った声", "In topics"),
    "site_reactions": (
        "拍手・あいさつなど（数だけ）",
        "Reactions, such as applause (counted only)",
    ),
    "site_reasons": ("載せていない声の理由", "Why comments are not shown"),
    "site_no_reason": ("理由の記載なし", "No reason given"),
    "site_limit_support": (
        "数は支持の大きさではありません。何度も書いた人も、賛否の両方も含まれます。",
        "Counts are no measure of support. They include people who wrote often, for and against.",
    ),
    "site_limit_public": (
        "自由に寄せられた声です。住民全体を代表するとは言えません。",
        "Comments were given freely. They do not claim to represent all residents.",
    ),
    "site_limit_wrong": (
        "機械は声を合わない論点に入れることがあります。判断の前に元の声をお読みください。",
        "The machine may place a comment in the wrong topic. "
        "Read the comments before drawing conclusions.",
    ),
    "site_limit_people": (
        "書いた人がわからない声は、1件を1人と数えています。",
        "A comment without a known author counts as one person.",
    ),
    "site_seed": ("乱数の種", "Random seed"),
    "site_data_comments": ("声の一覧", "Comments"),
    "site_data_topics": ("論点", "Topics"),
    "site_data_map": ("地図の点", "Points of the map"),
    "site_data_accounting": ("届いた声のゆくえ", "Accounting"),
    "site_data_recipe": ("レシピ", "Recipe"),
    "site_missed": ("届いていないかもしれない声", "What may be missing"),
    "site_missed_lead": (
        "次の時間は、声を受け取れていないかもしれません。",
        "Comments written at these times may not have been received.",
    ),
    "site_missed_span": ("{start} から {end}：{why}", "{start} to {end}: {why}"),
    "site_kind_youtube-live": ("YouTube のチャット（配信中）", "YouTube live chat"),
    "site_kind_youtube-archive": ("YouTube のチャット（保存）", "YouTube live chat, archived"),
    "site_kind_youtube-replay": ("YouTube のチャット（再生）", "YouTube live chat, replayed"),
    "site_kind_youtube-comments": ("YouTube のコメント欄", "Comments on YouTube"),
    "site_kind_google-forms": ("Google フォーム", "Google Form"),
    "site_kind_google-sheets": ("Google スプレッドシート", "Google spreadsheet"),
    "site_kind_table": ("表のファイル：{name}", "Table: {name}"),
    "site_authority": ("利用の根拠", "Authority to use"),
    "site_made": (
        "koemap がまとめ、担当者が確認しました。このページは、開いた人のことをどこにも送りません。",
        "Made with koemap and approved by a person. This page sends nothing about you anywhere.",
    ),
    "site_counts": ("{people}・{messages}・{voices}", "{people}, {messages}, {voices}"),
    # getting about
    "site_home": ("みんなの声", "Front page"),
    "site_back": ("‹ みんなの声", "‹ Front page"),
    "site_more_pages": ("ほかのページ", "More pages"),
    "site_method": ("まとめ方", "How it was made"),
    "site_accounting": ("届いた声のゆくえ", "Where every comment went"),
    "site_data": ("データ", "Data"),
    "site_versions": ("これまでの版", "Versions"),
    "site_share": ("この論点を知らせる", "Share this topic"),
    "site_fixed": (
        "これは版 {version} の保存ページです。公開したときのまま残しています。"
        "ただし、その後に取り下げや非表示になった声の文は消しています。",
        "This is version {version}, kept as it was published. "
        "Texts withdrawn or hidden since have been removed.",
    ),
    "site_newest": ("最新の版を見る", "See the newest version"),
    # topics and answers
    "site_no_topics": (
        "まだ論点はありません。届いた声が少ないと、論点に分けられないことがあります。",
        "There are no topics yet. A few comments may be too few to form one.",
    ),
    "site_answer": ("主催者の回答", "Organiser’s answer"),
    "site_answer_noted": ("承りました", "noted"),
    "site_answer_examining": ("検討中", "being examined"),
    "site_answer_adopted": ("採用", "adopted"),
    "site_answer_declined": ("見送り", "not adopted"),
    "site_answer_done": ("実施済み", "done"),
    "site_answer_link": ("くわしい資料（外部のサイト）", "More on this (external site)"),
    "site_no_answer": (
        "この論点への回答は、まだありません。",
        "This topic has not been answered yet.",
    ),
    "site_near": ("似た論点", "Similar topics"),
    "site_findings": ("数から見えること", "What the counts show"),
    # changes
    "site_changes": ("前の版から変わったこと", "What changed since the last version"),
    "site_all_changes": ("変わったことをすべて見る", "See all changes"),
    "site_change_answer": ("回答がありました（{status}）：", "Answered ({status}):"),
    "site_change_new": ("新しい論点：", "New topic:"),
    "site_taken_up": ("会議で取り上げた時刻（動画）：", "Taken up in the meeting, in the video:"),
    "site_taken_up_untimed": ("会議で取り上げました。", "Taken up in the meeting."),
    "site_change_renamed": ("論点の名前が変わりました：", "Renamed:"),
    "site_change_grown": ("{n}増えました：", "{n} more:"),
    "site_change_ended": ("なくなった論点：", "No longer a topic:"),
    "site_change_received": ("新しく{n}の声が届きました。", "{n} more received."),
    "site_change_hidden": (
        "担当者が{n}を非表示にしました。",
        "{n} hidden by staff.",
    ),
    "site_versions_lead": (
        "公開した版をすべて残しています。前のリンクも、そのまま開けます。",
        "Every published version is kept, and old links go on working.",
    ),
    "site_version_counts": ("{messages}・{topics}", "{messages}, {topics}"),
    "site_now_shown": ("いま表示中", "shown now"),
    "site_gone_version": ("この版はありません", "This version is gone"),
    "site_gone_version_told": (
        "元の記録がなく、取り下げられた声が残っていないことを確かめられないため、公開をやめました。",
        "Its records are missing, so nobody can make sure that withdrawn comments are not in it.",
    ),
    # map
    "site_map_key": (
        "近い点ほど似た意見です。向きに意味はなく、点の多さは支持の多さではありません。"
        "○はひとりの声。{names}",
        "Near dots say similar things; directions mean nothing, and many dots do not mean support. "
        "○ is a lone voice.{names}",
    ),
    "site_map_names": ("名前を押すと声が読めます。", " Follow a name to read its comments."),
    "site_on_map": ("地図で見る", "See it on the map"),
    "site_map_open": ("地図を大きく開く", "Open the map"),
    # data
    "site_data_lead": (
        "このサイトのもとになったデータを、そのまま持ち帰れます。",
        "The data behind this site, to take away.",
    ),
    "site_files": ("ファイル", "Files"),
    "site_license": ("利用条件", "Licence"),
    "site_no_license": (
        "利用条件は、まだ定められていません。引用を超えて利用するときは、主催者にお尋ねください。",
        "The operator has chosen no licence. Ask the organiser before using more than quotations.",
    ),
    "site_rights_text": (
        "声の文の権利は書いた人にあります。書いた人を特定しようとしないでください。",
        "Comments belong to those who wrote them. Do not try to identify authors.",
    ),
    "site_report": (
        "ひとつのファイルにまとめた報告書（メールや持ち運びに）",
        "The whole as one file, for mail or to carry",
    ),
    "site_dictionary": ("列の説明", "Data dictionary"),
    "site_sums": ("ファイルが変わっていないことを確かめる値", "Checksums of all files"),
    "site_column": ("列", "Column"),
    "site_meaning": ("意味", "Meaning"),
    "site_data_formulas": (
        "CSV では、表計算ソフトが式と見なす文の前に「’」を付けています。JSON は原文のままです。",
        "In CSV, text that a spreadsheet would take for a formula begins with an apostrophe; "
        "JSON holds it as written.",
    ),
    "site_report_lead": (
        "このファイルだけで、すべて読めます。ネットワークは使いません。",
        "This file holds everything. It uses no network.",
    ),
    "site_topic_link": ("すべての声を読む", "Read all comments"),
    "site_others": ("数だけ載せた声", "Comments that are only counted"),
}
