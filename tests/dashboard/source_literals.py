"""What a reader could see that a file of the dashboard says by itself, not through the wording."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path

JAPANESE = re.compile("[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")  # marks, too
LETTERS = re.compile("[A-Za-z]{2,}")
SHOWN = ("title", "placeholder", "alt", "label", "aria-label", "aria-description")
PARTS = {"chip", "text_link", "unseen", "command", "sentence", "opening"}  # the words come first
JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.S)
JS_STRING = re.compile(r"""/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`""", re.S)
JS_SHOWN = re.compile(
    r"(?:textContent|innerText|innerHTML|title|placeholder|alt|label\"?)\s*[:=]\s*$"
    r"|(?:append|prepend|replaceChildren|alert|confirm)\($"
)


def literals(path: Path) -> list[str]:
    """Japanese anywhere in code or markup, and words in any language where readers see them.

    Docstrings and comments are not said to readers, nor is the Japanese of an error, which stands
    beside its English.
    """
    source = path.read_text(encoding="utf-8")
    read = {".py": _of_python, ".html": _of_markup, ".js": _of_script}[path.suffix]
    return list(read(source))


def _of_python(source: str) -> Iterator[str]:
    tree = ast.parse(source)
    unsaid = {id(one) for node in ast.walk(tree) for one in _unsaid(node)}
    texts = (node for node in ast.walk(tree) if id(node) not in unsaid)
    yield from (one for one in _constants(texts) if JAPANESE.search(one))
    shown = (one for node in ast.walk(tree) for given in _shown(node) for one in _parts(given))
    yield from (one for one in _constants(shown) if LETTERS.search(one))


def _unsaid(node: ast.AST) -> Iterator[ast.AST]:
    """Texts that stand alone, as docstrings do, and the Japanese of an error."""
    if isinstance(node, ast.Expr):
        yield node.value
    if isinstance(node, ast.keyword) and node.arg == "ja":
        yield from ast.walk(node.value)


def _shown(node: ast.AST) -> Iterator[ast.expr]:
    """What a call makes a reader see."""
    if not isinstance(node, ast.Call):
        return
    made = isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value) == "html"
    if made or ast.unparse(node.func) in PARTS:
        yield from node.args if made else node.args[:1]
        yield from (one.value for one in node.keywords if one.arg in ("children", *SHOWN))
    elif ast.unparse(node.func) == "aria":
        yield from (one.value for one in node.keywords if one.arg in ("label", "description"))


def _parts(node: ast.AST) -> Iterator[ast.AST]:
    """The expression and what it is put together of; not what it gives to a call."""
    yield node
    if not isinstance(node, (ast.Call, ast.Compare, ast.Subscript)):
        for inner in ast.iter_child_nodes(node):
            yield from _parts(inner)


def _constants(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


class _Markup(HTMLParser):
    """Texts and told attributes of a template."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.said += [value or "" for name, value in attrs if name in SHOWN]

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def _of_markup(source: str) -> Iterator[str]:
    parser = _Markup()
    parser.feed(JINJA.sub(" ", source))
    parser.close()
    yield from (one for one in parser.said if LETTERS.search(one))
    yield from (one for one in source.splitlines() if JAPANESE.search(one))


def _of_script(source: str) -> Iterator[str]:
    for found in JS_STRING.finditer(source):
        text = re.sub(r"\$\{.*?\}", "", found[0])
        if text.startswith("/"):
            continue
        shown = JS_SHOWN.search(source[max(0, found.start() - 60) : found.start()])
        if JAPANESE.search(text) or (shown and LETTERS.search(text)):
            yield text
