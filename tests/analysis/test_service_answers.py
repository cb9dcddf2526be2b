"""What is said of a service that does not answer, refuses, or answers what is no vectors."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from analysis.endpoint import Endpoint
from analysis.service_model import ServiceModel
from koemap.errors import AnalysisError, KoemapError
from tests.analysis.asking import DOCUMENTS, KEY, TEXTS, model
from tests.analysis.service import Reply, Service


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
