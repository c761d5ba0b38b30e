"""The files that pass between the steps, and the list of what cannot be reached."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from conformance.instances import TypeInstances

Key = tuple[str, int]


def write_instances(directory: Path, built: Iterable[TypeInstances]) -> None:
    """``instances.jsonl`` has one instance a line, ``paths.jsonl`` the settable paths of one type a line."""
    directory.mkdir(parents=True, exist_ok=True)
    counts: dict[str, int] = {}
    paths: dict[str, set[str]] = {}
    with open(directory / "instances.jsonl", "w", encoding="utf-8") as file:
        for entry in built:
            name = entry.variant.type_name
            paths.setdefault(name, set()).update(entry.paths)
            for instance in entry.instances:
                index = counts.get(name, 0)
                counts[name] = index + 1
                file.write(_line({"type": name, "index": index, "properties": instance}))
    with open(directory / "paths.jsonl", "w", encoding="utf-8") as file:
        for name in sorted(paths):
            file.write(_line({"type": name, "paths": sorted(paths[name])}))


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True) + "\n"


def read_lines(file: Path) -> Iterator[dict[str, Any]]:
    with open(file, encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def read_instances(directory: Path) -> Iterator[dict[str, Any]]:
    return read_lines(directory / "instances.jsonl")


def read_paths(directory: Path) -> dict[str, list[str]]:
    return {line["type"]: line["paths"] for line in read_lines(directory / "paths.jsonl")}


def read_allowed(file: Path) -> dict[str, dict[str, str]]:
    """By type, then by path: why no valid instance sets it."""
    return json.loads(file.read_text(encoding="utf-8"))


def unexpected(built: Iterable[TypeInstances], allowed: dict[str, dict[str, str]]) -> list[str]:
    """What is unreachable without being allowed to be, and the reverse."""
    found: list[str] = []
    expected = {(name, path) for name, paths in allowed.items() for path in paths}
    seen: set[tuple[str, str]] = set()
    for entry in built:
        name = entry.variant.type_name
        for path, reason in entry.unreachable.items():
            seen.add((name, path))
            if (name, path) not in expected:
                found.append(f"{name}: {path} is set by no instance: {reason}")
    found += [f"{name}: {path} can be set by now; take it from the list of unreachable paths"
              for name, path in sorted(expected - seen)]
    return found


def summary(built: list[TypeInstances]) -> list[str]:
    paths = sum(len(entry.paths) for entry in built)
    unreachable = sum(len(entry.unreachable) for entry in built)
    skipped = sorted({pattern for entry in built for pattern in entry.skipped_patterns})
    return [
        f"{len({entry.variant.type_name for entry in built})} types in {len(built)} variants: "
        f"{sum(len(entry.instances) for entry in built)} instances set {paths - unreachable} of {paths} property paths",
        f"{len(skipped)} patterns cannot be compiled and are not checked: {', '.join(skipped)}",
    ]
