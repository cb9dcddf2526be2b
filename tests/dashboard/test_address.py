from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.address import Address, parse


@pytest.mark.parametrize(
    "address",
    [
        Address(),
        Address("minamo-2"),
        Address("minamo-2", "en", topic="t03", page=4),
        Address("会議 1", "ja", query="窓口 & <b>#?%", listing="lone", comment="yt:1/2"),
        Address("m", view="time", from_minute=-3, to_minute=0, sort="people", order="strength"),
        Address("m", "en", view="compare", beside="会議 0", attribute="年代 & 地区"),
        Address("m", kind="question", source="chat", stance="unread", voice="v-yt:1/2"),
    ],
)
def test_a_link_restores_every_choice(address: Address) -> None:
    path, _, query = address.href().partition("?")
    assert parse(path, f"?{query}") == address


@pytest.mark.parametrize("path", ["/elsewhere", "/council/", "/council/a/b", "/council/a%2Fb"])
def test_a_path_that_leads_nowhere_is_no_address(path: str) -> None:
    assert parse(path, "") is None


@pytest.mark.parametrize(
    "query", ["?page=-1", "?page=x", "?page=0", "?page=99999999", "?page=１", "?&&=%"]
)
def test_a_page_that_cannot_be_is_the_first(query: str) -> None:
    assert parse("/council/minamo-2", query) == Address("minamo-2", page=1)


def test_unknown_words_in_the_query_count_as_not_chosen() -> None:
    assert parse("/council/minamo-2", "?list=drop&lang=xx&else=1", "en") == Address(
        "minamo-2", "en"
    )


@pytest.mark.parametrize("query", ["?from=x&to=1e5", "?from=&to=--1", "?from=１&to=9999999"])
def test_a_minute_that_cannot_be_is_not_chosen(query: str) -> None:
    assert parse("/council/minamo-2", query) == Address("minamo-2")


def test_a_fresh_choice_keeps_how_the_screen_is_set_up() -> None:
    set_up = Address("minamo-2", "en", view="compare", beside="minamo-1", sort="people")
    chosen = replace(set_up, topic="t01", query="窓口", kind="question", page=2)
    assert chosen.to(listing="lone") == replace(set_up, listing="lone")


def test_the_first_page_follows_a_changed_choice() -> None:
    address = Address("minamo-2", topic="t01", page=3)
    assert address.but(query="窓口") == Address("minamo-2", topic="t01", query="窓口")
    assert address.but(page=3, language="en").page == 3
