"""Pages that others have written down are what the discovery documents say: so is our validator."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.google.discovery import FORM, LIST, RESPONSES, methods

LIVECHAT = Path(__file__).parents[3] / "shared" / "data" / "livechat"
PAGES = sorted((LIVECHAT / "pytchat/tests/testdata/compatible").glob("API_*.json"))
FORMS = LIVECHAT / "synthetic-forms"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_of_the_data_api_has_no_problems(page: Path) -> None:
    assert methods()[LIST].problems(json.loads(page.read_text(encoding="utf-8"))) == []


def test_there_are_three_of_them() -> None:
    assert len(PAGES) == 3


@pytest.mark.parametrize(
    ("method", "name"), [(FORM, "forms.get.json"), (RESPONSES, "forms.responses.list.page1.json")]
)
def test_a_form_and_its_responses_have_no_problems(method: str, name: str) -> None:
    body = json.loads((FORMS / name).read_text(encoding="utf-8"))
    assert methods()[method].problems(body) == []
