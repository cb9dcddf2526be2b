"""Imported by the server that commands are forked from: what a first map loads and compiles."""

from analysis.pipeline import build_map, make_recipe
from tests.factories import some_comments

build_map(some_comments(60), make_recipe(), meeting_id="minamo-2")
