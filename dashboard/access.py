"""Who may see and do what: nothing is answered that this file did not let through.

The guard stands before every path. Without a session a page leads to the log-in, anything else
gets 401. While there are no users, whoever sits at this machine acts under a stand-in's name.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import wraps
from secrets import token_bytes
from typing import Any, NoReturn, ParamSpec, TypeVar, cast, get_args
from urllib.parse import urlencode

from dash import Dash
from dash.exceptions import DependencyException
from flask import Flask, Response, abort, g, redirect, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.middleware.proxy_fix import ProxyFix

from dashboard.bodies import is_sound
from dashboard.cookies import session_of
from dashboard.origin import SAFE_METHODS, host_name, is_loopback, is_own
from dashboard.throttle import Throttle
from dashboard.wording import Language, say
from koemap.records import Role
from koemap.store import Store

ROLES: tuple[Role, ...] = get_args(Role)  # the lesser first
LOG_IN = "/login"
PUBLIC = frozenset((LOG_IN, "/assets/tokens.css", "/assets/favicon.svg"))
OVERLAY, LIVE = "/overlay/", "/live/"
OPEN = (OVERLAY, LIVE)
"""What begins so needs no log-in: it holds only what a person let through."""
CALLBACKS = "/_dash-update-component"
CSRF_HEADER, CSRF_FIELD = "X-CSRFToken", "csrf"
FORM = "application/x-www-form-urlencoded"
FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via")
ADD_USER = "koemap user add"

P = ParamSpec("P")
R = TypeVar("R")


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Access:
    """How the guard stands.

    `secret` is the key of its hashes, `stand_in` the name of whoever acts while there are no users,
    `proxies` the number of proxies in front whose word on address and https is believed.
    """

    secret: bytes = field(default_factory=lambda: token_bytes(32), repr=False)
    stand_in: str = say("ja", "stand_in")
    proxies: int = 0
    now: Callable[[], datetime] = _now


@dataclass(frozen=True, slots=True)
class Person:
    """Who acts; `csrf` is "" for the stand-in, who has no session."""

    name: str
    role: Role
    csrf: str = field(default="", repr=False)

    @property
    def is_logged_in(self) -> bool:
        """Whether this is a user, not the stand-in."""
        return bool(self.csrf)

    def may(self, role: Role) -> bool:
        """Whether the person may do what that role may.

        >>> [Person("山田", "editor").may(role) for role in ROLES]
        [True, True, False]
        """
        return ROLES.index(self.role) >= ROLES.index(role)


def current_user() -> Person:
    """Who sent the request that is being answered; 401 when nobody is known."""
    person: Person | None = g.get("person")
    return person or refuse(401, "log_in_needed")


def csrf_token() -> str:
    """What every change by this person has to carry, as header or field; "" without log-in."""
    return current_user().csrf


def demand(role: Role) -> Person:
    """Who sent the request; 403 when that person's role is less than this one."""
    person = current_user()
    if not person.may(role):
        refuse(403, "may_not", role=say(language(), f"role_{role}"))
    return person


def require(role: Role) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A decorator for what only people of that role, or a greater one, may ask for."""

    def wrap(function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            demand(role)
            return function(*args, **kwargs)

        return guarded

    return wrap


def refuse(status: int, words: str, **values: object) -> NoReturn:
    """End the request with one plain sentence in the reader's language."""
    text = say(language(), words, **values)
    abort(status, response=Response(text, status, content_type="text/plain; charset=utf-8"))


def language() -> Language:
    """The language that the address names, or that of the installation."""
    chosen = request.args.get("lang", g.get("language", "ja"))
    return "en" if chosen == "en" else "ja"


def guard(app: Dash, store: Store, access: Access, default: Language) -> None:
    """Stand before every path of the application."""
    server: Flask = app.server
    watch = _Watch(app, store, access)
    if access.proxies:
        believed = ProxyFix(server.wsgi_app, x_for=access.proxies, x_proto=access.proxies)
        server.wsgi_app = believed  # type: ignore[method-assign]

    @server.errorhandler(DependencyException)
    def not_found(_: DependencyException) -> tuple[str, int]:
        return "", 404  # Dash itself would fail, and log all that it has

    @server.before_request
    def admit() -> Response | None:
        g.language = default
        rule = request.url_rule.rule if request.url_rule else ""
        if request.path not in PUBLIC and not rule.startswith(OPEN):
            return watch.admit()
        watch.check_sender()
        return None

    @server.after_request
    def keep_nothing(response: Response) -> Response:
        if not request.path.startswith(("/assets/", "/_dash-component-suites/")):
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class _Watch:
    """What is asked of each request."""

    def __init__(self, app: Dash, store: Store, access: Access) -> None:
        self._app, self._store, self._access = app, store, access
        self._throttle = Throttle()
        self._has_users = False

    def admit(self) -> Response | None:
        """None for what may go on; else the way to the log-in. Refusals are raised."""
        person = self._person()
        if person is None:
            return self._to_log_in()
        g.person = person
        if request.method not in SAFE_METHODS:
            self._check_change(person)
        return None

    def check_sender(self) -> None:
        """Refuse a change that a page of somebody else sends."""
        if request.method not in SAFE_METHODS and not is_own(request.headers, request.host):
            refuse(403, "not_from_here")

    def _person(self) -> Person | None:
        if not self._knows_users():
            return self._stand_in()
        token = session_of(request)
        session = self._store.session(token, self._access.now()) if token else None
        if session is None:
            return None
        return Person(session.user.name, session.user.role, session.csrf)

    def _knows_users(self) -> bool:
        """Whether there are users; once there are, they only ever become more."""
        self._has_users = self._has_users or self._store.has_users()
        return self._has_users

    def _stand_in(self) -> Person:
        """Whoever sits at this machine; a name that leads here from elsewhere does not count."""
        forwarded = any(name in request.headers for name in FORWARDED)
        here = is_loopback(request.remote_addr or "") and is_loopback(host_name(request.host))
        if forwarded or not here:
            refuse(403, "open_here_only", command=ADD_USER)
        return Person(self._access.stand_in, "admin")

    def _to_log_in(self) -> Response:
        if request.method not in SAFE_METHODS or not _is_page():
            refuse(401, "log_in_needed")
        query = request.query_string.decode("utf-8", "replace")
        wanted = {"next": f"{request.path}?{query}".rstrip("?"), "lang": language()}
        return cast("Response", redirect(f"{LOG_IN}?{urlencode(wanted)}", 303))

    def _check_change(self, person: Person) -> None:
        self.check_sender()
        if person.csrf and not _carries(person.csrf):
            refuse(403, "not_from_here")
        if person.csrf and not self._throttle.allows(person.name, self._access.now().timestamp()):
            refuse(429, "too_fast")
        if request.path == CALLBACKS and not is_sound(_body(), self._app.callback_map):
            refuse(400, "not_understood")


def _is_page() -> bool:
    """Whether a person goes there, and no script of a page asks for it."""
    purpose = request.headers.get("Sec-Fetch-Dest")
    if purpose is not None:
        return purpose == "document"
    rule = request.url_rule.rule if request.url_rule else ""
    return rule in ("/", "/<path:path>") or "text/html" in request.headers.get("Accept", "")


def _carries(csrf: str) -> bool:
    """Whether the request carries the secret of its session, in the header or in the form."""
    given = request.headers.get(CSRF_HEADER, "")
    if not given and request.mimetype == FORM:
        given = request.form.get(CSRF_FIELD, "")
    return hmac.compare_digest(given.encode("utf-8", "replace"), csrf.encode("ascii"))


def _body() -> Any:
    """The JSON of the request; 400 when it is none, or holds what is no text in any language."""
    try:
        body = request.get_json()
        str(body).encode("utf-8")
    except RequestEntityTooLarge:
        raise
    except (HTTPException, ValueError, RecursionError):
        refuse(400, "not_understood")
    return body
