"""How each fault that is more than a bad answer comes about in a scene."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from tests.google import messages
from tests.google.discovery import LIST, RESPONSES, TOKEN
from tests.google.faults import InvalidGrant, Unauthorised
from tests.google.messages import Message
from tests.google.scene import Scene

Injection = Callable[[Scene], object]

# The call that goes wrong: two pages have come before, so that there is a token to keep.
CALL = 3
# The first midnight of Los Angeles after this is 24.5 hours away: the clock goes back that night.
LONG_DAY = datetime(2026, 11, 1, 7, 30, tzinfo=UTC)


def upcoming(scene: Scene) -> None:
    now = scene.fake.now()
    scene.video.scheduled_start = now + timedelta(minutes=5)
    scene.video.actual_start = now + timedelta(minutes=6)


def never_live(scene: Scene) -> None:
    scene.video.actual_start = scene.video.actual_end = None


def chat_off(scene: Scene) -> None:
    scene.video.chat_on = False


def ended(scene: Scene) -> None:
    now = scene.fake.now()
    scene.video.actual_start = now - timedelta(hours=2)
    scene.video.actual_end = now - timedelta(hours=1)


def long_history(scene: Scene) -> None:
    scene.video.actual_start = scene.fake.now() - timedelta(hours=1)
    for number in range(500):
        scene.fake.post(Message(f"途中から{number}", published_at=_ago(scene, 3000 - 6 * number)))


def _ago(scene: Scene, seconds: float) -> datetime:
    return scene.fake.now() - timedelta(seconds=seconds)


def silence(scene: Scene) -> None:
    starts_at = scene.fake.now() + timedelta(minutes=3)
    scene.video.chat.delay(starts_at, starts_at + timedelta(minutes=10))


def quota_spent(scene: Scene) -> None:
    scene.fake.before(LIST, CALL, scene.fake.quota.exhaust)


def ends_by_message(scene: Scene) -> None:
    end = scene.video.actual_end
    assert end is not None
    scene.fake.post_at(end, messages.chat_ended())


def as_it_is(_: Scene) -> None:
    """The scene's own stream ends and is refused five minutes later."""


def unauthorised(scene: Scene) -> None:
    """401 for ever, though new tokens are given."""
    scene.fake.schedule_from(RESPONSES, 1, Unauthorised())


def no_new_token(scene: Scene) -> None:
    scene.fake.before(RESPONSES, 2, scene.fake.access.revoke_tokens)
    scene.fake.schedule_from(TOKEN, 2, InvalidGrant())


def tombstone_first(scene: Scene) -> None:
    now = scene.fake.now()
    doomed = messages.api_id(900)
    scene.fake.post_at(now + timedelta(seconds=20), messages.tombstone(doomed))
    scene.fake.post_at(now + timedelta(seconds=40), Message("消される意見", number=900))


def ban(seconds: int | None) -> Injection:
    def inject(scene: Scene) -> None:
        at = scene.fake.now() + timedelta(minutes=5)
        scene.fake.post_at(at, messages.banned("author7", seconds=seconds))

    return inject


def deprecated_deletions(scene: Scene) -> None:
    first, second = scene.video.chat.posted[:2]
    at = scene.fake.now() + timedelta(minutes=2)
    scene.fake.post_at(at, messages.deleted(first.id))
    scene.fake.post_at(at, messages.retracted(second.id, second.message.author))


def poll(scene: Scene) -> None:
    start, id = scene.fake.now() + timedelta(minutes=1), messages.api_id(901)
    for minute, (yes, closed) in enumerate([(0, False), (12, False), (40, True)]):
        poll = messages.poll("図書館は必要ですか", {"はい": yes, "いいえ": 3}, closed=closed, id=id)
        scene.fake.post_at(start + timedelta(minutes=minute), poll)


def skew(scene: Scene) -> None:
    scene.video.chat.skew = timedelta(seconds=90)
    scene.fake.post_at(scene.fake.now() + timedelta(minutes=1), Message("進んだ時計の意見"))


def edited(scene: Scene) -> None:
    last = scene.form.ids[-1]
    edit = {"aaaa0003": "書き直した回答です"}
    scene.fake.before(RESPONSES, 2, lambda: scene.form.edit(last, edit))


def deleted(scene: Scene) -> None:
    last = scene.form.ids[-1]
    scene.fake.before(RESPONSES, 2, lambda: scene.form.delete(last))


def unordered(scene: Scene) -> None:
    scene.form.is_unordered = True


def token_expires(scene: Scene) -> None:
    scene.fake.before(RESPONSES, 2, scene.fake.forms.pager.expire)


def question_dropped(scene: Scene) -> None:
    scene.form.drop("aaaa0003")


def ragged(scene: Scene) -> None:
    scene.sheet.rows[3][1:] = ["", ""]


def head_broken(scene: Scene) -> None:
    scene.sheet.rename("ご意見", "ご意見\n（自由記述）\n")


def noon(scene: Scene) -> None:
    scene.sheet.rows[1][0] = "2026/10/15 午前12:05:00"
    scene.sheet.rows[2][0] = "2026/10/15 12:05:00 午後 GMT+9"


def video_gone(scene: Scene) -> None:
    scene.fake.before(LIST, CALL, lambda: scene.fake.youtube.remove(scene.video.id))


def video_private(scene: Scene) -> None:
    def hide() -> None:
        scene.video.privacy, scene.video.chat_on = "private", False

    scene.fake.before(LIST, CALL, hide)


def renamed(scene: Scene) -> None:
    scene.sheet.rename("年代", "年齢層")


def reordered(scene: Scene) -> None:
    scene.sheet.reorder(["ご意見", "年代", "タイムスタンプ"])


def inserted(scene: Scene) -> None:
    scene.sheet.rows.insert(1, [scene.fake.now(), "30代", "割り込んだ行です"])


def doubled(scene: Scene) -> None:
    scene.sheet.rows.append([*scene.sheet.rows[1]])


def killed_while_asking(scene: Scene) -> None:
    scene.fake.before(LIST, CALL, scene.die)


def killed_with_the_page(scene: Scene) -> None:
    scene.fake.after(LIST, CALL, scene.die)


def killed_after_its_commit(scene: Scene) -> None:
    scene.fake.before(LIST, CALL + 1, scene.die)
