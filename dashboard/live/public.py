"""The public live page as files: a page, and one small JSON that is replaced when it changes.

Any web server can serve the folder. The JSON is written aside and put in place as a whole, so that
nobody ever reads half of it.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock
from time import monotonic
from weakref import WeakKeyDictionary

from dashboard.editions import Editions
from dashboard.live.audience import Json, live_page, over
from dashboard.live.desks import Desks
from dashboard.live.folders import SIGN, SIGN_SECONDS, live_folder, sign_of_life
from dashboard.live.known import LATER, Done, Known
from dashboard.live.model import LiveModel
from dashboard.live.templates import files_of, render_page
from dashboard.wording import Language
from koemap.errors import PublishError, why
from koemap.settings import Settings
from koemap.stops import Stops
from koemap.store import Store

TOPICS_EVERY_SECONDS = 30
"""The topics of the page change this seldom, so that it is calm to read."""
SCRIPT = "window.koemapLive = "


class LivePage:
    """The public live page of one meeting, and what was last written of it."""

    def __init__(self, store: Store, settings: Settings, meeting_id: str) -> None:
        self._store, self._meeting_id = store, meeting_id
        self._desks = Desks(store, Editions(store), Stops(Path(settings.home)))
        self._folder = live_folder(Path(settings.home), meeting_id)
        self._delay = timedelta(seconds=int(settings.live_delay))
        self._language: Language = "en" if settings.language == "en" else "ja"
        self._zone = settings.timezone
        self._written: Json | None = None
        self._topics: tuple[int, list[Json]] = (-1, [])
        self._acts, self._decisions = Done(), Done()
        self._signed_at = datetime.min.replace(tzinfo=UTC)

    def write(self, now: datetime, steady: float) -> bool:
        """Whether anything had changed; then it is written.

        `steady` are the seconds of a clock that nobody sets, by which the delay is kept.

        Raises
        ------
        PublishError
            The folder cannot be written.
        StoreError
            The store cannot be read.
        """
        title = self._store.meeting(self._meeting_id).title
        with self._desks.model(self._meeting_id) as (model, names):
            if self._written is None:
                self._begin(title)
            known = self._known(model, now, steady)
            content = live_page(model, names, now, self._delay, title, self._written, known)
        if not content["stopped"]:
            content["topics"] = self._calm(content, now)
        return self._put(content, now)

    def _known(self, model: LiveModel, now: datetime, steady: float) -> Known:
        """What was done at least the delay ago."""
        self._acts.look(((act.number, act.at) for act in model.acts), now, steady)
        self._decisions.look(((one.decision_id, one.at) for one in model.decisions), now, steady)
        late = self._acts.since(self._delay), self._decisions.since(self._delay)
        return Known(LATER, *late)

    def end(self, now: datetime) -> None:
        """Show nothing of what was said any more, since nobody would take it out.

        Raises
        ------
        PublishError
            The folder cannot be written.
        """
        if self._written is not None:
            self._put(over(self._written), now)

    def _begin(self, title: str) -> None:
        """Take up what an earlier run wrote, and remove what it left half written."""
        for draft in self._folder.glob(".live*"):
            with suppress(OSError):
                draft.unlink()
        self._write_page(title)
        self._written = _read(self._folder / "live.json")

    def _put(self, content: Json, now: datetime) -> bool:
        """Whether the content is another than what is written; then it is written."""
        is_new = content != self._written
        if is_new:
            self._put_anew(content, now)
        self._sign(now)
        return is_new

    def _put_anew(self, content: Json, now: datetime) -> None:
        text = json.dumps({"at": now.isoformat(), **content}, ensure_ascii=False)
        _replace(self._folder / "live.json", text.encode(errors="replace"))
        script = f"{SCRIPT}{text};\n"  # a page opened as a file may fetch no JSON
        _replace(self._folder / "live_data.js", script.encode(errors="replace"))
        self._written = content

    def _sign(self, now: datetime) -> None:
        """Say every ten seconds that what is written is as it should be."""
        if not 0 <= (now - self._signed_at).total_seconds() < SIGN_SECONDS:
            _replace(self._folder / SIGN, sign_of_life(now))
            self._signed_at = now

    def _calm(self, content: Json, now: datetime) -> list[Json]:
        """The topics as last shown for half a minute, unless there are others or other names."""
        step, found = int(now.timestamp() // TOPICS_EVERY_SECONDS), content["topics"]
        names = {(one["id"], one["label"]) for one in found}
        is_same = names == {(one["id"], one["label"]) for one in self._topics[1]}
        if not (is_same and step == self._topics[0]):
            self._topics = step, found
        return self._topics[1]

    def _write_page(self, title: str) -> None:
        page = render_page(
            "live", self._language, meeting_id=self._meeting_id, title=title, zone=self._zone
        )
        files = {name: path.read_bytes() for name, path in files_of("live").items()}
        for name, content in {"index.html": page.encode(), **files}.items():
            if not _is(self._folder / name, content):
                _replace(self._folder / name, content)


_PAGES: WeakKeyDictionary[Store, dict[tuple[Settings, str], LivePage]] = WeakKeyDictionary()
_LOCK = Lock()


def write_live(
    store: Store,
    settings: Settings,
    meeting_id: str,
    now: datetime | None = None,
    steady: float | None = None,
) -> bool:
    """Whether the public live page of that meeting had changed and was written.

    Meant to be called twice a second; what was read before is kept as long as the store. `now` is
    the time of this moment unless it is given, `steady` the seconds of a clock that nobody sets,
    which goes with `now` where only that is given.

    Raises
    ------
    PublishError
        The folder cannot be written.
    StoreError
        There is no such meeting, or the store cannot be read.
    """
    with _LOCK:
        pages = _PAGES.setdefault(store, {})
        key = settings, meeting_id
        if key not in pages:
            pages[key] = LivePage(store, settings, meeting_id)
        if steady is None:
            steady = now.timestamp() if now else monotonic()
        return pages[key].write(now or datetime.now(UTC), steady)


def end_live(store: Store, settings: Settings, meeting_id: str) -> None:
    """Let the public live page of that meeting say that it is over, if this process wrote it.

    Raises
    ------
    PublishError
        The folder cannot be written.
    """
    with _LOCK:
        page = _PAGES.get(store, {}).pop((settings, meeting_id), None)
        if page:
            page.end(datetime.now(UTC))


def emptied(content: bytes) -> bytes:
    """The JSON of a page, or the script that holds it, as that of a meeting which is over."""
    text = content.decode()
    head, tail = (SCRIPT, ";\n") if text.startswith(SCRIPT) else ("", "")
    told = over(json.loads(text.removeprefix(head).removesuffix(tail)))
    return f"{head}{json.dumps(told, ensure_ascii=False)}{tail}".encode(errors="replace")


def _read(path: Path) -> Json | None:
    """What the file tells, without when; None when there is none that can be read."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return {name: value for name, value in content.items() if name != "at"}
    except (OSError, ValueError, AttributeError):
        return None


def _is(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
    except OSError:
        return False


def _replace(path: Path, content: bytes) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(content)
        draft.replace(path)
    except OSError as error:
        with suppress(OSError):
            draft.unlink()
        reason, reason_ja = why(error)
        raise PublishError(
            f"{path} cannot be written: {reason}; check the folder",
            ja=f"{path} に書き込めません（{reason_ja}）。フォルダーを確かめてください",
        ) from error
