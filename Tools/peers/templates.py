"""Which templates are looked at."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
MISTAKES = ROOT / "Tests" / "ChecksTests" / "Mistakes"


@dataclass(frozen=True)
class Mistake:
    """A case of the table of mistakes."""

    name: str
    text: str
    source: str
    code: str
    is_found: bool
    # Files by their names; the mistake is in bad.json, its correction in good.json.
    files: dict[str, Any]


def mistakes(folder: Path = MISTAKES) -> list[Mistake]:
    found = []
    for file in sorted(folder.glob("*.json")):
        case = json.loads(file.read_text(encoding="utf-8"))
        files = {"bad.json": case["template"], "good.json": case["good"], **case.get("files", {})}
        found.append(Mistake(file.stem, case["mistake"], case["source"], case["code"], not case.get("isNew"), files))
    return found


def of_mistakes(cases: list[Mistake], folder: Path) -> dict[str, tuple[Path, Path]]:
    """Writes the cases' templates; gives the bad and the good one of each."""
    written = {}
    for case in cases:
        for name, template in case.files.items():
            write(folder / case.name / name, template)
        written[case.name] = (folder / case.name / "bad.json", folder / case.name / "good.json")
    return written


def below(folder: Path) -> Iterator[Path]:
    """The templates in JSON below a folder, but for what builds left there."""
    for file in sorted(folder.rglob("*.json")):
        if not any(part.startswith(".") for part in file.relative_to(folder).parts) and read(file) is not None:
            yield file


def read(file: Path) -> Any | None:
    """None for what is no template."""
    try:
        template = json.loads(file.read_text(encoding="utf-8"))
    except (ValueError, RecursionError):
        return None
    return template if isinstance(template, dict) and isinstance(template.get("Resources"), dict) else None


def macros(template: Any) -> str:
    """``serverless`` where only AWS's transform of serverless applications is declared, ``other`` where one may do anything."""
    declared = template.get("Transform", [])
    listed = declared if isinstance(declared, list) else [declared]
    names = {str(one.get("Name") if isinstance(one, dict) else one) for one in listed}
    if names - _OWN or '"Fn::Transform"' in json.dumps(template):
        return "other"
    return "serverless" if any("Serverless" in name for name in names) else ""


_OWN = {"AWS::LanguageExtensions", "AWS::Serverless-2016-10-31", "AWS::CodeDeployBlueGreen", "AWS::SecretsManager-2020-07-23",
        "AWS::SecretsManager-2024-09-16"}


def write(file: Path, template: Any) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(encoded(template))
    return file


def encoded(template: Any) -> bytes:
    return json.dumps(template, indent=1).encode()
