"""The documents say what the code does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import click
import pytest
from sqlalchemy import Table

from koemap import collection, live_tables, records, tables
from koemap.cli import koemap
from koemap.settings import Settings

ROOT = Path(__file__).parents[1]
DOCS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("koemap/**/*.md")])


def commands(group: click.Group, prefix: str = "koemap") -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{prefix} {name}")
        else:
            yield f"{prefix} {name}", command


def test_the_data_model_page_is_what_the_tables_give() -> None:
    spec = spec_from_file_location("data_model", ROOT / "docs" / "data_model.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.PAGE.read_text(encoding="utf-8") == module.page(), "run make docs"


def test_every_column_is_explained() -> None:
    found = (one for of in (tables, live_tables) for one in vars(of).values())
    for table in (one for one in found if isinstance(one, Table)):
        assert table.comment
        assert all(column.comment for column in table.columns)


@pytest.mark.parametrize(("name", "command"), list(commands(koemap)))
def test_every_command_and_option_is_documented(name: str, command: click.Command) -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert f"`{name}" in page
    assert command.help
    for parameter in command.get_params(click.Context(command)):
        if isinstance(parameter, click.Option):
            assert parameter.opts[0] in page, f"{name} {parameter.opts[0]}"


@pytest.mark.parametrize("setting", fields(Settings), ids=lambda setting: setting.name)
def test_every_setting_is_documented(setting) -> None:  # type: ignore[no-untyped-def]
    page = (ROOT / "docs" / "operation.md").read_text(encoding="utf-8")
    assert f"`KOEMAP_{setting.name.upper()}`" in page
    assert setting.metadata["help"] in page


@pytest.mark.parametrize(
    "word",
    [n for of in (records, collection) for n, one in vars(of).items() if is_dataclass(one)],
)
def test_every_record_is_in_the_glossary(word: str) -> None:
    page = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").lower()
    spaced = re.sub(r"(?<!^)(?=[A-Z])", " ", word).lower()
    assert spaced in page


def test_every_word_of_the_glossary_has_its_japanese() -> None:
    rows = [
        line.split("|")
        for line in (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("| ") and not line.startswith("| word")
    ]
    assert len(rows) > 30
    assert all(re.search(r"[ぁ-んァ-ヶ一-龠]", row[2]) for row in rows)


@pytest.mark.parametrize("page", DOCS, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_to_a_file_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_the_code_shown_to_contributors_stands_in_its_file() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    folders = ("collectors", "koemap/cli", "tests/collectors")
    files = [p.read_text(encoding="utf-8") for f in folders for p in (ROOT / f).rglob("*.py")]
    shown = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    assert len(shown) > 4
    assert [code for code in shown if not any(code in file for file in files)] == []


@pytest.mark.parametrize("folder", ["koemap", "collectors", "analysis", "dashboard"])
def test_the_readme_names_every_top_folder(folder: str) -> None:
    assert f"`{folder}/`" in (ROOT / "README.md").read_text(encoding="utf-8")


BENCHMARKS = sorted((ROOT / "benchmarks").glob("*.py"))


@pytest.mark.parametrize("file", BENCHMARKS, ids=lambda file: file.name)
def test_a_benchmark_finds_all_that_it_uses(file: Path) -> None:
    assert import_module(f"benchmarks.{file.stem}").__doc__


@pytest.mark.parametrize("file", BENCHMARKS, ids=lambda file: file.name)
def test_every_benchmark_that_can_be_run_is_listed(file: Path) -> None:
    page = (ROOT / "benchmarks" / "README.md").read_text(encoding="utf-8")
    is_run = 'if __name__ == "__main__":' in file.read_text(encoding="utf-8")
    assert (f"| `{file.name}` |" in page) == is_run
    assert (f"`python -m benchmarks.{file.stem}" in page) == is_run
