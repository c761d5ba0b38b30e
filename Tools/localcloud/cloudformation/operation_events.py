"""DescribeEvents: what happened in the operations on a stack, the making of change sets among them.

ministack has those of stacks that fail their validation; here are those of change sets.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from localcloud.emulator import Response, changesets, cloudformation, handlers, helpers, new_uuid, now_iso
from localcloud.wire import xml

if TYPE_CHECKING:
    from localcloud.cloudformation.early_validation import Finding

Event = dict[str, Any]


def install() -> None:
    handlers._ACTION_HANDLERS["DescribeEvents"] = describe


def of_change_set(record: dict[str, Any], findings: Iterable["Finding"]) -> list[Event]:
    """The events of making a change set, of one operation."""
    operation = new_uuid()
    return [{
        "EventId": new_uuid(), "StackId": record["StackId"], "OperationId": operation, "OperationType": "CREATE_CHANGESET",
        "OperationStatus": "FAILED", "EventType": "VALIDATION_ERROR", "LogicalResourceId": finding.logical_id,
        "ResourceType": finding.resource_type, "Timestamp": now_iso(),
        "ValidationFailureMode": "WARN" if finding.is_warning else "FAIL", "ValidationName": finding.name,
        "ValidationStatus": "FAILED", "ValidationStatusReason": finding.reason, "ValidationPath": finding.path,
    } for finding in findings]


def describe(parameters: dict[str, Any]) -> Response:
    change_set, stack_name = helpers._p(parameters, "ChangeSetName"), helpers._p(parameters, "StackName")
    operation = helpers._p(parameters, "OperationId")
    # A bare name says nothing without its stack (as told to aws-cloudformation/cloudformation-cli, issue 1116).
    if not operation and not stack_name and not change_set.startswith("arn:"):
        return helpers._error("ValidationError", "One of ChangeSetName, OperationId or StackName must be specified")
    if change_set:
        _, record = changesets._find_change_set(change_set, stack_name)
        if record is None:
            return helpers._error("ChangeSetNotFound", f"ChangeSet [{change_set}] does not exist", 404)
        events = list(record.get("_operation_events", []))
    elif stack_name:
        stack = handlers._resolve_stack(stack_name)
        if stack is None:
            return helpers._error("ValidationError", f"Stack [{stack_name}] does not exist")
        events = [event for event in _all() if event["StackId"] == stack["StackId"]]
    else:
        events = _all()
    if operation:
        events = [event for event in events if event["OperationId"] == operation]
    if helpers._p(parameters, "Filters.FailedEvents").lower() == "true":
        events = [event for event in events if event["OperationStatus"] == "FAILED"]
    events, next_token, error = handlers._page(events, parameters, "DescribeEvents")
    if error:
        return error
    return helpers._xml(200, "DescribeEventsResponse", "<DescribeEventsResult>"
                        f"{xml({'OperationEvents': events})}{next_token}</DescribeEventsResult>")


def _all() -> list[Event]:
    records = [*cloudformation._stacks.values(), *cloudformation._change_sets.values()]
    return [event for record in records for event in record.get("_operation_events") or []]
