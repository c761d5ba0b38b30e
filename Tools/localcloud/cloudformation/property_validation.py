"""Properties against the schema of their type, as early validation does: before anything is made.

The reasons are AWS's where somebody has shown them: a missing property (aws/aws-cdk-cli, pull request 1463), a value
outside an enumeration and an unknown property. Of a wrong type, only the words of the same check at deployment are known
(AWS re:Post, "How do I resolve 'Model Validation Failed' errors in CloudFormation?").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from localcloud.cloudformation.resource_schemas import Schema

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Problem:
    """Where below a resource's properties something is wrong, and what."""

    path: Path
    reason: str


def problems(schema: Schema, properties: Any, unknown: str) -> Iterator[Problem]:
    """``unknown`` stands in a text for what is not known before deployment; such a text may become anything."""
    return _Validation(schema, unknown).check(schema, properties, ())


class _Validation:
    def __init__(self, root: Schema, unknown: str) -> None:
        self._root = root
        self._unknown = unknown

    def check(self, schema: Schema, value: Any, path: Path) -> Iterator[Problem]:
        schema = self._resolved(schema)
        if self._is_open(value):
            return
        types = _listed(schema.get("type", []))
        if types and not any(_fits(kind, value) for kind in types):
            yield Problem(path, f"#/{'/'.join(map(str, path))}: expected type: {types[0].capitalize()}, found: {_found(value)}")
            return
        values = [str(entry) for entry in schema.get("enum", [])]
        if values and isinstance(value, (str, int)) and not isinstance(value, bool) and str(value) not in values:
            yield Problem(path, f"{value} is not a valid enum value. Supported values: [{', '.join(values)}]")
        if isinstance(value, dict):
            yield from self._members(schema, value, path)
        elif isinstance(value, list):
            for index, item in enumerate(value):
                yield from self.check(schema.get("items", {}), item, (*path, index))
        for part in schema.get("allOf", []):
            yield from self.check(part, value, path)

    def _members(self, schema: Schema, value: dict[str, Any], path: Path) -> Iterator[Problem]:
        known = schema.get("properties", {})
        for name in schema.get("required", []):
            if name not in value:
                yield Problem(path, f"Required property [{name}] not found")
        for name, member in value.items():
            if name in known:
                yield from self.check(known[name], member, (*path, name))
            elif schema.get("additionalProperties") is False and not _matches_any(name, schema.get("patternProperties", {})):
                yield Problem((*path, name), f"Unsupported property [{name}]")

    def _resolved(self, schema: Schema) -> Schema:
        while (reference := schema.get("$ref", "")).startswith("#/definitions/"):
            schema = self._root["definitions"][reference.removeprefix("#/definitions/")]
        return schema

    def _is_open(self, value: Any) -> bool:
        """Nothing can be said yet: a reference, a dynamic reference, or a function that is left."""
        if isinstance(value, str):
            return self._unknown in value or "{{resolve:" in value
        return value is None or (isinstance(value, dict) and len(value) == 1 and next(iter(value)).startswith("Fn::"))


def _fits(kind: str, value: Any) -> bool:
    """Templates may write numbers and truth values as texts, and texts without quotes."""
    if kind == "object":
        return isinstance(value, dict)
    if kind == "array":
        return isinstance(value, list)
    if isinstance(value, (dict, list)):
        return False
    if kind == "boolean":
        return str(value).lower() in ("true", "false")
    if kind in ("integer", "number"):
        return not isinstance(value, bool) and re.fullmatch(r"-?\d+(\.\d+)?([eE][+-]?\d+)?", str(value)) is not None
    return True


def _found(value: Any) -> str:
    if isinstance(value, bool):
        return "Boolean"
    return {dict: "JSONObject", list: "JSONArray", int: "Integer", float: "Double"}.get(type(value), "String")


def _listed(types: str | list[str]) -> list[str]:
    return [types] if isinstance(types, str) else types


def _matches_any(name: str, patterns: Schema) -> bool:
    try:
        return any(re.search(pattern, name) for pattern in patterns)
    except re.error:
        # Python does not know every expression that a schema has.
        return True
