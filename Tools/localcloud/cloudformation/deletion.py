"""Deleting a stack: dependents first, and nothing that a resource still there depends on.

ministack goes on after a failed delete with everything else, down to the network around a database
that refused. AWS leaves alone what the refusing resource needs.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from localcloud.cloudformation import deployments, events, exclusion
from localcloud.emulator import cloudformation, engine, provisioners, replace_everywhere, run_reentrant, stacks

_original = stacks._delete_stack_async


def install() -> None:
    replace_everywhere(_original, delete_stack)


async def delete_stack(stack_name: str, stack_id: str, retain_resources: Collection[str] = (),
                       force: bool = False) -> None:
    """``retain_resources`` stay and leave the stack; ``force`` lets what cannot be deleted leave it too."""
    stack = cloudformation._stacks.get(stack_name)
    if stack is None:
        return
    async with exclusion.deletion(stack):
        if stack["StackStatus"] != "DELETE_COMPLETE":
            await _delete_all(stack, retain_resources, force)


async def _delete_all(stack: dict[str, Any], retain_resources: Collection[str], force: bool) -> None:
    await deployments.break_off(stack)
    _enter(stack, "DELETE_IN_PROGRESS")
    resources: dict[str, Any] = stack["_resources"]
    definitions = stack["_template"].get("Resources", {})
    failed: list[str] = []
    needed: set[str] = set()
    for logical_id in _dependents_first(stack):
        if logical_id in needed and not force:
            continue
        reason = await _delete(stack, logical_id, logical_id in retain_resources or (force and logical_id in needed))
        if reason is None:
            del resources[logical_id]
            continue
        needed |= stacks._with_dependencies([logical_id], definitions, set(resources))
        if force:
            _report(stack, logical_id, "DELETE_SKIPPED", reason)
            del resources[logical_id]
            continue
        _report(stack, logical_id, "DELETE_FAILED", reason)
        resources[logical_id].update(ResourceStatus="DELETE_FAILED", ResourceStatusReason=reason)
        failed.append(logical_id)
    if failed:
        _enter(stack, "DELETE_FAILED", f"The following resource(s) failed to delete: [{', '.join(sorted(failed))}].")
        return
    for output in stack.get("Outputs", []):
        cloudformation._exports.pop(output.get("ExportName"), None)
    _enter(stack, "DELETE_COMPLETE")


async def _delete(stack: dict[str, Any], logical_id: str, retained: bool) -> str | None:
    """Delete one resource, or skip it; why it failed, or None."""
    resource, template = stack["_resources"][logical_id], stack["_template"]
    kind, identifier, properties = (resource["ResourceType"], resource["PhysicalResourceId"], resource["Properties"])
    policy = stacks._resource_policy(
        template.get("Resources", {}).get(logical_id), "DeletionPolicy", stack["_resources"],
        stack.get("_resolved_params", {}), stack.get("_conditions", {}), template.get("Mappings", {}),
        stack["StackName"], stack["StackId"])
    if retained or policy in provisioners._RETAINING_POLICIES:
        _report(stack, logical_id, "DELETE_SKIPPED")
        return None
    _report(stack, logical_id, "DELETE_IN_PROGRESS")
    resource["ResourceStatus"] = "DELETE_IN_PROGRESS"
    try:
        if policy == "Snapshot":
            provisioners._snapshot_resource(kind, identifier, properties)
        arguments = (kind, identifier, properties, stack["StackName"], logical_id)
        if stacks._runs_on_worker_thread(kind):
            await run_reentrant(provisioners._delete_resource, *arguments)
        else:
            provisioners._delete_resource(*arguments)
    except Exception as error:  # whatever a provider raises is the reason of the event
        return str(error)
    _report(stack, logical_id, "DELETE_COMPLETE")
    return None


def _dependents_first(stack: dict[str, Any]) -> list[str]:
    resources = stack["_resources"]
    try:
        order = engine._topological_sort(stack["_template"].get("Resources", {}), stack.get("_conditions", {}))
    except ValueError:
        order = []
    # What the template no longer has, such as the leftover of an update's failed cleanup, goes first.
    ordered = [logical_id for logical_id in order if logical_id in resources]
    return list(reversed(ordered + [logical_id for logical_id in resources if logical_id not in ordered]))


def _report(stack: dict[str, Any], logical_id: str, status: str, reason: str = "") -> None:
    resource = stack["_resources"][logical_id]
    events.record(stack["StackId"], stack["StackName"], logical_id, resource["ResourceType"], status, reason,
                  resource["PhysicalResourceId"])


def _enter(stack: dict[str, Any], status: str, reason: str = "") -> None:
    stack["StackStatus"] = status
    events.record(stack["StackId"], stack["StackName"], stack["StackName"], events.STACK_TYPE, status, reason,
                  stack["StackId"])
