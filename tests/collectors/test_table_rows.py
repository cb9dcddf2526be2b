"""Whatever is in the cells: nothing fails but with a sentence, and no row vanishes."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from collectors.events import NOTHING, Checkpoint, Event, Notice, Past, Received, Skipped
from collectors.rows.answers import events_of
from collectors.rows.columns import Wanted
from collectors.rows.presets import PRESETS
from collectors.rows.sheets import ERRORS, Merge, Row, Sheet, cell_text
from collectors.tables import Table
from koemap.errors import CollectError
from tests.collectors.tables import OPINIONS, TOKYO, a_csv, a_text, facts, notices, received
from tests.factories import a_meeting

ANYTHING = Wanted()
HEADERS = sorted(
    {
        *["タイムスタンプ", "ご意見", "No.", "id", "メールアドレス", "年代", "Timestamp", "text"],
        *["comment-id", "comment-body", "moderated", "author-id", "agrees", "tweet", "username"],
        *["conversation_id", "body/ja", "body/en", "participatory_space/id", "completion time"],
        *["start time", "time", "from", "to", "message", "event_question_id", "", "\n", "vote"],
    }
)
VALUES = (
    *OPINIONS[:3],
    *[
        "",
        " ",
        "2026/10/01 12:05:00 午前 GMT+9",
        "#N/A",
        "-1",
        "1.8E+18",
        "RT @a: b",
        "<p>&#0;</p>",
    ],
    *['Replying to "a" b', "anonymous", "46346.75", "\ud83d", "=A1", "全員", "+0:00:01"],
)
ANY_CELL = st.sampled_from(VALUES) | st.sampled_from(sorted(ERRORS)) | st.text(max_size=30)
ROW = st.lists(ANY_CELL, max_size=7)
GRID = st.lists(st.lists(st.sampled_from(HEADERS), max_size=7) | ROW, max_size=4).flatmap(
    lambda top: st.lists(ROW, max_size=8).map(lambda rest: [*top, *rest])
)
WANTED = st.builds(
    Wanted,
    text=st.just(()) | st.tuples(st.sampled_from(HEADERS)),
    id=st.just("") | st.sampled_from(HEADERS),
    author=st.just("") | st.sampled_from(HEADERS),
    time=st.just("") | st.sampled_from(HEADERS),
    preset=st.just("") | st.sampled_from(sorted(PRESETS)),
)


def events(
    grid: Sequence[Sequence[str]], wanted: Wanted = ANYTHING, past: Past = NOTHING
) -> list[Event]:
    rows = (Row(line, tuple(cells)) for line, cells in enumerate(grid, start=1))
    sheet = Sheet("a grid", rows, merges=(Merge(7, 9, 1, 2),))
    start = datetime(2026, 10, 15, 9, tzinfo=UTC)
    return list(
        events_of(sheet, source_id="s", wanted=wanted, zone=TOKYO, past=past, starts_at=start)
    )


def said_of(read: Callable[[], list[Event]]) -> tuple[list[Event], str]:
    """The events, or none and the sentence that says why."""
    try:
        return read(), ""
    except CollectError as error:
        return [], str(error).strip()


@settings(max_examples=400, deadline=None)
@given(GRID, WANTED)
@example([["ご意見"], ["a"], ["ご意見"], ["b"]], ANYTHING)
def test_every_row_that_is_not_blank_is_a_comment_or_skipped_with_a_reason(
    grid: list[list[str]], wanted: Wanted
) -> None:
    found, refused = said_of(lambda: events(grid, wanted))
    assert "\n" not in refused
    lines = {event.line for event in found if isinstance(event, Received)}
    n_skipped = sum(isinstance(event, Skipped) and event.code != "blank" for event in found)
    headerless = any(isinstance(e, Notice) and "read as a comment" in e.text for e in found)
    filled = sum(any(cell.strip() for cell in row) for row in grid)
    assert refused or len(lines) + n_skipped == filled - (0 if headerless else 1)
    assert refused or isinstance(found[-1], Checkpoint)


@settings(max_examples=200, deadline=None)
@given(GRID, WANTED)
def test_rows_read_again_after_their_checkpoint_have_the_same_ids(
    grid: list[list[str]], wanted: Wanted
) -> None:
    first, refused = said_of(lambda: events(grid, wanted))
    if refused:
        return
    assert isinstance(first[-1], Checkpoint)
    again = events(grid, wanted, Past(first[-1].cursor))
    ids = [[e.comment_id for e in run if isinstance(e, Received)] for run in (first, again)]
    assert ids[0] == ids[1]


@settings(max_examples=100, deadline=None)
@given(
    st.binary(max_size=400) | st.text(max_size=300).map(str.encode),
    st.sampled_from(["csv", "tsv", "txt", "xlsx", "sbv"]),
)
def test_any_file_is_read_or_refused_in_one_line(content: bytes, suffix: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"answers.{suffix}"
        path.write_bytes(content)
        found, refused = said_of(lambda: list(Table(a_meeting(), path, zone=TOKYO).events()))
    assert bool(found) != bool(refused)
    assert "\n" not in refused


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_characters="\0\r"), min_size=13, max_size=40
).filter(lambda text: text.strip() == text and text not in ERRORS)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(TEXTS, min_size=3, max_size=9, unique=True),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-be"]),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_a_table_written_in_any_way_gives_back_its_texts(
    texts: list[str], encoding: str, delimiter: str, ends: str
) -> None:
    table = io.StringIO(newline="")
    writer = csv.writer(table, delimiter=delimiter, lineterminator=ends, quoting=csv.QUOTE_ALL)
    writer.writerows([["No.", "ご意見"], *([n, text] for n, text in enumerate(texts))])
    with TemporaryDirectory() as folder:
        path = Path(folder) / "answers.csv"
        path.write_bytes(table.getvalue().encode(encoding))
        options = {"text": ("ご意見",)}
        assert [event.text for event in received(path, **options)] == texts


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "cp932", "euc_jp", "iso2022_jp", "utf-16-le", "utf-16-be", "utf-16", "utf-8-sig"],
)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_japanese_is_read_in_every_encoding_it_is_written_in(
    tmp_path: Path, encoding: str, ends: str
) -> None:
    rows = ["No.,ご意見", *(f"{n},{text}" for n, text in enumerate(OPINIONS))]
    path = a_text(tmp_path, ends.join(rows), name="a.csv", encoding=encoding)
    assert [event.text for event in received(path)] == list(OPINIONS)


def test_letters_that_two_encodings_could_mean_are_read_as_people_write(tmp_path: Path) -> None:
    said = [f"ありがとうございました、とてもいいはなしでした{n}" for n in range(6)]
    path = a_text(tmp_path, "\n".join(["こえ", *said]), name="a.csv", encoding="euc_jp")
    path.read_bytes().decode("cp932")  # which does not fail
    assert [event.text for event in received(path)] == said


@pytest.mark.parametrize(("usual", "other"), [("utf-8", "cp932"), ("cp932", "utf-8")])
@pytest.mark.parametrize("n_other", [1, 5])
def test_a_line_in_another_encoding_is_read_in_it_and_named(
    tmp_path: Path, usual: str, other: str, n_other: int
) -> None:
    lines = ["ご意見", *OPINIONS]
    written = [line.encode(other if n and n <= n_other else usual) for n, line in enumerate(lines)]
    path = tmp_path / "a.csv"
    path.write_bytes(b"\r\n".join(written))
    assert [event.text for event in received(path)] == list(OPINIONS)
    said = [
        notice
        for notice in notices(path).splitlines()
        if f", the others as {usual}" in notice or f", the others as {other}" in notice
    ]
    assert len(said) == 1
    assert "lines 2, 3" in said[0] or "line 2 was" in said[0] or "lines 1, " in said[0]


def test_a_line_that_was_garbled_before_is_named_and_stays(tmp_path: Path) -> None:
    garbled = "バスを増やしてほしいです".encode().decode("cp932", "replace")
    path = a_csv(tmp_path, [["ご意見"], *([text] for text in (*OPINIONS, garbled))])
    assert "line 14 was garbled before" in notices(path)
    assert received(path)[-1].text == garbled
    assert "縺" not in notices(path)


def test_rare_letters_alone_make_no_line_doubtful(tmp_path: Path) -> None:
    texts = [
        "糸が縺れるように話が縺れています。",
        "繧繝縁の畳を守ってほしいという意見です。",
        *OPINIONS,
    ]
    path = a_csv(tmp_path, [["ご意見"], *([text] for text in texts)], encoding="cp932")
    assert "garbled" not in notices(path)
    assert [event.text for event in received(path)] == texts


def test_the_first_line_of_excel_names_the_sign_between_cells(tmp_path: Path) -> None:
    rows = "\r\n".join(["No.;ご意見", *(f"{n};{text}、a,b" for n, text in enumerate(OPINIONS))])
    path = a_text(tmp_path, f"sep=;\r\n{rows}", name="a.csv", encoding="cp932")
    found = received(path)
    assert [event.text for event in found] == [f"{text}、a,b" for text in OPINIONS]
    assert found[0].line == 3


def test_a_title_above_a_table_with_semicolons_does_not_hide_them(tmp_path: Path) -> None:
    rows = [f"{n};2026/10/{n + 1};{text}" for n, text in enumerate(OPINIONS)]
    path = a_text(tmp_path, "\n".join(["市民意見", "No.;日時;ご意見", *rows]), name="a.csv")
    assert [event.text for event in received(path)] == list(OPINIONS)


def test_line_ends_of_several_systems_in_one_file_lose_nothing(tmp_path: Path) -> None:
    ends = ["\n", "\r\n", "\r"]
    rows = [f'{n},"{text}\n続き"{ends[n % 3]}' for n, text in enumerate(OPINIONS)]
    path = a_text(tmp_path, "No.,ご意見\r\n" + "".join(rows), name="a.csv")
    assert [event.text for event in received(path)] == [f"{text}\n続き" for text in OPINIONS]


def test_an_answer_of_two_lines_is_the_same_from_every_system(tmp_path: Path) -> None:
    ids = set()
    for end in ("\n", "\r\n", "\r"):
        path = a_csv(tmp_path, [["ご意見"], [f"{OPINIONS[0]}{end}続き"], [OPINIONS[1]]])
        ids.add(received(path)[0].comment_id)
    assert len(ids) == 1


def test_headers_that_are_alike_are_all_read(tmp_path: Path) -> None:
    rows = [[text, f"{text} と", "30代"] for text in OPINIONS]
    path = a_csv(tmp_path, [["ご意見", "ご意見", "ご意見 (2)"], *rows])
    questions = [event.attributes["question"] for event in received(path)[:2]]
    assert questions == ["ご意見", "ご意見 (2)"]


def test_a_header_repeated_between_answers_is_no_answer(tmp_path: Path) -> None:
    header = ["No.", "ご意見"]
    path = a_csv(tmp_path, [header, [1, OPINIONS[0]], header, [2, OPINIONS[1]]])
    assert [event.text for event in received(path)] == list(OPINIONS[:2])


def test_each_choice_is_told_with_its_reason(tmp_path: Path) -> None:
    rows = [[f"2026/10/{n + 1}", f"p{n}@example.jp", text] for n, text in enumerate(OPINIONS)]
    told = facts(a_csv(tmp_path, [["届いた日付", "E-mail", "市政について"], *rows]))
    assert told["comments from"] == (
        "“市政について” because 100 % of its cells are different texts of 29 letters on average"
    )
    assert told["author"] == "“E-mail” because of its name"
    assert told["time"] == "“届いた日付” because its cells are times"


def test_cells_of_a_spreadsheet_are_read_like_those_of_a_file() -> None:
    values: list[list[object]] = [
        ["日時", "公開", "ご意見"],
        *([46296.0 + n, True, text] for n, text in enumerate(OPINIONS)),
    ]
    found = [
        e
        for e in events([[cell_text(v) for v in row] for row in values])
        if isinstance(e, Received)
    ]
    assert [event.text for event in found] == list(OPINIONS)
    assert found[0].posted_at == datetime(2026, 9, 30, 15, tzinfo=UTC)
    assert found[0].attributes == {"公開": "TRUE"}


def test_times_without_a_day_are_said_once(tmp_path: Path) -> None:
    path = a_csv(
        tmp_path, [["時刻", "ご意見"], *([f"18:{n:02}", t] for n, t in enumerate(OPINIONS))]
    )
    assert received(path, time="時刻")[1].posted_at == datetime(2026, 10, 15, 9, 1, tzinfo=UTC)
    assert "cannot be read" not in notices(path, time="時刻")
