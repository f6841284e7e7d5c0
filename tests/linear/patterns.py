"""Gathers the patterns of the program: compiled ones in modules, and those written in calls of `re` and of the rules' finders."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple

import reportgen

_CALLS = frozenset({"search", "match", "fullmatch", "finditer", "findall", "split", "sub"})
_FINDERS = frozenset({"find_at_clues", "find_with_clues"})


class UsedPattern(NamedTuple):
    """A pattern, and how it is used: `match` and `fullmatch` look at one place of a text alone."""

    pattern: re.Pattern[str]
    use: Literal["search", "match", "fullmatch"]


def patterns() -> dict[str, UsedPattern]:
    """Returns the patterns for texts by the module and the line or name where they stand."""
    found: dict[str, UsedPattern] = {}
    for module in pkgutil.walk_packages(reportgen.__path__, "reportgen."):
        if module.name.endswith("__main__"):
            continue
        loaded = importlib.import_module(module.name)
        path = Path(str(loaded.__file__))
        names, tree = vars(loaded), ast.parse(path.read_text("utf-8"))
        methods = _methods_by_name(tree)
        for name, value in names.items():
            if name.isupper() or name.strip("_").isupper():
                for number, pattern in enumerate(_inside(value)):
                    found[f"{module.name}.{name}{number or ''}"] = UsedPattern(
                        pattern, _use(methods.get(name))
                    )
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and (used := _written_in(node, names)):
                found[f"{module.name}:{node.lineno}"] = used
    return found


def _use(methods: set[str] | None) -> Literal["search", "match", "fullmatch"]:
    """Returns the most that methods ask of a pattern."""
    called = (methods or {"search"}) - {"pattern"}
    if called <= {"match"}:
        return "match"
    return "fullmatch" if called <= {"match", "fullmatch"} else "search"


def _methods_by_name(tree: ast.AST) -> dict[str, set[str]]:
    """Returns which methods a module calls on each of its patterns; one that it hands on may be used for anything."""
    methods: dict[str, set[str]] = {}
    owned = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            methods.setdefault(node.value.id, set()).add(node.attr)
            owned.add(node.value)
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node not in owned:
            methods.setdefault(node.id, set()).add("search")
    return methods


def _inside(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, tuple | list):
        for entry in value:
            yield from _inside(entry)
    elif isinstance(value, Mapping):
        yield from _inside(list(value.values()))


def _written_in(call: ast.Call, names: dict[str, Any]) -> UsedPattern | None:
    """Returns the pattern of a call; None where it is no such call, or only the run can tell the pattern."""
    function, position, method = call.func, 0, "search"
    if isinstance(function, ast.Name) and function.id in _FINDERS:
        position = 1
    elif (
        isinstance(function, ast.Attribute)
        and ast.unparse(function.value) == "re"
        and function.attr in _CALLS
    ):
        method = function.attr
    else:
        return None
    try:
        pattern = eval(compile(ast.Expression(call.args[position]), "pattern", "eval"), dict(names))
    except NameError:
        return None
    return UsedPattern(re.compile(pattern), _use({method})) if isinstance(pattern, str) else None
