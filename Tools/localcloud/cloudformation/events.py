"""Stack events as AWS writes them.

ministack reports every resource of an updated stack as updated, says nothing about resources an
update deletes, and gives a failed create no cause. Whoever follows a deployment by its events needs
all three right.
"""

from __future__ import annotations

from typing import Any

from localcloud.emulator import cloudformation, replace_everywhere, stacks

STACK_TYPE = "AWS::CloudFormation::Stack"
_CLEANUP = "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"

_record = stacks._add_event


def install() -> None:
    replace_everywhere(_record, record)


def of(stack_id: str) -> list[dict[str, Any]]:
    """A stack's events, oldest first."""
    return cloudformation._stack_events.get(stack_id, [])


def failed_resources(stack_id: str) -> str:
    """Why the running operation failed: AWS's sentence that names the resources, or an empty string."""
    failed: dict[str, list[str]] = {}
    for event in _current_operation(stack_id):
        verb, _, outcome = event["ResourceStatus"].partition("_")
        # A resource that was only cancelled did not fail by itself.
        if outcome == "FAILED" and event["PhysicalResourceId"] != stack_id:
            names = failed.setdefault(verb.lower(), [])
            if event["LogicalResourceId"] not in names:
                names.append(event["LogicalResourceId"])
    return " ".join(f"The following resource(s) failed to {verb}: [{', '.join(names)}]."
                    for verb, names in failed.items())


def record(stack_id: str, stack_name: str, logical_id: str, resource_type: str, status: str,
           reason: str = "", physical_id: str = "", detailed_status: str = "") -> None:
    # Not told by the logical ID: a nested stack may be called as its parent is.
    if physical_id == stack_id:
        reason = _stack_reason(stack_id, stack_name, status, reason)
    elif status == "UPDATE_COMPLETE" and _drop_if_untouched(stack_id, logical_id):
        return
    physical_id = physical_id or _known_physical_id(stack_id, stack_name, logical_id)
    _record(stack_id, stack_name, logical_id, resource_type, status, reason, physical_id, detailed_status)


def announce_delete(stack_name: str | None, logical_id: str | None, physical_id: str) -> str | None:
    """The stack whose update deletes a resource unannounced, now announced; None for any other delete."""
    stack = cloudformation._stacks.get(stack_name) if stack_name else None
    if stack is None or logical_id is None or _delete_announced(stack["StackId"], logical_id, physical_id):
        return None
    _announce_cleanup(stack["StackId"], stack["StackName"], stack)
    return stack["StackId"]


def mark_untouched(stack_name: str, logical_id: str | None) -> None:
    """Have the start of an update that had nothing to do taken back at its end."""
    stack = cloudformation._stacks.get(stack_name)
    if stack is None:
        return
    for event in reversed(of(stack["StackId"])):
        if event["LogicalResourceId"] == logical_id:
            if event["ResourceStatus"] == "UPDATE_IN_PROGRESS":
                event["_untouched"] = True
            return


def _current_operation(stack_id: str) -> list[dict[str, Any]]:
    """The events since the stack's last create or update began."""
    events = of(stack_id)
    begin = 0
    for index, event in enumerate(events):
        if event["PhysicalResourceId"] == stack_id and event["ResourceStatus"] in (
                "CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS", "DELETE_IN_PROGRESS"):
            begin = index
    return events[begin:]


def _known_physical_id(stack_id: str, stack_name: str, logical_id: str) -> str:
    """The identifier every event carries once there is one; a nested stack is followed by it."""
    for event in reversed(_current_operation(stack_id)):
        if event["LogicalResourceId"] == logical_id and event["PhysicalResourceId"]:
            return event["PhysicalResourceId"]
    resources = cloudformation._stacks.get(stack_name, {}).get("_resources", {})
    return resources.get(logical_id, {}).get("PhysicalResourceId", "")


def _stack_reason(stack_id: str, stack_name: str, status: str, reason: str) -> str:
    """The stack's own reason, also kept on its record for DescribeStacks."""
    stack = cloudformation._stacks.get(stack_name)
    if status == "ROLLBACK_COMPLETE":
        reason = ""
    if status in ("CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS", "DELETE_IN_PROGRESS"):
        reason = reason or "User Initiated"
    if status in ("ROLLBACK_IN_PROGRESS", "UPDATE_ROLLBACK_IN_PROGRESS") and reason != "User Initiated":
        cause = failed_resources(stack_id) or reason
        reason = f"{cause} Rollback requested by user." if status == "ROLLBACK_IN_PROGRESS" else cause
    if stack is not None and stack.get("StackId") == stack_id:
        if status == "UPDATE_COMPLETE":
            _announce_cleanup(stack_id, stack_name, stack)
        if reason or "ROLLBACK" not in status:
            # A rolled back stack keeps saying why.
            stack["StackStatusReason"] = reason
    return reason


def _announce_cleanup(stack_id: str, stack_name: str, stack: dict[str, Any]) -> None:
    if not stack.get("StackStatus", "").startswith("UPDATE") or "ROLLBACK" in stack["StackStatus"]:
        return
    operation = _current_operation(stack_id)
    if any(event["ResourceStatus"] == _CLEANUP for event in operation):
        return
    if stack["StackStatus"] == "UPDATE_IN_PROGRESS":
        stack["StackStatus"] = _CLEANUP
    _record(stack_id, stack_name, stack_name, STACK_TYPE, _CLEANUP, physical_id=stack_id)


def _drop_if_untouched(stack_id: str, logical_id: str) -> bool:
    """Take back the start of an update that had nothing to do."""
    events = of(stack_id)
    if events and events[-1]["LogicalResourceId"] == logical_id and events[-1].pop("_untouched", False):
        events.pop()
        return True
    return False


def _delete_announced(stack_id: str, logical_id: str, physical_id: str) -> bool:
    for event in reversed(of(stack_id)):
        if event["LogicalResourceId"] == logical_id:
            return event["ResourceStatus"] == "DELETE_IN_PROGRESS" and event["PhysicalResourceId"] == physical_id
    return False
