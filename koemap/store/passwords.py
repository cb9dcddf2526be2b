"""Passwords as argon2id hashes, from which nobody can tell the password."""

from __future__ import annotations

import unicodedata
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from secrets import token_urlsafe

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from koemap.errors import StoreError

SHORTEST, LONGEST = 10, 200  # characters
# 19 MiB and two rounds, as OWASP advises.
HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
# One thread does it for all: else each thread of a server keeps 19 MiB ever after.
HASHING = ThreadPoolExecutor(1, thread_name_prefix="argon2")


def hashed(password: str) -> str:
    """The argon2id hash of a password, with its salt and its cost."""
    return HASHING.submit(HASHER.hash, _plain(password)).result()


def matches(password: str, known: str | None) -> bool:
    """Whether the password has that hash; None takes as long and matches nothing."""
    try:
        hashed_one, plain = known or _of_nobody(), _plain(password)
        return HASHING.submit(HASHER.verify, hashed_one, plain).result() and known is not None
    except (VerificationError, InvalidHashError):
        return False


def check(name: str, password: str) -> None:
    """Refuse a password that is soon guessed.

    Raises
    ------
    StoreError
        It is too short, too long or the name itself; the message does not hold it.
    """
    length = len(_plain(password))
    if not SHORTEST <= length <= LONGEST:
        raise StoreError(
            f"the password has {length} characters; give {SHORTEST} to {LONGEST}",
            ja=f"パスワードが{length}文字です。{SHORTEST}文字以上、{LONGEST}文字以内にしてください",
        )
    if _plain(password).casefold() == name.casefold():
        raise StoreError(
            "the password is the name itself; give another",
            ja="パスワードが名前と同じです。別のものにしてください",
        )


@cache
def _of_nobody() -> str:
    return hashed(token_urlsafe())


def _plain(password: str) -> str:
    """The same letters whether they are typed full width or half width."""
    return unicodedata.normalize("NFKC", password)
