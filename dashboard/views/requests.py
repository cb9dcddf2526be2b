"""What a screen asks the server to decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html

from dashboard.forms import Told, decide_button, form
from dashboard.views.screen import Screen
from koemap.records import Decision


def asking(
    screen: Screen,
    request: Mapping[str, Any],
    fields: Sequence[Told],
    submit: str,
    *,
    then: str = "",
) -> Told:
    """A form that asks for that, in the reader's language."""
    return form(request, fields, submit, cancel=screen.say("edit_cancel"), then=then)


def on_map(screen: Screen, act: str, target: str) -> dict[str, Any]:
    """The request for an act on the map that the reader sees."""
    return {"act": act, "target": target, "map": screen.edition.opinion_map.map_id}


def undo_button(screen: Screen, decision: Decision, what: str, *, then: str = "") -> html.Button:
    """A button that takes that decision back."""
    request = {"act": "undo", "target": str(decision.decision_id)}
    label = screen.say("undo_this", what=what)
    return decide_button(request, screen.say("undo"), label=label, then=then, look="plain-button")
