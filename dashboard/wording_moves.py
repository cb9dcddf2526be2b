"""The strings of the middle column of the facilitator's desk, of the flow below, and its state."""

MOVES = {
    # what moves
    "desk_moves": ("論点の動き", "What moves"),
    "desk_ten_minutes": ("直近10分の人数", "people, last 10 minutes"),
    "desk_rising": ("増えている", "rising"),
    "desk_new_topic": ("新しい論点", "new topic"),
    "desk_no_topics": ("論点はまだありません", "No topics yet"),
    "desk_unassigned": ("どの論点にも入っていない声", "Fits no topic yet"),
    "desk_candidate": ("新しい論点かもしれません", "Perhaps a new topic"),
    "desk_candidate_size": ("{messages}・{people}", "{messages} from {people}"),
    "desk_adopt": ("論点にする", "Make it a topic"),
    "desk_adopt_name": ("論点の名前", "Name of the topic"),
    "desk_adopt_do": ("この名前で論点にする", "Make a topic of this name"),
    "desk_cancel": ("やめる", "Cancel"),
    "desk_dismiss": ("見送る", "Dismiss"),
    "desk_not_asked": ("まだ会議で聞かれていない論点", "Not yet asked in the meeting"),
    "desk_waited": ("{n}分待ち", "waiting {n} min"),
    "desk_now": ("いま聞いた", "Asked now"),
    "desk_now_about": ("いま聞いた：{label}", "Asked now: {label}"),
    "desk_all_asked": ("すべて聞きました", "All were asked"),
    "desk_taken_up": ("聞いた論点 {n}", "Taken up: {n}"),
    "desk_happenings": ("最近の出来事", "What happened"),
    # the flow
    "desk_flow": ("会議の流れ", "Flow of the meeting"),
    "desk_flow_n": ("声", "messages"),
    "desk_flow_applause": ("拍手", "applause"),
    "desk_flow_laughter": ("笑い", "laughter"),
    "desk_flow_told": (
        "{from}から{to}まで、1分に最多{most}件。拍手{applause}、笑い{laughter}",
        "From {from} to {to}, at most {most} in a minute; applause {applause}, laughter {laughter}",
    ),
}
