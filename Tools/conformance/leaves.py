"""Schemas that describe one value: their alternatives chosen, what they say of it merged."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from typing import Any

from conformance.release import Schema
from conformance.schemas import Met, ResourceSchema
from conformance.validation import matches

# Our own keyword: the alternative in which a property is not there.
_ABSENT = "absent"
_PREFERRED = ("object", "array", "boolean", "integer", "number", "string")


class Leaves:
    """Schemas without alternatives that all describe one value."""

    def __init__(self, mets: list[Met]) -> None:
        self._schemas = [met.schema for met in mets]
        self.members: dict[str, list[Met]] = {}
        self.required: set[str] = set()
        self.items: list[Met] = []
        self.values: list[Met] = []
        self.patterns: list[tuple[str, list[Met]]] = []
        for met in mets:
            schema = met.schema
            for name, inner in schema.get("properties", {}).items():
                self.members.setdefault(name, []).append(Met(inner, met.references))
            self.required |= set(schema.get("required", []))
            if isinstance(schema.get("items"), dict):
                self.items.append(Met(schema["items"], met.references))
            if isinstance(schema.get("additionalProperties"), dict):
                self.values.append(Met(schema["additionalProperties"], met.references))
            for pattern, inner in schema.get("patternProperties", {}).items():
                self.patterns.append((pattern, [Met(inner, met.references)]))
        self.type = self._type()
        self.enumeration = self._enumeration()

    @property
    def names(self) -> set[str]:
        return self.members.keys() | self.required

    @property
    def has_free_names(self) -> bool:
        """Whether there is a schema for properties of any name."""
        return bool(self.values or self.patterns)

    @property
    def summary(self) -> str:
        known = ("type", "pattern", "minLength", "maxLength", "minimum", "maximum", "enum", "format")
        return json.dumps([{k: v for k, v in schema.items() if k in known} for schema in self._schemas])[:300]

    def _type(self) -> str:
        types: list[str] | None = None
        for schema in self._schemas:
            said = schema.get("type")
            if said is None:
                continue
            said = [said] if isinstance(said, str) else said
            said = said + ["integer"] if "number" in said and "integer" not in said else said
            types = list(said) if types is None else [name for name in types if name in said]
        if types is None:
            types = self._implied()
        if types and "number" in types and all("integer" != schema.get("type") for schema in self._schemas):
            types = [name for name in types if name != "integer" or self._says("integer")]
        return next((name for name in _PREFERRED if name in types), "any" if not types else types[0])

    def _says(self, name: str) -> bool:
        return any(name == schema.get("type") or name in schema.get("type", []) for schema in self._schemas)

    def _implied(self) -> list[str]:
        def has(*keywords: str) -> bool:
            return any(keyword in schema for schema in self._schemas for keyword in keywords)

        if has("properties", "patternProperties", "required") or self.values:
            return ["object"]
        if has("items"):
            return ["array"]
        if has("enum", "const", "enumCaseInsensitive", "pattern", "format", "minLength", "maxLength"):
            return ["string"]
        return []

    def _enumeration(self) -> list[Any] | None:
        values: list[Any] | None = None
        for schema in self._schemas:
            said = schema.get("enum") or schema.get("enumCaseInsensitive") or (
                [schema["const"]] if "const" in schema else None)
            if said is not None:
                values = said if values is None else [value for value in values if value in said]
        return values

    def minimum(self, keyword: str, default: Any) -> Any:
        """The greatest of the lower limits."""
        return max((schema[keyword] for schema in self._schemas if keyword in schema), default=default)

    def maximum(self, keyword: str) -> Any:
        """The smallest of the upper limits."""
        return min((schema[keyword] for schema in self._schemas if keyword in schema), default=None)

    def all(self, keyword: str) -> list[Any]:
        return [schema[keyword] for schema in self._schemas if keyword in schema]

    @property
    def is_unique(self) -> bool:
        return any(self.all("uniqueItems"))

    @property
    def unique_keys(self) -> list[str]:
        return [name for names in self.all("uniqueKeys") for name in names]

    def prefixes(self, index: int) -> list[Met]:
        """What is said of the item at an index alone."""
        return [Met(prefix[index]) for prefix in self.all("prefixItems") if index < len(prefix)]

    @property
    def is_closed(self) -> bool:
        """Whether nothing but named properties is allowed."""
        return any(schema.get("additionalProperties") is False and not schema.get("patternProperties")
                   for schema in self._schemas)

    def allows(self, name: str) -> bool:
        return name not in self.all(_ABSENT) and all(
            name in schema.get("properties", {})
            or any(matches(pattern, name) for pattern in schema.get("patternProperties", {}))
            for schema in self._schemas if schema.get("additionalProperties") is False)


def alternatives(schema: ResourceSchema, mets: list[Met]) -> Iterator[Leaves]:
    """Every way to choose among the alternatives of schemas that describe one value."""
    return map(Leaves, _alternatives(schema, mets))


def _alternatives(schema: ResourceSchema, mets: list[Met]) -> Iterator[list[Met]]:
    leaves: list[Met] = []
    groups: list[list[Met]] = []
    queue = list(mets)
    while queue:
        met = queue.pop(0)
        if not isinstance(met.schema, dict):
            continue
        if "$ref" in met.schema:
            pointer = met.schema["$ref"]
            queue.insert(0, Met(schema.target(pointer), met.references | {pointer}))
            continue
        leaves.append(met)
        queue += [Met(part, met.references) for part in met.schema.get("allOf", [])]
        groups += [[Met(part, met.references) for part in parts] for parts in _groups(met.schema)]
    if not groups:
        yield leaves
        return
    for choice in itertools.product(*groups):
        for inner in _alternatives(schema, list(choice)):
            yield leaves + inner


def _groups(schema: Schema) -> Iterator[list[Schema]]:
    """The alternatives of each keyword that demands a choice."""
    for keyword in ("anyOf", "oneOf"):
        if schema.get(keyword):
            yield schema[keyword]
    if "if" in schema:
        holds = {"allOf": [schema["if"], schema.get("then", {})]}
        yield [holds, schema.get("else", {})]
    for keyword in ("requiredXor", "requiredOr"):
        if keyword in schema:
            yield [{"required": [name]} for name in schema[keyword]]
    for name, inner in schema.get("dependencies", {}).items():
        if isinstance(inner, dict):
            yield [{_ABSENT: name}, {"allOf": [inner], "required": [name]}]
