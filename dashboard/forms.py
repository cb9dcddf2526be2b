"""Forms and buttons by which a person decides, told as data; `assets/acts.js` makes and sends them.

Dash asks every component of a screen whenever one is drawn anew, so that a screen of many small
forms would be slow: each of them is a single component here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from dash import html

from dashboard.components import aria, carrying

VOICE = "voice"  # the scope of an act on a comment together with all near-identical ones

Told = dict[str, Any]
"""A part of a form as the script reads it: text, choice, list, button, link or sentence."""


def line(name: str, label: str, value: str = "", *, kind: str = "text", hint: str = "") -> Told:
    """A field for one line; `kind` is that of the browser's own field, such as "date"."""
    return {"name": name, "label": label, "type": kind, "value": value, "hint": hint}


def paragraph(name: str, label: str, value: str = "", *, note: str = "") -> Told:
    """A field for a text; `note` stays beside it."""
    return {"name": name, "label": label, "type": "textarea", "value": value, "note": note}


def choice(name: str, label: str, options: Sequence[tuple[str, str]], value: str = "") -> Told:
    """A field with one of these values, each with its words."""
    choices = [list(option) for option in options]
    return {"name": name, "label": label, "type": "select", "value": value, "options": choices}


def sentence(words: str) -> Told:
    """A sentence between fields."""
    return {"say": words}


def form(
    request: Mapping[str, Any],
    fields: Sequence[Told],
    submit: str,
    *,
    cancel: str,
    then: str = "",
) -> Told:
    """A form that sends that request with its fields; `then` is the part shown afterwards.

    What is typed is kept under the act and its target until it is sent or discarded.
    """
    words = {"submit": submit, "cancel": cancel}
    return {"request": dict(request), "fields": list(fields), **words, "then": then}


def pressing(request: Mapping[str, Any], words: str, *, then: str = "") -> Told:
    """A button inside an opening part, which sends that request."""
    return {"press": words, "request": dict(request), "then": then}


def linking(words: str, href: str, reveal: str) -> Told:
    """A link inside an opening part."""
    return {"link": words, "href": href, "reveal": reveal}


def opening(words: str, parts: Sequence[Told], *, look: str = "", more: str = "") -> html.Div:
    """Parts that open in place under these words; `more` is said to those who hear it."""
    told = {"words": words, "more": more, "look": look, "parts": list(parts)}
    return html.Div(**carrying(opening=_json(told)))


def decide_button(
    request: Mapping[str, Any], words: str, *, label: str = "", then: str = "", look: str = ""
) -> html.Button:
    """A button that sends that request; `label` says more to those who hear it."""
    named = aria(label=label) if label else {}
    sent = carrying(decide=_json(request), reveal=then)
    return html.Button(words, type="button", className=f"small {look}".strip(), **sent, **named)


def _json(told: Mapping[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False)
