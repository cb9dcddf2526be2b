"""Texts to ask a service for, and a model that asks it without waiting between tries."""

from __future__ import annotations

from typing import Any

from analysis.endpoint import Endpoint
from analysis.service_model import ServiceModel
from analysis.text import read_all
from analysis.vector_cache import VectorCache
from tests.analysis.service import Service

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


def model(service: Service, cache: VectorCache | None = None, **more: Any) -> ServiceModel:
    here = Endpoint(service.url, KEY, backoff_seconds=0, **more)
    return ServiceModel("small", here, cache or VectorCache())
