"""The strings that tell how the published map was made, in Japanese and English."""

METHOD = {
    "site_method_lead": (
        "たくさんの声を、機械と人がどのようにまとめたかを、順に説明します。",
        "How a machine and people gathered many comments, step by step.",
    ),
    "site_steps": ("9つの手順", "Nine steps"),
    "site_step_collect": ("集める", "Collect"),
    "site_step_collect_told": (
        "配信のチャットやフォームから、届いた声をすべて集めます。選びません。",
        "All comments are collected from the chat and the forms. Nothing is picked out.",
    ),
    "site_step_mask": ("名前を消す", "Remove names"),
    "site_step_mask_told": (
        "書いた人の名前は保存しません。電話番号や住所などは、見えないように伏せます。",
        "Names of authors are not stored. Telephone numbers, addresses and the like are masked.",
    ),
    "site_step_kinds": ("種類を分ける", "Tell kinds apart"),
    "site_step_kinds_told": (
        "声を、意見、質問、反応（拍手やあいさつ）に分けます。反応は数えるだけで、地図には置きません。",
        "Opinions, questions and reactions such as applause are told apart. "
        "Reactions are counted, not mapped.",
    ),
    "site_step_voices": ("同じ文を束ねる", "Fold what is the same"),
    "site_step_voices_told": (
        "ほとんど同じ文がいくつもあれば、「ひとつの声」として数えます。"
        "同じ文を何度も送っても、大きな意見には見えません。",
        "Texts that are nearly the same count as one voice, "
        "so that sending one many times does not make it look larger.",
    ),
    "site_step_vectors": ("言葉を数字にする", "Turn words into numbers"),
    "site_step_vectors_told": (
        "機械は文を読めません。そこで、それぞれの声を数字の並びに変えます。"
        "意味の似た文は、似た数字になります。",
        "A machine cannot read. It turns each comment into a row of numbers; "
        "comments with a similar meaning get similar numbers.",
    ),
    "site_step_topics": ("似た声を集める", "Gather what is alike"),
    "site_step_topics_told": (
        "数字の近い声どうしを集めて「論点」にします。どこにも近くない声は「ひとりの声」として残します。",
        "Comments whose numbers are close form a topic. "
        "One that is close to none stays, as a lone voice.",
    ),
    "site_step_map": ("地図に並べる", "Draw the map"),
    "site_step_map_told": (
        "似た声が近くになるように、平らな地図に並べます。"
        "紙に地球を描くのと同じで、少しゆがみます。",
        "Comments are laid out flat so that similar ones are near. "
        "Like the globe on paper, that bends things a little.",
    ),
    "site_step_words": ("言葉を選ぶ", "Choose words"),
    "site_step_words_told": (
        "論点の名前と代表する声は、届いた言葉の中から選びます。文章を作ったり、書きかえたりはしません。",
        "Names and telling comments are chosen from what people wrote. "
        "No text is made up or rewritten.",
    ),
    "site_step_person": ("人が確かめる", "A person checks"),
    "site_step_person_told": (
        "担当者が読んで、名前を直したり、載せられない声を非表示にしたりして、公開を承認します。"
        "だれがいつ承認したかは、各ページの下にあります。",
        "Staff read it, mend names, hide what cannot be shown, and approve the publication. "
        "Who did so, and when, stands at the foot of each page.",
    ),
    "site_map_read": ("地図の読み方", "How to read the map"),
    "site_read_near": (
        "点ひとつが、声ひとつです。ほぼ同じ文面は、ひとつの点に重なります。",
        "Each dot is one voice. Near-identical comments share a dot.",
    ),
    "site_read_axes": (
        "近さだけに意味があります。上下左右の向きに意味はありません。",
        "Only nearness has a meaning. Up, down, left and right have none.",
    ),
    "site_read_many": (
        "点が多いところは、よく書かれたところです。賛成が多いという意味ではありません。",
        "Many dots show that people wrote much, not that many agree.",
    ),
    "site_read_lone": (
        "ぽつんとある声も、同じひとつの声です。",
        "A dot on its own is a comment like any other.",
    ),
    "site_recipe": ("同じ地図をもう一度作るには", "Making the same map again"),
    "site_recipe_lead": (
        "同じ声と同じ設定からは、いつも同じ地図ができます。設定はすべて公開しています。",
        "The same comments and settings always give the same map. All settings are published.",
    ),
    "site_recipe_open": ("設定を見る", "Show the settings"),
    "site_embedder": ("言葉を数字にする方法", "Embedder"),
    "site_clusterer": ("論点に分ける方法", "Clusterer"),
    "site_parameters": ("設定", "Parameters"),
    "site_versions_of": ("ソフトウェアの版", "Software versions"),
}
