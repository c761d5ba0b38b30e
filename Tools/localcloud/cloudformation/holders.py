"""DescribeStackResources by a physical ID: which stack holds a resource. ministack wants a stack's name."""

from __future__ import annotations

from typing import Any

from localcloud.emulator import Response, cloudformation, handlers, helpers
from localcloud.wire import xml

_original = handlers._describe_stack_resources


def install() -> None:
    handlers._ACTION_HANDLERS["DescribeStackResources"] = describe


def describe(parameters: dict[str, Any]) -> Response:
    physical_id = helpers._p(parameters, "PhysicalResourceId")
    if not physical_id:
        return _original(parameters)
    for stack in list(cloudformation._stacks.values()):
        for logical_id, resource in stack.get("_resources", {}).items():
            if resource.get("PhysicalResourceId") == physical_id and stack["StackStatus"] != "DELETE_COMPLETE":
                return _answer(stack, logical_id, resource)
    return helpers._error("ValidationError", f"Stack for {physical_id} does not exist")


def _answer(stack: dict[str, Any], logical_id: str, resource: dict[str, Any]) -> Response:
    entry = {"StackName": stack["StackName"], "StackId": stack["StackId"], "LogicalResourceId": logical_id,
             **{key: resource.get(key) for key in ("PhysicalResourceId", "ResourceType", "ResourceStatus", "Timestamp")}}
    return helpers._xml(200, "DescribeStackResourcesResponse",
                         f"<DescribeStackResourcesResult><StackResources>{xml([entry])}</StackResources>"
                         "</DescribeStackResourcesResult>")
