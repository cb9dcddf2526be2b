"""Forms and buttons by which a person decides; `assets/acts.js` sends them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.components import Content, aria, carrying


def decide_form(
    request: Mapping[str, Any],
    fields: Sequence[Content],
    submit: str,
    *,
    cancel: str,
    then: str = "",
) -> html.Form:
    """A form that sends that request with its fields; `then` is the part shown afterwards.

    What was typed is kept under the act and its target until it is sent or discarded.
    """
    asked = json.dumps(request, ensure_ascii=False)
    buttons = [
        html.Button(submit, type="submit", className="primary"),
        html.Button(cancel, type="button", className="plain-button", **carrying(act="discard")),
    ]
    wrong = html.P(className="wrong", role="alert")
    draft = f"{request['act']}/{request['target']}"
    return html.Form(
        [*fields, wrong, html.Div(buttons, className="send")],
        className="decide",
        action="#",
        key=asked,
        **carrying(decide=asked, draft=draft, reveal=then),
    )


def decide_button(
    request: Mapping[str, Any], words: str, *, label: str = "", then: str = "", look: str = ""
) -> html.Button:
    """A button that sends that request; `label` says more to those who hear it."""
    named = aria(label=label) if label else {}
    sent = carrying(decide=json.dumps(request, ensure_ascii=False), reveal=then)
    return html.Button(words, type="button", className=f"small {look}".strip(), **sent, **named)


def opening(words: Content, inside: Sequence[Content], *, look: str = "", **more: Any) -> Component:
    """A part that opens in place."""
    summary = html.Summary(words, className="button small")
    part: Component = html.Details([summary, *inside], className=f"opening {look}".strip(), **more)
    return part


def line(name: str, label: str, value: str = "", *, kind: str = "text", hint: str = "") -> html.Div:
    """A field for one line; `kind` is that of the browser's own field, such as "date"."""
    part = dmc.TextInput(
        name=name,
        label=label,
        value=value,
        placeholder=hint,
        size="sm",
        attributes={"input": {"type": kind}},
    )
    return _field(name, part)


def paragraph(name: str, label: str, value: str = "", *, hint: str = "") -> html.Div:
    """A field for a text; `hint` stays beside it."""
    part = dmc.Textarea(
        name=name, label=label, value=value, description=hint or None, size="sm", minRows=3
    )
    return _field(name, part)


def choice(name: str, label: str, options: Sequence[tuple[str, str]], value: str = "") -> html.Div:
    """A field with one of these values, each with its words."""
    choices = [
        html.Option(words, value=one, selected=one == value or None) for one, words in options
    ]
    return _field(name, html.Label([label, html.Select(choices, name=name)]))


def _field(name: str, part: Component) -> html.Div:
    return html.Div(part, className=f"field field-{name}", **carrying(field=name))
