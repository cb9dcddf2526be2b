"""Which document of Google an address means, and what is said of one that another command reads."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from collectors.google_forms import form_id
from collectors.google_sheets import sheet_id
from koemap.errors import CollectError

FORM = "https://docs.google.com/forms/d/1a2b3c4d5e6f7g8h9i0jkl/edit"
SHEET = "https://docs.google.com/spreadsheets/d/1a2b3c4d5e6f7g8h9i0jkl/edit#gid=0"


@pytest.mark.parametrize(
    ("read", "address", "command"),
    [(form_id, SHEET, "google-sheets"), (sheet_id, FORM, "google-forms")],
)
def test_the_address_of_another_kind_is_sent_to_its_command(
    read: Callable[[str], str | None], address: str, command: str
) -> None:
    with pytest.raises(CollectError, match=f"use koemap collect {command}$") as failure:
        read(address)
    assert f"koemap collect {command} を使って" in failure.value.ja


def test_the_address_of_its_own_kind_is_read() -> None:
    assert form_id(FORM) == sheet_id(SHEET) == "1a2b3c4d5e6f7g8h9i0jkl"
