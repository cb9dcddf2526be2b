"""Who may log in, who is logged in, and how guessing is slowed down; the time is passed in."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from sqlalchemy import func, select

from koemap import tables as t
from koemap.columns import metadata
from koemap.errors import LoginError, StoreError
from koemap.records import User
from koemap.store import Store
from koemap.store.failures import MOST_OF_ADDRESS
from koemap.store.users import LONGEST_NAME

NOW = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
WRONG = "wrong password"
PASSWORD, OTHER = "みなも市の合い言葉 7", "correct horse battery"
KEY = b"the key of the hashes"
OFFICE = "192.0.2.7"


def at(**later: float) -> datetime:
    return NOW + timedelta(**later)


@pytest.fixture
def staffed(any_store: Store) -> Store:
    any_store.add_user("山田", "editor", PASSWORD, NOW)
    return any_store


def enter(
    store: Store,
    password: str = PASSWORD,
    *,
    name: str = "山田",
    when: datetime = NOW,
    address: str = OFFICE,
) -> str:
    """The secret of a new session."""
    return store.log_in(name, password, address=address, key=KEY, at=when).token


def refusal(store: Store, password: str = WRONG, **how: object) -> LoginError:
    with pytest.raises(LoginError) as caught:
        enter(store, password, **how)  # type: ignore[arg-type]
    return caught.value


def rows(store: Store, table: str) -> int:
    with store._transaction() as connection:
        return connection.scalar(select(func.count()).select_from(metadata.tables[table])) or 0


def test_a_store_knows_whether_there_are_users(any_store: Store) -> None:
    assert not any_store.has_users()
    assert any_store.add_user("山田", "editor", PASSWORD, NOW)
    assert any_store.has_users()
    assert any_store.users() == (User("山田", "editor", NOW),)


def test_adding_a_user_again_changes_role_and_password(staffed: Store) -> None:
    token = enter(staffed)
    assert not staffed.add_user("山田", "admin", OTHER, at(days=1))
    assert staffed.users() == (User("山田", "admin", NOW),)
    assert staffed.session(token, NOW) is None
    assert refusal(staffed, PASSWORD).wait_seconds == 0
    assert enter(staffed, OTHER)


def test_nothing_stored_tells_a_password_a_secret_a_name_or_an_address(staffed: Store) -> None:
    token = enter(staffed)
    refusal(staffed, name="鈴木", address="198.51.100.3")
    with staffed._transaction() as connection:
        password = connection.scalar(select(t.users.c.password))
        kept = connection.scalar(select(t.sessions.c.token))
        failure = connection.execute(select(t.login_failures)).one()
    assert password.startswith("$argon2id$")
    assert PASSWORD not in password
    assert kept == sha256(token.encode()).hexdigest()
    assert "鈴木" not in str(failure)
    assert "198.51.100.3" not in str(failure)


@pytest.mark.parametrize("typed", ["ＡＢＣ ｄｅｆ １２３４５", "ABC def 12345"])
def test_full_and_half_width_letters_are_the_same(any_store: Store, typed: str) -> None:
    any_store.add_user("Ｙａｍａｄａ", "viewer", "ABC def １２３45", NOW)
    assert any_store.users()[0].name == "Yamada"
    assert enter(any_store, typed, name=" Ｙamada ")


@pytest.mark.parametrize(
    ("name", "password", "words"),
    [
        ("", PASSWORD, "cannot be a name"),
        ("　 ", PASSWORD, "cannot be a name"),
        ("a\nb", PASSWORD, "cannot be a name"),
        ("山\u202e田", PASSWORD, "cannot be a name"),
        ("x" * (LONGEST_NAME + 1), PASSWORD, "cannot be a name"),
        ("山田", "short", "has 5 characters"),
        ("山田", "x" * 201, "has 201 characters"),
        ("yamada-taro", "Yamada-Taro", "is the name itself"),
    ],
)
def test_names_and_passwords_that_cannot_be_used_are_refused(
    any_store: Store, name: str, password: str, words: str
) -> None:
    with pytest.raises(StoreError, match=words) as caught:
        any_store.add_user(name, "viewer", password, NOW)
    assert PASSWORD not in str(caught.value) + caught.value.ja
    assert not any_store.has_users()


def test_a_session_says_who_it_is_and_ends_by_logging_out(staffed: Store) -> None:
    here, there = enter(staffed), enter(staffed)
    session = staffed.session(here, NOW)
    assert session is not None
    assert session.user == User("山田", "editor", NOW)
    assert len({here, there, session.csrf}) == 3
    staffed.log_out(here)
    assert staffed.session(here, NOW) is None
    assert staffed.session(there, NOW) is not None


def test_a_secret_that_was_never_given_opens_nothing(staffed: Store) -> None:
    token = enter(staffed)
    with staffed._transaction() as connection:
        kept = connection.scalar(select(t.sessions.c.token))
    for guess in ("", token[:-1], token.upper(), kept, "\ud800", "x" * 10_000):
        assert staffed.session(guess, NOW) is None


def test_a_session_ends_after_an_hour_without_use(staffed: Store) -> None:
    token = enter(staffed)
    assert staffed.session(token, at(minutes=59)) is not None
    assert staffed.session(token, at(minutes=118)) is not None
    assert staffed.session(token, at(minutes=178)) is None


def test_a_session_ends_after_twelve_hours_however_much_it_is_used(staffed: Store) -> None:
    token = enter(staffed)
    used = [staffed.session(token, at(minutes=30 * n)) is not None for n in range(26)]
    assert used == [True] * 24 + [False] * 2


def test_ended_sessions_are_deleted_when_somebody_logs_in(staffed: Store) -> None:
    for _ in range(3):
        enter(staffed)
    enter(staffed, when=at(minutes=61))
    assert rows(staffed, "sessions") == 1


@pytest.mark.parametrize("way", ["everywhere", "password", "disable", "add"])
def test_all_sessions_of_a_user_end_together(staffed: Store, way: str) -> None:
    staffed.add_user("鈴木", "viewer", OTHER, NOW)
    tokens = [enter(staffed), enter(staffed)]
    other = enter(staffed, OTHER, name="鈴木")
    match way:
        case "everywhere":
            assert staffed.log_out_everywhere("山田") == 2
        case "password":
            assert staffed.change_password("山田", OTHER) == 2
        case "disable":
            assert staffed.disable_user("山田", NOW) == 2
        case "add":
            staffed.add_user("山田", "viewer", PASSWORD, NOW)
    assert [staffed.session(token, NOW) for token in tokens] == [None, None]
    assert staffed.session(other, NOW) is not None


def test_a_user_who_is_shut_out_cannot_come_back_by_the_right_password(staffed: Store) -> None:
    staffed.disable_user("山田", at(hours=1))
    staffed.disable_user("山田", at(hours=2))
    assert staffed.users()[0].disabled_at == at(hours=1)
    assert "password is wrong" in str(refusal(staffed, PASSWORD))
    assert staffed.has_users()
    staffed.add_user("山田", "editor", PASSWORD, at(hours=3))
    assert enter(staffed)


def test_a_role_that_changes_counts_for_the_next_session(staffed: Store) -> None:
    staffed.add_user("山田", "viewer", PASSWORD, NOW)
    session = staffed.session(enter(staffed), NOW)
    assert session is not None
    assert session.user.role == "viewer"


@pytest.mark.parametrize("name", ["鈴木", ""])
def test_a_user_who_is_not_there_cannot_be_changed(staffed: Store, name: str) -> None:
    with pytest.raises(StoreError, match="there is no user"):
        staffed.change_password(name, PASSWORD)
    with pytest.raises(StoreError, match="there is no user"):
        staffed.disable_user(name, NOW)


def test_after_five_failures_not_even_the_right_password_is_taken(staffed: Store) -> None:
    for minute in range(5):
        wrong = refusal(staffed, when=at(minutes=minute), address=f"192.0.2.{minute}")
        assert wrong.wait_seconds == 0
    locked = refusal(staffed, PASSWORD, when=at(minutes=5), address="192.0.2.99")
    assert locked.wait_seconds == 10 * 60
    assert "10 min" in str(locked)
    assert refusal(staffed, PASSWORD, when=at(minutes=14.9)).wait_seconds == pytest.approx(6)
    assert enter(staffed, when=at(minutes=15))


def test_asking_while_locked_does_not_lock_for_longer(staffed: Store) -> None:
    for _ in range(5):
        refusal(staffed)
    for minute in range(1, 15):
        assert refusal(staffed, when=at(minutes=minute)).wait_seconds > 0
    assert enter(staffed, when=at(minutes=15))


def test_the_right_password_forgets_the_failures_of_that_name_only(staffed: Store) -> None:
    for _ in range(4):
        refusal(staffed)
        refusal(staffed, name="鈴木")
    enter(staffed)
    assert [refusal(staffed).wait_seconds for _ in range(5)] == [0] * 5
    assert refusal(staffed).wait_seconds > 0
    assert refusal(staffed, name="鈴木").wait_seconds == 0
    assert refusal(staffed, name="鈴木").wait_seconds > 0


def test_one_address_cannot_try_one_name_after_another(staffed: Store) -> None:
    for n in range(MOST_OF_ADDRESS):
        assert refusal(staffed, name=f"n{n}").wait_seconds == 0
    assert refusal(staffed, PASSWORD).wait_seconds > 0
    assert enter(staffed, address="192.0.2.8")


def test_failures_are_forgotten_after_an_hour(staffed: Store) -> None:
    for n in range(3):
        refusal(staffed, name=f"n{n}")
    assert rows(staffed, "login_failures") == 3
    enter(staffed, when=at(minutes=61))
    assert rows(staffed, "login_failures") == 0


def test_many_guesses_at_once_do_not_get_past_the_limit(staffed: Store) -> None:
    with ThreadPoolExecutor(8) as threads:
        waits = threads.map(lambda n: refusal(staffed, f"a wrong one {n}").wait_seconds, range(16))
        looked_at = sum(wait == 0 for wait in waits)
    assert looked_at == 5
