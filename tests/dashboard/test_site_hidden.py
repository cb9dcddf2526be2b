"""A text that is hidden or withdrawn after it was published is in no file of the site's folder."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from koemap.deciding import Hand
from koemap.edition import read
from koemap.store import Store
from tests.dashboard.sites import in_folder
from tests.dashboard.test_site_versions import publish
from tests.factories import START, a_mapped_meeting, a_source

HIDDEN, WITHDRAWN = "yt:0005", "yt:0010"


def forms(text: str) -> set[bytes]:
    """The text as pages, scripts, tables and addresses write it."""
    escaped = text.encode("ascii", "backslashreplace")  # as JSON writes it in ASCII
    entities = text.encode("ascii", "xmlcharrefreplace")
    return {text.encode(), text.encode("utf-16-le"), escaped, entities, quote(text).encode()}


def holding(site: Path, text: str) -> set[str]:
    """The first part of the path of each file that holds the text in any form."""
    wanted = forms(text)
    found = (name for name, held in in_folder(site).items() if any(form in held for form in wanted))
    return {name.partition("/")[0] if "/" in name else "page" for name in found}


def test_a_text_hidden_or_withdrawn_later_is_in_no_file(store: Store, tmp_path: Path) -> None:
    edition, site = a_mapped_meeting(store, 24), tmp_path / "site"
    publish(store, site)
    texts = [edition.comments[one].text for one in (HIDDEN, WITHDRAWN)]
    for text in texts:
        assert {"page", "data", "v"} <= holding(site, text)
    store.decide(Hand(read(store, "minamo-2"), "山田", START).hide(HIDDEN, "個人情報"))
    store.save_comments(a_source(), [], withdrawn={WITHDRAWN: "書いた人の求め"})
    publish(store, site)
    assert [holding(site, text) for text in texts] == [set(), set()]
    still = edition.comments["yt:0011"].text
    assert {"page", "data", "v"} <= holding(site, still)
