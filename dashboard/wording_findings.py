"""The sentences of findings in Japanese and English, each filled in with counts."""

FINDINGS = {
    # findings: sentences from counts; {label} is a machine's label, never in quotation marks
    "finding_people": (
        "最も多くの人が書いた論点は、{label}",
        "The topic most people wrote about: {label}",
    ),
    "finding_people_tied": (
        "最も多くの人が書いた論点のひとつは、{label}",
        "Among the topics most people wrote about: {label}",
    ),
    "finding_divided": (
        "賛成と反対が最も分かれている論点は、{label}",
        "The topic on which opinions divide most: {label}",
    ),
    "finding_divided_tied": (
        "賛成と反対が最も分かれている論点のひとつは、{label}",
        "Among the topics on which opinions divide most: {label}",
    ),
    "finding_divided_also": (
        "賛成と反対が分かれている論点は、{label}",
        "A topic on which opinions divide: {label}",
    ),
    "finding_questions": (
        "まだ回答がない質問が最も多い論点は、{label}",
        "The topic with the most questions not yet answered: {label}",
    ),
    "finding_questions_tied": (
        "まだ回答がない質問が最も多い論点のひとつは、{label}",
        "Among the topics with the most questions not yet answered: {label}",
    ),
    "finding_questions_also": (
        "質問が多く、まだ回答がない論点は、{label}",
        "A topic with many questions not yet answered: {label}",
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
        "From the live chat: {chat}. From forms and other sources: {forms}.",
    ),
    "finding_of_these_questions": ("うち質問は{n}。", "Of these, {n}."),
    "finding_unanswered": ("質問{n}は未回答。", "Not answered yet: {n}."),
    "finding_sides": ("{people}。{sides}。", "{people}. {sides}."),
    "finding_asked": (
        "質問は{n}。論点全体では{counts}",
        "{n}. The whole topic: {counts}",
    ),
    "finding_window": (
        "動画の{start}から{window}間に{n}。論点全体では{counts}",
        "{n} within {window}, from {start} of the video. The whole topic: {counts}",
    ),
}
