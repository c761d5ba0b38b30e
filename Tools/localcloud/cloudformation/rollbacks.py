"""Rollbacks that failed in a nested stack: the stacks around it fail with it, and are continued with it.

ministack continues one stack by itself. "ContinueUpdateRollback" in the AWS CloudFormation API Reference: the call is made on
the root, and what is skipped in a nested stack is given as ``NestedStackName.ResourceLogicalID``.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from typing import Any

from localcloud.emulator import Response, cloudformation, handlers, helpers, replace_everywhere, stacks

FAILED = "UPDATE_ROLLBACK_FAILED"

_continue = stacks._continue_update_rollback_async


def install() -> None:
    handlers._ACTION_HANDLERS["ContinueUpdateRollback"] = continue_update_rollback
    replace_everywhere(_continue, continue_rollback)


def continue_update_rollback(parameters: dict[str, Any]) -> Response:
    own, nested = [], {}
    while given := helpers._p(parameters, f"ResourcesToSkip.member.{len(own) + sum(map(len, nested.values())) + 1}"):
        stack_name, dot, logical_id = given.rpartition(".")
        if dot:
            nested.setdefault(stack_name, []).append(logical_id)
        else:
            own.append(logical_id)
    for stack_name, logical_ids in nested.items():
        child = cloudformation._stacks.get(stack_name)
        if child is None or set(logical_ids) - set(child.get("_rollback_failed", {})):
            return helpers._error("ValidationError", f"Resource(s) [{', '.join(logical_ids)}] of {stack_name} cannot be skipped: only "
                                  "resources whose rollback failed can be skipped")
    response = handlers._continue_update_rollback({
        **{key: value for key, value in parameters.items() if not key.startswith("ResourcesToSkip")},
        **{f"ResourcesToSkip.member.{number + 1}": [name] for number, name in enumerate(own)}})
    if response[0] == 200:
        for stack_name, logical_ids in nested.items():
            cloudformation._stacks[stack_name]["_skipped"] = logical_ids
    return response


async def continue_rollback(stack_name: str, stack_id: str, resources_to_skip: Collection[str]) -> None:
    stack = cloudformation._stacks[stack_name]
    stack["_continues_rollback"] = True
    try:
        await _continue(stack_name, stack_id, resources_to_skip)
    finally:
        stack.pop("_continues_rollback", None)


def continue_nested(child: dict[str, Any], parent_name: str) -> None:
    """Bring a nested stack back whose rollback failed, where its parent is being continued.

    Raises ValueError while it stays where it is."""
    if cloudformation._stacks[parent_name].get("_continues_rollback"):
        asyncio.run(continue_rollback(child["StackName"], child["StackId"], frozenset(child.pop("_skipped", ()))))
    if child["StackStatus"] == FAILED:
        raise ValueError(f"Embedded stack {child['StackId']} was not successfully updated. Currently in {FAILED} with reason: "
                         f"{child['StackStatusReason']}")
