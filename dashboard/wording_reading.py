"""The strings of what a council member reads: topics, comments and how they are narrowed."""

READING = {
    # how a list is narrowed and ordered
    "any": ("すべて", "All"),
    "by_source": ("出どころ", "Source"),
    "by_kind": ("種類", "Kind"),
    "by_stance": ("立場", "Stance"),
    "kind_opinion": ("意見", "Opinions"),
    "kind_question": ("質問", "Questions"),
    "kind_reaction": ("拍手・あいさつなど", "Reactions"),
    "side_for": ("賛成", "For"),
    "side_against": ("反対", "Against"),
    "side_conditional": ("条件つき", "On a condition"),
    "side_wish": ("要望", "Wish"),
    "side_unread": ("読み取れない", "Not readable"),
    "order": ("並び順", "Order"),
    "order_time": ("時刻", "Time"),
    "order_people": ("同じ声の人が多い順", "Most people saying it"),
    "order_strength": ("論点との結びつきが強い順", "Closest to its topic"),
    "list_voice": ("ほぼ同じ文面の声", "Near-identical comments"),
    "within_minutes": ("動画の{start}–{end}", "{start}–{end} of the video"),
    "same_text_more": (
        "ほぼ同じ文面 ほか{n}（あわせて{people}）",
        "Near-identical: {n} more ({people} in all)",
    ),
    "same_text_all": ("{n}をすべて見る", "See all {n}"),
}
