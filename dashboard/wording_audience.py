"""The strings of what an audience sees of a live meeting: the overlay and the public live page."""

OVERLAY = {
    "overlay_title": ("配信用の表示", "Overlay for the stream"),
    "overlay_question": ("いまの質問", "The question now"),
    "overlay_alike": ("{people}が質問", "asked by {people}"),
    "overlay_rising": ("いま増えている論点", "Rising topics"),
    "overlay_taking_part": ("{people}が参加", "{people} taking part"),
    "overlay_n_people": ("{n}人", "{n} people"),
    "overlay_n_people_one": ("{n}人", "{n} person"),
}
LIVE = {
    "live_title": ("いまの会議｜{title}", "The meeting now | {title}"),
    "live_kicker": ("会議の中継", "Live from the meeting"),
    "live_other_language": ("English", "日本語"),
    "live_updated": ("更新 {at}", "Updated {at}"),
    "live_loading": ("読み込んでいます", "Loading"),
    "live_stopped": (
        "主催者が表示を一時的に止めています。",
        "The hosts have paused this page for now.",
    ),
    "live_over": ("この中継は終わりました。", "This live page has ended."),
    "live_stale": (
        "新しい内容を取りに行けません。つなぎ直しています。",
        "What is new cannot be fetched. Trying again.",
    ),
    "live_saved": (
        "保存したファイルです。保存した時点の内容を表示しています。",
        "This is a saved file. It shows what was there when it was saved.",
    ),
    "live_now": ("いま話していること", "Being discussed now"),
    "live_question": ("会場に出ている質問", "The question on the screen"),
    "live_alike": ("同じ趣旨の声 {people}", "The same from {people}"),
    "live_topic": ("話している論点", "The topic being discussed"),
    "live_nothing_now": (
        "いま画面に出ている質問はありません。",
        "No question is on the screen right now.",
    ),
    "live_topics": ("いま声の多い論点", "Topics with many voices now"),
    "live_topics_only": (
        "主催者が名前を確認した論点だけを、少し遅れて載せています。",
        "Only topics whose names the hosts have looked at are shown, a little later.",
    ),
    "live_no_topics": ("載せた論点はまだありません。", "No topics are shown yet."),
    "live_rising": ("増えている", "rising"),
    "live_comments": ("届いた声", "Comments"),
    "live_comments_only": (
        "主催者が確認した声だけを、少し遅れて載せています。",
        "Only comments the hosts have looked at are shown, a little later.",
    ),
    "live_no_comments": ("載せた声はまだありません。", "No comments are shown yet."),
    "live_n_people": ("{n}人", "{n} people"),
    "live_n_people_one": ("{n}人", "{n} person"),
    "live_taking_part": ("{people}が参加", "{people} taking part"),
    "live_needs_script": (
        "この画面には JavaScript が必要です。",
        "This page needs JavaScript.",
    ),
    "live_not_a_poll": (
        "声は参加した人のもので、住民全体の意見の割合ではありません。",
        "These are the voices of those who took part, not a poll of all residents.",
    ),
}
