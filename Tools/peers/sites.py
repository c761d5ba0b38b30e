"""Where a template can be changed: every value of every resource, with what the schema of its type says of it."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from conformance.release import Release
from conformance.schemas import Met, ResourceSchema

JSON = Any
Steps = tuple[str | int, ...]


@dataclass(frozen=True)
class Site:
    """A value in a template."""

    path: Steps
    value: JSON
    # What describes it; empty where no schema does.
    schema: dict[str, JSON] = field(default_factory=dict, compare=False, hash=False)


class Schemas:
    """The schemas of the types, each read once."""

    def __init__(self, directory: Path) -> None:
        self._release = Release(directory)
        self._variants = {variant.type_name: variant for variant in self._release.variants}
        self._read: dict[str, ResourceSchema] = {}

    def schema(self, type_name: str) -> ResourceSchema | None:
        if type_name not in self._read and type_name in self._variants:
            self._read[type_name] = ResourceSchema(self._release.schema(self._variants[type_name]))
        return self._read.get(type_name)

    def sites(self, template: JSON) -> Iterator[Site]:
        """The properties of all resources of known types, objects before what is in them, and no functions."""
        for name, resource in members(template, "Resources"):
            if not isinstance(resource, dict) or not isinstance(resource.get("Type"), str):
                continue
            schema, properties = self.schema(resource["Type"]), resource.get("Properties")
            if schema is not None and isinstance(properties, dict):
                yield from _below(schema, schema.body, properties, ("Resources", name, "Properties"))


def _below(schema: ResourceSchema, met: Met, value: JSON, path: Steps) -> Iterator[Site]:
    if is_function(value):
        return
    plain = next(schema.in_place(met), None)
    if plain is None:
        return
    yield Site(path, value, plain.schema)
    if isinstance(value, dict):
        members = schema.members(plain)
        for name, inner in value.items():
            for described in members.get(name, [])[:1]:
                yield from _below(schema, described, inner, (*path, name))
    elif isinstance(value, list) and isinstance(plain.schema.get("items"), dict):
        for index, inner in enumerate(value):
            yield from _below(schema, Met(plain.schema["items"], plain.references), inner, (*path, index))


def members(template: JSON, section: str) -> list[tuple[str, JSON]]:
    """Of a section, if it has the form of one."""
    found = template.get(section)
    return list(found.items()) if isinstance(found, dict) else []


def is_function(value: JSON) -> bool:
    return isinstance(value, dict) and len(value) == 1 and (
        (name := next(iter(value))) in ("Ref", "Condition") or name.startswith("Fn::"))


def functions(value: JSON, path: Steps = ()) -> Iterator[Site]:
    """Every function of a template."""
    if is_function(value):
        yield Site(path, value)
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in pairs:
        yield from functions(inner, (*path, step))


def replaced(template: JSON, path: Steps, value: JSON) -> JSON:
    """A copy with another value at a path."""
    changed = copy.deepcopy(template)
    _owner(changed, path)[path[-1]] = value
    return changed


def removed(template: JSON, path: Steps) -> JSON:
    changed = copy.deepcopy(template)
    del _owner(changed, path)[path[-1]]
    return changed


def renamed(template: JSON, path: Steps, name: str) -> JSON:
    """A copy in which a key is another one, in its place."""
    changed = copy.deepcopy(template)
    owner = _owner(changed, path)
    entries = [(name if key == path[-1] else key, value) for key, value in owner.items()]
    owner.clear()
    owner.update(entries)
    return changed


def _owner(template: JSON, path: Steps) -> JSON:
    owner = template
    for step in path[:-1]:
        owner = owner[step]
    return owner
