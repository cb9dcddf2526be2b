"""Every visible string of the screens and the published site, Japanese and English."""

from __future__ import annotations

from typing import Literal

Language = Literal["ja", "en"]

WORDS: dict[str, tuple[str, str]] = {
    "voices_of_all": ("みんなの声", "What people said"),
    # findings: sentences from counts; {label} is a machine's label, never in quotation marks
    "finding_people": (
        "最も多くの人が書いた論点は、{label}",
        "The topic most people wrote about: {label}",
    ),
    "finding_people_tied": (
        "最も多くの人が書いた論点のひとつは、{label}",
        "Among the topics most people wrote about: {label}",
    ),
    "finding_questions": (
        "質問が最も多い論点は、{label}",
        "The topic with the most questions: {label}",
    ),
    "finding_questions_tied": (
        "質問が最も多い論点のひとつは、{label}",
        "Among the topics with the most questions: {label}",
    ),
    "finding_in_chat": (
        "配信チャットに偏って多い論点は、{label}",
        "Raised mostly in the live chat: {label}",
    ),
    "finding_in_forms": (
        "フォームなど、配信チャット以外に偏って多い論点は、{label}",
        "Raised mostly in forms, outside the live chat: {label}",
    ),
    "finding_burst": (
        "配信中に最も集中して書かれた論点は、{label}",
        "The topic written about most at one moment of the stream: {label}",
    ),
    "finding_burst_tied": (
        "配信中に最も集中して書かれた論点のひとつは、{label}",
        "Among the topics written about most at one moment of the stream: {label}",
    ),
    "finding_other_theme": (
        "別のテーマで最も多くの人が書いた論点は、{label}",
        "In another theme, the topic most people wrote about: {label}",
    ),
    "finding_other_theme_tied": (
        "別のテーマで最も多くの人が書いた論点のひとつは、{label}",
        "In another theme, among the topics most people wrote about: {label}",
    ),
    "finding_counts": ("{people}・{messages}。", "{people}, {messages}."),
    "finding_where": (
        "配信チャットから{chat}、フォームなどから{forms}。",
        "From the live chat: {chat}. From forms: {forms}.",
    ),
    "finding_of_these_questions": ("うち質問は{n}。", "Of these, {n}."),
    "finding_asked": (
        "質問は{n}。論点全体では{counts}",
        "{n}. The whole topic: {counts}",
    ),
    "finding_window": (
        "動画の{start}から{window}間に{n}。論点全体では{counts}",
        "{n} within {window}, from {start} of the video. The whole topic: {counts}",
    ),
    # the council's screen: header
    "screen_title": ("{title}　みんなの声", "{title}: what people said"),
    "product": ("koemap　声の地図", "koemap: a map of voices"),
    "loading": ("読み込んでいます…", "Loading…"),
    "needs_script": (
        "この画面を見るには、ブラウザーの JavaScript を有効にしてください。",
        "Please enable JavaScript in your browser to see this screen.",
    ),
    "skip": ("本文へ移動", "Skip to the content"),
    "not_a_poll": (
        "自由に寄せられた声の集まりです。住民全体の割合ではありません。",
        "These comments were given freely. They are not a sample of all residents.",
    ),
    "version": ("版 {version}", "Version {version}"),
    "chat": ("チャット", "Chat"),
    "video": ("動画コメント", "Video comments"),
    "forms": ("フォーム", "Forms"),
    "share": ("共有リンク", "Copy link"),
    "shared": ("コピーしました", "Copied"),
    "print": ("印刷", "Print"),
    "other_language": ("English", "日本語"),
    "approved": ("✓ {by}が確認済み {day}", "✓ Confirmed by {by}, {day}"),
    "unapproved": ("この版はまだ確認されていません", "No one has confirmed this version yet"),
    "how_to_read": ("この画面の読み方", "How to read this screen"),
    "read_near": (
        "地図の点はひとつひとつの声です。近い点ほど言っていることが似ています。上下左右の向きに意味はありません。",
        "Each dot on the map is one message. Near dots say similar things. Directions mean nothing.",
    ),
    "read_counts": (
        "件は届いた文の数、人は書いた人の数、声はほぼ同じ文面をひとつにまとめた数です。どれも支持率ではありません。",
        "Messages are texts received, people are those who wrote them, and voices count "
        "near-identical texts once. None of them is a share of support.",
    ),
    "read_unnamed": (
        "書いた人がわからない文は、1件を1人と数えます。",
        "A message without a known author counts as one person.",
    ),
    "read_lone": (
        "白抜きの点は、どの論点にも入らないひとりの声です。少ないから消すことはしません。",
        "Hollow dots are lone voices, which fit no topic. They are never dropped for being few.",
    ),
    "read_machine": (
        "論点の名前と「まず3点」の文は機械がまとめました。引用は届いた文そのままです"
        "（電話番号などの個人情報だけは伏せています）。",
        "A machine chose the names of topics and wrote the sentences at the top. Quotations are "
        "verbatim; only personal details such as telephone numbers are masked.",
    ),
    "read_all": (
        "届いた文の行き先はすべて「届いた声の内訳」で確かめられます。",
        "The account at the end of the topics shows where every message went.",
    ),
    # findings
    "findings": ("まず3点", "Three points first"),
    "machine_unconfirmed": ("機械がまとめた文・未確認", "Written by a machine, unconfirmed"),
    "machine_confirmed": (
        "✓ 担当者が確認済み {day}",
        "✓ Confirmed by staff, {day}",
    ),
    "evidence": ("根拠 {n}", "Evidence {n}"),
    "no_findings": (
        "声がまだ少ないため、要点はまとめていません。",
        "There are too few comments yet to point anything out.",
    ),
    # topics
    "topics": ("論点", "Topics"),
    "topic": ("論点", "Topic"),
    "named_by_machine": ("名前は機械が選んだ言葉", "Names chosen by a machine"),
    "people": ("人", "People"),
    "messages": ("件", "Messages"),
    "voices": ("声", "Voices"),
    "questions": ("質問", "Questions"),
    "by_source": ("内訳", "Sources"),
    "see_questions": ("質問を見る：{label}、{n}", "Questions in {label}: {n}"),
    "see_messages": ("すべて見る：{label}、{n}", "Messages in {label}: {n}"),
    "lone_voices": ("ひとりの声", "Lone voices"),
    "reactions": ("拍手・あいさつなど", "Reactions"),
    "accounting": ("届いた声の内訳", "Where every message went"),
    "received": ("届いた声", "Received"),
    "in_topic": ("論点の中", "In topics"),
    "hidden": ("非表示", "Hidden"),
    "withdrawn": ("取り下げ", "Withdrawn"),
    # map
    "map": ("声の地図", "Map of voices"),
    "map_hint": (
        "近い点ほど似た意見。上下左右に意味はありません",
        "Near dots say similar things. Directions mean nothing.",
    ),
    "map_described": (
        "{topics}と{lone}のひとりの声を描いた地図です。最も多くの人が書いた論点は{largest}（{people}）。"
        "同じ内容を論点の表でも読めます。",
        "A map of {topics} and {lone} that fit none. Most people wrote about {largest} ({people}). "
        "The table of topics holds the same content.",
    ),
    "lone_key": ("○ どの論点にも入らないひとりの声", "○ Lone voices, which fit no topic"),
    "search": ("声をさがす", "Search the comments"),
    "search_button": ("さがす", "Search"),
    "search_example": ("例：授業、電気、窓口", "For example: school, power"),
    # opened topic
    "leading": ("いちばん多くの人が書いた論点", "The topic most people wrote about"),
    "opened": ("開いている論点", "Open topic"),
    "close": ("閉じる", "Close"),
    "typical": ("この論点をよく表す声", "Telling comments"),
    "picked": ("地図で選んだ声", "The comment you picked"),
    "read_topic": ("この論点の声をすべて読む（{n}）", "Read every message ({n})"),
    "same_text": ("ほぼ同じ文面 {n}", "Near-identical: {n}"),
    "same_text_more": ("ほぼ同じ文面 ほか{n}", "Near-identical: {n} more"),
    "is_question": ("質問", "Question"),
    "before_stream": ("配信前", "Before the stream"),
    "at_second": ("動画の{clock}を開く（新しいタブ）", "Open the video at {clock} (new tab)"),
    "picked_lone": (
        "どの論点にも入らない、ひとりの声です。",
        "A lone voice: it fits no topic.",
    ),
    # listing
    "list_comments": ("声の一覧", "Comments"),
    "list_all": ("届いた声（非表示と取り下げを除く）", "Everything shown"),
    "list_in_topic": ("論点の中の声", "Comments in topics"),
    "list_evidence": ("要点の根拠になった声", "Comments a finding counts"),
    "list_hidden": ("非表示にした声", "Hidden comments"),
    "list_withdrawn": ("取り下げられた声", "Withdrawn comments"),
    "containing": ("「{query}」を含む", "containing “{query}”"),
    "within_topic": ("論点：{label}", "Topic: {label}"),
    "drop_choice": ("この条件を外す：{choice}", "Remove: {choice}"),
    "filter_list": ("この中をさがす", "Search in this list"),
    "by_topic": ("論点ごと", "By topic"),
    "nothing_found": (
        "「{query}」を含む声はありません。短い言葉や別の書き方でお試しください。",
        "No comment contains “{query}”. Try a shorter word or another spelling.",
    ),
    "nothing_here": ("あてはまる声はありません。", "There are no such comments."),
    "text_hidden": ("文は表示しません。", "The text is not shown."),
    "hidden_why": ("理由：{why}（{day}、{by}）", "Reason: {why} ({day}, {by})"),
    "no_reason": ("記載なし", "none given"),
    "withdrawn_why": ("理由：{why}", "Reason: {why}"),
    "pages": ("ページ", "Pages"),
    "page": ("{n}ページ目", "Page {n}"),
    "previous": ("前へ", "Previous"),
    "next": ("次へ", "Next"),
    "to_top": ("論点と地図にもどる", "Back to topics and map"),
    "machine": ("機械がまとめた文", "Written by a machine"),
    "chosen_by_machine": ("機械が選んだ原文", "Verbatim, chosen by a machine"),
    "close_list": ("一覧を閉じる", "Close the list"),
    "map_key": (
        "点はひとつの声、○はどの論点にも入らないひとりの声。点の多さは支持率ではありません。",
        "A dot is one message; ○ is a lone voice, which fits no topic. "
        "Many dots do not mean much support.",
    ),
    "map_part": (
        "点は{all}のうち{drawn}を描いています。数と一覧はすべての声です。",
        "{drawn} of {all} are drawn as dots. Numbers and lists hold them all.",
    ),
    # pages without a map
    "meetings": ("会議を選ぶ", "Choose a meeting"),
    "no_meetings": ("会議がまだありません", "There is no meeting yet"),
    "no_meetings_do": (
        "見本で試すには koemap demo、会議を加えるには次の命令を実行してください。",
        "Run koemap demo to try the sample, or add a meeting with this command.",
    ),
    "no_map": ("地図はまだありません", "There is no map yet"),
    "no_map_do": (
        "声を集めたあと、次の命令を実行してください。終わったらこの画面を開き直します。",
        "After collecting comments, run this command, then open this screen again.",
    ),
    "no_such_page": ("お探しの画面はありません", "There is no such screen"),
    "no_such_meeting": (
        "「{meeting_id}」という会議はありません",
        "There is no meeting “{meeting_id}”",
    ),
    "check_address": (
        "アドレスを確かめるか、会議の一覧から選んでください。",
        "Check the address, or choose from the list of meetings.",
    ),
    "to_meetings": ("会議の一覧へ", "To the list of meetings"),
    "no_such_topic": (
        "この版に論点「{topic}」はありません。地図が新しくなったためかもしれません。",
        "This version has no topic “{topic}”. The map may have been renewed.",
    ),
    "trouble": ("いまは表示できません", "This cannot be shown right now"),
    "trouble_do": (
        "しばらくしてから開き直してください。続くときは、担当者が koemap doctor で確かめられます。",
        "Please open the screen again in a while. If it persists, staff can run koemap doctor.",
    ),
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
    "site_topic_counts": ("{people}・{messages}・{voices}", "{people}, {messages}, {voices}"),
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
    "site_authority": ("利用の根拠", "Authority to use"),
    "site_made": (
        "koemap がまとめ、担当者が確認しました。このページはどこにも通信しません。",
        "Made with koemap and approved by a person. This page contacts nobody.",
    ),
}


def say(language: Language, key: str, **values: object) -> str:
    """The string of that key in that language, with the values filled in.

    >>> say("ja", "voices_of_all")
    'みんなの声'
    """
    japanese, english = WORDS[key]
    return (japanese if language == "ja" else english).format(**values)
