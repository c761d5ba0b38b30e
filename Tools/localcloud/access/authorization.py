"""Denies what policies do not allow, once somebody asks for that: `POST /_localcloud/enforce?folder=PATH`.

The folder is one that `deploy-role --output` has written. Requests are held against what the deployment role may do, and what
CloudFormation does for a stack of that name, and for those nested in it, against what its execution role may: for each resource
the actions that the handlers of its type call, on the resource's own ARN where IAM's reference says that they apply to it.
Without a folder, everything is allowed again.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from localcloud import controls
from localcloud.access import handler_facts, tagged_resources
from localcloud.access.policies import Context, Policies
from localcloud.emulator import (
    cloudformation,
    decode_header_value,
    detect_service,
    get_account_id,
    get_region,
    iam,
    iam_actions,
    new_uuid,
    responses,
)

Application = Callable[[Any, Any, Any], Awaitable[None]]

_requests: Policies | None = None
# By the name of the root stack.
_handlers: dict[str, Policies] = {}


def install() -> None:
    controls.add("enforce", enforce)


def enforce(folder: str = "") -> dict[str, Any]:
    global _requests
    _handlers.clear()
    _requests = None
    if folder:
        files = sorted(Path(folder).glob("*.json"))
        deployment = [file for file in files if "-deployment-" in file.name]
        execution = [file for file in files if "-execution-" in file.name]
        if not deployment or not execution:
            raise ValueError(f"{folder} has no policies that `deploy-role --output` has written")
        _requests = Policies.read(deployment)
        _handlers[execution[0].name.rsplit("-execution-", 1)[0]] = Policies.read(execution)
    return {"stacks": sorted(_handlers)}


def of_role(name: str) -> Policies | None:
    """What an execution role is held to; None where nothing is enforced for it."""
    return _handlers.get(name.removesuffix("-execution")) if name.endswith("-execution") else None


# CloudFormation

def check(handler: str, resource_type: str, stack_name: str | None, properties: dict[str, Any], physical_id: str | None = None) -> None:
    """Raise, as a handler does, where the execution role may not do what the handler calls.

    ``physical_id`` is None before there is one.
    """
    for root, policies in _handlers.items():
        if stack_name is not None and (stack_name == root or stack_name.startswith(f"{root}-")):
            for action, arn in _denied(policies, handler, resource_type, stack_name, properties, physical_id):
                principal = f"arn:aws:sts::{get_account_id()}:assumed-role/{root}-execution/AWSCloudFormation"
                message = iam_actions.identity_denial_message(action, principal, arn or "*", False)
                raise ValueError(f"Resource handler returned message: \"{message} (Service: {action.split(':')[0]}, Status Code: 403)\" "
                                 "(HandlerErrorCode: AccessDenied)")


def _denied(policies: Policies, handler: str, resource_type: str, stack_name: str, properties: dict[str, Any],
            physical_id: str | None) -> Iterator[tuple[str, str | None]]:
    handlers = (handler,) if handler == "delete" else (handler, "read")
    own = handler_facts.arns(resource_type, physical_id, properties, get_region(), get_account_id()) if physical_id else []
    context = _tags(stack_name, properties)
    for action in handler_facts.actions(resource_type, handlers, properties):
        if action == "iam:PassRole":
            for role in _roles(properties):
                if not policies.allows(action, role, {"iam:passedtoservice": _assumed_by(role)}):
                    yield action, role
            continue
        meant = [arn for arn in own if handler_facts.applies(action, arn)]
        if not meant and not policies.allows(action, None, {}):
            yield action, None
        if meant and not any(policies.allows(action, arn, context) for arn in meant):
            yield action, meant[0]


def _tags(stack_name: str, properties: dict[str, Any]) -> Context:
    stack = cloudformation._stacks.get(stack_name) or {}
    tags = properties.get("Tags") or []
    found = {tag.get("Key"): tag.get("Value") for tag in [*(stack.get("Tags") or []), *(tags if isinstance(tags, list) else [])]}
    context = {f"aws:resourcetag/{key}".lower(): [str(value)] for key, value in found.items()}
    boundary = properties.get("PermissionsBoundary")
    return {**context, "iam:permissionsboundary": [boundary]} if isinstance(boundary, str) else context


def _roles(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if value.startswith("arn:aws:iam:") and ":role/" in value:
            yield value
    elif isinstance(value, (dict, list)):
        # Policies name roles that nobody passes.
        inner = [member for key, member in value.items() if "Policy" not in key] if isinstance(value, dict) else value
        for member in inner:
            yield from _roles(member)


def _assumed_by(role: str) -> list[str]:
    """The services that a role's trust policy names."""
    document = (iam._roles.get(role.rsplit("/", 1)[1]) or {}).get("AssumeRolePolicyDocument") or {}
    if isinstance(document, str):
        document = json.loads(document)
    statements = document.get("Statement") or []
    found: list[str] = []
    for statement in statements if isinstance(statements, list) else [statements]:
        principal = statement.get("Principal")
        services = principal.get("Service", []) if isinstance(principal, dict) else []
        found += services if isinstance(services, list) else [services]
    return found


# Requests

class Authorizer:
    """Between the gate and what answers: lets through what the deployment role may do."""

    def __init__(self, application: Application) -> None:
        self._application = application

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if _requests is None or scope["type"] != "http" or scope["path"].startswith("/_"):
            await self._application(scope, receive, send)
            return
        messages = [await receive()]
        while messages[-1]["type"] == "http.request" and messages[-1].get("more_body"):
            messages.append(await receive())
        denial = _denial(_requests, scope, b"".join(message.get("body", b"") for message in messages))
        if denial is not None:
            await _refuse(send, denial)
            return

        async def replayed() -> Any:
            return messages.pop(0) if messages else await receive()

        await self._application(scope, replayed, send)


def _denial(policies: Policies, scope: Any, body: bytes) -> tuple[int, dict[str, str], bytes] | None:
    headers = {name.decode("latin-1").lower(): decode_header_value(value) for name, value in scope["headers"]}
    query = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    if headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        query = {**parse_qs(body.decode("latin-1"), keep_blank_values=True), **query}
    method, path = scope["method"], scope["path"]
    service = detect_service(method, path, headers, query)
    action = iam_actions.extract_iam_action(service, method, path, headers, body, query)
    if action is None:
        return None
    arn = iam_actions.extract_resource_arn(service, method, path, headers, body, query, get_region(), get_account_id())
    asked: list[tuple[str, str | None, Context]] = [
        (action, resource, tags) for resource, tags in tagged_resources.named(service, action, query)
    ] or [(action, None if arn == "*" else arn, {})]
    # Who gives CloudFormation a role passes it.
    asked += [("iam:PassRole", role, {"iam:passedtoservice": ["cloudformation.amazonaws.com"]})
              for role in query.get("RoleARN", []) if service == "cloudformation"]
    for name, resource, context in asked:
        if not policies.allows(name, resource, context):
            principal = f"arn:aws:sts::{get_account_id()}:assumed-role/deployment/session"
            status, answer, text = iam_actions.access_denied_response(
                service, name, principal, new_uuid(), headers=headers, resource_arn=resource or "*",
                message=iam_actions.identity_denial_message(name, principal, resource or "*", False))
            responses.fix_error_content_type(service, status, answer)
            return status, answer, text
    return None


async def _refuse(send: Any, denial: tuple[int, dict[str, str], bytes]) -> None:
    status, headers, body = denial
    await send({"type": "http.response.start", "status": status,
                "headers": [(name.lower().encode(), value.encode()) for name, value in
                            {**headers, "Content-Length": str(len(body))}.items()]})
    await send({"type": "http.response.body", "body": body})
