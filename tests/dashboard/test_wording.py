from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import collectors
from analysis.pipeline import make_recipe
from collectors.rows.columns import GENERIC
from collectors.rows.presets import PRESETS
from dashboard.wording import WORDS, say, told
from dashboard.wording_tables import PRESETS as REPORTED
from koemap.records import ERASED_BY_STAFF, RETENTION_ENDED

NAMES = {"YouTube Data API"}  # the same in every language


def test_both_languages_say_the_same_values() -> None:
    for key, (japanese, english) in WORDS.items():
        assert _values(japanese) == _values(english), key


def test_no_japanese_is_left_in_english_words() -> None:
    for key, (_, english) in WORDS.items():
        if key not in ("other_language", "site_other_language", "live_other_language"):
            assert not re.search("[ぁ-んァ-ヶ一-龠、。「」]", english), key


def test_english_stands_in_japanese_words_only_as_names() -> None:
    names = {"koemap", "doctor", "demo", "JavaScript", "English", "AI", "CSV", "JSON", "Web"}
    names |= {"YouTube", "Google", "Esc", "www", "Alt", "serve"}
    for key, (japanese, _) in WORDS.items():
        words = set(re.findall(r"[A-Za-z]{3,}", re.sub(r"\{\w+\}|<[^>]+>", "", japanese)))
        assert words <= names, key


def test_no_word_speaks_for_the_public() -> None:
    for key, (japanese, english) in WORDS.items():
        assert not re.search("民意|世論", japanese), key
        assert "public opinion" not in english.lower(), key


def test_what_koemap_stores_in_english_has_its_japanese() -> None:
    sources = Path(collectors.__file__).parent.rglob("*.py")
    code = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    reasons = re.findall(r'(?:Withdrawn\(|reason =)\s*"([^"]+)"', code)
    reasons += re.findall(r'^(?:GONE|DELETED|EMPTIED|WITHHELD|AUTHORITY) = "([^"]+)"', code, re.M)
    reasons += re.findall(r'Missed\([^"\n]*"([^"\n]+)"', code)
    reasons += [code.replace("_", " ") for code in _withdrawing_codes()]
    reasons += [RETENTION_ENDED, ERASED_BY_STAFF]
    assert len(reasons) >= 18
    for phrase in (*reasons, *(name for name, _ in make_recipe().parameters)):
        assert re.search("[ぁ-んァ-ヶ一-龠]", told("ja", phrase)) or phrase in NAMES, phrase
        assert told("en", phrase) == phrase


def test_an_export_has_one_name_in_reports_and_in_refusals() -> None:
    refused = {preset.title: preset.title_ja for preset in PRESETS.values()}
    assert {**refused, GENERIC.title: "表"} == REPORTED


def test_values_are_filled_in() -> None:
    assert say("ja", "version", version="0042") == "版 0042"
    assert say("en", "version", version="0042") == "Version 0042"


def _withdrawing_codes() -> set[str]:
    return {drop.code for preset in PRESETS.values() for drop in preset.drops if drop.withdrawn}


def _values(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name}
