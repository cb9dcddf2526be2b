"""The live meeting as screens see it: the desk, the overlay of the stream and the public page.

Templates of `dashboard/live_assets` are given: language, other, other_href, words, script_words,
meeting_id, title, zone, by, may_act, csrf_cookie, csrf_header and assets (the address of that
folder, "" where the files lie beside the page).

The overlay polls `state.json`, which holds only what a person let through:

    {"stopped": bool, "people": n,
     "question": {"id", "text", "people", "topic", "hue"} | null,
     "topics": [{"id", "label", "hue", "people"}]}               at most three, the rising ones

The public page polls `live.json`; `at` is when anything in it last changed:

    {"at": ISO, "stopped": bool, "title", "people": n,
     "now": {"id", "text", "people", "topic", "hue"} | null,     the question on air
     "topic": {"id", "label", "hue"} | null,                     what was last taken up
     "topics": [{"id", "label", "hue", "people", "rising"}],
     "comments": [{"id", "at", "text", "people", "topic", "hue"}]}     the newest first

Both name comments by an id of their own, topics by their label in `topic`.
"""
