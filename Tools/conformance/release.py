"""The schema release, as cfn-lint ships it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

JSON = Any
Schema = dict[str, Any]


@dataclass(frozen=True, order=True)
class Variant:
    """One form of a resource type: regions may have different ones."""

    type_name: str
    stem: str


class Release:
    """``providers/<region>.json`` maps types to stems, ``resources/<stem>.json`` is a schema."""

    def __init__(self, directory: Path) -> None:
        self._resources = directory / "resources"
        self.variants = sorted({
            Variant(name, stem)
            for file in sorted((directory / "providers").glob("*.json"))
            for name, stem in json.loads(file.read_text(encoding="utf-8")).items()
            # Four segments name a module.
            if name.count("::") == 2
        })

    def schema(self, variant: Variant) -> Schema:
        return json.loads((self._resources / f"{variant.stem}.json").read_text(encoding="utf-8"))


def shipped() -> Path:
    """The directory of the release that is installed beside this program."""
    import cfnlint.data.schemas

    return Path(cfnlint.data.schemas.__file__).parent
