"""The pages of logging in and out: plain forms that need no script."""

from __future__ import annotations

from functools import partial
from typing import cast
from urllib.parse import urlencode, urlsplit

from flask import Flask, Response, g, redirect, request
from werkzeug.exceptions import Forbidden

from dashboard import cookies
from dashboard.access import LOG_IN, Access, Person, current_user, language
from dashboard.publishing import PAGES
from dashboard.wording import Language, say
from koemap.errors import LoginError
from koemap.store import Store

LOG_OUT = "/logout"
LONGEST_FIELD = 1_000  # characters; what is longer is neither a name nor a password


def open_entrance(server: Flask, store: Store, access: Access) -> None:
    """Add the pages; both say to browsers where their forms come from."""
    entrance = _Entrance(store, access)
    server.add_url_rule(LOG_IN, "log_in", entrance.log_in, methods=["GET", "POST"])
    server.add_url_rule(LOG_OUT, "log_out", entrance.log_out, methods=["GET", "POST"])

    @server.after_request
    def tell_origin(response: Response) -> Response:
        if request.path in (LOG_IN, LOG_OUT):  # without it a form's Origin is "null" over http
            response.headers["Referrer-Policy"] = "same-origin"
        return response

    @server.errorhandler(Forbidden)
    def say_again(error: Forbidden) -> Response | Forbidden:
        person: Person | None = g.get("person")
        if request.path == LOG_OUT and person and person.is_logged_in:
            return entrance.ask(person, 403)
        return error


class _Entrance:
    """What the two pages do."""

    def __init__(self, store: Store, access: Access) -> None:
        self._store, self._access = store, access

    def log_in(self) -> Response:
        """The form, or after a right one the page that was wanted."""
        if request.method != "POST":
            return _page("login", 200) if self._store.has_users() else _to(_wanted())
        name, password = (request.form.get(key, "")[:LONGEST_FIELD] for key in ("name", "password"))
        address, now = request.remote_addr or "", self._access.now()
        try:
            logged_in = self._store.log_in(
                name, password, address=address, key=self._access.secret, at=now
            )
        except LoginError as error:
            return _failed(name, error)
        self._store.log_out(cookies.session_of(request))
        response = _to(_wanted())
        cookies.give(request, response, logged_in.token, logged_in.session.csrf)
        return response

    def log_out(self) -> Response:
        """The question, or after its answer the way to the log-in."""
        person = current_user()
        if not person.is_logged_in:
            return _to("/")
        if request.method != "POST":
            return self.ask(person, 200)
        self._store.log_out(cookies.session_of(request))
        if "everywhere" in request.form:
            self._store.log_out_everywhere(person.name)
        response = _to(f"{LOG_IN}?{urlencode({'lang': language()})}")
        cookies.take_back(request, response)
        return response

    def ask(self, person: Person, status: int) -> Response:
        """The page that asks whether to log out here or everywhere."""
        role = say(language(), f"role_{person.role}")
        return _page("logout", status, person=person, role=role)


def _failed(name: str, error: LoginError) -> Response:
    """The form again, with what is wrong."""
    minutes = -int(-error.wait_seconds // 60)
    key = "log_in_too_often" if minutes else "log_in_wrong"
    wrong = say(language(), key, **({"minutes": minutes} if minutes else {}))
    response = _page("login", 429 if minutes else 401, wrong=wrong, name=name)
    if minutes:
        response.headers["Retry-After"] = str(-int(-error.wait_seconds // 1))
    return response


def _page(template: str, status: int, **values: object) -> Response:
    here, chosen = request.path, language()
    other: Language = "en" if chosen == "ja" else "ja"
    wanted = _wanted()
    text = PAGES.get_template(f"{template}.html").render(
        language=chosen,
        other=other,
        words=partial(say, chosen),
        action=f"{here}?{urlencode({'lang': chosen, 'next': wanted})}",
        other_href=f"{here}?{urlencode({'lang': other, 'next': wanted})}",
        wanted=wanted,
        **values,
    )
    return Response(text, status, content_type="text/html; charset=utf-8")


def _wanted() -> str:
    """The page to go to afterwards: one of this host, the list of meetings when none is named."""
    wanted = request.args.get("next", "/")
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return "/"
    plain = wanted.isprintable() and "\\" not in wanted and not wanted.startswith("//")
    own = wanted.startswith("/") and not parts.netloc and parts.path not in (LOG_IN, LOG_OUT)
    return wanted if plain and own else "/"


def _to(address: str) -> Response:
    return cast("Response", redirect(address, 303))
