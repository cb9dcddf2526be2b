"""A model behind a service: what is asked of it, and what vectors are made of its answers."""

from __future__ import annotations

import pickle
from pathlib import Path

import numpy as np

from analysis.endpoint import Endpoint, endpoint
from analysis.pipeline import build_map, make_recipe
from analysis.service_model import BATCH, ServiceModel, ServiceReader
from analysis.text import read_all
from analysis.vector_cache import VectorCache
from tests.analysis.asking import DOCUMENTS, KEY, TEXTS, model
from tests.analysis.corpora import said
from tests.analysis.service import WIDTH, Service


def test_comments_on_one_matter_are_near_each_other(service: Service) -> None:
    rows = model(service).fit(DOCUMENTS).encode(DOCUMENTS)
    near = rows @ rows.T
    np.fill_diagonal(near, -1)
    assert near.argmax(axis=1).tolist() == [1, 0, 3, 2, 5, 4]
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)


def test_vectors_belong_to_texts_by_their_number_in_any_order(service: Service) -> None:
    reader = ServiceReader("small", Endpoint(service.url), WIDTH)
    whole = reader.vectors(TEXTS)
    assert (whole == np.vstack([reader.vectors([text]) for text in TEXTS])).all()


def test_each_text_is_asked_once_with_the_key_and_in_batches(service: Service) -> None:
    documents = read_all([f"{number}番目の意見です" for number in range(BATCH + 3)] * 2)
    encoder = model(service).fit(documents)
    encoder.encode(documents)
    sent = [text for question in service.asked[1:] for text in question]
    assert len(sent) == len(set(sent)) == BATCH + 3
    assert max(map(len, service.asked)) == BATCH
    assert set(service.keys) == {f"Bearer {KEY}"}
    assert set(service.paths) == {"/v1/embeddings"}


def test_without_a_key_none_is_sent(service: Service) -> None:
    ServiceModel("small", endpoint(service.url)).fit(DOCUMENTS)
    assert set(service.keys) == {""}


def test_what_holds_nothing_to_read_is_not_sent(service: Service) -> None:
    documents = read_all([*TEXTS, "", "https://example.org", "😀"[:0]])
    rows = model(service).fit(documents).encode(documents)
    assert not rows[6:].any()
    assert "" not in [text for question in service.asked for text in question]
    assert model(service).fit(read_all([])).encode(documents[6:]).shape[0] == 3


def test_a_part_without_anything_to_read_is_as_wide_as_the_others(service: Service) -> None:
    encoder = model(service).fit(DOCUMENTS)
    assert encoder.encode(read_all(["", " "])).shape == (2, encoder.encode(DOCUMENTS).shape[1])


def test_name_and_revision_tell_the_model_and_no_address(service: Service) -> None:
    chosen = model(service)
    assert chosen.name == "openai:small"
    assert chosen.revision.startswith(f"small-2, {WIDTH} wide")
    assert "127.0.0.1" not in chosen.name + chosen.revision
    assert KEY not in repr(chosen)


def test_an_encoder_in_another_process_gives_the_same_rows(service: Service) -> None:
    encoder = model(service).fit(DOCUMENTS)
    other = pickle.loads(pickle.dumps(encoder))  # noqa: S301
    assert (other.encode(DOCUMENTS) == encoder.encode(DOCUMENTS)).all()


def test_kept_vectors_make_the_same_rows_though_the_service_trembles(
    service: Service, tmp_path: Path
) -> None:
    service.trembles = True
    cache = VectorCache(tmp_path)
    cold = model(service, cache).fit(DOCUMENTS).encode(DOCUMENTS)
    n_asked = len(service.asked)
    warm = model(service, VectorCache(tmp_path)).fit(DOCUMENTS).encode(DOCUMENTS)
    assert (cold == warm).all()
    assert len(service.asked) == n_asked + 1  # the model's revision
    other = model(service, VectorCache()).fit(DOCUMENTS).encode(DOCUMENTS)
    assert (cold != other).any()


def test_two_services_with_a_model_of_one_name_do_not_share_vectors(
    service: Service, tmp_path: Path
) -> None:
    with Service().running() as other:
        model(service, VectorCache(tmp_path)).fit(DOCUMENTS)
        model(other, VectorCache(tmp_path)).fit(DOCUMENTS)
        assert len(other.asked) > 1


def test_a_map_says_how_many_of_its_vectors_have_come(service: Service) -> None:
    comments = said(f"公園のごみを第{n}の班で拾おう" for n in range(600))
    embedder = model(service)
    shares: list[float] = []
    build_map(
        comments,
        make_recipe(embedder=embedder),
        embedder=embedder,
        progress=lambda step, share: shares.append(share) if step == "vectors" else None,
    )
    assert shares == sorted(shares)
    assert len(shares) > 2
    assert shares[-1] == 1.0
