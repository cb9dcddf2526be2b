"""What an expression can be: texts, lists and tables of what can be, and what is left open."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

UNKNOWN = "何か"  # stands where only a run can tell
MOST = 400  # values of one expression


@dataclass(frozen=True)
class Many:
    """Some values in a list, or the values of a dictionary and its keys."""

    values: Values
    keys: Values = frozenset({UNKNOWN})


Value = str | Many | tuple["Values", ...]
Values = frozenset[Value]
NOTHING: Values = frozenset()
SOMETHING: Values = frozenset({UNKNOWN})


def written(node: ast.expr) -> Values | None:
    """What stands in the source as it is, figures too; None for what is made of other parts."""
    match node:
        case ast.Constant(value=str(text)):
            return frozenset({text})
        case ast.Constant(value=None):
            return NOTHING
        case ast.Constant():
            return SOMETHING
        case ast.BinOp(left=ast.Constant(value=str(text)), op=ast.Mult()):
            return frozenset({text, ""})
        case ast.BinOp(op=ast.Sub()):
            return frozenset({"12"})
    return None


def one_of(node: ast.expr) -> list[ast.expr] | None:
    """The expressions of which this one is whichever holds, None for any other."""
    match node:
        case ast.IfExp(body=one, orelse=other):
            return [one, other]
        case ast.BoolOp(op=ast.And(), values=several):
            return several
        case ast.NamedExpr(value=inner) | ast.Starred(value=inner):
            return [inner]
    return None


def elements(several: Values, keys: Iterable[str] = ()) -> Values:
    """What can be found in a list, a tuple or a dictionary, there under a key if one has it."""
    asked = {*keys}
    dictionaries = [item for item in several if isinstance(item, Many)]
    meant = [one for one in dictionaries if asked & one.keys] if UNKNOWN not in asked else []
    found: set[Value] = set().union(*(one.values for one in meant or dictionaries))
    for item in several:
        if isinstance(item, tuple):
            found.update(*item)
        elif isinstance(item, str):
            found.add(UNKNOWN)
    return frozenset(found)


def at(values: Values, place: int) -> Values:
    tuples = [item for item in values if isinstance(item, tuple) and len(item) > place]
    return NOTHING.union(*(one[place] for one in tuples)) if tuples else elements(values)


def target(one: ast.expr, name: str, value: Callable[[], Values]) -> Values | None:
    """What the name is, where this is set to the value; None when it is another's."""
    if isinstance(one, ast.Name):
        return value() if one.id == name else None
    if isinstance(one, ast.Tuple):
        for place, inner in enumerate(one.elts):
            found = target(inner, name, partial(_at_place, value, place))
            if found is not None:
                return found
    return None


def _at_place(value: Callable[[], Values], place: int) -> Values:
    return at(value(), place)


def joined(parts: list[Values]) -> Values:
    """One text of each choice of the parts."""
    found = [""]
    for several in parts:
        texts = sorted(part for part in several if isinstance(part, str)) or [UNKNOWN]
        found = [one + other for one in found for other in texts][:MOST]
    return frozenset(found)


def in_a_list(signs: set[str], parts: Values) -> Values:
    """A list of one text, and of two."""
    texts = [part for part in parts if isinstance(part, str)] or [UNKNOWN]
    return frozenset({*texts, *(f"{one}{sign}{one}" for one in texts for sign in signs)})


def filled(texts: set[str], holes: dict[str, set[str]]) -> Values:
    """Each text with each of the values in its holes."""
    for hole, values in holes.items():
        texts = {text.replace(hole, value) for text in texts for value in values}
    return frozenset(texts)


def of_rows(name: str, each: list[Values]) -> Values:
    """What such a function makes of lists with these elements."""
    match name:
        case "next":
            return NOTHING.union(*each)
        case "zip":
            return frozenset({Many(frozenset({tuple(each)}))})
        case "enumerate":
            return frozenset({Many(frozenset({(SOMETHING, each[0])}))})
    return frozenset({Many(each[-1])})
