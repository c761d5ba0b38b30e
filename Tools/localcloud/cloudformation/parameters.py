"""Parameters that a template does not declare, or needs and does not get, in AWS's words."""

from __future__ import annotations

from typing import Any

from localcloud.emulator import engine, replace_everywhere

_resolve = engine._resolve_parameters


def install() -> None:
    replace_everywhere(_resolve, resolve)


def resolve(template: dict[str, Any], provided: list[dict[str, Any]],
            previous: dict[str, Any] | None = None) -> dict[str, Any]:
    declared: dict[str, Any] = template.get("Parameters", {})
    given = {entry["Key"]: entry for entry in provided}
    unknown = sorted(given.keys() - declared.keys())
    if unknown:
        raise ValueError(f"Parameters: [{', '.join(unknown)}] do not exist in the template")
    missing = sorted(name for name, definition in declared.items()
                     if "Default" not in definition and not _has_value(given.get(name), (previous or {}).get(name)))
    if missing:
        raise ValueError(f"Parameters: [{', '.join(missing)}] must have values")
    for name, definition in declared.items():
        entry, allowed = given.get(name), definition.get("AllowedValues")
        if (allowed and entry is not None and not entry.get("UsePreviousValue")
                and entry["Value"] not in [str(value) for value in allowed]):
            raise ValueError(f"Parameter '{name}' must be one of AllowedValues")
    return _resolve(template, provided, previous)


def _has_value(entry: dict[str, Any] | None, previous: Any) -> bool:
    if entry is None:
        return False
    return previous is not None if entry.get("UsePreviousValue") else True
