"""Who is logged in, and the way out; a line above the page, in both languages.

It is part of the layout, which each person gets for themselves; the language of the page shows one.
"""

from __future__ import annotations

from dash import html

from dashboard.access import ADD_USER, CSRF_FIELD, Person
from dashboard.components import aria, chip
from dashboard.wording import Language, called, say

LANGUAGES: tuple[Language, ...] = ("ja", "en")


def account(person: Person) -> html.Aside:
    """The person's name and role with a button to log out; for the stand-in, that nobody is."""
    one = _logged_in if person.is_logged_in else _stand_in
    label = " / ".join(say(language, "account") for language in LANGUAGES)
    lines = [one(person, language) for language in LANGUAGES]
    return html.Aside(lines, id="account", **aria(label=label))


def _stand_in(person: Person, language: Language) -> html.Div:
    name = called(language, person.name)
    why = say(language, "account_open_why", name=name, command=ADD_USER)
    words = chip(say(language, "account_open"), "warn")
    return html.Div([words, html.Span(name)], className="account", title=why, lang=language)


def _logged_in(person: Person, language: Language) -> html.Div:
    role = say(language, f"role_{person.role}")
    return html.Div(
        [
            html.Span(say(language, "account_who", name=person.name, role=role)),
            _log_out(person, language),
        ],
        className="account",
        role="group",
        lang=language,
        **aria(label=say(language, "account")),
    )


def _log_out(person: Person, language: Language) -> html.Form:
    """A form without script: its button carries the secret that every change has to carry."""
    words = say(language, "log_out")
    button = html.Button(words, type="submit", name=CSRF_FIELD, value=person.csrf)
    return html.Form(button, method="post", action=f"/logout?lang={language}")
