"""The schemas of CloudFormation's resource types, which cfn-lint ships."""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

Schema = dict[str, Any]


@cache
def schema(resource_type: str, region: str) -> Schema | None:
    """None for a type that is not one of AWS in this region, such as a custom resource."""
    stem = _stems(region).get(resource_type)
    return json.loads((_folder() / "resources" / f"{stem}.json").read_text()) if stem else None


@cache
def _folder() -> Path:
    spec = find_spec("cfnlint")
    if spec is None or spec.origin is None:
        raise RuntimeError("cfn-lint is missing, whose resource schemas say what a resource takes: run `make setup`")
    return Path(spec.origin).parent / "data" / "schemas"


@cache
def _stems(region: str) -> dict[str, str]:
    """The file of each type's schema in a region."""
    return json.loads((_folder() / "providers" / f"{region}.json").read_text())
