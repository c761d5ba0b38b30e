"""What AWS refuses or reports about stacks, where ministack is more lenient."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from localcloud.cloudformation import exclusion
from localcloud.emulator import Response, cloudformation, engine, handlers, helpers, replace_everywhere, stacks

_resolve_document = helpers._resolve_document
_validate = engine.validate_template_support
_resolve_outputs = stacks._resolve_stack_outputs


def install() -> None:
    handlers._ACTION_HANDLERS["CreateStack"] = create_stack
    handlers._ACTION_HANDLERS["DeleteStack"] = delete_stack
    handlers._ACTION_HANDLERS["UpdateStack"] = update_stack
    handlers._ACTION_HANDLERS["DescribeStacks"] = describe_stacks
    replace_everywhere(handlers._capabilities_enforced, lambda: True)
    replace_everywhere(_resolve_document, resolve_document)
    replace_everywhere(_validate, validate)
    replace_everywhere(_resolve_outputs, resolve_outputs)


def create_stack(parameters: dict[str, Any]) -> Response:
    """A failed create keeps its name until it is deleted."""
    stack = handlers._resolve_stack(helpers._p(parameters, "StackName"))
    if stack is not None and stack["StackStatus"] == "ROLLBACK_COMPLETE":
        return helpers._error("AlreadyExistsException", f"Stack [{stack['StackName']}] already exists")
    return handlers._create_stack(parameters)


def delete_stack(parameters: dict[str, Any]) -> Response:
    """A create can be broken off by a delete, an update cannot. What is being deleted already is not deleted twice."""
    stack = handlers._resolve_stack(helpers._p(parameters, "StackName"))
    if stack is not None and exclusion.is_being_deleted(stack):
        return helpers._xml(200, "DeleteStackResponse", "")
    if stack is not None and stack["StackStatus"].startswith("UPDATE") and stack["StackStatus"].endswith("IN_PROGRESS"):
        return helpers._error("ValidationError", f"Stack [{stack['StackId']}] cannot be deleted while in status "
                              f"{stack['StackStatus']}")
    response = handlers._delete_stack(parameters)
    if response[0] == 200 and stack is not None and stack["StackStatus"] != "DELETE_COMPLETE":
        exclusion.announce_deletion(stack)
    return response


def update_stack(parameters: dict[str, Any]) -> Response:
    """Refused in the words of AWS while another operation is going on."""
    stack = handlers._resolve_stack(helpers._p(parameters, "StackName"))
    if stack is not None and exclusion.status(stack).endswith("_IN_PROGRESS"):
        return refusal_of_update(stack)
    return handlers._update_stack(parameters)


def refusal_of_update(stack: dict[str, Any]) -> Response:
    return helpers._error("ValidationError", f"Stack:{stack['StackId']} is in {exclusion.status(stack)} state and can not be updated.")


def describe_stacks(parameters: dict[str, Any]) -> Response:
    """Says which stack a nested one belongs to, and tells the names in Systems Manager from what they hold."""
    status, headers, body = handlers._describe_stacks(parameters)
    for stack in cloudformation._stacks.values():
        for key, value in stack.get("_resolved_params", {}).items():
            if "SsmName" in value:
                # "Parameter" in the AWS CloudFormation API Reference: ResolvedValue.
                name = f"<ParameterKey>{escape(key)}</ParameterKey>"
                held = escape(str(value["Value"]))
                shown = f"<ParameterValue>{escape(value['SsmName'])}</ParameterValue><ResolvedValue>{held}</ResolvedValue>"
                body = body.replace(f"{name}<ParameterValue>{held}</ParameterValue>".encode(), f"{name}{shown}".encode())
    for stack in cloudformation._stacks.values():
        if stack.get("ParentId"):
            identifier = f"<StackId>{stack['StackId']}</StackId>"
            relatives = f"<ParentId>{stack['ParentId']}</ParentId><RootId>{stack['RootId']}</RootId>"
            body = body.replace(identifier.encode(), f"{identifier}{relatives}".encode())
    return status, headers, body


def validate(template: dict[str, Any], conditions: dict[str, bool], params: dict[str, Any] | None = None) -> None:
    """Says that an unknown type may be unknown here only."""
    try:
        _validate(template, conditions, params)
    except ValueError as error:
        if "Unrecognized resource types" in str(error):
            raise ValueError(f"{error} (not a type of AWS, or one that the local cloud lacks)") from None
        raise


def resolve_document(parameters: dict[str, Any], body_key: str, url_key: str, label: str) -> Any:
    """Template URLs with the bucket in the host name, next to those with it in the path."""
    url = helpers._p(parameters, url_key)
    parts = urlsplit(url)
    virtual = re.fullmatch(r"(?P<bucket>.+)\.s3[.-](?:[a-z0-9-]+\.)?amazonaws\.com", parts.hostname or "")
    if virtual:
        parameters = {**parameters, url_key: [f"https://s3.amazonaws.com/{virtual['bucket']}{parts.path}"]}
    return _resolve_document(parameters, body_key, url_key, label)


def resolve_outputs(definitions: Any, conditions: Any, resources: Any, parameters: Any, mappings: Any,
                    stack_name: str, stack_id: str) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """An export belongs to one stack, and ends with the output that made it."""
    outputs, exports = _resolve_outputs(definitions, conditions, resources, parameters, mappings,
                                        stack_name, stack_id)
    for name in exports:
        taken = cloudformation._exports.get(name)
        if taken is not None and taken["StackId"] != stack_id:
            raise ValueError(f"Export with name {name} is already exported by stack "
                             f"{taken['StackId'].split('/')[1]}.")
    for name, export in cloudformation._exports.items():
        if export["StackId"] == stack_id and name not in exports:
            cloudformation._exports.pop(name, None)
    return outputs, exports
