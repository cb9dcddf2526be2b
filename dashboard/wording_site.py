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
    "site_findings": ("まず読む要点", "Where to start"),
    "site_machine": (
        "機械が数から作った文です。根拠の声を確かめられます。",
        "A machine wrote these sentences from counts. Each leads to the comments it counted.",
    ),
    "site_evidence": ("根拠の声を読む（{n}）", "Read the comments counted ({n})"),
    "site_evidence_title": ("要点{n}の根拠の声", "Comments counted for point {n}"),
    "site_map_key": (
        "近い点ほど似た意見です。向きに意味はありません。点の多さは支持の多さではありません。"
        "○はひとりの声、名前を押すと声が読めます。",
        "Near dots say similar things; directions mean nothing, and many dots do not mean support. "
        "○ is a lone voice. Follow a name to read its comments.",
    ),
    "site_topics": ("何が語られたか", "What was said"),
    "site_labels": (
        "論点とテーマの名前は、届いた声から機械が選んだ言葉です。",
        "A machine chose the names of topics and themes from words people wrote; "
        "names and comments stay in their own language.",
    ),
    "site_theme": ("テーマ", "Theme"),
    "site_counts": ("{people}・{messages}・{voices}", "{people}, {messages}, {voices}"),
    "site_topic_link": ("すべての声を読む", "Read all comments"),
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
    "site_hidden": ("担当者が非表示にした声", "Hidden by staff"),
    "site_withdrawn": ("取り下げられた声", "Withdrawn"),
    "site_adds_up": (
        "下の数を足すと、届いた声の数になります。",
        "The lines below add up to what was received.",
    ),
    "site_reasons": ("載せていない声の理由", "Why comments are not shown"),
    "site_reasons_lead": (
        "非表示 {hidden}、取り下げ {withdrawn}。文は、ページにもデータにも入っていません。",
        "Hidden: {hidden}. Withdrawn: {withdrawn}. "
        "Their texts are neither on the pages nor in the files.",
    ),
    "site_no_reason": ("理由の記載なし", "No reason given"),
    "site_method": ("まとめ方とデータ", "Method and data"),
    "site_home": ("はじめのページ", "Front page"),
    "site_steps": ("機械がしたこと", "What the machine did"),
    "site_step_kinds": (
        "声を、意見・質問・反応（拍手やあいさつ）に分けました。反応は数えるだけで、地図には置きません。",
        "It told opinions, questions and reactions apart. Reactions are counted, not mapped.",
    ),
    "site_step_voices": (
        "ほぼ同じ文面を、ひとつの声として数えました。",
        "It counted near-identical texts as one voice.",
    ),
    "site_step_topics": (
        "似た声を集めて論点とテーマにし、地図に並べ、代表する言葉と声を選びました。",
        "It gathered similar comments into topics and themes, laid them out as a map, and chose "
        "telling words and comments.",
    ),
    "site_step_words": (
        "声の文は書きかえていません。電話番号などの個人情報だけは伏せています。",
        "It rewrote no comment. Only personal details such as telephone numbers are masked.",
    ),
    "site_limits": ("読むときの注意", "Limits"),
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
    "site_recipe": ("地図の作り方（レシピ）", "Recipe of the map"),
    "site_recipe_lead": (
        "同じ声と同じレシピから、同じ地図ができます。",
        "The same comments and the same recipe give the same map.",
    ),
    "site_embedder": ("言葉を数にする方法", "Embedder"),
    "site_clusterer": ("論点に分ける方法", "Clusterer"),
    "site_seed": ("乱数の種", "Random seed"),
    "site_parameters": ("設定", "Parameters"),
    "site_versions": ("ソフトウェアの版", "Software versions"),
    "site_data": ("データ", "Data"),
    "site_data_comments": ("声の一覧", "Comments"),
    "site_data_topics": ("論点", "Topics"),
    "site_data_map": ("地図の点", "Points of the map"),
    "site_data_accounting": ("届いた声のゆくえ", "Accounting"),
    "site_data_recipe": ("レシピ", "Recipe"),
    "site_rights": ("利用と個人情報", "Use and personal data"),
    "site_rights_text": (
        "声の文の権利は書いた人にあります。引用するときはこのページを示し、"
        "書いた人を特定しようとしないでください。名前は載せていません。"
        "自分の声を取り下げたいときは、会議の主催者にご連絡ください。",
        "Comments belong to those who wrote them. When quoting, name this page, and do not try to "
        "identify authors; no names are published. To withdraw your comment, contact the organiser "
        "of the meeting.",
    ),
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
        "koemap がまとめ、担当者が確認しました。このページはどこにも通信しません。",
        "Made with koemap and approved by a person. This page contacts nobody.",
    ),
}
