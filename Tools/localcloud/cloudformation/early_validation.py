"""What AWS finds while it makes a change set (AWS CloudFormation User Guide, "Validate stack deployments").

A change set that does not pass is FAILED and says no more than which check refused it; what is wrong is told by
DescribeEvents (`operation_events`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from localcloud.cloudformation import changes, operation_events, property_validation, resource_schemas
from localcloud.emulator import changesets, cloudwatch, get_region, provisioners, s3

Record = dict[str, Any]

_REFUSED = ("The following hook(s)/validation failed: [{checks}]. To troubleshoot Early Validation errors, use the "
            "DescribeEvents API for detailed failure information.")
_NESTED_REFUSED = "Nested change set {id} was not successfully created: Currently in FAILED."
_BUCKET = "AWS::S3::Bucket"


@dataclass(frozen=True)
class Finding:
    """One validation that a resource does not pass."""

    # What the change set's status names; None for a warning, which fails nothing.
    check: str | None
    name: str
    logical_id: str
    resource_type: str
    path: str
    reason: str

    @property
    def is_warning(self) -> bool:
        return self.check is None


def apply(record: Record, plan: changes.Plan) -> None:
    """Fails a change set that does not pass, and keeps the events that say why."""
    if record.get("_disable_validation") or record["ExecutionStatus"] != "AVAILABLE":
        return
    findings = list(_findings(plan))
    record["_operation_events"] = operation_events.of_change_set(record, findings)
    checks = dict.fromkeys(finding.check for finding in findings if finding.check is not None)
    if checks:
        _fail(record, _REFUSED.format(checks=", ".join(checks)))


def apply_nested(record: Record, child: Record) -> None:
    """A change set fails with the first of its nested ones."""
    if child["Status"] == "FAILED" and record["Status"] != "FAILED":
        _fail(record, _NESTED_REFUSED.format(id=child["ChangeSetId"]))


def _fail(record: Record, reason: str) -> None:
    record.update(Status="FAILED", ExecutionStatus="UNAVAILABLE", StatusReason=reason)


def _findings(plan: changes.Plan) -> Iterator[Finding]:
    for logical_id, (resource_type, properties) in plan.resources.items():
        schema = resource_schemas.schema(resource_type, get_region())
        if schema is None:
            continue
        for problem in property_validation.problems(schema, properties, changes.UNKNOWN):
            path = "".join(f"/{part}" for part in ("Resources", logical_id, "Properties", *problem.path))
            yield Finding("AWS::EarlyValidation::PropertyValidation", "PROPERTY_VALIDATION", logical_id, resource_type,
                          path, problem.reason)
    for change in plan.changes:
        yield from _conflicts(plan, change["ResourceChange"])


def _conflicts(plan: changes.Plan, change: dict[str, Any]) -> Iterator[Finding]:
    logical_id, resource_type = change["LogicalResourceId"], change["ResourceType"]
    if change["Action"] == "Add":
        name = _name(resource_type, plan.resources[logical_id][1])
        if name is not None and _exists(resource_type, name):
            yield Finding("AWS::EarlyValidation::ResourceExistenceCheck", "NAME_CONFLICT_VALIDATION", logical_id, resource_type,
                          f"/Resources/{logical_id}", f"Resource of type '{resource_type}' with identifier '{name}' already exists.")
    if change["Action"] == "Remove" and resource_type == _BUCKET and change.get("PolicyAction", "Delete") == "Delete":
        name = change["PhysicalResourceId"]
        if (s3._buckets.get(name) or {}).get("objects"):
            yield Finding(None, "BUCKET_EMPTINESS_VALIDATION", logical_id, resource_type,
                          f"/Resources/{logical_id}", f"The bucket '{name}' is not empty. You must either delete all objects and "
                          "versions or use the deletion policy to retain it, otherwise the delete operation will fail.")


def _name(resource_type: str, properties: dict[str, Any]) -> str | None:
    """The name that a template gives, where the type is identified by it."""
    schema = resource_schemas.schema(resource_type, get_region()) or {}
    identifier = schema.get("primaryIdentifier", [])
    if len(identifier) != 1 or identifier[0] in schema.get("readOnlyProperties", []):
        return None
    name = properties.get(identifier[0].removeprefix("/properties/"))
    return name if isinstance(name, str) and changes.UNKNOWN not in name else None


def _exists(resource_type: str, name: str) -> bool:
    """As far as ministack can look a resource up by its name."""
    if resource_type == _BUCKET:
        return provisioners.s3_bucket_name_conflict(name) is not None
    if resource_type == "AWS::CloudWatch::Alarm":
        return name in cloudwatch._alarms
    keys, problem = changesets._IMPORT_LOOKUPS.get(resource_type, ((), None))
    return problem is not None and len(keys) == 1 and problem(name) is None
