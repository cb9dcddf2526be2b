"""The phrases that koemap itself stores in English, said in Japanese."""

STORED = {
    # why a comment was withdrawn
    "deleted in the chat": "チャットで削除",
    "withheld in the chat": "チャットで非表示",
    "author removed from the chat": "書いた人がチャットから退出させられた",
    # by what right comments are used
    "a table supplied by the operator": "運用者が用意した表",
    "an archive file supplied by the operator": "運用者が用意した配信の保存ファイル",
    # parameters of a recipe
    "embedder revision": "言葉を数にする方法の版",
    "firm tie, from": "結びつきを強いとみなす割合（以上）",
    "lone voices, at most": "論点から外す声の割合（最大）",
    "loose topic, below": "論点とみなさない結びつきの割合（未満）",
    "map minimum distance": "地図の点の最小の間隔",
    "map width": "地図の幅",
    "neighbours, at most": "比べる近い声の数（最大）",
    "resolutions": "分ける細かさ",
    "themes, at most": "テーマの数（最大）",
    "topics per root of voices": "声の数の平方根あたりの論点の数",
    "topics, at most": "論点の数（最大）",
    "untelling word, weight": "内容を表さない言葉の重み",
    "voice containment": "同じ声とみなす重なり",
    "voices per topic, at least": "論点の声の数（最小）",
}
