"""AWS::CloudFormation::Stack: a child stack is a stack.

ministack deploys a child with a cut-down copy of its own stack lifecycle, without rollback, clean-up
or exports. Here a child goes through the very same lifecycle as a stack at the top, so that every
level behaves alike, to any depth.
"""

from __future__ import annotations

import asyncio
import copy
from collections.abc import Coroutine
from typing import Any

from localcloud.cloudformation import events, rollbacks
from localcloud.emulator import (
    Attributes,
    Properties,
    cloudformation,
    engine,
    get_account_id,
    get_region,
    helpers,
    new_uuid,
    now_iso,
    provisioners,
    stacks,
)

# Set on a stack that is to be updated though its template and parameters are the same.
REVERTS_DRIFT = "_reverts_drift"

# What a rollback puts back; the same fields ministack saves before it updates a stack at the top.
_RESTORED = ("_resources", "_template", "_template_body", "_resolved_params", "_conditions",
             "Parameters", "Tags", "Outputs")


def install() -> None:
    provisioners._RESOURCE_HANDLERS[events.STACK_TYPE] = {
        "create": create, "update": update, "update_with_logical_id": True, "delete": delete,
    }
    provisioners._REPLACING_PROPERTIES[events.STACK_TYPE] = ()


def find(stack_id: str) -> dict[str, Any] | None:
    return next((stack for stack in cloudformation._stacks.values() if stack["StackId"] == stack_id), None)


def create(logical_id: str, properties: Properties, parent_name: str) -> tuple[str, Attributes]:
    parent = cloudformation._stacks[parent_name]
    source = Source.read(properties, parent_name)
    name = f"{parent_name}-{logical_id}-{new_uuid().replace('-', '')[:12].upper()}"
    stack_id = f"arn:aws:cloudformation:{get_region()}:{get_account_id()}:stack/{name}/{new_uuid()}"
    child = {
        "StackName": name, "StackId": stack_id, "StackStatus": "CREATE_IN_PROGRESS", "StackStatusReason": "",
        "CreationTime": now_iso(), "LastUpdatedTime": now_iso(), "Outputs": [],
        "DisableRollback": parent.get("DisableRollback", False), "_region": get_region(), "_resources": {},
        "ParentId": parent["StackId"], "RootId": parent.get("RootId") or parent["StackId"],
        "_bodies": {}, **source.fields(),
    }
    cloudformation._stacks[name] = child
    cloudformation._stack_events[stack_id] = []
    child["_bodies"][properties["TemplateURL"]] = source.body
    resource = _announce(parent, logical_id, child, properties)
    _run(child, "CREATE", stacks._deploy_stack_async(
        name, stack_id, source.template, source.parameters, child["DisableRollback"], child["Tags"]))
    if child["StackStatus"] == "CREATE_COMPLETE":
        return stack_id, _attributes(child)
    reason = child["StackStatusReason"].replace(" Rollback requested by user.", "")
    if child["DisableRollback"]:
        # Deleted with its parent, of which it stays a resource.
        resource["ResourceStatus"] = "CREATE_FAILED"
    else:
        parent["_resources"].pop(logical_id, None)
        _run_delete(child)
    raise ValueError(f"Embedded stack {stack_id} was not successfully created: {reason}")


def _announce(parent: dict[str, Any], logical_id: str, child: dict[str, Any],
              properties: Properties) -> dict[str, Any]:
    """Show the child as a resource of its parent from the start, so that it can be followed."""
    events.record(parent["StackId"], parent["StackName"], logical_id, events.STACK_TYPE, "CREATE_IN_PROGRESS",
                  "Resource creation Initiated", child["StackId"])
    resource = {
        "PhysicalResourceId": child["StackId"], "ResourceType": events.STACK_TYPE,
        "ResourceStatus": "CREATE_IN_PROGRESS", "LogicalResourceId": logical_id, "Properties": properties,
        "Attributes": {}, "Timestamp": now_iso(),
    }
    parent["_resources"][logical_id] = resource
    return resource


def update(stack_id: str, old: Properties, new: Properties, parent_name: str,
           logical_id: str) -> tuple[str, Attributes]:
    child = find(stack_id)
    if child is None or child["StackStatus"] == "DELETE_COMPLETE":
        return create(logical_id, new, parent_name)
    if child["StackStatus"] == rollbacks.FAILED:
        rollbacks.continue_nested(child, parent_name)
        return stack_id, _attributes(child)
    source = Source.read(new, parent_name, child)
    if source.same_as(child) and not child.pop(REVERTS_DRIFT, False):
        events.mark_untouched(parent_name, logical_id)
        return stack_id, _attributes(child)
    previous = {key: copy.deepcopy(child.get(key)) for key in _RESTORED}
    child.update(LastUpdatedTime=now_iso(), **source.fields(keep="_template"))
    child["_bodies"][new["TemplateURL"]] = source.body
    _run(child, "UPDATE", stacks._deploy_stack_async(
        child["StackName"], stack_id, source.template, source.parameters, False, child["Tags"],
        is_update=True, previous_stack=previous))
    if child["StackStatus"] == "UPDATE_COMPLETE":
        child["Description"] = source.template.get("Description", "")
        return stack_id, _attributes(child)
    raise ValueError(f"Embedded stack {stack_id} was not successfully updated. Currently in "
                     f"{child['StackStatus']} with reason: {child['StackStatusReason']}")


def delete(stack_id: str, properties: Properties) -> None:
    child = find(stack_id)
    if child is None or child["StackStatus"] == "DELETE_COMPLETE":
        return
    _run_delete(child)
    if child["StackStatus"] != "DELETE_COMPLETE":
        raise ValueError(f"Embedded stack {stack_id} was not successfully deleted: {child['StackStatusReason']}")


class Source:
    """A child's template and parameters, read and checked, before anything changes."""

    def __init__(self, body: str, template: dict[str, Any], parameters: dict[str, Any],
                 tags: list[dict[str, str]], capabilities: list[str]) -> None:
        self.body = body
        self.template = template
        self.parameters = parameters
        self.tags = tags
        self.capabilities = capabilities

    @classmethod
    def read(cls, properties: Properties, parent_name: str, child: dict[str, Any] | None = None) -> "Source":
        body = template_body(properties.get("TemplateURL", ""), child)
        template = engine._apply_transforms(engine._parse_template(body), parameter_list(properties))
        provisioners._check_nested_stack_capabilities(parent_name, template)
        parameters = engine._resolve_parameters(template, parameter_list(properties))
        engine.validate_template_support(
            template, engine._evaluate_conditions(template, parameters), params=parameters)
        tags = [{"Key": key, "Value": value} for key, value in provisioners._tag_map(properties.get("Tags")).items()
                if not key.startswith("aws:")]
        return cls(body, template, parameters, tags, provisioners._parent_capabilities(parent_name))

    def fields(self, keep: str = "") -> dict[str, Any]:
        """The record's fields that this source decides, except ``keep``."""
        fields = {
            "Description": self.template.get("Description", ""),
            "Parameters": [{"ParameterKey": key, "ParameterValue": value["Value"], "NoEcho": value["NoEcho"]}
                           for key, value in self.parameters.items()],
            "Tags": self.tags, "Capabilities": self.capabilities, "_template": self.template,
            "_template_body": self.body, "_resolved_params": self.parameters,
            "_conditions": engine._evaluate_conditions(self.template, self.parameters),
        }
        fields.pop(keep, None)
        return fields

    def same_as(self, child: dict[str, Any]) -> bool:
        return (self.template == child["_template"]
                and {key: value["Value"] for key, value in self.parameters.items()}
                == {key: value["Value"] for key, value in child["_resolved_params"].items()}
                and self.tags == child["Tags"])


def template_body(url: str, child: dict[str, Any] | None = None) -> str:
    """The template at a TemplateURL; a child remembers its own, so that a rollback needs no bucket."""
    if not url:
        raise ValueError("Property TemplateURL cannot be empty.")
    body, error = helpers._resolve_template({"TemplateURL": [url]})
    if error is None and body:
        return body
    known = (child or {}).get("_bodies", {})
    if url in known:
        return known[url]
    raise ValueError(f"S3 error: The specified key does not exist, or cannot be read: {url}")


def parameter_list(properties: Properties) -> list[dict[str, str]]:
    """Parameters as the API passes them to a stack at the top."""
    given = properties.get("Parameters") or {}
    if any(isinstance(value, (list, dict)) for value in given.values()):
        raise ValueError("Value of property Parameters must be an object with String (or simple type) properties")
    return [{"Key": key, "Value": _text(value)} for key, value in given.items()]


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _attributes(child: dict[str, Any]) -> Attributes:
    outputs = {f"Outputs.{output['OutputKey']}": output["OutputValue"] for output in child["Outputs"]}
    return {"StackId": child["StackId"], **outputs}


def _run(child: dict[str, Any], verb: str, operation: Coroutine[Any, Any, None]) -> None:
    child["StackStatus"] = f"{verb}_IN_PROGRESS"
    events.record(child["StackId"], child["StackName"], child["StackName"], events.STACK_TYPE,
                  f"{verb}_IN_PROGRESS", physical_id=child["StackId"])
    # ministack calls nested-stack providers on a thread of their own, which has no event loop.
    asyncio.run(operation)


def _run_delete(child: dict[str, Any]) -> None:
    asyncio.run(stacks._delete_stack_async(child["StackName"], child["StackId"]))
