"""Which property makes CloudFormation replace a resource, for every resource type.

ministack has a list of some types. The resource schemas, which cfn-lint ships, have them all: `createOnlyProperties`, and
`conditionalCreateOnlyProperties` for changes that replace the resource only sometimes.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from localcloud.emulator import provisioners


@cache
def _schemas() -> Path:
    spec = find_spec("cfnlint")
    if spec is None or spec.origin is None:
        raise RuntimeError("cfn-lint is missing, whose resource schemas say what replaces a resource: run `make setup`")
    return Path(spec.origin).parent / "data" / "schemas"


@cache
def _stems(region: str) -> dict[str, str]:
    """The file of each type's schema in a region."""
    return json.loads((_schemas() / "providers" / f"{region}.json").read_text())


@cache
def _schema(resource_type: str, region: str) -> dict | None:
    stem = _stems(region).get(resource_type)
    return json.loads((_schemas() / "resources" / f"{stem}.json").read_text()) if stem else None


def _recreation(schema: dict, name: str) -> str:
    """`Always`, `Conditionally` or `Never`, as in DescribeChangeSet."""
    property_path = f"/properties/{name}"
    create_only = schema.get("createOnlyProperties", [])
    if property_path in create_only:
        return "Always"
    sometimes = create_only + schema.get("conditionalCreateOnlyProperties", [])
    # What is create-only deep inside a property replaces the resource only where that part changes.
    if any(path == property_path or path.startswith(f"{property_path}/") for path in sometimes):
        return "Conditionally"
    return "Never"


def install(region: str) -> None:
    ministacks = provisioners._property_recreation

    def recreation(resource_type: str, name: str) -> str:
        schema = _schema(resource_type, region)
        return _recreation(schema, name) if schema else ministacks(resource_type, name)

    provisioners._property_recreation = recreation
