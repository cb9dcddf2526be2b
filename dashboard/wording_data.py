"""The strings of the data dictionary in Japanese and English."""

DATA = {
    "column_comment_id": ("声の ID", "id of the comment"),
    "column_receipt": ("受付番号", "receipt code, by which its author finds it again"),
    "column_meeting_id": ("会議の ID", "id of the meeting"),
    "column_source_id": ("出どころの ID", "id of the source it came from"),
    "column_posted_at": (
        "書かれた時刻（協定世界時）。わからないときは空",
        "when it was written, in UTC; empty when unknown",
    ),
    "column_offset_seconds": (
        "動画の始まりからの秒数。動画がないときは空",
        "seconds from the start of the video; empty without a video",
    ),
    "column_kind": (
        "種類：{opinion} は意見、{question} は質問、{reaction} は反応",
        "{opinion}, {question} or {reaction}",
    ),
    "column_text": (
        "文。非表示や取り下げの声では空",
        "the text; empty when hidden or withdrawn",
    ),
    "column_voice_id": (
        "ほぼ同じ文をまとめた「ひとつの声」の ID",
        "id of its voice: near-identical texts share one",
    ),
    "column_topic_id": (
        "論点の ID。論点に入らない声では空",
        "id of its topic; empty outside topics",
    ),
    "column_topic_label": ("論点の名前", "name of the topic"),
    "column_theme_id": ("テーマの ID", "id of its theme"),
    "column_theme_label": ("テーマの名前", "name of the theme"),
    "column_x": (
        "地図での横の位置。単位はなく、近さだけに意味がある",
        "place on the map, across; no unit, only nearness has a meaning",
    ),
    "column_y": (
        "地図での縦の位置。単位はなく、近さだけに意味がある",
        "place on the map, upwards; no unit, only nearness has a meaning",
    ),
    "column_strength": (
        "論点にどれだけしっかり入っているか（0から1）",
        "how firmly it belongs to its topic, from 0 to 1",
    ),
    "column_status": (
        "ゆくえ：{in_topic} は論点、{lone} はひとりの声、{reaction} は反応、"
        "{hidden} は非表示、{withdrawn} は取り下げ",
        "where it went: {in_topic}, {lone}, {reaction}, {hidden} or {withdrawn}",
    ),
    "column_keywords": ("よく出た言葉。「;」で区切る", "frequent words, separated by semicolons"),
    "column_n_comments": ("声の数（件）", "number of messages"),
    "column_n_people": (
        "人の数。だれが書いたかわからない声は1人と数える",
        "number of people; a comment without a known author counts as one",
    ),
    "column_n_voices": (
        "ほぼ同じ文をひとつと数えた、声の数",
        "number of voices: near-identical texts count once",
    ),
    "column_stability": (
        "計算を変えても同じ論点が現れた割合（0から1）",
        "share of resamplings in which the topic reappears, from 0 to 1",
    ),
    "column_answer_status": (
        "回答：{noted} は承りました、{examining} は検討中、{adopted} は採用、"
        "{declined} は見送り、{done} は実施済み。回答がなければ空",
        "answer: {noted}, {examining}, {adopted}, {declined} or {done}; empty without one",
    ),
    "column_answer": ("回答の文", "text of the answer"),
    "column_answer_department": ("回答した部署", "department that answers"),
    "column_answered_on": ("回答の日付", "day the answer holds from"),
    "column_answer_link": ("回答のくわしい資料のアドレス", "address of more on the answer"),
    "column_map_id": ("地図の版", "version of the map"),
    "column_received": ("届いた声（件）", "messages received"),
    "column_in_topic": ("論点に入った声（件）", "messages in topics"),
    "column_lone": ("ひとりの声（件）", "lone voices"),
    "column_reactions": ("反応として数えた声（件）", "messages counted as reactions"),
    "column_hidden": ("担当者が非表示にした声（件）", "messages hidden by staff"),
    "column_withdrawn": ("取り下げられた声（件）", "messages withdrawn"),
    "column_people": ("声を寄せた人の数", "number of people who wrote"),
    "column_voices": ("ほぼ同じ文をひとつと数えた、声の数", "number of voices"),
    "column_topics": ("論点の数", "number of topics"),
    "column_themes": ("テーマの数", "number of themes"),
    "column_seconds": ("地図を作るのにかかった秒数", "seconds that each step of the map took"),
}
