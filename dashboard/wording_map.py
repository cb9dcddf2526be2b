"""Words of the opinion map itself; the component fills {n}, {label} and {people} in."""

from __future__ import annotations

MAP: dict[str, tuple[str, str]] = {
    "map_stage": (
        "声の地図。矢印キーで動かし、プラスとマイナスで拡大と縮小、ゼロで全体を表示します。",
        "Map of voices. Arrow keys move it, plus and minus zoom, zero shows all of it.",
    ),
    "map_zoom_in": ("拡大", "Zoom in"),
    "map_zoom_out": ("縮小", "Zoom out"),
    "map_whole": ("全体を表示", "Show the whole map"),
    "map_list": ("論点の一覧", "List of topics"),
    "map_tree": (
        "論点の一覧。上下で移り、エンターで開き、エヌで地図の上のいちばん近い論点へ移ります。",
        "List of topics. Up and down move, Enter opens, N goes to the nearest topic on the map.",
    ),
    "map_person": ("{n}人", "{n} person"),
    "map_people": ("{n}人", "{n} people"),
    "map_item": ("{label}、{people}", "{label}, {people}"),
    "map_chosen": ("論点を選びました：{label}、{people}", "Topic chosen: {label}, {people}"),
    "map_none_chosen": ("すべての論点を表示しています", "All topics are shown"),
    "map_lit": ("地図の上で{n}の声が光っています", "Voices highlighted on the map: {n}"),
    "map_zoomed": ("{n}倍に拡大しています", "Zoomed {n} times"),
    "map_lone": ("ひとりの声", "Lone voice"),
    "map_loading": ("読み込んでいます…", "Loading…"),
}
