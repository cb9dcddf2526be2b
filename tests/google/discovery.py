"""The methods Google's discovery documents describe, as google-api-python-client ships them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import unquote

from tests.google.schema import Json, problems

DOCUMENTS = ("youtube.v3", "forms.v1", "sheets.v4")

LIST = "youtube.liveChatMessages.list"
STREAM = "youtube.youtube.v3.liveChat.messages.stream"
VIDEOS = "youtube.videos.list"
THREADS = "youtube.commentThreads.list"
COMMENTS = "youtube.comments.list"
FORM = "forms.forms.get"
RESPONSES = "forms.forms.responses.list"
RESPONSE = "forms.forms.responses.get"
SHEET = "sheets.spreadsheets.get"
VALUES = "sheets.spreadsheets.values.get"
TOKEN = "oauth.token"  # noqa: S105 - the name of a method; in no discovery document


@dataclass(frozen=True)
class Method:
    """One method of one API: its address, its parameters and what it returns."""

    id: str
    document: str
    path: str
    parameters: Mapping[str, Json]
    response: str
    scopes: frozenset[str]

    @property
    def service(self) -> str:
        return self.id.split(".")[0]

    def arguments(self, path: str) -> dict[str, list[str]] | None:
        """The parameters in this path; None when the path is another method's."""
        pattern = re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", self.path)
        found = re.fullmatch(pattern, path.lstrip("/"))
        return found and {name: [unquote(text)] for name, text in found.groupdict().items()}

    def problems(self, body: Any) -> list[str]:
        """What in this body is not as the discovery document says."""
        schemas = document(self.document)["schemas"]
        return [f"{self.id} {line}" for line in problems(body, schemas[self.response], schemas)]

    def misuses(self, given: Mapping[str, list[str]]) -> Iterator[str]:
        """What in these parameters the method does not take, by its discovery document."""
        known = {**document(self.document)["parameters"], **self.parameters}
        for name, texts in given.items():
            if name not in known:
                yield f"{name}: unknown parameter"
            elif len(texts) > 1 and not known[name].get("repeated"):
                yield f"{name}: given {len(texts)} times"
            else:
                yield from (
                    f"{name}: {flaw}" for text in texts for flaw in _flaws(text, known[name])
                )
        for name, rule in self.parameters.items():
            if rule.get("required") and not any(given.get(name, [])):
                yield f"{name}: required"


def _flaws(text: str, rule: Json) -> Iterator[str]:
    if text not in rule.get("enum", [text]):
        yield f"{text!r} is none of {rule['enum']}"
    if not re.fullmatch(rule.get("pattern", ".*"), text, re.DOTALL):
        yield f"{text!r} does not match {rule['pattern']}"
    if rule["type"] == "boolean" and text not in ("true", "false"):
        yield f"{text!r} is no boolean"
    if rule["type"] == "integer":
        low, high = int(rule.get("minimum", -(2**31))), int(rule.get("maximum", 2**31 - 1))
        if not re.fullmatch(r"-?\d+", text) or not low <= int(text) <= high:
            yield f"{text!r} is no integer in [{low}, {high}]"


@cache
def document(name: str) -> Json:
    """The discovery document of that name."""
    folder = files("googleapiclient") / "discovery_cache" / "documents"
    read: Json = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return read


@cache
def methods() -> Mapping[str, Method]:
    """Every method that reads, by its id."""
    found = (method for name in DOCUMENTS for method in _methods(document(name), name))
    return {method.id: method for method in found}


def _methods(part: Json, name: str) -> Iterator[Method]:
    for rule in part.get("methods", {}).values():
        if rule["httpMethod"] == "GET" and "response" in rule:
            yield Method(
                rule["id"],
                name,
                rule.get("flatPath", rule["path"]),
                rule.get("parameters", {}),
                rule["response"]["$ref"],
                frozenset(rule.get("scopes", [])),
            )
    for inner in part.get("resources", {}).values():
        yield from _methods(inner, name)
