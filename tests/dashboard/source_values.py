"""What expressions of a package can be, read from its source without running it.

Not by order and not by caller: a name can be whatever is assigned to it anywhere in its function,
a parameter whatever any call gives, an attribute whatever objects of its class have. So rather too
much is found than too little.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

from tests.dashboard.possible import (
    NOTHING,
    SOMETHING,
    UNKNOWN,
    Many,
    Values,
    at,
    elements,
    filled,
    in_a_list,
    joined,
    of_rows,
    one_of,
    target,
    written,
)
from tests.dashboard.source_index import Function, Scope, SourceIndex, called, defaults

AT = datetime(2026, 10, 15, 18, 3, 20, tzinfo=UTC)
FIGURE = 1234
ROUNDS = 3
DEEPEST = 80  # so many expressions that hang on one another are looked through at once
ROWS = {"chain", "enumerate", "filter", "islice", "iter", "list", "next", "set", "sorted", "zip"}
SAME = {"mask", "storable", "MappingProxyType", "removeprefix"}
TOLD = {"clock": "92:05", "len": "12", "round": "12"}  # functions that give figures
EMPTY = ast.Constant("")


class SourceValues:
    """The source of a package, and what its expressions can be."""

    def __init__(self, package: Path) -> None:
        self.index = SourceIndex(package)
        self._known: dict[ast.AST, Values] = {}
        self._before: dict[ast.AST, Values] = {}
        self._open: set[ast.AST] = set()

    def texts(self, node: ast.expr | None) -> set[str]:
        """The texts that an expression can be, values that only a run can tell left open."""
        return {value for value in self.of(node) if isinstance(value, str)}

    def settle(self, nodes: Iterable[ast.expr]) -> None:
        """Look at these expressions again and again, for those that hang on themselves."""
        roots = list(nodes)
        for _ in range(ROUNDS):
            self._before, self._known = self._known, {}
            for node in roots:
                self.of(node)

    def of(self, node: ast.expr | None) -> Values:
        """What an expression can be; of one that hangs on itself, what is known of it so far."""
        if node is None:
            return NOTHING
        if node not in self._known:
            if node in self._open or len(self._open) > DEEPEST:
                return self._before.get(node, NOTHING)
            self._open.add(node)
            self._known[node] = self._of(node)
            self._open.discard(node)
        return self._known[node]

    def _all(self, nodes: Iterable[ast.expr]) -> Values:
        return NOTHING.union(*map(self.of, nodes))

    def _of(self, node: ast.expr) -> Values:
        if (found := written(node)) is not None:
            return found
        if (several := one_of(node)) is not None:
            return self._all(several)
        match node:
            case ast.JoinedStr(values=parts):
                return joined([self._piece(part) for part in parts])
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                return joined([self.of(left), self.of(right)])
            case ast.BoolOp(values=[*firsts, last]):
                return self._all(firsts) - {""} | self.of(last)
        return self._held(node)

    def _held(self, node: ast.expr) -> Values:
        match node:
            case ast.Tuple(elts=several):
                return frozenset({tuple(map(self.of, several))})
            case ast.List(elts=several) | ast.Set(elts=several):
                return frozenset({Many(self._all(several))})
            case ast.Dict(keys=keys, values=several):
                return self._dict(keys, several)
            case ast.ListComp(elt=one) | ast.GeneratorExp(elt=one) | ast.SetComp(elt=one):
                return frozenset({Many(self.of(one))})
            case ast.DictComp(key=key, value=value):
                return frozenset({Many(self.of(value), self.of(key))})
        return self._referred(node)

    def _referred(self, node: ast.expr) -> Values:
        match node:
            case ast.Subscript(value=inner, slice=index):
                return self._part(self.of(inner), index)
            case ast.Name(id=name):
                return self._named(name, node)
            case ast.Attribute(value=inner, attr=name):
                return self._attribute(self.index.class_of(inner), name, node)
            case ast.Call():
                return self._call(node)
        return SOMETHING

    def _dict(self, keys: list[ast.expr | None], several: list[ast.expr]) -> Values:
        inner = [value for key, value in zip(keys, several, strict=True) if key is None]
        spread = [one for one in self._all(inner) if isinstance(one, Many)]
        own = [value for key, value in zip(keys, several, strict=True) if key is not None]
        names = NOTHING.union(self._all(filter(None, keys)), *(one.keys for one in spread))
        return frozenset({Many(self._all(own).union(*(one.values for one in spread)), names)})

    def _piece(self, part: ast.expr) -> Values:
        """A part of an f-string; a format tells what a figure or a time looks like."""
        if not isinstance(part, ast.FormattedValue):
            return self.of(part)
        form = "".join(self.texts(part.format_spec))
        if form:
            return frozenset({AT.strftime(form) if "%" in form else format(FIGURE, form)})
        if part.conversion == ord("r"):
            return frozenset(map(repr, self.texts(part.value)))
        found = self.of(part.value)
        return found - {""} if UNKNOWN in found else found

    def _attribute(self, owner: str | None, name: str, node: ast.AST) -> Values:
        """What attributes of that name are set to, of the class or of those that it can be."""
        if owner == "":
            return SOMETHING
        owners = {owner} if owner else self.index.classes_with(name, node)
        if "int" in {ast.unparse(self.index.fields[one].get(name, EMPTY)) for one in owners}:
            return frozenset({"12"})
        found = self._all(
            its
            for its_owner, its in self.index.set_to[name]
            if not owners or its_owner in {"", *owners}
        )
        for function in self.index.functions[name]:
            marks = {ast.unparse(one) for one in function.decorator_list}
            is_own = not owners or self.index.class_around(function) in owners
            if is_own and marks & {"property", "cached_property"}:
                found |= self._results(function)
        return found or SOMETHING

    def _part(self, whole: Values, index: ast.expr) -> Values:
        if isinstance(index, ast.Slice):
            return whole
        place = index.value if isinstance(index, ast.Constant) else None
        return at(whole, place) if isinstance(place, int) else elements(whole, self.texts(index))

    # Names

    def _named(self, name: str, node: ast.AST) -> Values:
        """What the name can be where it is closest: in a comprehension, a function, a module."""
        for around in self.index.around(node):
            found = None
            if isinstance(around, Scope):
                several = ((each.target, each.iter) for each in around.generators)
                found = self._bound(name, ((one, self._each(its)) for one, its in several))
            elif isinstance(around, ast.FunctionDef):
                found = self._local(name, around)
            elif isinstance(around, ast.Module):
                found = self._global(name, around)
            if found is not None:
                return found
        return SOMETHING

    def _local(self, name: str, function: Function) -> Values | None:
        found = self._bound(name, (one for n in ast.walk(function) for one in self._bindings(n)))
        arguments = [*function.args.args, *function.args.kwonlyargs]
        if name not in {one.arg for one in arguments}:
            return found
        return self._parameter(name, function) | (found or NOTHING)

    def _global(self, name: str, module: ast.Module) -> Values | None:
        for other, imported in self.index.imported(self.index.homes[module]):
            if imported == name:
                return self._global(name, self.index.trees[other])
        return self._bound(name, (one for line in module.body for one in self._bindings(line)))

    def _each(self, several: ast.expr) -> Callable[[], Values]:
        return lambda: elements(self.of(several))

    def _bindings(self, node: ast.AST) -> Iterator[tuple[ast.expr, Callable[[], Values]]]:
        match node:
            case ast.Assign(targets=targets, value=value):
                yield from ((one, lambda: self.of(value)) for one in targets)
            case (
                ast.AnnAssign(target=one, value=ast.expr() as value)
                | ast.AugAssign(target=one, value=value)
                | ast.NamedExpr(target=one, value=value)
            ):
                yield one, lambda: self.of(value)
            case ast.For(target=one, iter=several):
                yield one, self._each(several)
            case ast.withitem(optional_vars=ast.expr() as one):
                yield one, lambda: SOMETHING
            case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                yield ast.Name(name), lambda: SOMETHING

    def _bound(
        self, name: str, bindings: Iterable[tuple[ast.expr, Callable[[], Values]]]
    ) -> Values | None:
        """All that the name is set to, None when it never is."""
        found = [its for one, value in bindings if (its := target(one, name, value)) is not None]
        return NOTHING.union(*found) if found else None

    def _parameter(self, name: str, function: Function) -> Values:
        """Whatever a call gives for it, and what it is without."""
        arguments = [one.arg for one in function.args.args]
        owner = self.index.class_around(function) if arguments[:1] == ["self"] else ""
        given = defaults(function, name)
        for call in self.index.calls[owner if function.name == "__init__" else function.name]:
            if function.name != "__init__" and function not in self.index.meant(call):
                continue
            given += [keyword.value for keyword in call.keywords if keyword.arg == name]
            place = arguments.index(name) - bool(owner) if name in arguments else -1
            given += call.args[place : place + 1] if place >= 0 else []
        return self._all(given) or SOMETHING

    # Calls

    def _call(self, node: ast.Call) -> Values:
        name, first = called(node), next(iter(node.args), None)
        receiver = node.func.value if isinstance(node.func, ast.Attribute) else None
        if name == "local":
            forms = self.texts(node.args[2]) if len(node.args) > 2 else {"%H:%M"}
            return frozenset(map(AT.strftime, forms))
        if name in TOLD:
            return frozenset({TOLD[name]})
        if name in SAME:
            return self.of(receiver or first)
        if name == "str" and first:
            return self._in_words(first)
        if receiver and name in ("strip", "format", "join", "replace"):
            return self._of_text(node, name, receiver)
        return self._looked_up(node, name, receiver)

    def _of_text(self, node: ast.Call, name: str, receiver: ast.expr) -> Values:
        texts, first = self.texts(receiver), next(iter(node.args), None)
        match name, node.args:
            case "strip", _:
                return frozenset(text.strip() for text in texts)
            case "join", [parts]:
                return in_a_list(texts, elements(self.of(parts)))
            case "replace", [old, new]:
                several = product(texts, self.texts(old), self.texts(new))
                return frozenset(text.replace(one, other) for text, one, other in several)
            case "format", _:
                named = {f"{{{one.arg}}}": self.texts(one.value) for one in node.keywords}
                return filled(texts, {**named, "{}": self.texts(first)} if first else named)
        return self.of(receiver)

    def _in_words(self, node: ast.expr) -> Values:
        """What an object says of itself; a text says itself."""
        owner = self.index.class_of(node)
        functions = self.index.functions["__str__"]
        own = [one for one in functions if self.index.class_around(one) == owner]
        return NOTHING.union(*map(self._results, own)) if own else self.of(node)

    def _looked_up(self, node: ast.Call, name: str, receiver: ast.expr | None) -> Values:
        if receiver and name in ("get", "pop"):
            names = self.texts(node.args[0]) if node.args else set()
            return elements(self.of(receiver), names) | self._all(node.args[1:])
        if receiver and name == "values":
            return frozenset({Many(elements(self.of(receiver)))})
        if receiver and name == "items":
            pairs = {(one.keys, one.values) for one in self.of(receiver) if isinstance(one, Many)}
            return frozenset({Many(frozenset(pairs) or SOMETHING)})
        if name in ROWS and node.args:
            return of_rows(name, [elements(self.of(one)) for one in node.args])
        return NOTHING.union(*map(self._results, self.index.called_by(node))) or SOMETHING

    def _results(self, function: Function) -> Values:
        """What a function gives back; of a generator the list of what it yields."""
        nodes = list(ast.walk(function))
        returned = [node.value for node in nodes if isinstance(node, ast.Return) and node.value]
        one_by_one = [node.value for node in nodes if isinstance(node, ast.Yield) and node.value]
        lists = [node.value for node in nodes if isinstance(node, ast.YieldFrom)]
        if one_by_one or lists:
            each = self._all(one_by_one).union(*(elements(self.of(one)) for one in lists))
            return frozenset({Many(each)}) | self._all(returned)
        return self._all(returned)
