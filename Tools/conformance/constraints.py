"""Which properties of an object may stand beside each other."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import Any

from conformance.release import Schema
from conformance.schemas import Met, ResourceSchema

# How many combinations of a few properties are tried to begin with.
_COMBINATIONS = 300


class Constraints:
    """What an object's schemas say about the presence of its properties."""

    _CONDITIONS = ("anyOf", "oneOf", "if", "then", "else", "not", "dependencies", "requiredXor", "requiredOr",
                   "dependentExcluded", "dependentRequired", "maxProperties", "minProperties")

    def __init__(self, schema: ResourceSchema, mets: list[Met]) -> None:
        self.any = False
        self.names: set[str] = set()
        self._requirements: dict[str, set[str]] = {}
        for start in mets:
            for met in schema.in_place(start):
                if met is not None:
                    self._read(met.schema)

    def _read(self, schema: Schema) -> None:
        if any(keyword in schema for keyword in self._CONDITIONS):
            self.any = True
            for keyword in self._CONDITIONS:
                self.names |= set(_mentioned(schema.get(keyword)))
            if "minProperties" in schema or "maxProperties" in schema:
                self.names |= schema.get("properties", {}).keys()
        for keyword in ("dependencies", "dependentRequired"):
            for name, others in schema.get(keyword, {}).items():
                if isinstance(others, list):
                    self._requirements.setdefault(name, set()).update(others)

    def companions(self, name: str) -> set[str]:
        """What must be set where this is."""
        found: set[str] = set()
        queue = [name]
        while queue:
            for other in sorted(self._requirements.get(queue.pop(), set()) - found):
                found.add(other)
                queue.append(other)
        return found


def _mentioned(condition: Any) -> Iterator[str]:
    """The property names in a condition."""
    if isinstance(condition, list):
        for part in condition:
            if isinstance(part, str):
                yield part
            else:
                yield from _mentioned(part)
    elif isinstance(condition, dict):
        for key, part in condition.items():
            if key in ("required", "anyOf", "oneOf", "allOf", "not", "if", "then", "else"):
                yield from _mentioned(part)
            elif key == "properties":
                yield from part
            elif isinstance(part, (list, dict)) and key[:1].isupper():
                yield key
                yield from _mentioned(part)


def fitting(
    names: set[str], required: set[str], constraints: Constraints, is_valid: Callable[[set[str]], bool],
    gain: Callable[[str], int],
) -> Iterator[set[str]]:
    """Sets of properties that are valid together, as large as they become by adding one property after the other.

    :param gain: how much a property is worth; those that are worth most are chosen first.
    """
    optional = sorted(names - required, key=lambda name: (-gain(name), name))
    for start in _starts(required, optional, constraints):
        if not is_valid(start):
            continue
        found = set(start)
        # Twice, because one that is added may be what another waits for.
        for name in optional + optional:
            for added in ({name}, {name, *constraints.companions(name)} & names):
                if name not in found and is_valid(found | added):
                    found |= added
        yield found


def smallest(
    names: set[str], required: set[str], constraints: Constraints, is_valid: Callable[[set[str]], bool],
) -> Iterator[set[str]]:
    """Sets of properties that are valid together, the smallest first."""
    return filter(is_valid, _few(required, sorted(names - required), constraints))


def _starts(required: set[str], optional: list[str], constraints: Constraints) -> Iterator[set[str]]:
    """Sets to begin with: those with what is worth most, then the smallest."""
    for name in [name for name in optional if name in constraints.names][:8]:
        yield required | {name} | (constraints.companions(name) & set(optional))
    yield from _few(required, optional, constraints)


def _few(required: set[str], optional: list[str], constraints: Constraints) -> Iterator[set[str]]:
    involved = [name for name in optional if name in constraints.names]
    for count in range(4):
        for chosen in itertools.islice(itertools.combinations(involved, count), _COMBINATIONS):
            yield required | set(chosen)
