"""Settings have defaults, help, and refuse what cannot work."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from pathlib import Path

import pytest

from koemap.errors import SettingsError
from koemap.settings import Settings, load, secret


def test_every_setting_has_a_default_and_one_line_of_help() -> None:
    for setting in fields(Settings):
        assert isinstance(setting.default, str)
        assert setting.metadata["help"].endswith(".")
        assert "\n" not in setting.metadata["help"]


def test_an_empty_environment_gives_the_defaults() -> None:
    settings = load({})
    assert settings.url == "sqlite:///koemap-data/koemap.db"
    assert (settings.host, settings.language) == ("127.0.0.1", "ja")


def test_the_environment_wins_over_defaults() -> None:
    settings = load({"KOEMAP_HOME": "/srv/koemap", "KOEMAP_PORT": "9000", "KOEMAP_LANGUAGE": ""})
    assert settings.url == "sqlite:////srv/koemap/koemap.db"
    assert (settings.port, settings.language) == ("9000", "ja")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KOEMAP_PORT", "eighty"),
        ("KOEMAP_PORT", "70000"),
        ("KOEMAP_LANGUAGE", "fr"),
        ("KOEMAP_LIVE_DELAY", "soon"),
        ("KOEMAP_LIVE_DELAY", "601"),
        ("KOEMAP_TIMEZONE", "Mars/Olympus"),
        ("KOEMAP_TIMEZONE", "../etc"),
    ],
)
def test_a_value_that_cannot_work_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        load({name: value})


def test_the_secret_is_made_once_and_only_for_its_owner(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        made = set(pool.map(lambda _: secret(tmp_path / "home"), range(8)))
    assert len(made) == 1
    assert (tmp_path / "home" / "secret").stat().st_mode & 0o077 == 0
    assert sorted(p.name for p in (tmp_path / "home").iterdir()) == ["secret"]


def test_a_damaged_secret_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("short", encoding="ascii")
    with pytest.raises(SettingsError, match="damaged"):
        secret(tmp_path)
