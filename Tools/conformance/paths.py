"""The settable property paths of a type, as a tree that knows which of them are still uncovered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from conformance.schemas import ITEMS, Met, Path, ResourceSchema, may_be


# What stands between a path and a type, where a property can be of several types.
KIND = "|"


def kind(value: Any) -> str:
    """The type of a value in a schema's terms, integers counted as numbers."""
    if isinstance(value, bool):
        return "boolean"
    for types, name in (((int, float), "number"), (str, "string"), (list, "array"), (dict, "object")):
        if isinstance(value, types):
            return name
    return "null"


class PathTree:
    """A property with those below it. ``count`` says how many of them are wanted.

    A property that can be of several types is wanted once with each.
    """

    __slots__ = ("children", "count", "kinds", "wanted")

    def __init__(self, wanted: bool = False, kinds: Iterable[str] = ()) -> None:
        self.children: dict[str, PathTree] = {}
        self.wanted = wanted
        self.kinds = set(kinds)
        self.count = int(wanted) + len(self.kinds)

    def child(self, name: str) -> PathTree | None:
        """The tree of a property by its name, or of whatever is in a list or a map."""
        return self.children.get(name) or self.children.get(ITEMS)

    def cover(self, value: Any) -> int:
        """Takes out what a value sets; says how much that was."""
        covered = int(self.wanted)
        self.wanted = False
        if kind(value) in self.kinds:
            self.kinds.remove(kind(value))
            covered += 1
        for tree, inner in self._parts(value):
            if tree.count:
                covered += tree.cover(inner)
        self.count -= covered
        return covered

    def gain(self, value: Any) -> bool:
        """Whether a value sets anything that is wanted."""
        return self.wanted or kind(value) in self.kinds or any(
            tree.count and tree.gain(inner) for tree, inner in self._parts(value))

    def _parts(self, value: Any) -> Iterator[tuple[PathTree, Any]]:
        if isinstance(value, dict):
            named = ((self.child(name), inner) for name, inner in value.items())
        elif isinstance(value, list):
            named = ((self.children.get(ITEMS), inner) for inner in value)
        else:
            return
        for tree, inner in named:
            if tree is not None:
                yield tree, inner

    def copy(self) -> PathTree:
        tree = PathTree(self.wanted, self.kinds)
        tree.count = self.count
        # What is covered is never asked for again.
        tree.children = {name: child.copy() if child.count else child for name, child in self.children.items()}
        return tree

    def paths(self, path: Path = ()) -> Iterator[Path]:
        """The paths that are wanted."""
        if self.wanted:
            yield path
        for name in sorted(self.kinds):
            yield (*path, KIND + name)
        for name, child in self.children.items():
            if child.count:
                yield from child.paths((*path, name))


def settable(schema: ResourceSchema) -> PathTree:
    """All that can be set. A definition is not entered again where it would appear a second time on one path."""
    return _tree(schema, [schema.body], (), False) or PathTree()


def _tree(schema: ResourceSchema, mets: list[Met], path: Path, wanted: bool) -> PathTree | None:
    """None for what can only be read: itself, or all that is in it."""
    if schema.is_read_only(path):
        return None
    members: dict[str, list[Met]] = {}
    kinds: set[str] = set()
    is_map = False
    for met in (found for start in mets for found in schema.in_place(start) if found is not None):
        rest = []
        if isinstance(met.schema.get("type"), str):
            kinds.add(met.schema["type"].replace("integer", "number"))
        if may_be(met.schema, "object"):
            for name, inner in met.schema.get("properties", {}).items():
                members.setdefault(name, []).append(Met(inner, met.references))
            values = [met.schema.get("additionalProperties"), *met.schema.get("patternProperties", {}).values()]
            is_map = is_map or any(isinstance(inner, dict) for inner in values)
            rest += values
        if may_be(met.schema, "array"):
            rest.append(met.schema.get("items"))
        for inner in rest:
            if isinstance(inner, dict):
                members.setdefault(ITEMS, []).append(Met(inner, met.references))
    tree = PathTree(wanted, kinds if len(kinds) > 1 else ())
    for name in sorted(members):
        # The values of a map have no names of their own, and yet an object with names may lose them.
        child = _tree(schema, members[name], (*path, name), name != ITEMS or is_map)
        if child is not None:
            tree.children[name] = child
            tree.count += child.count
    return None if members and not tree.children and path else tree
