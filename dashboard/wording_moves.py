"""The strings of the middle column of the facilitator's desk, of the flow below, and its state."""

MOVES = {
    # what moves
    "desk_moves": ("論点の動き", "What moves"),
    "desk_ten_minutes": ("直近10分の人数", "people, last 10 min"),
    "desk_ten_minutes_hint": (
        "線は1分ごとの人数、数字は直近10分に話した人の数。地図が新しくなると、声が移って減ることもあります",
        "The line is people by the minute, the number is how many spoke in the last 10 minutes; "
        "a new map may move messages to another topic",
    ),
    "desk_all_people": ("会議全体の人数", "people, whole meeting"),
    "desk_rising": ("増えている", "rising"),
    "desk_rising_means": ("この3分で倍増", "doubled in 3 min"),
    "desk_rising_hint": (
        "直近3分に話した人が、1分あたりで、その前の7分間とくらべて2倍以上の論点。"
        "最初の6分間は出ません",
        "At least twice as many people a minute in the last 3 minutes as in the 7 before; never in "
        "the first 6 minutes",
    ),
    "desk_new_topic": ("新しい論点", "new topic"),
    "desk_no_topics": (
        "論点はまだありません。声が集まると地図ができ、ここに並びます",
        "No topics yet. They come here with the map, once there are enough messages",
    ),
    "desk_more_topics": ("ほか {n}論点", "{n} more topics"),
    "desk_more_topics_one": ("ほか {n}論点", "{n} more topic"),
    "desk_fewer_topics": ("一部だけ表示", "Fewer topics"),
    "desk_topic_asked": ("会議で聞いた論点", "asked in the meeting"),
    "desk_name_is_public": (
        "この名前は公開ページにも出ます",
        "This name is shown on the public page, too",
    ),
    "desk_rename": ("名前を変える：{label}", "Rename: {label}"),
    "desk_rename_name": ("論点の名前", "Name of the topic"),
    "desk_rename_do": ("名前を変える", "Rename"),
    "desk_rename_failed": (
        "届きませんでした。もう一度お試しください",
        "It did not reach the server; please try again",
    ),
    "desk_unassigned": ("どの論点にも入っていない声", "Fits no topic yet"),
    "desk_candidate": ("新しい論点かもしれません", "Perhaps a new topic"),
    "desk_candidate_gone": (
        "名前を書いていた候補はなくなりました（新しい地図が論点にしたか、ほかの人が決めました）",
        "The candidate you were naming is gone: a new map has it, or somebody else decided",
    ),
    "desk_candidate_size": ("{messages}・{people}", "{messages} from {people}"),
    "desk_more_candidates": ("ほか {n}件", "{n} more"),
    "desk_adopt": ("論点にする", "Make it a topic"),
    "desk_adopt_name": ("論点の名前", "Name of the topic"),
    "desk_adopt_do": ("この名前で論点にする", "Make a topic of this name"),
    "desk_same_name": (
        "同じ名前の論点があります。ほかの名前にすると見分けられます",
        "There is a topic of this name; another name tells them apart",
    ),
    "desk_cancel": ("やめる", "Cancel"),
    "desk_dismiss": ("見送る", "Dismiss"),
    "desk_not_asked": ("まだ会議で聞かれていない論点", "Not yet asked in the meeting"),
    "desk_never_asked": ("会議で聞かれなかった論点", "Not asked in the meeting"),
    "desk_fell": ("新しい地図で {from}人から{to}人に", "new map: {from} → {to} people"),
    "desk_fell_hint": (
        "新しい地図で、この論点の声の一部が、ほかの論点に移ったか、どの論点にも入らなくなりました",
        "On the new map some messages of this topic are in others, or fit no topic",
    ),
    "desk_waited": ("{n}分待ち", "waiting {n} min"),
    "desk_now": ("いま聞いた", "Asked now"),
    "desk_now_about": ("いま聞いた：{label}", "Asked now: {label}"),
    "desk_no_map": (
        "最初の地図ができると、ここに出ます",
        "They come here with the first map",
    ),
    "desk_all_asked": ("すべて聞きました", "All were asked"),
    "desk_taken_up": ("聞いた論点 {n}", "Taken up: {n}"),
    # a meeting that was broken off, one that was left, or one that was never live
    "desk_broken": ("途切れています", "BROKEN OFF"),
    "desk_broken_about": (
        "{at}から、受信と分析が止まっています。koemap serve を終了し、会議を始めたコマンドを"
        "もう一度実行すると再開します",
        "nothing has been received or analyzed since {at}; to go on, end koemap serve and run the "
        "command that began the meeting again",
    ),
    "desk_not_live": ("中継していません", "NOT LIVE"),
    "desk_not_live_about": (
        "いま動いている中継はありません",
        "No live meeting is running",
    ),
    "desk_not_live_more": (
        "この会議は、声を集めて分析しただけです。下は最新の地図の論点です。",
        "This meeting was collected and analyzed, but never live. Below are the topics of its "
        "newest map.",
    ),
    "desk_not_live_how": ("中継を始めるコマンド：", "To start a live meeting:"),
    "desk_not_live_rehearse": ("保存したチャットで練習：", "To rehearse with a saved chat:"),
    "desk_to_council": ("議会の画面を開く", "Open the council's screen"),
    "desk_happenings": ("最近の出来事", "What happened"),
    "desk_whole_list": ("地図と動作の記録", "Maps and processes"),
    "desk_all_happenings": ("地図と動作の記録 {n}", "Maps and processes: {n}"),
    # the flow
    "desk_flow": ("会議の流れ", "Flow of the meeting"),
    "desk_flow_n": ("声", "messages"),
    "desk_flow_applause": ("拍手", "applause"),
    "desk_flow_laughter": ("笑い", "laughter"),
    "desk_flow_now": ("いま {at}", "now {at}"),
    "desk_flow_told": (
        "{from}から{to}まで、1分あたり最多{most}件。拍手{applause}件、笑い{laughter}件",
        "From {from} to {to}, at most {most} in a minute; applause {applause}, laughter {laughter}",
    ),
}
