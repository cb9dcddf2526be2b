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
    "site_approved": ("公開の確認", "Approved by"),
    "site_approved_by": ("{by}（{day}）", "{by}, {day}"),
    "site_note": ("確認のことば", "Note"),
    "site_machine": (
        "機械が数から作った文です。根拠の声を確かめられます。",
        "A machine wrote these sentences from counts. Each leads to the comments it counted.",
    ),
    "site_evidence": ("根拠の声を読む（{n}）", "Read the comments counted ({n})"),
    "site_evidence_title": ("要点{n}の根拠の声", "Comments counted for point {n}"),
    "site_topics": ("何が語られたか", "What was said"),
    "site_theme": ("テーマ", "Theme"),
    "site_keywords": ("よく出た言葉", "Frequent words"),
    "site_exemplars": ("この論点をよく表す声", "Telling comments"),
    "site_chosen": ("機械が選んだ原文です。", "Verbatim; a machine chose which."),
    "site_all_comments": ("すべての声（{n}）", "All comments ({n})"),
    "site_lone": ("ひとりの声", "Lone voices"),
    "site_lone_lead": (
        "どの論点にも入らない声です。少ないから消すことはしません。",
        "Comments that fit no topic. They are never dropped for being few.",
    ),
    "site_question": ("質問", "Question"),
    "site_same": ("ほぼ同じ文面 {n}", "Near-identical: {n}"),
    "site_at": ("動画の{clock}（外部のサイト）", "Video at {clock} (external site)"),
    "site_pages": ("ページ", "Pages"),
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
    # find my words
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
    "site_find_one": ("{n}件の声が見つかりました", "{n} comment found"),
    "site_find_found": ("{n}件の声が見つかりました", "{n} comments found"),
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
    # topics and answers
    "site_no_topics": (
        "まだ論点はありません。届いた声が少ないと、論点に分けられないことがあります。",
        "There are no topics yet. A few comments may be too few to form one.",
    ),
    "site_labels": (
        "論点の名前は、届いた声から機械が選んだ言葉か、担当者がつけた言葉です。",
        "A machine chose the names of topics from words people wrote, or staff gave them; "
        "names and comments stay in their own language.",
    ),
    "site_answer": ("主催者の回答", "Organiser’s answer"),
    "site_answer_noted": ("受け止めました", "noted"),
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
    "site_earlier": ("前回の会議への回答", "Answers to the last meeting"),
    "site_changes": ("前の版から変わったこと", "What changed since the last version"),
    "site_all_changes": ("変わったことをすべて見る", "See all changes"),
    "site_change_answer": ("回答がありました（{status}）：", "Answered ({status}):"),
    "site_change_new": ("新しい論点：", "New topic:"),
    "site_change_renamed": (
        "論点の名前が変わりました（前は「{former}」）：",
        "Renamed (formerly “{former}”):",
    ),
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
        "○はひとりの声。名前を押すと声が読めます。",
        "Near dots say similar things; directions mean nothing, and many dots do not mean support. "
        "○ is a lone voice. Follow a name to read its comments.",
    ),
    "site_on_map": ("地図で見る", "See it on the map"),
    "site_map_open": ("地図を大きく開く", "Open the map"),
    # accounting
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
    # method
    "site_method_lead": (
        "たくさんの声を、機械と人がどのようにまとめたかを、順に説明します。",
        "How a machine and people gathered many comments, step by step.",
    ),
    "site_steps": ("9つの手順", "Nine steps"),
    "site_step_collect": ("集める", "Collect"),
    "site_step_collect_told": (
        "配信のチャットやフォームから、届いた声をすべて集めます。選びません。",
        "All comments are collected from the chat and the forms. Nothing is picked out.",
    ),
    "site_step_mask": ("名前を消す", "Remove names"),
    "site_step_mask_told": (
        "書いた人の名前は保存しません。電話番号や住所などは、見えないように伏せます。",
        "Names of authors are not stored. Telephone numbers, addresses and the like are masked.",
    ),
    "site_step_kinds": ("種類を分ける", "Tell kinds apart"),
    "site_step_kinds_told": (
        "声を、意見、質問、反応（拍手やあいさつ）に分けます。反応は数えるだけで、地図には置きません。",
        "Opinions, questions and reactions such as applause are told apart. "
        "Reactions are counted, not mapped.",
    ),
    "site_step_voices": ("同じ文を束ねる", "Fold what is the same"),
    "site_step_voices_told": (
        "ほとんど同じ文がいくつもあれば、「ひとつの声」として数えます。"
        "同じ文を何度も送っても、大きな意見には見えません。",
        "Texts that are nearly the same count as one voice, "
        "so that sending one many times does not make it look larger.",
    ),
    "site_step_vectors": ("言葉を数字にする", "Turn words into numbers"),
    "site_step_vectors_told": (
        "機械は文を読めません。そこで、それぞれの声を数字の並びに変えます。"
        "意味の似た文は、似た数字になります。",
        "A machine cannot read. It turns each comment into a row of numbers; "
        "comments with a similar meaning get similar numbers.",
    ),
    "site_step_topics": ("似た声を集める", "Gather what is alike"),
    "site_step_topics_told": (
        "数字の近い声どうしを集めて「論点」にします。どこにも近くない声は「ひとりの声」として残します。",
        "Comments whose numbers are close form a topic. "
        "One that is close to none stays, as a lone voice.",
    ),
    "site_step_map": ("地図に並べる", "Draw the map"),
    "site_step_map_told": (
        "似た声が近くになるように、平らな地図に並べます。"
        "紙に地球を描くのと同じで、少しゆがみます。",
        "Comments are laid out flat so that similar ones are near. "
        "Like the globe on paper, that bends things a little.",
    ),
    "site_step_words": ("言葉を選ぶ", "Choose words"),
    "site_step_words_told": (
        "論点の名前と代表する声は、届いた言葉の中から選びます。文章を作ったり、書きかえたりはしません。",
        "Names and telling comments are chosen from what people wrote. "
        "No text is made up or rewritten.",
    ),
    "site_step_person": ("人が確かめる", "A person checks"),
    "site_step_person_told": (
        "担当者が読んで、名前を直したり、載せられない声を非表示にしたりして、公開を承認します。"
        "だれがいつ承認したかは、各ページの下にあります。",
        "Staff read it, mend names, hide what cannot be shown, and approve the publication. "
        "Who did so, and when, stands at the foot of each page.",
    ),
    "site_map_read": ("地図の読み方", "How to read the map"),
    "site_read_near": ("点ひとつが、声ひとつです。", "Each dot is one comment."),
    "site_read_axes": (
        "近さだけに意味があります。上下左右の向きに意味はありません。",
        "Only nearness has a meaning. Up, down, left and right have none.",
    ),
    "site_read_many": (
        "点が多いところは、よく書かれたところです。賛成が多いという意味ではありません。",
        "Many dots show that people wrote much, not that many agree.",
    ),
    "site_read_lone": (
        "ぽつんとある声も、同じひとつの声です。",
        "A dot on its own is a comment like any other.",
    ),
    "site_recipe": ("同じ地図をもう一度作るには", "Making the same map again"),
    "site_recipe_lead": (
        "同じ声と同じ設定からは、いつも同じ地図ができます。設定はすべて公開しています。",
        "The same comments and settings always give the same map. All settings are published.",
    ),
    "site_recipe_open": ("設定を見る", "Show the settings"),
    "site_embedder": ("言葉を数字にする方法", "Embedder"),
    "site_clusterer": ("論点に分ける方法", "Clusterer"),
    "site_parameters": ("設定", "Parameters"),
    "site_versions_of": ("ソフトウェアの版", "Software versions"),
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
