"""What is installed is ours, whole and light."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import packages_distributions, version
from importlib.util import find_spec
from pathlib import Path

import pytest

import koemap

ROOT = Path(__file__).parents[1]
PACKAGES = ("koemap", "collectors", "analysis", "dashboard")


@pytest.mark.parametrize("name", PACKAGES)
def test_no_other_distribution_owns_our_top_level_name(name: str) -> None:
    assert set(packages_distributions().get(name, [])) <= {"koemap"}
    spec = find_spec(name)
    assert spec is not None
    assert spec.origin is not None
    assert Path(spec.origin).is_relative_to(ROOT)


@pytest.mark.parametrize("name", PACKAGES)
def test_each_package_tells_that_it_is_typed(name: str) -> None:
    assert (ROOT / name / "py.typed").exists()


def test_the_version_is_the_installed_one() -> None:
    assert koemap.__version__ == version("koemap")


@pytest.mark.parametrize("name", ["torch", "sentence_transformers", "transformers"])
def test_the_default_install_has_no_torch(name: str) -> None:
    assert find_spec(name) is None
    assert f"\n{name.replace('_', '-')}==" not in (ROOT / "requirements.lock").read_text()


@pytest.mark.parametrize(
    "lock", ["requirements.lock", "requirements-dev.lock", "requirements-neural.lock"]
)
def test_locked_versions_have_hashes_and_name_no_registry(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index" not in text
    requirements = [line for line in text.splitlines() if line and line[0].isalnum()]
    assert all("==" in line and line.endswith("\\") for line in requirements)


def test_help_needs_no_heavy_library() -> None:
    heavy = "{'sqlalchemy', 'numpy', 'dash', 'umap', 'sklearn', 'spacy'}"
    code = f"import sys, koemap.cli; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_wheel_holds_the_sample_and_the_assets(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    listed = subprocess.run(
        [sys.executable, "-m", "zipfile", "-l", str(wheel)],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for name in ("koemap/sample/minamo-2.live_chat.json", "dashboard/assets/", "koemap/py.typed"):
        assert name in listed
    assert "tests/" not in listed
