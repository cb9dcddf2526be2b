"""Which addresses and keys of a service may be used, and whether it is there."""

from __future__ import annotations

import pytest

from analysis.embedders import Setup, embedder
from analysis.endpoint import Endpoint, endpoint
from koemap.errors import AnalysisError, SettingsError
from tests.analysis.asking import KEY
from tests.analysis.service import Reply, Service


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
