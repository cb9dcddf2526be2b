"""The pages of the live meeting and the files that stand beside them."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment, PackageLoader, StrictUndefined

from dashboard.access import CSRF_HEADER
from dashboard.cookies import CSRF
from dashboard.publishing import CONTROLS
from dashboard.wording import Language, say
from dashboard.wording_desk import script_words

Page = Literal["desk", "overlay", "live"]
ASSETS = Path(__file__).parents[1] / "live_assets"
SHARED = Path(__file__).parents[1] / "assets"
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
TEMPLATES = Environment(
    loader=PackageLoader("dashboard", "live_assets"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    finalize=lambda value: CONTROLS.sub("\ufffd", value) if type(value) is str else value,
)


def render_page(page: Page, language: Language, **values: object) -> str:
    """One of the three pages in that language."""
    given: dict[str, Any] = {
        "language": language,
        "other": "en" if language == "ja" else "ja",
        "other_href": "",
        "words": partial(say, language),
        "script_words": _script_words(page, language),
        "meeting_id": "",
        "by": "",
        "may_act": False,
        "csrf_cookie": CSRF,
        "csrf_header": CSRF_HEADER,
        "assets": "",
        **values,
    }
    return TEMPLATES.get_template(f"{page}.html").render(given)


def _script_words(page: Page, language: Language) -> dict[str, Any]:
    """The words of a page's script; one file of the public page has both languages."""
    if page == "live":
        return {"ja": script_words("ja", page), "en": script_words("en", page)}
    return script_words(language, page)


@cache
def files_of(page: Page) -> dict[str, Path]:
    """The styles and scripts of a page by name, with the colours that all pages share."""
    own = sorted(p for p in ASSETS.glob(f"{page}*") if p.suffix in TYPES)
    return {path.name: path for path in (*own, SHARED / "tokens.css", SHARED / "favicon.svg")}
