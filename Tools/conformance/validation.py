"""Draft 7 with the keywords that cfn-lint adds, and with patterns that Python's own expressions cannot read."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import regex
from jsonschema import Draft7Validator, ValidationError
from jsonschema.validators import extend


@lru_cache(maxsize=None)
def compiled(pattern: str) -> regex.Pattern[str] | None:
    """None for a pattern that cannot be compiled, which everything matches then."""
    try:
        return regex.compile(pattern)
    except regex.error:
        return None


@lru_cache(maxsize=None)
def matches(pattern: str, text: str) -> bool:
    expression = compiled(pattern)
    try:
        return expression is None or expression.search(text, timeout=1) is not None
    except TimeoutError:
        return False


Errors = Iterator[ValidationError]


def _pattern(_: Any, pattern: str, value: Any, __: Any) -> Errors:
    if isinstance(value, str) and not matches(pattern, value):
        yield ValidationError(f"{value!r} does not match {pattern!r}")


def _pattern_properties(validator: Any, patterns: dict[str, Any], value: Any, _: Any) -> Errors:
    for pattern, schema in patterns.items() if isinstance(value, dict) else ():
        for name, inner in value.items():
            if matches(pattern, name):
                yield from validator.descend(inner, schema, path=name, schema_path=pattern)


def _additional_properties(validator: Any, allowed: Any, value: Any, schema: Any) -> Errors:
    if not isinstance(value, dict):
        return
    for name, inner in value.items():
        known = name in schema.get("properties", {})
        if known or any(matches(pattern, name) for pattern in schema.get("patternProperties", {})):
            continue
        if allowed is False:
            yield ValidationError(f"additional property {name!r}")
        elif isinstance(allowed, dict):
            yield from validator.descend(inner, allowed, path=name)


def _enum_case_insensitive(_: Any, values: list[str], value: Any, __: Any) -> Errors:
    if not isinstance(value, str) or value.lower() not in [known.lower() for known in values]:
        yield ValidationError(f"{value!r} is none of {values!r}")


def _required_xor(_: Any, names: list[str], value: Any, __: Any) -> Errors:
    if isinstance(value, dict) and sum(name in value for name in names) != 1:
        yield ValidationError(f"exactly one of {names!r} is required")


def _required_or(_: Any, names: list[str], value: Any, __: Any) -> Errors:
    if isinstance(value, dict) and not any(name in value for name in names):
        yield ValidationError(f"one of {names!r} is required")


def _dependent_excluded(_: Any, exclusions: dict[str, list[str]], value: Any, __: Any) -> Errors:
    for name, others in exclusions.items() if isinstance(value, dict) else ():
        for other in others:
            if name in value and other in value:
                yield ValidationError(f"{name!r} excludes {other!r}")


def _dependent_required(_: Any, requirements: dict[str, list[str]], value: Any, __: Any) -> Errors:
    for name, others in requirements.items() if isinstance(value, dict) else ():
        for other in others:
            if name in value and other not in value:
                yield ValidationError(f"{name!r} requires {other!r}")


def _unique_keys(_: Any, names: list[str], value: Any, __: Any) -> Errors:
    if isinstance(value, list):
        keys = [[item.get(name) for name in names] for item in value if isinstance(item, dict)]
        if any(key in keys[:index] for index, key in enumerate(keys)):
            yield ValidationError(f"{names!r} is given twice")


def _prefix_items(validator: Any, prefixes: list[Any], value: Any, _: Any) -> Errors:
    for index, (item, schema) in enumerate(zip(value, prefixes) if isinstance(value, list) else ()):
        yield from validator.descend(item, schema, path=index, schema_path=index)


Validator: Any = extend(Draft7Validator, {
    "pattern": _pattern,
    "patternProperties": _pattern_properties,
    "additionalProperties": _additional_properties,
    "enumCaseInsensitive": _enum_case_insensitive,
    "requiredXor": _required_xor,
    "requiredOr": _required_or,
    "dependentExcluded": _dependent_excluded,
    "dependentRequired": _dependent_required,
    "uniqueKeys": _unique_keys,
    "prefixItems": _prefix_items,
})


def patterns(schema: Any) -> Iterator[str]:
    """All patterns in a schema."""
    if isinstance(schema, dict):
        if isinstance(schema.get("pattern"), str):
            yield schema["pattern"]
        properties = schema.get("patternProperties")
        if isinstance(properties, dict):
            yield from properties
        for inner in schema.values():
            yield from patterns(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from patterns(inner)
