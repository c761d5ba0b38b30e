"""Drift-aware change sets: ``DeploymentMode`` REVERT_DRIFT of CreateChangeSet.

"Using drift-aware change sets" in the AWS CloudFormation User Guide: the template is compared with what there really is, and
what differs is brought back. For the types whose drift ministack detects.
"""

from __future__ import annotations

import copy
import json
from typing import Any

from localcloud.cloudformation import changes, events, nested_stacks
from localcloud.emulator import drift, now_iso

def extend(plan: changes.Plan, stack: dict[str, Any]) -> None:
    """Add what drifted to the changes of a stack, and of those nested in it."""
    known = {change["ResourceChange"]["LogicalResourceId"]: change["ResourceChange"] for change in plan.changes}
    found = [_change(logical_id, record, plan.resources[logical_id][0], difference)
             for logical_id, record, difference in _drifted(stack)
             if logical_id not in known and logical_id in plan.resources]
    for logical_id, child in plan.children.items():
        if child.stack is None:
            continue
        extend(child.plan, child.stack)
        if child.plan.changes and logical_id not in known:
            found.append(_change(logical_id, stack["_resources"][logical_id], events.STACK_TYPE, None))
    plan.changes.extend({"Type": "Resource", "ResourceChange": change} for change in found)


def prepare(stack: dict[str, Any]) -> None:
    """Have the update that is about to run see what there really is, so that it changes it."""
    for logical_id, record, difference in list(_drifted(stack)):
        if difference["StackResourceDriftStatus"] == "DELETED":
            del stack["_resources"][logical_id]
            continue
        expected, actual = json.loads(difference["ExpectedProperties"]), json.loads(difference["ActualProperties"])
        properties = copy.deepcopy(record["Properties"])
        for name in expected:
            if expected[name] != actual.get(name):
                properties[name] = actual.get(name)
        record["Properties"] = properties
    for record in stack["_resources"].values():
        child = nested_stacks.find(record["PhysicalResourceId"]) if record["ResourceType"] == events.STACK_TYPE else None
        if child is not None:
            child[nested_stacks.REVERTS_DRIFT] = True
            prepare(child)


def _drifted(stack: dict[str, Any]) -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
    found = []
    for logical_id, record in stack.get("_resources", {}).items():
        if drift.supports_drift(record["ResourceType"]):
            difference = drift.detect_resource_drift(stack, logical_id, record, now_iso())
            if difference["StackResourceDriftStatus"] in ("MODIFIED", "DELETED"):
                found.append((logical_id, record, difference))
    return found


def _change(logical_id: str, record: dict[str, Any], resource_type: str, difference: dict[str, Any] | None) -> changes.Change:
    change: changes.Change = {"LogicalResourceId": logical_id, "PhysicalResourceId": record["PhysicalResourceId"],
                              "ResourceType": resource_type}
    if difference is None:
        target = {"Attribute": "Properties", "RequiresRecreation": "Never"}
        return {**change, "Action": "Modify", "Replacement": "False", "Scope": ["Properties"],
                "Details": [{"Target": target, "Evaluation": "Dynamic", "ChangeSource": "Automatic"}]}
    change["ResourceDriftStatus"] = difference["StackResourceDriftStatus"]
    if change["ResourceDriftStatus"] == "DELETED":
        return {**change, "Action": "Add", "Scope": [], "Details": []}
    details = []
    for entry in difference["PropertyDifferences"]:
        name = entry["PropertyPath"].split("/")[1]
        details.append({
            "Target": {"Attribute": "Properties", "Name": name, "Path": f"/Properties{entry['PropertyPath']}",
                       "RequiresRecreation": "Never", "AttributeChangeType": "Modify",
                       "BeforeValue": entry["ActualValue"], "BeforeValueFrom": "ACTUAL_STATE",
                       "AfterValue": entry["ExpectedValue"], "AfterValueFrom": "TEMPLATE",
                       "Drift": {"PreviousValue": entry["ExpectedValue"], "ActualValue": entry["ActualValue"],
                                 "DriftDetectionTimestamp": difference["Timestamp"]}},
            "Evaluation": "Static", "ChangeSource": "DirectModification"})
    return {**change, "Action": "Modify", "Replacement": "False", "Scope": ["Properties"], "Details": details}
