"""The strings of time, comparison, paper and the hall, in Japanese and English."""

TIME = {
    # the switch, and the ways to paper and the hall
    "switch": ("表示の切り替え", "Ways to look"),
    "view_map": ("地図", "Map"),
    "view_list": ("一覧", "List"),
    "view_time": ("時間", "Time"),
    "view_compare": ("比較", "Compare"),
    "to_hall": ("会議モード", "Meeting mode"),
    # the list
    "list_title": ("論点と声の一覧", "Topics and their words"),
    "list_hint": (
        "地図と同じ内容を文で読めます。引用は機械が選んだ原文です。",
        "The same content as the map, in words. A machine chose the verbatim quotes.",
    ),
    # the timeline
    "time_title": ("いつ、何が書かれたか", "When what was written"),
    "time_minutes": ("配信中の声（動画の時間）", "During the stream, by the time of the video"),
    "time_days": ("日ごとの声", "By day"),
    "time_clock": ("書かれた時刻ごとの声", "By the clock"),
    "time_gap": ("取得もれ？", "missing?"),
    "time_gaps": (
        "点線の枠は、声を取得できなかったかもしれない時間です：{spans}。静かだったとは限りません。",
        "Dotted frames are times whose messages may be missing: {spans}. "
        "They need not have been quiet.",
    ),
    "time_hint": (
        "棒は{width}ごとの件数、濃い部分は人数。下の帯は反応と論点の件数です。"
        "帯の高さは反応どうし、論点どうしで比べられます。件数は支持率ではありません。",
        "Bars are messages in each {width}; the dark part is people. The bands below are reactions "
        "and topics, each group on a scale of its own. Counts are no share of support.",
    ),
    "time_click": (
        "棒を選ぶと、その時間の声を下に開きます。",
        "Choose a bar to read its messages below.",
    ),
    "time_described": (
        "{span}に{messages}を{people}が書きました。最も多いのは{peak}の{n}です。"
        "同じ内容を下の表で読めます。",
        "In {span}, {people} wrote {messages}. Most came at {peak}: {n}. "
        "The table below holds the same content.",
    ),
    "time_hover": ("{when}　{messages}・{people}", "{when}: {messages}, {people}"),
    "time_none": (
        "時刻の分かる声がまだありません。チャットや日付つきのフォームを集めると、ここに出ます。",
        "No comment has a time yet. Chats and forms with dates appear here once collected.",
    ),
    "time_before": (
        "配信前の{n}は棒に入っていません。",
        "Not drawn, written before the stream: {n}.",
    ),
    "time_undated": ("時刻の分からない{n}は入っていません。", "Not drawn, without a time: {n}."),
    "time_fewer": (
        "帯は声の多い{n}論点です。ほかの論点は下の表にあります。",
        "Bands show the {n} topics with most messages; the table holds the others.",
    ),
    "time_missed": (
        "この会議には取得できなかった時間があり、その間の声は数えられていません。",
        "Some stretches of this meeting could not be collected; they are not counted.",
    ),
    "peaks": ("声が増えたところ", "Where messages rose"),
    "peaks_none": (
        "ふだんの1.5倍を超えて増えたところはありません。",
        "At no point were there half as many again as usual.",
    ),
    "peaks_hint": (
        "ふだん（中央値）の1.5倍以上で、5件以上の時間です。多い順に5つまで、前後1分を含めて読みます。",
        "Times with at least five messages and half as many again as the median; up to five, "
        "each told with the minute before and after.",
    ),
    "peaks_hint_clock": (
        "ふだん（中央値）の1.5倍以上で、5件以上の時間です。多い順に5つまで示します。",
        "Times with at least five messages and half as many again as the median; up to five.",
    ),
    "peaks_hint_days": (
        "ふだん（中央値）の1.5倍以上で、5件以上の日です。多い順に5つまで示します。",
        "Days with at least five messages and half as many again as the median; up to five.",
    ),
    "chosen_time": ("選んだ時間", "The time you chose"),
    "let_go": ("選択を外す", "Let go"),
    "at_video": ("動画の{clock}を開く", "Open the video at {clock}"),
    "read_stretch": ("この時間の声をすべて読む（{n}）", "Read every message of this time ({n})"),
    "stretch_topics": ("論点：", "Topics: "),
    "stretch_reactions": ("反応：", "Reactions: "),
    "stretch_quiet": ("論点に入る声はありませんでした。", "No message of this time is in a topic."),
    "time_table": ("数字の表（{n}行）", "The numbers as a table ({n} rows)"),
    "time_when": ("時間", "Time"),
    "time_date": ("日", "Day"),
    "time_top_topic": ("多かった論点", "Most frequent topic"),
    "rules": ("反応の分け方", "How reactions are sorted"),
    "rules_words": (
        "反応だけの声を、言葉で分けています。拍手は「888」「パチパチ」「拍手」など、"
        "笑いは「草」「笑」など、驚き・感嘆は「おお」「えっ」「すごい」など、うなずきは「なるほど」「たしかに」「いいね」など、"
        "あいさつ・お礼は「こんばんは」「ありがとう」「待機」など。どれにも当たらなければ「ほかの反応」です。"
        "意見や質問の中の笑いは数えません。",
        "Messages that are nothing but a reaction are sorted by their words: clapping words and "
        "signs are applause; “lol”, “haha” and the like are laughter; “wow” and the like are "
        "surprise; “I see”, “yes” and the like are nods; hello, thanks and goodbye are greetings; "
        "whatever is left is other. Laughter within an opinion or a question is not counted.",
    ),
    "reaction_applause": ("拍手", "Applause"),
    "reaction_laughter": ("笑い", "Laughter"),
    "reaction_surprise": ("驚き・感嘆", "Surprise"),
    "reaction_nod": ("うなずき", "Nods"),
    "reaction_greeting": ("あいさつ・お礼", "Greetings and thanks"),
    "reaction_other": ("ほかの反応", "Other reactions"),
    # comparison
    "compare_title": ("くらべる", "Compare"),
    "compare_hint": (
        "割合は、それぞれの側の声（拍手などの反応を除く）のうち、その論点に入る件数です。",
        "Shares are messages in the topic out of all messages on that side, reactions left out.",
    ),
    "compare_means": (
        "割合の差は、賛成と反対の差でも、住民全体の差でもありません。書いた人も、書けた時間も、"
        "聞かれ方も違います。件数が少ない論点の差は偶然かもしれません。",
        "A difference in shares is neither one in support nor one between all residents: other "
        "people wrote, at other times, asked in other ways. With few messages it may be chance.",
    ),
    "compare_sources": ("チャットとフォーム", "Chat and forms"),
    "compare_periods": ("前と後", "Before and after"),
    "compare_meetings": ("ほかの会議", "Another meeting"),
    "compare_attributes": ("回答者の属性と論点", "Attributes and topics"),
    "compare_one_source": (
        "チャットとフォームの両方がある会議でくらべられます。",
        "This needs a meeting with both a chat and a form.",
    ),
    "compare_no_time": (
        "時刻の分かる声がないため、前と後をくらべられません。",
        "No comment has a time, so there is no before and after.",
    ),
    "compare_no_meeting": (
        "地図のある会議がほかにありません。",
        "There is no other meeting with a map.",
    ),
    "compare_no_attribute": (
        "回答者を分ける列（年代や地区など、選択肢の少ない列）がありません。",
        "The forms have no column that sorts people into a few groups.",
    ),
    "compare_choose_meeting": ("くらべる会議：", "Compare with: "),
    "compare_choose_attribute": ("列：", "Column: "),
    "compare_choose_minute": ("分ける時間：", "Split at: "),
    "compare_choose_day": ("分ける日：", "Split on: "),
    "compare_matched": (
        "書かれた言葉が近い論点どうしを同じ行に並べています（機械による対応づけ）。",
        "Topics whose words are close share a row, as a machine matched them.",
    ),
    "before_minute": ("{clock}より前", "Before {clock}"),
    "from_minute": ("{clock}から", "From {clock}"),
    "before_day": ("{day}より前", "Before {day}"),
    "from_day": ("{day}から", "From {day}"),
    "this_meeting": ("この会議", "This meeting"),
    "side_size": ("{messages}・{people}", "{messages}, {people}"),
    "difference": ("差", "Difference"),
    "points": ("{n}ポイント", "{n} points"),
    "too_few": ("少数", "few"),
    "too_few_title": (
        "両側あわせて5件未満のため、差を示しません",
        "Fewer than five messages on both sides, so no difference is shown",
    ),
    "not_there": ("なし", "none"),
    "more_rows": ("ほかの{n}", "{n} more"),
    "cross_hint": (
        "件数（その列の中での割合）。書いた人が5人に満たない欄は「–」で伏せ、"
        "合計から逆算できないように、ほかの欄も必要なだけ伏せています（{small}欄＋{more}欄）。",
        "Messages, and their share of the column. Cells with fewer than five people are left out "
        "as “–”, and as many others as it takes that none can be worked out from the totals "
        "({small} + {more} cells).",
    ),
    "cross_themes": (
        "論点ごとでは伏せる欄が半分を超えるため、テーマごとに数えています。",
        "Counted by theme, since more than half of the cells by topic would have to be left out.",
    ),
    "cross_too_few": (
        "回答した人が少ないため、この列の表は示せません。",
        "Too few people answered to show a table of this column.",
    ),
    "cross_theme": ("テーマ", "Theme"),
    "cross_total": ("合計", "Total"),
    "cross_rest": ("少数の回答と無回答", "Rare answers and none"),
    "cross_left_out": ("伏せた数", "left out"),
    "cross_share": ("割合（%）", "share (%)"),
    "cross_csv": ("この表をCSVで保存", "Save this table as CSV"),
    # paper
    "paper_print": ("印刷する", "Print"),
    "paper_back": ("画面にもどる", "Back to the screen"),
    "paper_how": (
        "A4縦・白黒で読めます。ブラウザーの印刷画面で、ファイルに保存することもできます。",
        "A4 portrait, readable in black and white. The browser can also save it as PDF.",
    ),
    "paper_map": ("声の地図", "Map of voices"),
    "paper_map_key": (
        "番号は下の表の論点。網かけはテーマごとに違います。点はひとつの声、○はひとりの声。"
        "近いほど言っていることが似ています。向きに意味はなく、点の多さは支持率ではありません。",
        "Numbers are the topics of the table; the hatching differs by theme. A dot is one message, "
        "○ a lone voice. Near means similar; directions mean nothing; many dots are no support.",
    ),
    "paper_map_without": (
        "地図に番号を置く場所がない論点：{numbers}。",
        "Topics for whose numbers the map has no room: {numbers}.",
    ),
    "paper_lone": (
        "どの論点にも入らないひとりの声が{n}あります。少ない声にも大切なことがあります。",
        "{n} fit no topic. A rare voice may matter, too.",
    ),
    "paper_quotes": ("声（機械が選んだ原文）", "Words, verbatim, chosen by a machine"),
    "paper_quotes_pinned": (
        "声（原文。印のある声は担当者が、ほかは機械が選んだもの）",
        "Words, verbatim; staff chose those marked, a machine the others",
    ),
    "paper_named": (
        "名前は、担当者が付けたもののほかは機械が選んだ言葉",
        "Names chosen by a machine but for those that staff gave",
    ),
    "paper_answer": ("主催者の回答", "Organiser’s answer"),
    "paper_unanswered": ("まだ回答していません。", "Not answered yet."),
    "paper_by": ("{department}、{day}", "{department}, {day}"),
    "paper_method": ("数え方と読み方", "How this was counted and how to read it"),
    "paper_foot": (
        "自由に寄せられた声で、住民全体の意向を示す調査ではありません",
        "Comments given freely; this is no poll",
    ),
    "paper_version": ("版 {version}", "Version {version}"),
    # the hall
    "hall_place": ("{n} / {all}", "{n} / {all}"),
    "hall_previous": ("前の論点", "Previous topic"),
    "hall_next": ("次の論点", "Next topic"),
    "hall_leave": ("終わる", "Leave"),
    "hall_keys": ("← → で論点を移動、Esc で終わる", "← → to move, Esc to leave"),
    "hall_topics": ("論点と人数", "Topics and people"),
    "hall_map": (
        "声の地図。番号は論点の番号です。",
        "Map of voices; numbers are the topics’ numbers.",
    ),
    "hall_empty": (
        "論点になるほどの声はまだありません",
        "There are not enough comments for topics yet",
    ),
}
