"""Sentence-transformers models: the same text, the same vector, and nothing from outside."""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from analysis.embedders import Setup, embedder
from analysis.parts import one_thread
from analysis.sentence_model import SentenceModel, SentenceReader
from analysis.text import read_all
from analysis.vector_cache import VectorCache
from koemap.errors import AnalysisError
from tests.analysis.corpora import sample_comments
from tests.neural.models import save_sentence_model

ROOT = Path(__file__).parents[2]
DOCUMENTS = read_all([comment.text for comment in sample_comments()][:120])
TEXTS = list(dict.fromkeys(document.text for document in DOCUMENTS if document.text))

PRINT = """
import sys
from tests.neural.test_sentence_model import told
print(told(sys.argv[1]))
"""


def told(folder: str) -> str:
    """Name, revision and what stands for the rows."""
    chosen = embedder(f"sentence-transformers:{folder}")
    with one_thread():
        rows = chosen.fit(DOCUMENTS).encode(DOCUMENTS)
    return f"{chosen.name} {chosen.revision} {hashlib.sha256(rows.tobytes()).hexdigest()}"


def printed(folder: Path, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", PRINT, str(folder)],
        env={**os.environ, **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout.strip()


def test_a_text_has_the_same_vector_in_any_company(sentence_folder: Path) -> None:
    reader = SentenceReader(sentence_folder)
    whole = reader.vectors(TEXTS)
    alone = np.vstack([reader.vectors([text]) for text in TEXTS])
    backwards = reader.vectors(TEXTS[::-1])[::-1]
    assert (whole == alone).all()
    assert (whole == backwards).all()
    np.testing.assert_allclose(np.linalg.norm(whole, axis=1), 1, atol=1e-6)


def test_a_batch_as_usual_would_not_keep_that(sentence_folder: Path) -> None:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(sentence_folder), device="cpu", local_files_only=True)
    whole = model.encode(TEXTS, show_progress_bar=False)
    alone = np.vstack([model.encode([text], show_progress_bar=False) for text in TEXTS])
    np.testing.assert_allclose(whole, alone, atol=1e-5)
    assert (whole != alone).any()


def test_kept_vectors_make_the_same_rows_as_new_ones(sentence_folder: Path, tmp_path: Path) -> None:
    def rows(cache: VectorCache) -> np.ndarray:
        return (
            embedder(f"sentence-transformers:{sentence_folder}", Setup(cache))
            .fit(DOCUMENTS)
            .encode(DOCUMENTS)
        )

    # Half of them are kept before: the rest then comes in other company.
    embedder(f"sentence-transformers:{sentence_folder}", Setup(VectorCache(tmp_path))).fit(
        DOCUMENTS[::2]
    )
    half, warm, cold = rows(VectorCache(tmp_path)), rows(VectorCache(tmp_path)), rows(VectorCache())
    assert half.tobytes() == warm.tobytes() == cold.tobytes()


def test_an_encoder_in_another_process_gives_the_same_rows(sentence_folder: Path) -> None:
    encoder = SentenceModel(sentence_folder).fit(DOCUMENTS)
    pickled = pickle.dumps(encoder)
    assert len(pickled) < 2_000_000  # the model itself stays in its folder
    other = pickle.loads(pickled)  # noqa: S301
    assert (other.encode(DOCUMENTS) == encoder.encode(DOCUMENTS)).all()


def test_the_prompt_for_topics_is_used_where_a_model_has_one(
    sentence_folder: Path, tmp_path: Path
) -> None:
    prompted = save_sentence_model(tmp_path / "model", {"clustering": "話題: ", "query": "q: "})
    rows = SentenceReader(prompted).vectors(["給食を無料に"])
    expected = SentenceReader(sentence_folder).vectors(["話題: 給食を無料に"])
    np.testing.assert_allclose(rows, expected, atol=1e-6)


@pytest.fixture
def trap() -> Iterator[tuple[str, list[str]]]:
    """The address of a server, and what it was asked."""
    asked: list[str] = []

    class Trap(BaseHTTPRequestHandler):
        def handle_one_request(self) -> None:
            asked.append(self.rfile.readline().decode())
            self.close_connection = True

    with ThreadingHTTPServer(("127.0.0.1", 0), Trap) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()
        thread.join()


def test_another_process_with_other_threads_gives_the_same_rows_and_asks_nobody(
    sentence_folder: Path, tmp_path: Path, trap: tuple[str, list[str]]
) -> None:
    address, asked = trap
    hub = {"HF_ENDPOINT": address, "HF_HOME": str(tmp_path / "hub")}
    proxies = {"HTTP_PROXY": address, "HTTPS_PROXY": address, "ALL_PROXY": address}
    elsewhere = shutil.copytree(sentence_folder, tmp_path / "elsewhere")
    one = told(str(sentence_folder))
    two = printed(elsewhere, OMP_NUM_THREADS="1", PYTHONHASHSEED="2", **hub, **proxies)
    assert one == two
    assert one.startswith("sentence-transformers sha256:")
    assert str(sentence_folder) not in one
    assert asked == []


@pytest.fixture
def copied(sentence_folder: Path, tmp_path: Path) -> Path:
    """A copy of the model that may be spoiled."""
    return shutil.copytree(sentence_folder, tmp_path / "copied")


def failure(folder: Path) -> AnalysisError:
    """What reading with the folder ends with; one line in each language."""
    with pytest.raises(AnalysisError) as caught:
        embedder(f"sentence-transformers:{folder}").fit(DOCUMENTS)
    assert caught.value.ja
    assert "\n" not in str(caught.value) + caught.value.ja
    assert caught.value.lasting
    return caught.value


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert "koemap downloads no model" in str(failure(tmp_path / "nowhere"))
    assert "modules.json is missing" in str(failure(tmp_path))


@pytest.mark.parametrize(
    "file", ["model.safetensors", "tokenizer.json", "config.json", "modules.json"]
)
@pytest.mark.parametrize("fault", ["cut", "garbage", "gone"])
def test_a_broken_model_is_told_in_one_line(copied: Path, file: str, fault: str) -> None:
    path = copied / file
    content = path.read_bytes()
    if fault == "gone":
        path.unlink()
    else:
        path.write_bytes(content[: len(content) // 2] if fault == "cut" else b"\0garbage" * 99)
    told = str(failure(copied))
    assert "copy the whole folder again" in told or "modules.json is missing" in told


def test_weights_that_are_no_numbers_are_told(copied: Path) -> None:
    weights = load_file(copied / "model.safetensors")
    broken = {name: torch.full_like(value, float("nan")) for name, value in weights.items()}
    save_file(broken, copied / "model.safetensors", {"format": "pt"})
    assert "copy the whole folder again" in str(failure(copied))


def test_code_in_a_folder_is_not_run(copied: Path) -> None:
    trace = copied / "trace"
    code = f"from pathlib import Path\nPath({str(trace)!r}).touch()\nclass Words: pass\n"
    (copied / "own.py").write_text(code, encoding="utf-8")
    modules = json.loads((copied / "modules.json").read_text(encoding="utf-8"))
    modules[0]["type"] = "own.Words"
    (copied / "modules.json").write_text(json.dumps(modules), encoding="utf-8")
    failure(copied)
    assert not trace.exists()


def test_code_behind_the_weights_is_not_run(copied: Path) -> None:
    trace = copied / "trace"
    code = f"from pathlib import Path\nPath({str(trace)!r}).touch()\n"
    (copied / "own.py").write_text(code, encoding="utf-8")
    config = json.loads((copied / "config.json").read_text(encoding="utf-8"))
    config |= {"auto_map": {"AutoModel": "own.Model", "AutoConfig": "own.Config"}}
    (copied / "config.json").write_text(
        json.dumps({**config, "model_type": "unheard-of"}), encoding="utf-8"
    )
    failure(copied)
    assert not trace.exists()
