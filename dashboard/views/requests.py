"""What a screen asks the server to decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html

from dashboard.components import Content
from dashboard.forms import decide_button, decide_form
from dashboard.views.screen import Screen
from koemap.records import Decision


def form(
    screen: Screen,
    request: Mapping[str, Any],
    fields: Sequence[Content],
    submit: str,
    *,
    then: str = "",
) -> html.Form:
    """A form that asks for that, in the reader's language."""
    return decide_form(request, fields, submit, cancel=screen.say("edit_cancel"), then=then)


def on_map(screen: Screen, act: str, target: str) -> dict[str, Any]:
    """The request for an act on the map that the reader sees."""
    return {"act": act, "target": target, "map": screen.edition.opinion_map.map_id}


def undo_button(screen: Screen, decision: Decision, what: str, *, then: str = "") -> html.Button:
    """A button that takes that decision back."""
    request = {"act": "undo", "target": str(decision.decision_id)}
    label = screen.say("undo_this", what=what)
    return decide_button(request, screen.say("undo"), label=label, then=then, look="plain-button")
