"""The instances of a type: as many as it takes to set every property that can be set."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from conformance.builder import Builder, Unbuildable
from conformance.paths import settable
from conformance.release import Release, Schema, Variant
from conformance.schemas import Path, ResourceSchema
from conformance.validation import Validator, compiled, patterns

_MOST = 400
_LARGEST = 5_000


@dataclass
class TypeInstances:
    """What was built for one variant of a type."""

    variant: Variant
    instances: list[dict[str, Any]] = field(default_factory=list)
    # Every settable path, written with slashes.
    paths: list[str] = field(default_factory=list)
    # Those of them that no valid instance sets, with the reason.
    unreachable: dict[str, str] = field(default_factory=dict)
    # Patterns that cannot be compiled, and are therefore not checked.
    skipped_patterns: list[str] = field(default_factory=list)


def build(release: Release, variant: Variant) -> TypeInstances:
    return build_from(release.schema(variant), variant)


def build_from(source: Schema, variant: Variant) -> TypeInstances:
    schema = ResourceSchema(source)
    wanted = settable(schema)
    result = TypeInstances(variant, paths=sorted(map(written, wanted.paths())))
    result.skipped_patterns = sorted({pattern for pattern in patterns(schema.root) if compiled(pattern) is None})
    validator = Validator(schema.root)
    builder = Builder(schema)
    reason = "no instance that is valid sets it"
    for index in range(_MOST):
        try:
            instance = builder.build(wanted, fully=index == 0)
        except Unbuildable as error:
            reason = str(error)
            break
        error = next(validator.iter_errors(instance), None)
        if error is not None:
            reason = f"what was built is not valid: {'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"
            break
        if not wanted.cover(instance) and result.instances:
            if builder.limit > _LARGEST:
                break
            # What is wanted may have had no room.
            builder.limit *= 4
            continue
        result.instances.append(instance)
        if not wanted.count:
            break
    for path in wanted.paths():
        result.unreachable[written(path)] = _reason(path, builder.reasons) or reason
    return result


def _reason(path: Path, reasons: dict[Path, str]) -> str | None:
    """Why a property, or the nearest one around it, could not be built."""
    for length in range(len(path), 0, -1):
        if path[:length] in reasons:
            return reasons[path[:length]]
    return None


def written(path: Path) -> str:
    return "/".join(path)
