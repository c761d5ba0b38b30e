"""Which property makes CloudFormation replace a resource, for every resource type.

ministack has a list of some types. The resource schemas, which cfn-lint ships, have them all: `createOnlyProperties`, and
`conditionalCreateOnlyProperties` for changes that replace the resource only sometimes.
"""

from __future__ import annotations

from localcloud.cloudformation import resource_schemas
from localcloud.emulator import provisioners


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
        schema = resource_schemas.schema(resource_type, region)
        return _recreation(schema, name) if schema else ministacks(resource_type, name)

    provisioners._property_recreation = recreation
