"""The strings of the council's screen in Japanese and English."""

SCREEN = {
    "voices_of_all": ("みんなの声", "What people said"),
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
    "approved": ("✓ {by}が承認 {day}", "✓ Approved by {by}, {day}"),
    "unapproved": ("この版はまだ承認されていません", "No one has approved this version yet"),
    "how_to_read": ("この画面の読み方", "How to read this screen"),
    "read_near": (
        "地図の点はひとつひとつの声です。近い点ほど言っていることが似ています。"
        "上下左右の向きに意味はありません。",
        "Each dot on the map is one voice. Near dots say similar things. Directions mean nothing.",
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
        "{topics}と{lone}のひとりの声を描いた地図です。"
        "最も多くの人が書いた論点は{largest}（{people}）。同じ内容を論点の表でも読めます。",
        "A map of {topics} and {lone} that fit none. Most people wrote about {largest} ({people}). "
        "The table of topics holds the same content.",
    ),
    "search": ("声をさがす", "Search the comments"),
    "search_button": ("さがす", "Search"),
    "search_example": ("例：授業、電気、窓口", "For example: school, power"),
    # opened topic
    "first_topic": ("いちばん多くの人が書いた論点", "The topic most people wrote about"),
    "opened": ("開いている論点", "Open topic"),
    "close": ("閉じる", "Close"),
    "typical": ("代表の声", "Telling comments"),
    "picked": ("地図で選んだ声", "The comment you picked"),
    "read_topic": ("この論点の声をすべて読む（{n}）", "Read every message ({n})"),
    "same_text": ("ほぼ同じ文面 {n}", "Near-identical: {n}"),
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
    "hidden_why": ("理由：{why}（{day}、{by}）", "Reason: {why} ({day}, {by})"),
    "no_reason": ("記載なし", "none given"),
    "withdrawn_why": ("理由：{why}", "Reason: {why}"),
    "pages": ("ページ", "Pages"),
    "page": ("{n}ページ目", "Page {n}"),
    "previous": ("前へ", "Previous"),
    "next": ("次へ", "Next"),
    "machine": ("機械がまとめた文", "Written by a machine"),
    "chosen_by_machine": ("機械が選んだ原文", "Verbatim, chosen by a machine"),
    "close_list": ("一覧を閉じる", "Close the list"),
    "map_key": (
        "点はひとつの声（ほぼ同じ文面を書いた人が多いほど大きい）。"
        "○はどの論点にも入らないひとりの声。点の多さは支持率ではありません。",
        "A dot is one voice, larger when several people wrote nearly the same; "
        "○ is a lone voice, which fits no topic. "
        "Many dots do not mean much support.",
    ),
    # pages without a map
    "meetings": ("会議を選ぶ", "Choose a meeting"),
    "no_meetings": ("会議がまだありません", "There is no meeting yet"),
    "no_meetings_do": (
        "見本で試すには koemap demo、会議を加えるには次のコマンドを実行してください。",
        "Run koemap demo to try the sample, or add a meeting with this command.",
    ),
    "no_map": ("地図はまだありません", "There is no map yet"),
    "no_map_do": (
        "声を集めたあと、次のコマンドを実行してください。終わったらこの画面を開き直します。",
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
}
