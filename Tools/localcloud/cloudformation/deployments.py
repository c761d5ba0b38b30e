"""Creates and updates while they run: what is being deployed, and how a delete breaks it off."""

from __future__ import annotations

import asyncio
from typing import Any

from ministack.services.cloudformation import wait_conditions

from localcloud.emulator import cloudformation, new_uuid, replace_everywhere, stacks

_CANCELLED = "Resource creation cancelled"
_POLL = 0.05

_deploy = stacks._deploy_stack_async


def install() -> None:
    replace_everywhere(_deploy, deploy)


async def deploy(stack_name: str, stack_id: str, template: dict[str, Any], *arguments: Any, **options: Any) -> None:
    """Keeps the template at hand meanwhile, for the resource attributes that providers do not get."""
    stack = cloudformation._stacks[stack_name]
    stack["_deploying"] = template
    try:
        await _deploy(stack_name, stack_id, template, *arguments, **options)
    finally:
        stack.pop("_deploying", None)


def resource_definition(stack_name: str, logical_id: str) -> dict[str, Any]:
    """The definition of a resource that is being deployed."""
    template = cloudformation._stacks.get(stack_name, {}).get("_deploying", {})
    return template.get("Resources", {}).get(logical_id, {})


def refuse_if_cancelled(stack_name: str | None) -> None:
    stack = cloudformation._stacks.get(stack_name) if stack_name else None
    if stack is not None and stack.get("_cancelled") and "_deploying" in stack:
        raise ValueError(_CANCELLED)


async def break_off(stack: dict[str, Any]) -> None:
    """Let a running create fail at its next resource, and wait until it has rolled back."""
    while "_deploying" in stack:
        _cancel(stack)
        await asyncio.sleep(_POLL)
    stack.pop("_cancelled", None)


def _cancel(stack: dict[str, Any]) -> None:
    stack["_cancelled"] = True
    for (stack_id, _), waiting in list(wait_conditions._waiting.items()):
        if stack_id == stack["StackId"]:
            wait_conditions.deliver_signal(
                waiting["token"], {"Status": "FAILURE", "UniqueId": new_uuid(), "Reason": _CANCELLED})
    for child in cloudformation._stacks.values():
        if child.get("ParentId") == stack["StackId"] and "_deploying" in child:
            _cancel(child)
