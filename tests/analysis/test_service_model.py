"""A model behind a service: what is asked, what is made of answers, what is said of bad ones."""

from __future__ import annotations

import pickle
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from analysis.embedders import Setup, embedder
from analysis.endpoint import Endpoint, endpoint
from analysis.pipeline import build_map, make_recipe
from analysis.service_model import BATCH, ServiceModel, ServiceReader
from analysis.text import read_all
from analysis.vector_cache import VectorCache
from koemap.errors import AnalysisError, KoemapError, SettingsError
from tests.analysis.corpora import said
from tests.analysis.service import WIDTH, Reply, Service

KEY = "a-key-that-nobody-may-see"
TEXTS = [
    "給食を無料にしてほしい",
    "給食の無料化に賛成です",
    "バスの本数を増やして",
    "夜のバスを増やしてください",
    "図書館の時間を延ばして",
    "図書館を夜も開けて",
]
DOCUMENTS = read_all(TEXTS)


@pytest.fixture
def service() -> Iterator[Service]:
    with Service().running() as service:
        yield service


def model(service: Service, cache: VectorCache | None = None, **more: Any) -> ServiceModel:
    here = Endpoint(service.url, KEY, backoff_seconds=0, **more)
    return ServiceModel("small", here, cache or VectorCache())


def failure(service: Service) -> KoemapError:
    """What fitting ends with; said in both languages, in one line, without key and texts."""
    with pytest.raises(AnalysisError) as caught:
        model(service).fit(DOCUMENTS)
    error = caught.value
    for told in (str(error), error.ja):
        assert told
        assert "\n" not in told
        assert KEY not in told
        assert not any(text in told for text in TEXTS)
    return error


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


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_what_passes_by_itself_is_waited_out_as_the_service_says(
    service: Service, status: int
) -> None:
    service.replies = [Reply(status, "busy", {"Retry-After": "0"})] * 4
    model(service).fit(DOCUMENTS)
    assert len(service.asked) == 4 + 1 + 1


def test_a_service_that_does_not_run_is_named_with_its_setting() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    with pytest.raises(AnalysisError, match=r"127\.0\.0\.1.*no connection.*KOEMAP_EMBEDDINGS_URL"):
        ServiceModel("m", Endpoint(url, backoff_seconds=0)).fit(DOCUMENTS)


def test_a_service_that_does_not_answer_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        slow = Endpoint(url, backoff_seconds=0, read_seconds=0.05)
        with pytest.raises(AnalysisError, match="no answer in time") as caught:
            ServiceModel("m", slow).fit(DOCUMENTS)
    assert "時間内に応答なし" in caught.value.ja


@pytest.mark.parametrize(
    ("status", "advice"),
    [
        (401, "KOEMAP_EMBEDDINGS_KEY"),
        (403, "KOEMAP_EMBEDDINGS_KEY"),
        (404, "KOEMAP_EMBEDDINGS_URL"),
        (301, "KOEMAP_EMBEDDINGS_URL"),
        (400, "2,000 characters"),
        (429, "try again later"),
        (500, "try again"),
        (418, "try again"),
    ],
)
def test_a_refusal_says_what_to_do(service: Service, status: int, advice: str) -> None:
    echo = {"error": {"message": f"{KEY} {TEXTS[0]}"}}
    service.replies = [Reply(status, echo, {"Retry-After": "0", "Location": "/elsewhere"})] * 5
    error = failure(service)
    assert f"refused ({status})" in str(error)
    assert advice in str(error)


def test_a_key_is_not_carried_to_where_a_service_points(service: Service) -> None:
    with Service().running() as other:
        service.replies = [Reply(307, "", {"Location": f"{other.url}/embeddings"})]
        failure(service)
        assert other.keys == []


def _entry(answer: dict[str, Any], value: Any) -> dict[str, Any]:
    answer["data"][0]["embedding"][0] = value
    return answer


@pytest.mark.parametrize(
    "spoil",
    [
        lambda answer: "<html><body>Welcome</body></html>",
        lambda answer: "",
        lambda answer: "[" * 100_000,
        lambda answer: [],
        lambda answer: {"data": {}},
        lambda answer: {"data": answer["data"][1:]},
        lambda answer: {"data": answer["data"] * 2},
        lambda answer: {"data": [{**entry, "index": 0} for entry in answer["data"]] * 2},
        lambda answer: {"data": [{"embedding": e["embedding"]} for e in answer["data"]]},
        lambda answer: {"data": [{**e, "embedding": []} for e in answer["data"]]},
        lambda answer: {"data": [{**e, "embedding": "AAAA"} for e in answer["data"]]},
        lambda answer: _entry(answer, None),
        lambda answer: _entry(answer, "0.1"),
        lambda answer: _entry(answer, True),
        lambda answer: _entry(answer, [0.1]),
        lambda answer: _entry(answer, float("nan")),
        lambda answer: _entry(answer, float("inf")),
        lambda answer: _entry(answer, 1e300),
        lambda answer: _entry(answer, 10**400),
    ],
)
def test_an_answer_that_is_no_vectors_is_refused(service: Service, spoil: Any) -> None:
    service.spoil = spoil
    assert "answered" in str(failure(service))


def test_vectors_that_change_their_length_are_refused(service: Service) -> None:
    def shorter(answer: dict[str, Any]) -> dict[str, Any]:
        if len(answer["data"]) > 1:
            for entry in answer["data"]:
                entry["embedding"].pop()
        return answer

    service.spoil = shorter
    assert "changing length" in str(failure(service))


def test_vectors_of_two_lengths_in_one_answer_are_refused(service: Service) -> None:
    def uneven(answer: dict[str, Any]) -> dict[str, Any]:
        if len(answer["data"]) > 1:
            answer["data"][0]["embedding"].pop()
        return answer

    service.spoil = uneven
    assert "no vectors" in str(failure(service))


def test_an_answer_without_end_is_cut(service: Service) -> None:
    service.spoil = lambda answer: "[" + " " * (65 * 2**20)
    assert "without end" in str(failure(service))


@pytest.mark.parametrize(
    "url",
    [
        "http://embeddings.example.org/v1",
        "http://192.0.2.7:8080/v1",
        "http://127.0.0.1.example.org/v1",
        "http://user:secret-word@127.0.0.1/v1",
        "https://example.org/v1?key=secret-word",
        "https://example.org/v1#secret-word",
        "ftp://127.0.0.1/v1",
        "127.0.0.1:8080",
        "https://",
        "https://[::1",
        "http://127.0.0.1:99999/v1",
    ],
)
def test_an_address_that_may_not_be_asked_is_refused(url: str) -> None:
    with pytest.raises(SettingsError, match="KOEMAP_EMBEDDINGS_URL cannot be used") as caught:
        endpoint(url, KEY)
    assert "KOEMAP_EMBEDDINGS_URL を使えません" in caught.value.ja
    assert "secret-word" not in str(caught.value) + caught.value.ja


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ("https://example.org/v1/", "https://example.org/v1"),
        ("https://example.org/v1/embeddings", "https://example.org/v1"),
        (" http://localhost:11434/v1 ", "http://localhost:11434/v1"),
        ("http://[::1]:8080", "http://[::1]:8080"),
    ],
)
def test_an_address_may_be_written_in_several_ways(given: str, asked: str) -> None:
    assert endpoint(given).url == asked


@pytest.mark.parametrize("key", ["鍵", "two\nlines", "nul\0"])
def test_a_key_that_no_service_has_is_not_repeated(key: str) -> None:
    with pytest.raises(SettingsError, match="KOEMAP_EMBEDDINGS_KEY") as caught:
        endpoint("https://example.org", key)
    assert key not in str(caught.value) + caught.value.ja


def test_without_an_address_an_example_is_given() -> None:
    with pytest.raises(SettingsError, match=r"http://127\.0\.0\.1:11434/v1"):
        embedder("openai:small", Setup())


def test_knocking_finds_whether_the_service_is_there(service: Service) -> None:
    here = Endpoint(service.url, KEY)
    here.knock(3)
    assert service.paths == ["/v1/models"]
    service.replies = [Reply(404), Reply(401)]
    here.knock(3)
    with pytest.raises(AnalysisError, match="KOEMAP_EMBEDDINGS_KEY"):
        here.knock(3)


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
