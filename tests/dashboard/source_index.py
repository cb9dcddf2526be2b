"""The source of a package by its names: functions, calls, classes, what attributes are set to."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

Function = ast.FunctionDef
Scope = ast.ListComp | ast.GeneratorExp | ast.SetComp | ast.DictComp


class SourceIndex:
    """What stands where in a package; `set_to` has the class of an attribute, "" where any."""

    def __init__(self, package: Path) -> None:
        self.trees: dict[str, ast.Module] = {}
        self.parents: dict[ast.AST, ast.AST] = {}
        self.homes: dict[ast.AST, str] = {}
        self.functions: defaultdict[str, list[Function]] = defaultdict(list)
        self.calls: defaultdict[str, list[ast.Call]] = defaultdict(list)
        self.fields: dict[str, dict[str, ast.expr]] = {}
        self.set_to: defaultdict[str, list[tuple[str, ast.expr]]] = defaultdict(list)
        self.entries: list[tuple[ast.Subscript, ast.expr]] = []
        for path in sorted(package.rglob("*.py")):
            parts = path.relative_to(package.parent).with_suffix("").parts
            self._read(".".join(parts).removesuffix(".__init__"), path.read_text("utf-8"))
        for node in [node for tree in self.trees.values() for node in ast.walk(tree)]:
            self._note(node)

    def _read(self, module: str, text: str) -> None:
        self.trees[module] = ast.parse(text)
        for node in ast.walk(self.trees[module]):
            self.homes[node] = module
            self.parents.update(dict.fromkeys(ast.iter_child_nodes(node), node))
            if isinstance(node, ast.FunctionDef):
                self.functions[node.name].append(node)
            elif isinstance(node, ast.Call):
                self.calls[called(node)].append(node)
            elif isinstance(node, ast.ClassDef):
                lines = [line for line in node.body if isinstance(line, ast.AnnAssign)]
                named = {ast.unparse(line.target): line.annotation for line in lines}
                self.fields[node.name] = named

    def _note(self, node: ast.AST) -> None:
        """Keep what is set here: attributes, entries of dictionaries, fields of a new object."""
        match node:
            case ast.Assign(targets=targets, value=value):
                for target in targets:
                    self._set(target, value)
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                self._set(target, value)
            case ast.Call(keywords=keywords):
                self._new(node, keywords)

    def _set(self, target: ast.expr, value: ast.expr) -> None:
        match target, value:
            case ast.Tuple(elts=targets), ast.Tuple(elts=values):
                for one, its in zip(targets, values, strict=False):
                    self._set(one, its)
            case ast.Attribute(attr=name), _:
                self.set_to[name].append((self._owner(target), value))
            case ast.Subscript(value=ast.Attribute(attr=name) as inner), _:
                self.set_to[name].append((self._owner(inner), ast.Dict([target.slice], [value])))
                self.entries.append((target, value))

    def _owner(self, attribute: ast.Attribute) -> str:
        is_own = isinstance(attribute.value, ast.Name) and attribute.value.id == "self"
        return self.class_around(attribute) if is_own else ""

    def _new(self, call: ast.Call, keywords: list[ast.keyword]) -> None:
        name = called(call)
        own = self.class_around(call) if name == "cls" else name
        if own not in self.fields and name != "replace":
            return
        owner = "" if name == "replace" else own
        for field, given in zip(self.fields.get(own, ()), call.args, strict=False):
            self.set_to[field].append((owner, given))
        for keyword in keywords:
            self.set_to[keyword.arg or ""].append((owner, keyword.value))

    def class_around(self, node: ast.AST) -> str:
        """The name of the class in which a node stands, "" outside of any."""
        around = (one for one in self.around(node) if isinstance(one, ast.ClassDef))
        return next((one.name for one in around), "")

    def classes_with(self, name: str, node: ast.AST) -> set[str]:
        """The classes beside a node that have an attribute of that name."""
        beside = [one for one in self.trees[self.homes[node]].body if isinstance(one, ast.ClassDef)]
        own = {one.name for one in beside if name in self.fields[one.name]}
        methods = {self.class_around(one) for one in self.functions[name]}
        return own | methods & {one.name for one in beside}

    def around(self, node: ast.AST) -> Iterator[ast.AST]:
        """What a node stands in, the nearest first."""
        inner: ast.AST | None = node
        while inner := self.parents.get(inner):
            yield inner

    def place(self, node: ast.AST) -> str:
        """Where a node stands, for people."""
        return f"{self.homes[node]}, line {getattr(node, 'lineno', 0)}"

    def meant(self, call: ast.Call) -> list[Function]:
        """The functions that a call can mean; of a method those of its object's class."""
        found = self.functions[called(call)]
        if isinstance(call.func, ast.Attribute):
            owner = self.class_of(call.func.value)
            return [one for one in found if owner in (None, self.class_around(one))]
        home = self.homes[call]
        homes = {home} | {module for module, name in self.imported(home) if name == called(call)}
        return [one for one in found if self.homes[one] in homes]

    def called_by(self, node: ast.Call) -> list[Function]:
        """The functions that are called: by their name, or by that of a field which holds one."""
        held = [value for _, value in self.set_to[called(node)]]
        names = {one.attr: one for one in held if isinstance(one, ast.Attribute)}
        inner = [
            function
            for name, one in names.items()
            for function in self.functions[name]
            if _fits(self.class_of(one.value), self.class_around(function))
        ]
        return self.meant(node) or inner

    def class_of(self, node: ast.expr) -> str | None:  # noqa: PLR0911 -- a table of forms
        """The class of the package that something is of, "" for another one, None if not told."""
        match node:
            case ast.Name(id="self"):
                return self.class_around(node)
            case ast.Name(id=name):
                functions = (one for one in self.around(node) if isinstance(one, ast.FunctionDef))
                told = (self._told(name, function) for function in functions)
                return next((one for one in told if one is not None), None)
            case ast.Attribute(value=inner, attr=name):
                fields = self.fields.get(self.class_of(inner) or "", {})
                return self._named(fields.get(name))
            case ast.Subscript(value=ast.Name(id=name)):
                return self._listed(name)
            case ast.Call(func=ast.Name(id=name)) if name in self.fields:
                return name
            case ast.Call():
                results = {self._named(one.returns) for one in self.meant(node)}
                return results.pop() if len(results) == 1 else None
        return None

    def _told(self, name: str, function: Function) -> str | None:
        """The class of a name in a function, as its signature or what is made there tells."""
        for one in [*function.args.args, *function.args.kwonlyargs]:
            if one.arg == name:
                return self._named(one.annotation)
        for line in ast.walk(function):
            match line:
                case ast.Assign(targets=[ast.Name(id=own)], value=ast.Call() as value):
                    if own == name:
                        return self.class_of(value)
        return None

    def _listed(self, name: str) -> str | None:
        """The class of what a table of a module holds, as its annotation tells."""
        lines = (line for tree in self.trees.values() for line in tree.body)
        found = (one for one in lines if isinstance(one, ast.AnnAssign))
        told = (one.annotation for one in found if ast.unparse(one.target) == name)
        return self._named(next(told, None)) or None

    def _named(self, annotation: ast.expr | None) -> str | None:
        if annotation is None or ast.unparse(annotation) == "Any":
            return None
        names = (one.id for one in ast.walk(annotation) if isinstance(one, ast.Name))
        return next((name for name in names if name in self.fields), "")

    def imported(self, module: str) -> Iterator[tuple[str, str]]:
        """What a module takes from others of the package: from which, and under which name."""
        for line in self.trees[module].body:
            if isinstance(line, ast.ImportFrom) and line.module in self.trees:
                yield from ((line.module, one.name) for one in line.names)


def called(node: ast.Call) -> str:
    """The name by which something is called."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _fits(owner: str | None, other: str) -> bool:
    return not owner or not other or owner == other


def defaults(function: Function, name: str) -> list[ast.expr]:
    """What a parameter is where a call does not give it."""
    arguments, defaults = function.args.args, function.args.defaults
    late = arguments[len(arguments) - len(defaults) :]
    pairs = [*zip(late, defaults, strict=True)]
    named = zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True)
    pairs += [(one, default) for one, default in named if default]
    return [default for one, default in pairs if one.arg == name]
