"""Whether what was rendered is what was built."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from conformance.paths import KIND, PathTree

Line = dict[str, Any]


@dataclass
class Comparison:
    """All differences, and how much was compared."""

    failures: list[str] = field(default_factory=list)
    types: int = 0
    instances: int = 0
    covered: int = 0
    paths: int = 0

    @property
    def summary(self) -> str:
        return (f"{self.types} types, {self.instances} instances, {self.covered} of {self.paths} property paths: "
                f"{len(self.failures)} failures")


def compare(built: Iterable[Line], templates: Iterable[Line], paths: dict[str, list[str]]) -> Comparison:
    """Compares the instances with the resources of templates: numbers by value, the order of keys aside.

    A resource's metadata says which of its type's instances it is.
    """
    result = Comparison(types=len(paths))
    trees = {name: tree(names) for name, names in paths.items()}
    result.paths = sum(tree.count for tree in trees.values())
    found = {(resource["Type"], resource["Metadata"]["Index"]): resource.get("Properties", {})
             for template in templates for resource in template["Resources"].values()}
    seen: set[str] = set()
    for line in built:
        key = (line["type"], line["index"])
        seen.add(line["type"])
        if key not in found:
            result.failures.append(f"{key[0]} #{key[1]}: nothing was rendered")
            continue
        result.instances += 1
        actual = found.pop(key)
        result.failures += [f"{key[0]} #{key[1]}: {text}" for text in differences(line["properties"], actual)]
        result.covered += trees[key[0]].cover(actual)
    result.failures += [f"{name} #{index}: rendered without having been built" for name, index in sorted(found)]
    result.failures += [f"{name}: no instance" for name in sorted(paths.keys() - seen)]
    return result


def tree(paths: Iterable[str]) -> PathTree:
    """The tree whose paths these are."""
    root = PathTree()
    for path in paths:
        names = path.split("/")
        kinds = [names.pop().removeprefix(KIND)] if names[-1].startswith(KIND) else []
        visited = [root]
        for name in names:
            visited.append(visited[-1].children.setdefault(name, PathTree()))
        visited[-1].kinds.update(kinds)
        visited[-1].wanted = visited[-1].wanted or not kinds
        for node in visited:
            node.count += 1
    return root


def differences(expected: Any, actual: Any, path: str = "") -> Iterator[str]:
    """One line a difference: the property path and both values."""
    if isinstance(expected, dict) and isinstance(actual, dict):
        for name in sorted(expected.keys() | actual.keys()):
            inner = f"{path}/{name}" if path else name
            if name not in actual:
                yield f"{inner}: {_short(expected[name])} is lost"
            elif name not in expected:
                yield f"{inner}: {_short(actual[name])} is added"
            else:
                yield from differences(expected[name], actual[name], inner)
    elif isinstance(expected, list) and isinstance(actual, list):
        if len(expected) != len(actual):
            yield f"{path}: {len(expected)} items became {len(actual)}"
        for index, (left, right) in enumerate(zip(expected, actual)):
            yield from differences(left, right, f"{path}/{index}")
    elif isinstance(expected, bool) != isinstance(actual, bool) or expected != actual:
        yield f"{path}: {_short(expected)} became {_short(actual)}"


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 80 else text[:77] + "..."
