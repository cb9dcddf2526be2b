"""One of everything for a test of faults: a stream with a chat, its comments, a form, a sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from tests.google.comments import Comment
from tests.google.fake import FakeGoogle
from tests.google.forms import Form
from tests.google.messages import Message
from tests.google.sheets import Rows, Sheet
from tests.google.youtube import Video

VIDEO, FORM, SHEET = "koemapTest1", "1FakeForm", "1FakeSheet"
MINUTES = 20
MESSAGES = 120


def _nobody() -> None:
    raise AssertionError("the test has not said whom to kill")


@dataclass
class Scene:
    """What there is to collect; a test that kills a collector says how with `kill`."""

    fake: FakeGoogle
    video: Video
    form: Form
    sheet: Sheet
    comments: list[Comment]
    kill: Callable[[], object] = field(default=_nobody)

    def die(self) -> None:
        """The collector is dead."""
        self.kill()

    @property
    def chat_texts(self) -> list[str]:
        """What a collector should have of the chat, in the end."""
        return [one.message.text for one in self.video.chat.posted]


def a_scene(fake: FakeGoogle) -> Scene:
    """A stream of twenty minutes that has just begun, a message every ten seconds, and the rest."""
    return Scene(fake, _stream(fake), _form(fake), _sheet(fake), _comments(fake))


def _stream(fake: FakeGoogle) -> Video:
    start, minutes = fake.now(), timedelta(minutes=MINUTES)
    video = fake.youtube.video(VIDEO, actual_start=start, actual_end=start + minutes)
    for number in range(1, MESSAGES + 1):
        message = Message(f"{number}番目の意見です", author=f"author{number % 40}")
        fake.post_at(start + timedelta(seconds=10 * number - 5), message, VIDEO)
    return video


def _form(fake: FakeGoogle) -> Form:
    form = fake.forms.form(FORM)
    form.choose("aaaa0001", "年代", ["10代", "20代", "30代"])
    form.choose("aaaa0002", "関心のある分野", ["教育, 研究", "医療"], many=True, other=True)
    form.ask("aaaa0003", "ご意見\n（自由記述）")
    form.grid("次の施策への賛否", {"aaaa0004": "チャットボット"}, ["賛成", "反対"])
    for number in range(1, 13):
        fields = ["教育, 研究", f"その他{number}"]
        opinion = f"{number}番目の回答です"
        form.answer(
            {"aaaa0001": "20代", "aaaa0002": fields, "aaaa0003": opinion, "aaaa0004": "賛成"}
        )
    return form


def _sheet(fake: FakeGoogle) -> Sheet:
    head = ["タイムスタンプ", "年代", "ご意見"]
    times = [fake.now() + timedelta(minutes=number) for number in range(1, 13)]
    rows: Rows = [[at, "20代", f"{number}番目の行です"] for number, at in enumerate(times, 1)]
    return fake.sheets.sheet(SHEET, [[*head], *rows])


def _comments(fake: FakeGoogle) -> list[Comment]:
    """Forty threads, the first with more replies than a thread shows."""
    threads = [
        fake.comments.add(f"{number}番目のコメントです", f"author{number}", video=VIDEO)
        for number in range(1, 41)
    ]
    replies = [
        fake.comments.add(f"{number}番目の返信です", parent=threads[0].id) for number in range(1, 9)
    ]
    return [*threads, *replies]
