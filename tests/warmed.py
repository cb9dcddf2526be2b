"""Imported by the server that commands are forked from: what a first map loads and compiles."""

import gc

from analysis.pipeline import build_map, make_recipe
from tests.factories import some_comments

build_map(some_comments(60), make_recipe(), meeting_id="minamo-2")

gc.freeze()  # what is known to stay is not searched for garbage in each of them
