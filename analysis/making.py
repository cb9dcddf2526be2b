"""The making of a map from comments in the order of their ids: the whole story."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from analysis.assigning import Assigned
from analysis.clock import Clock
from analysis.continuing import carried, firm_ids, most_moving, takes_ids_only
from analysis.earlier import Earlier
from analysis.embedding import Embedder
from analysis.fitting import Fitted, assigned, fit
from analysis.naming import Spoken, named
from analysis.parts import Part, Runner, one_thread
from analysis.people import People, stayed
from analysis.placing import left_out, placements
from analysis.recounting import recounted
from analysis.traits import Traits, joined, traits_of
from analysis.upheld import Upheld
from analysis.voices import Voice, fold
from analysis.warming import warm_up
from koemap.counting import account
from koemap.records import Comment, OpinionMap, Recipe


@dataclass(frozen=True)
class Made:
    """A map, with the fit it was made by and the comment that speaks for each landmark."""

    opinion_map: OpinionMap
    fitted: Fitted
    speakers: tuple[str, ...]


def made(
    received: Sequence[Comment],
    recipe: Recipe,
    hidden: Collection[str],
    embedder: Embedder,
    runner: Runner,
    clock: Clock,
    earlier: OpinionMap | None = None,
) -> Made:
    """The map of these comments, each with its place or the reason why it has none."""
    warm_up(len(received))
    parts = runner.cut(received)
    traits = _traits(parts, runner, clock)
    outside = left_out(received, traits, hidden)
    rows = [n for n, comment in enumerate(received) if comment.comment_id not in outside]
    said, own = [received[row] for row in rows], traits.only(rows)

    clock.begin("voices")
    voices = fold([comment.comment_id for comment in said], own.keys, own.signatures)
    texts = [said[voice.speaker].text for voice in voices]
    before = None if takes_ids_only(recipe) else _before(earlier, voices, said, recipe)
    people = People.of(recipe, voices, said)
    fitted = fit(texts, voices, recipe, embedder, clock, before, people)
    upheld, fitted = Upheld.of(recipe, earlier, voices, said).fitted(fitted)
    clock.begin("labels")
    heard = Spoken(said, [voices[row] for row in fitted.rows], fitted.documents, fitted.vectors)
    with one_thread():
        themes, topics, topic_ids = named(fitted.grouping, heard)

    clock.begin("other voices")
    speakers = np.array([rows[voice.speaker] for voice in voices], np.int64)
    free = assigned(fitted, speakers, parts, runner, clock.advance)
    everyone = upheld.assigned(_held(free, fitted, before))
    clock.begin("places")
    placed = placements(received, traits, outside, voices, everyone, topic_ids)
    if len(fitted.rows) < len(voices):
        themes, topics, placed = recounted(themes, topics, placed, received)
    by_id = {comment.comment_id: comment for comment in received}
    accounting = account(placed, by_id, n_topics=len(topics), n_themes=len(themes))
    found = OpinionMap("", recipe, themes, topics, placed, accounting, fitted.grouping.quality)
    landmarks = tuple(said[voices[row].speaker].comment_id for row in fitted.rows)
    return Made(carried(found, earlier, received) if earlier else found, fitted, landmarks)


def _before(
    earlier: OpinionMap | None, voices: Sequence[Voice], said: Sequence[Comment], recipe: Recipe
) -> Earlier | None:
    if earlier is None:
        return None
    return Earlier.of(earlier, voices, said, most_moving(recipe), firm_ids(recipe))


def _held(everyone: Assigned, fitted: Fitted, before: Earlier | None) -> Assigned:
    """Every voice in its topic, where only so much may change also those that are no landmarks."""
    if before is None or not before.is_held:
        return everyone
    return replace(everyone, topics=stayed(everyone.topics, fitted.rows, before))


def _traits(parts: Sequence[Part], runner: Runner, clock: Clock) -> Traits:
    found = []
    for part in runner.map(traits_of, parts):
        found.append(part)
        clock.advance(len(found) / len(parts))
    return joined(found)
