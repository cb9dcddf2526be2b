"""Imported by the server that commands are forked from: what they import only when they need it.

It makes a map, too, for what a first one loads and compiles.
"""

import gc
from importlib import import_module

from analysis.pipeline import build_map, make_recipe
from collectors import COLLECTORS
from tests.factories import some_comments

for name in (
    *(listed.module for listed in COLLECTORS.values()),
    *("collectors.driver", "collectors.google.access", "collectors.google.client"),
    *("dashboard.site", "koemap.cli.supervisor", "koemap.cli.ways", "openpyxl"),
):
    import_module(name)
build_map(some_comments(60), make_recipe(), meeting_id="minamo-2")

gc.freeze()  # what is known to stay is not searched for garbage in each of them
