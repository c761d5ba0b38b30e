"""Change sets: created with the real changes, described with property values, one for each nested stack.

ministack keeps and executes them; what is in them comes from `changes`.
"""

from __future__ import annotations

import re
from typing import Any

from localcloud.cloudformation import changes, drift_aware, early_validation, exclusion, stack_rules
from localcloud.emulator import (
    Response,
    changesets,
    cloudformation,
    get_account_id,
    get_region,
    handlers,
    helpers,
    new_uuid,
    now_iso,
)
from localcloud.wire import xml

Parameters = dict[str, Any]

_NO_CHANGES = ("The submitted information didn't contain changes. "
               "Submit different information to create a change set.")
_UPDATABLE = frozenset({"CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "IMPORT_COMPLETE",
                        "IMPORT_ROLLBACK_COMPLETE", "CREATE_FAILED", "UPDATE_FAILED"})


def install() -> None:
    table = handlers._ACTION_HANDLERS
    for action, handler in (("CreateChangeSet", create), ("DescribeChangeSet", describe),
                            ("ExecuteChangeSet", execute), ("DeleteChangeSet", delete),
                            ("ListChangeSets", list_all)):
        table[action] = handler


def create(parameters: Parameters) -> Response:
    refusal = _refusal(parameters)
    if refusal is not None:
        return refusal
    waiting = _waiting(parameters)
    response = _on_one_stack(waiting, changesets._create_change_set(parameters))
    identifier = re.search(rb"<Id>([^<]+)</Id>", response[2])
    if response[0] != 200 or identifier is None:
        return response
    record = cloudformation._change_sets[identifier.group(1).decode()]
    record["DeploymentMode"] = helpers._p(parameters, "DeploymentMode")
    if record["ChangeSetType"] != "IMPORT" and not record["ImportExistingResources"]:
        error = _fill(record, helpers._p(parameters, "IncludeNestedStacks", "false").lower() == "true")
        if error is not None:
            _drop(record, with_stack=waiting is None)
            return error
    return response


def describe(parameters: Parameters) -> Response:
    _, record = changesets._find_change_set(helpers._p(parameters, "ChangeSetName"), _stack_name(parameters))
    if record is None:
        return _not_found(parameters)
    with_values = helpers._p(parameters, "IncludePropertyValues", "false").lower() == "true"
    return helpers._xml(200, "DescribeChangeSetResponse",
                        f"<DescribeChangeSetResult>{xml(_description(record, with_values))}</DescribeChangeSetResult>")


def execute(parameters: Parameters) -> Response:
    _, record = changesets._find_change_set(helpers._p(parameters, "ChangeSetName"), _stack_name(parameters))
    if record is None:
        return _not_found(parameters)
    if record.get("ParentChangeSetId"):
        return helpers._error("ValidationError", "A change set of a nested stack is executed with its root: "
                              f"{record['RootChangeSetId']}")
    if record["ExecutionStatus"] != "AVAILABLE":
        return helpers._error("InvalidChangeSetStatus", f"ChangeSet [{record['ChangeSetId']}] cannot be executed in its current "
                              f"execution status of [{record['ExecutionStatus']}]")
    stack = cloudformation._stacks.get(record["StackName"])
    if stack is not None and exclusion.status(stack) != "REVIEW_IN_PROGRESS" and exclusion.status(stack) not in _UPDATABLE:
        return stack_rules.refusal_of_update(stack)
    if record.get("DeploymentMode") == "REVERT_DRIFT" and stack is not None:
        drift_aware.prepare(stack)
    response = changesets._execute_change_set(_with_stack_name(parameters))
    if response[0] == 200:
        _drop_children(record)
    return response


def delete(parameters: Parameters) -> Response:
    _, record = changesets._find_change_set(helpers._p(parameters, "ChangeSetName"), _stack_name(parameters))
    response = changesets._delete_change_set(parameters)
    if response[0] == 200 and record is not None:
        _drop_children(record)
    return response


def list_all(parameters: Parameters) -> Response:
    return changesets._list_change_sets(_with_stack_name(parameters))


def _refusal(parameters: Parameters) -> Response | None:
    """An operation on a stack in a state that AWS does not update."""
    kind = helpers._p(parameters, "ChangeSetType", "UPDATE")
    stack = handlers._resolve_stack(helpers._p(parameters, "StackName"))
    if stack is None or stack["StackStatus"] == "DELETE_COMPLETE":
        return None
    if stack["StackStatus"] == "REVIEW_IN_PROGRESS":
        # There is nothing yet that could be updated (as told to boto/boto3, issue 2327).
        return (helpers._error("ValidationError", f"Stack [{stack['StackName']}] does not exist") if kind == "UPDATE" else None)
    if kind == "CREATE":
        return helpers._error("AlreadyExistsException", f"Stack [{stack['StackName']}] already exists and cannot be "
                              "created again with the changeSet [CREATE] type.")
    if kind == "UPDATE" and exclusion.status(stack) not in _UPDATABLE:
        return stack_rules.refusal_of_update(stack)
    return None


def _waiting(parameters: Parameters) -> dict[str, Any] | None:
    """The stack that a change set has made already, and that waits for one to be executed."""
    stack = handlers._resolve_stack(helpers._p(parameters, "StackName"))
    return stack if stack is not None and stack["StackStatus"] == "REVIEW_IN_PROGRESS" else None


def _on_one_stack(waiting: dict[str, Any] | None, response: Response) -> Response:
    """All change sets of a new stack are of one stack: AWS makes it with the first (AWS CloudFormation User Guide, "Create a
    change set"), ministack with each."""
    if waiting is None:
        return response
    other = cloudformation._stacks.get(waiting["StackName"])
    cloudformation._stacks[waiting["StackName"]] = waiting
    if other is None or other is waiting:
        return response
    cloudformation._stack_events.pop(other["StackId"], None)
    for record in cloudformation._change_sets.values():
        if record["StackId"] == other["StackId"]:
            record["StackId"] = waiting["StackId"]
    return response[0], response[1], response[2].replace(other["StackId"].encode(), waiting["StackId"].encode())


def _fill(record: dict[str, Any], include_nested: bool) -> Response | None:
    stack = cloudformation._stacks[record["StackName"]]
    tags = record["Tags"] if record["_tags_given"] else None
    try:
        plan = changes.plan(stack, record["_template"], record["_resolved_params"],
                            None if record["ChangeSetType"] == "CREATE" else tags)
    except ValueError as error:
        return helpers._error("ValidationError", str(error))
    if record["DeploymentMode"] == "REVERT_DRIFT":
        drift_aware.extend(plan, stack)
    record["Changes"] = plan.changes
    record["IncludeNestedStacks"] = include_nested
    # AWS executes a template that only changes outputs, with an empty list of changes.
    if plan.changes or _outputs_differ(stack, record["_template"], plan):
        record.update(Status="CREATE_COMPLETE", ExecutionStatus="AVAILABLE", StatusReason="")
    else:
        record.update(Status="FAILED", ExecutionStatus="UNAVAILABLE", StatusReason=_NO_CHANGES)
    early_validation.apply(record, plan)
    if include_nested:
        _add_children(record, plan, record["ChangeSetId"])
    return None


def _outputs_differ(stack: dict[str, Any], template: dict[str, Any], plan: changes.Plan) -> bool:
    running = {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}
    return ((stack.get("_template") or {}).get("Outputs", {}) != template.get("Outputs", {})
            or running.keys() != plan.outputs.keys())


def _add_children(parent: dict[str, Any], plan: changes.Plan, root_id: str) -> None:
    for change in plan.changes:
        resource = change["ResourceChange"]
        below = plan.children.get(resource["LogicalResourceId"])
        if below is None or resource["Action"] == "Remove":
            continue
        suffix = new_uuid().replace("-", "")[:12].upper()
        name = f"{parent['ChangeSetName']}-{resource['LogicalResourceId']}-{suffix}"[:128]
        child_name = (below.stack["StackName"] if below.stack is not None
                      else f"{parent['StackName']}-{resource['LogicalResourceId']}-{suffix}")
        account = f"{get_region()}:{get_account_id()}"
        record = {
            **parent,
            "ChangeSetId": f"arn:aws:cloudformation:{account}:changeSet/{name}/{new_uuid()}",
            "ChangeSetName": name, "StackName": child_name, "CreationTime": now_iso(),
            "StackId": (below.stack["StackId"] if below.stack is not None
                        else f"arn:aws:cloudformation:{account}:stack/{child_name}/{new_uuid()}"),
            "Status": "CREATE_COMPLETE", "ExecutionStatus": "AVAILABLE", "StatusReason": "",
            "ChangeSetType": "UPDATE" if below.stack is not None else "CREATE",
            "Changes": below.plan.changes, "_template": below.template, "_resolved_params": below.parameters,
            "Parameters": [{"ParameterKey": key, "ParameterValue": value["Value"]}
                           for key, value in below.parameters.items()],
            "ParentChangeSetId": parent["ChangeSetId"], "RootChangeSetId": root_id, "_operation_events": [],
        }
        cloudformation._change_sets[record["ChangeSetId"]] = record
        resource["ChangeSetId"] = record["ChangeSetId"]
        early_validation.apply(record, below.plan)
        _add_children(record, below.plan, root_id)
        early_validation.apply_nested(parent, record)


def _drop_children(record: dict[str, Any]) -> None:
    for identifier, other in list(cloudformation._change_sets.items()):
        if other.get("RootChangeSetId") == record["ChangeSetId"]:
            cloudformation._change_sets.pop(identifier, None)


def _drop(record: dict[str, Any], *, with_stack: bool) -> None:
    cloudformation._change_sets.pop(record["ChangeSetId"], None)
    stack = cloudformation._stacks.get(record["StackName"])
    if with_stack and stack is not None and stack["StackStatus"] == "REVIEW_IN_PROGRESS":
        cloudformation._stacks.pop(record["StackName"], None)


def _stack_name(parameters: Parameters) -> str:
    """StackName may be a name or an id; change sets are kept by name."""
    given = helpers._p(parameters, "StackName")
    stack = handlers._resolve_stack(given) if given else None
    return stack["StackName"] if stack is not None else given


def _with_stack_name(parameters: Parameters) -> Parameters:
    return {**parameters, "StackName": [_stack_name(parameters)]}


def _not_found(parameters: Parameters) -> Response:
    return helpers._error("ChangeSetNotFound",
                          f"ChangeSet [{helpers._p(parameters, 'ChangeSetName')}] does not exist", 404)


def _description(record: dict[str, Any], with_values: bool) -> dict[str, Any]:
    plain = ("ChangeSetId", "ChangeSetName", "StackId", "StackName", "Status", "StatusReason", "ExecutionStatus",
             "CreationTime", "Description", "ChangeSetType", "Capabilities", "Tags", "OnStackFailure",
             "IncludeNestedStacks", "DeploymentMode", "ParentChangeSetId", "RootChangeSetId", "ImportExistingResources")
    return {
        **{key: record[key] for key in plain if record.get(key) not in (None, "")},
        "Parameters": [_parameter(parameter, record.get("_resolved_params", {}).get(parameter["ParameterKey"], {}))
                       for parameter in record["Parameters"]],
        "Changes": [{"Type": "Resource", "ResourceChange": _change(change["ResourceChange"], with_values)}
                    for change in record["Changes"]],
    }


def _parameter(given: dict[str, Any], resolved: dict[str, Any]) -> dict[str, Any]:
    """"Parameter" in the AWS CloudFormation API Reference: of a name in Systems Manager also what it holds, of a secret
    nothing."""
    if resolved.get("NoEcho"):
        return {**given, "ParameterValue": "****"}
    if "SsmName" in resolved:
        return {**given, "ParameterValue": resolved["SsmName"], "ResolvedValue": str(resolved["Value"])}
    return given


def _change(change: dict[str, Any], with_values: bool) -> dict[str, Any]:
    if with_values:
        return change
    bare = {key: value for key, value in change.items() if key not in ("BeforeContext", "AfterContext")}
    bare["Details"] = [
        {**detail, "Target": {key: value for key, value in detail["Target"].items()
                              if key in ("Attribute", "Name", "RequiresRecreation")}}
        for detail in change.get("Details", [])]
    return bare
