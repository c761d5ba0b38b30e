"""What a resource type's schema says: references followed, alternatives seen through, read-only paths taken out."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from conformance.release import Schema

Path = tuple[str, ...]

# The items of a list and the values of a map both are one more name in a path.
ITEMS = "*"


@dataclass(frozen=True)
class Met:
    """A schema, with the references that were followed on the way to it."""

    schema: Schema
    references: frozenset[str] = frozenset()


def may_be(schema: Schema, type_name: str) -> bool:
    """Whether a schema's type allows this one: some describe properties of what is a list or a string."""
    return "type" not in schema or type_name in schema["type"]


class ResourceSchema:
    """A resource type's schema, from which required properties that cannot be set are taken out."""

    def __init__(self, schema: Schema) -> None:
        self.root = copy.deepcopy(schema)
        self.read_only = {self.without_items(_path(pointer)) for pointer in schema.get("readOnlyProperties", [])}
        self._forget_required_read_only()

    @staticmethod
    def without_items(path: Path) -> Path:
        """Schemas are not of one mind whether a list's items are part of a path."""
        return tuple(part for part in path if part != ITEMS)

    def is_read_only(self, path: Path) -> bool:
        return self.without_items(path) in self.read_only

    def target(self, pointer: str) -> Schema:
        """What a reference points to; anything goes where it points nowhere."""
        current: Any = self.root
        for part in pointer.removeprefix("#/").split("/"):
            current = current.get(part.replace("~1", "/").replace("~0", "~"), {}) if isinstance(current, dict) else {}
        return current

    @cached_property
    def body(self) -> Met:
        return Met(self.root)

    def in_place(self, met: Met) -> Iterator[Met | None]:
        """A schema and all that describe the same value; None for a reference that was followed before."""
        schema = met.schema
        if not isinstance(schema, dict):
            return
        references = met.references
        if "$ref" in schema:
            pointer = schema["$ref"]
            if pointer in references:
                yield None
                return
            references = references | {pointer}
            # Draft 7 has nothing else count beside a reference.
            yield from self.in_place(Met(self.target(pointer), references))
            return
        yield Met(schema, references)
        parts = [part for keyword in ("allOf", "anyOf", "oneOf") for part in schema.get(keyword, [])]
        parts += [schema[keyword] for keyword in ("if", "then", "else") if keyword in schema]
        parts += [part for part in schema.get("dependencies", {}).values() if isinstance(part, dict)]
        for part in parts:
            yield from self.in_place(Met(part, references))

    def _forget_required_read_only(self) -> None:
        for path in self.read_only:
            owners = [self.body]
            for name in path[:-1]:
                owners = [met for owner in owners for met in self.members(owner).get(name, [])]
            for owner in owners:
                for met in self._with_items(owner):
                    required = met.schema.get("required")
                    if isinstance(required, list) and path[-1] in required:
                        met.schema["required"] = [name for name in required if name != path[-1]]

    def members(self, met: Met) -> dict[str, list[Met]]:
        """The named properties of an object, or of a list's items."""
        members: dict[str, list[Met]] = {}
        for found in self._with_items(met):
            for name, schema in found.schema.get("properties", {}).items():
                members.setdefault(name, []).append(Met(schema, found.references))
        return members

    def _with_items(self, met: Met) -> Iterator[Met]:
        for found in self.in_place(met):
            if found is None:
                continue
            yield found
            items = found.schema.get("items")
            if isinstance(items, dict):
                yield from self._with_items(Met(items, found.references))


def _path(pointer: str) -> Path:
    """``/properties/Endpoint/properties/Address`` and ``/properties/Endpoint/Address`` both as Endpoint, Address."""
    parts = pointer.strip("/").split("/")
    if parts and parts[0] == "properties":
        parts = parts[1:]
    # A property may itself be called "properties": only one between two names is the schema's keyword.
    inner = [part for index, part in enumerate(parts) if part != "properties" or index in (0, len(parts) - 1)]
    return tuple(ITEMS if part in ("items", "[*]") else part for part in inner)
