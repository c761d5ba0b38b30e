"""Builds values from schemas."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from typing import Any

from conformance import scalars
from conformance.constraints import Constraints, fitting, smallest
from conformance.leaves import Leaves, alternatives
from conformance.paths import PathTree
from conformance.schemas import ITEMS, Met, Path, ResourceSchema
from conformance.validation import Validator

# A value needs no more than a few of these; a schema with many alternatives has thousands of combinations.
_COMBINATIONS = 30
_CONSIDERED = 1_100
_ITEMS = 12
_VALUES = 40
_DEPTH = 24


class Unbuildable(Exception):
    """No value was found for a schema."""


class Builder:
    """Builds instances of one resource type.

    Each sets what is asked for by a tree of paths, or, with ``fully``, all that can be set beside each other. A few
    hundred values are enough for one, since a compiler takes more than twice as long for twice as large a function:
    what is left over is for the next.
    """

    def __init__(self, schema: ResourceSchema) -> None:
        self.limit = 500
        self._schema = schema
        self._validator = Validator(schema.root)
        self._room = 0
        self._fully = False
        self._turns: Counter[str] = Counter()
        # Why a property is missing, by its path.
        self.reasons: dict[Path, str] = {}

    def build(self, wanted: PathTree, fully: bool) -> Any:
        """An instance, valid as far as was seen to.

        :raises Unbuildable: if there is none.
        """
        self._room = self.limit
        self._fully = fully
        return self._value([self._schema.body], wanted, ())

    # Values

    def _value(self, mets: list[Met], wanted: PathTree | None, path: Path) -> Any:
        """``wanted`` is None where only what is required is asked for: within a recursive definition."""
        if len(path) > _DEPTH:
            raise Unbuildable("the schema requires itself")
        self._room -= 1
        best: Any = None
        reason: Unbuildable | None = None
        found = False
        room = self._room
        for leaves in self._ordered(mets, wanted):
            # What was given up takes no room.
            self._room = room
            try:
                value = self._typed(mets, leaves, wanted, path)
            except Unbuildable as error:
                reason = reason or error
                continue
            if wanted is None or wanted.gain(value):
                return value
            if not found:
                best, found = value, True
            if not wanted.count:
                break
        if found:
            return best
        raise reason or Unbuildable("no alternative fits")

    def _ordered(self, mets: list[Met], wanted: PathTree | None) -> list[Leaves]:
        """Combinations of alternatives: those that offer more of what is wanted, then those that require less."""
        found = list(itertools.islice(alternatives(self._schema, mets), _CONSIDERED))
        if len(found) < 2:
            return found
        if wanted is not None and wanted.count:
            found.sort(key=lambda leaves: -self._offer(leaves, wanted))
        rest = sorted(found[_COMBINATIONS:], key=lambda leaves: len(leaves.required))
        return found[:_COMBINATIONS] + rest[:_COMBINATIONS]

    @staticmethod
    def _offer(leaves: Leaves, wanted: PathTree) -> int:
        names = (child.count for name, child in wanted.children.items()
                 if (leaves.has_free_names or leaves.items if name == ITEMS else
                     name in leaves.names and leaves.allows(name)))
        return sum(names) + int(leaves.type.replace("integer", "number") in wanted.kinds)

    def _typed(self, mets: list[Met], leaves: Leaves, wanted: PathTree | None, path: Path) -> Any:
        match leaves.type:
            case "object":
                return self._object(mets, leaves, wanted, path)
            case "array":
                return self._array(leaves, wanted, path)
            case "any":
                return scalars.free_form(self._turn(path))
        value = scalars.value(leaves, self._turn(json.dumps(leaves.enumeration) if leaves.enumeration else "scalar"))
        if value is None:
            raise Unbuildable(f"no value for {leaves.summary}")
        return value

    def _turn(self, key: Any) -> int:
        self._turns[str(key)] += 1
        return self._turns[str(key)] - 1

    # Objects

    def _object(self, mets: list[Met], leaves: Leaves, wanted: PathTree | None, path: Path) -> Any:
        constraints = Constraints(self._schema, mets)
        members = {name: inner for name, inner in leaves.members.items()
                   if leaves.allows(name) and not self._schema.is_read_only((*path, name))}
        if not members and not leaves.is_closed:
            return self._map(leaves, wanted, path)

        values: dict[str, Any] = {}
        # What is required first: where it cannot be built, nothing else needs to be.
        for name in sorted(members, key=lambda name: (name not in leaves.required, name)):
            child = wanted.children.get(name) if wanted is not None else None
            is_required = name in leaves.required
            if not is_required and not self._asks_for(name, child, wanted, constraints):
                continue
            try:
                values[name] = self._value(members[name], child, (*path, name))
            except Unbuildable as error:
                self.reasons.setdefault((*path, name), str(error))
                if is_required:
                    raise
        free = wanted.children.get(ITEMS) if wanted is not None else None
        if leaves.has_free_names and free is not None and (self._fully or free.count):
            values.update(self._map(leaves, wanted, path))
        missing = sorted(leaves.required - values.keys())
        if missing:
            raise Unbuildable(f"{missing} cannot be set")
        if not constraints.any:
            return values
        return self._consistent(mets, leaves, values, wanted, constraints)

    def _asks_for(
        self, name: str, child: PathTree | None, wanted: PathTree | None, constraints: Constraints
    ) -> bool:
        if self._room <= 0:
            return False
        if wanted is None:
            # An alternative may need it, although nothing requires it outright.
            return name in constraints.names
        return child is not None and (self._fully or child.count > 0) or name in constraints.names

    def _consistent(
        self, mets: list[Met], leaves: Leaves, values: dict[str, Any], wanted: PathTree | None, constraints: Constraints
    ) -> Any:
        """The values that may stand beside each other."""
        validator = self._validator.evolve(schema={"allOf": [met.schema for met in mets]})

        def is_valid(names: set[str]) -> bool:
            return validator.is_valid({name: value for name, value in values.items() if name in names})

        def gain(name: str) -> int:
            child = wanted.child(name) if wanted is not None else None
            return child.count if child is not None else 0

        names = set(values)
        required = leaves.required & names
        if wanted is None:
            sets = smallest(names, required, constraints, is_valid)
        elif is_valid(names):
            return values
        else:
            sets = fitting(names, required, constraints, is_valid, gain)
        for chosen in sets:
            return {name: values[name] for name in sorted(chosen)}
        errors = sorted(error.message for error in validator.iter_errors(values))
        raise Unbuildable(f"no properties fit together: {errors[0][:200] if errors else 'only fewer'}")

    def _map(self, leaves: Leaves, wanted: PathTree | None, path: Path) -> Any:
        """An object whose keys are free."""
        inner = wanted.children.get(ITEMS) if wanted is not None else None
        count = max(leaves.minimum("minProperties", 0), 1)
        if not leaves.has_free_names:
            return scalars.free_form_object(self._turn(path), count)
        result: dict[str, Any] = {}
        for pattern, schemas in leaves.patterns or [("", leaves.values)]:
            for key in scalars.keys(pattern, count):
                result[key] = self._value(schemas, inner, (*path, ITEMS))
        return result

    # Lists

    def _array(self, leaves: Leaves, wanted: PathTree | None, path: Path) -> Any:
        inner = wanted.children.get(ITEMS) if wanted is not None else None
        at_least = leaves.minimum("minItems", 0)
        maximum = leaves.maximum("maxItems")
        at_most = _VALUES if maximum is None else maximum
        if not leaves.items:
            return [scalars.free_form(n) for n in range(max(at_least, min(1, at_most)))]
        items: list[Any] = []
        # What the items so far leave uncovered; a copy, since whether they stay is not known here.
        rest = inner
        goal = max(at_least, min(at_most, self._worthwhile(leaves) if self._fully else 1))
        attempts = 0
        while len(items) < at_most and attempts < at_most + 20:
            attempts += 1
            more = rest is not None and rest.count > 0 and len(items) < _ITEMS and self._room > 0
            if len(items) >= goal and not more:
                break
            schemas = leaves.items + leaves.prefixes(len(items))
            try:
                item = self._value(schemas, rest, (*path, ITEMS))
            except Unbuildable as error:
                if not items or len(items) < at_least:
                    raise
                self.reasons.setdefault((*path, ITEMS), str(error))
                break
            if not self._is_new(item, items, leaves):
                # Or the values that come next could be the same ones for ever.
                self._turns["scalar"] += 1
                continue
            if len(items) >= goal and not rest.gain(item):
                break
            items.append(item)
            if rest is not None and rest.count and self._room > 0 and len(items) < at_most:
                rest = rest.copy() if rest is inner else rest
                rest.cover(item)
        if len(items) < at_least:
            raise Unbuildable(f"only {len(items)} different items of {at_least}")
        return items

    def _worthwhile(self, leaves: Leaves) -> int:
        """How many items show something: all values of an enumeration, two scalars, one of anything larger."""
        first = next(alternatives(self._schema, leaves.items), None)
        if first is None or first.type in ("object", "array", "any"):
            return 1
        return min(max(len(first.enumeration or ()), 2), _VALUES)

    @staticmethod
    def _is_new(item: Any, items: list[Any], leaves: Leaves) -> bool:
        keys = leaves.unique_keys
        if keys and isinstance(item, dict):
            return all([other.get(key) for key in keys] != [item.get(key) for key in keys] for other in items)
        # Tags and environment variables are unique by their keys although no schema says so.
        if isinstance(item, dict) and isinstance(item.get("Key"), str):
            return all(other.get("Key") != item["Key"] for other in items)
        return not leaves.is_unique or item not in items
