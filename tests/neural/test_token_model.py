"""Model2vec models: the same text, the same vector, without torch."""

from __future__ import annotations

import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from analysis.embedders import embedder
from analysis.text import read_all
from analysis.token_model import TokenModel, TokenReader
from koemap.errors import AnalysisError
from tests.analysis.corpora import sample_comments

ROOT = Path(__file__).parents[2]
DOCUMENTS = read_all([comment.text for comment in sample_comments()][:120])
TEXTS = list(dict.fromkeys(document.text for document in DOCUMENTS if document.text))


def test_a_text_has_the_same_vector_in_any_company(token_folder: Path) -> None:
    reader = TokenReader(token_folder)
    whole = reader.vectors(TEXTS)
    alone = np.vstack([reader.vectors([text]) for text in TEXTS])
    assert (whole == alone).all()
    assert (whole == reader.vectors(TEXTS[::-1])[::-1]).all()


def test_comments_that_share_words_are_near(token_folder: Path) -> None:
    documents = read_all(["給食を無料に", "給食の無料化", "夜のバスを増やす", "バスを増やして"])
    rows = embedder(f"model2vec:{token_folder}").fit(documents).encode(documents)
    near = rows @ rows.T
    np.fill_diagonal(near, -1)
    assert near.argmax(axis=1).tolist() == [1, 0, 3, 2]


def test_a_text_of_unknown_letters_has_no_vector(token_folder: Path) -> None:
    assert not TokenReader(token_folder).vectors(["ⲁⲃⲅ"]).any()


def test_name_and_revision_say_nothing_of_the_folder(token_folder: Path, tmp_path: Path) -> None:
    here, there = TokenModel(token_folder), TokenModel(tmp_path / "there")
    shutil.copytree(token_folder, there.folder)
    assert here.revision == there.revision
    assert here.name == "model2vec"
    assert str(token_folder) not in here.revision


def test_an_encoder_in_another_process_gives_the_same_rows(token_folder: Path) -> None:
    encoder = TokenModel(token_folder).fit(DOCUMENTS)
    other = pickle.loads(pickle.dumps(encoder))  # noqa: S301
    assert (other.encode(DOCUMENTS) == encoder.encode(DOCUMENTS)).all()


def test_no_torch_is_needed(token_folder: Path) -> None:
    script = (
        "import sys; from analysis.embedders import embedder; from analysis.text import read_all; "
        "embedder(sys.argv[1]).fit(read_all(['給食', 'バス'])); print('torch' in sys.modules)"
    )
    command = [sys.executable, "-c", script, f"model2vec:{token_folder}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize("file", ["model.safetensors", "tokenizer.json", "config.json"])
@pytest.mark.parametrize("fault", ["cut", "garbage", "gone"])
def test_a_broken_model_is_told_in_one_line(
    token_folder: Path, tmp_path: Path, file: str, fault: str
) -> None:
    path = shutil.copytree(token_folder, tmp_path / "model") / file
    content = path.read_bytes()
    if fault == "gone":
        path.unlink()
    else:
        path.write_bytes(content[: len(content) // 2] if fault == "cut" else b"\0garbage" * 99)
    with pytest.raises(AnalysisError, match=r"copy the whole folder again|is missing") as caught:
        embedder(f"model2vec:{path.parent}").fit(DOCUMENTS)
    assert "\n" not in str(caught.value) + caught.value.ja


def test_weights_that_are_no_numbers_are_told(token_folder: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(token_folder, tmp_path / "model")
    weights = load_file(folder / "model.safetensors")
    broken = {name: np.full_like(value, np.nan) for name, value in weights.items()}
    save_file(broken, folder / "model.safetensors")
    with pytest.raises(AnalysisError, match="copy the whole folder again"):
        embedder(f"model2vec:{folder}").fit(DOCUMENTS)
