"""Stack refactoring: a resource goes on under another logical ID, or in another stack, and is not touched.

AWS CloudFormation User Guide, "Stack refactoring"; API Reference, "CreateStackRefactor", "DescribeStackRefactor",
"ListStackRefactorActions", "ExecuteStackRefactor", "ListStackRefactors". What AWS validates besides, such as whether a type's
tags can be changed, it does not; resources are not tagged anew.
"""

from __future__ import annotations

import asyncio
import copy
import json
from dataclasses import dataclass, field
from typing import Any

from localcloud.cloudformation import exclusion, nested_stacks, operations
from localcloud.emulator import (
    Response,
    cloudformation,
    engine,
    get_region,
    handlers,
    helpers,
    new_uuid,
    now_iso,
    stacks,
)
from localcloud.wire import xml

Parameters = dict[str, Any]
Stack = dict[str, Any]
# A stack's ID and a logical ID.
Place = tuple[str, str]

_SETTLED = frozenset({"CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "IMPORT_COMPLETE"})
_MOST_STACKS = 5
# Of "Resource limitations" in the user guide, those that templates here are likely to have.
_UNSUPPORTED = frozenset({
    "AWS::ApiGateway::Method", "AWS::CertificateManager::Certificate", "AWS::CloudFormation::CustomResource",
    "AWS::CloudFormation::WaitCondition", "AWS::CloudFormation::WaitConditionHandle", "AWS::Config::ConfigRule",
    "AWS::EC2::EIP", "AWS::EC2::LaunchTemplate", "AWS::EC2::VolumeAttachment", "AWS::ElastiCache::CacheCluster",
    "AWS::ElastiCache::ReplicationGroup", "AWS::ElasticLoadBalancing::LoadBalancer", "AWS::IAM::AccessKey",
    "AWS::Lambda::EventInvokeConfig", "AWS::Route53::RecordSet", "AWS::WAFv2::IPSet", "AWS::WAFv2::WebACL",
})


@dataclass
class Move:
    source: Place
    destination: Place
    physical_id: str
    is_given: bool


@dataclass
class Refactor:
    identifier: str
    description: str
    region: str
    # The templates by the IDs of their stacks, as text and read.
    bodies: dict[str, str] = field(default_factory=dict)
    templates: dict[str, dict[str, Any]] = field(default_factory=dict)
    moves: list[Move] = field(default_factory=list)
    # What the templates of the stacks were when it was made.
    before: dict[str, Any] = field(default_factory=dict)
    status: str = "CREATE_COMPLETE"
    status_reason: str = ""
    execution_status: str = "AVAILABLE"
    execution_reason: str = ""

    def summary(self) -> dict[str, Any]:
        fields = {"StackRefactorId": self.identifier, "Description": self.description or None, "Status": self.status,
                  "StatusReason": self.status_reason or None, "ExecutionStatus": self._execution_status(),
                  "ExecutionStatusReason": self.execution_reason or None}
        return fields

    def _execution_status(self) -> str:
        if self.execution_status == "AVAILABLE" and self.is_obsolete():
            return "OBSOLETE"
        return self.execution_status

    def is_obsolete(self) -> bool:
        """Another change of a stack has come in between."""
        return any(_found(stack_id) is None or _found(stack_id)["_template"] != template
                   for stack_id, template in self.before.items())


_refactors: dict[str, Refactor] = {}
_seconds = 0.0


def install(resource_seconds: float) -> None:
    """- resource_seconds: how long an execution takes for each resource."""
    global _seconds
    _seconds = resource_seconds
    _refactors.clear()
    operations.made_as.clear()
    for action, handler in (("CreateStackRefactor", create), ("DescribeStackRefactor", describe),
                            ("ListStackRefactors", list_all), ("ListStackRefactorActions", list_actions),
                            ("ExecuteStackRefactor", execute)):
        handlers._ACTION_HANDLERS[action] = handler


# MARK: the calls


def create(parameters: Parameters) -> Response:
    definitions = _members(parameters, "StackDefinitions.member", "StackName", "TemplateBody", "TemplateURL")
    if not definitions:
        return helpers._error("ValidationError", "1 validation error detected: Value at 'stackDefinitions' failed to satisfy "
                              "constraint: Member must not be null")
    refactor = Refactor(new_uuid(), helpers._p(parameters, "Description"), get_region())
    creates = helpers._p(parameters, "EnableStackCreation", "false").lower() == "true"
    for definition in definitions:
        stack = handlers._resolve_stack(definition["StackName"])
        if stack is None or stack["StackStatus"] == "DELETE_COMPLETE":
            if creates:
                return helpers._error("ValidationError", "The local cloud makes no stacks by a stack refactor")
            return helpers._error("ValidationError", f"Stack with id {definition['StackName']} does not exist")
        if exclusion.status(stack) not in _SETTLED:
            return helpers._error("ValidationError", f"Stack:{stack['StackId']} is in {exclusion.status(stack)} state and can not be "
                                  "updated.")
        body, error = helpers._resolve_template({key: [value] for key, value in definition.items() if key != "StackName" and value})
        if error is not None:
            return error
        refactor.bodies[stack["StackId"]] = body
        refactor.templates[stack["StackId"]] = engine._parse_template(body)
        refactor.before[stack["StackId"]] = copy.deepcopy(stack["_template"])
    try:
        _validate(refactor, _given(parameters))
    except ValueError as error:
        refactor.status, refactor.status_reason, refactor.execution_status = "CREATE_FAILED", str(error), "UNAVAILABLE"
    _refactors[refactor.identifier] = refactor
    return _answer("CreateStackRefactor", {"StackRefactorId": refactor.identifier})


def describe(parameters: Parameters) -> Response:
    refactor = _refactors.get(helpers._p(parameters, "StackRefactorId"))
    if refactor is None:
        return _not_found(parameters)
    return _answer("DescribeStackRefactor", {**refactor.summary(), "StackIds": list(refactor.templates)})


def list_all(parameters: Parameters) -> Response:
    wanted = _list(parameters, "ExecutionStatusFilter.member")
    summaries = [refactor.summary() for refactor in _refactors.values() if refactor.region == get_region()]
    return _answer("ListStackRefactors", {"StackRefactorSummaries": [
        summary for summary in summaries if not wanted or summary["ExecutionStatus"] in wanted]})


def list_actions(parameters: Parameters) -> Response:
    refactor = _refactors.get(helpers._p(parameters, "StackRefactorId"))
    if refactor is None:
        return _not_found(parameters)
    return _answer("ListStackRefactorActions", {"StackRefactorActions": [{
        "Action": "MOVE", "Entity": "RESOURCE", "PhysicalResourceId": move.physical_id,
        "Description": "No configuration changes detected.", "Detection": "MANUAL" if move.is_given else "AUTO",
        "ResourceMapping": {
            "Source": {"StackName": move.source[0], "LogicalResourceId": move.source[1]},
            "Destination": {"StackName": move.destination[0], "LogicalResourceId": move.destination[1]}},
    } for move in refactor.moves]})


def execute(parameters: Parameters) -> Response:
    refactor = _refactors.get(helpers._p(parameters, "StackRefactorId"))
    if refactor is None:
        return _not_found(parameters)
    status = refactor.summary()["ExecutionStatus"]
    if status != "AVAILABLE":
        return helpers._error("ValidationError", f"StackRefactor [{refactor.identifier}] cannot be executed in its current execution "
                              f"status of [{status}]")
    refactor.execution_status = "EXECUTE_IN_PROGRESS"
    asyncio.get_event_loop().create_task(_run(refactor))
    return helpers._xml(200, "ExecuteStackRefactorResponse", "")


async def _run(refactor: Refactor) -> None:
    await asyncio.sleep(_seconds * len(refactor.moves))
    _carry_out(refactor)
    refactor.execution_status = "EXECUTE_COMPLETE"


# MARK: what AWS refuses


def _validate(refactor: Refactor, given: dict[Place, Place]) -> None:
    if len(refactor.templates) > _MOST_STACKS:
        raise ValueError(f"A stack refactor takes at most {_MOST_STACKS} stacks")
    there = {(stack_id, logical_id): resource
             for stack_id in refactor.templates for logical_id, resource in _found(stack_id)["_resources"].items()}
    wanted = {(stack_id, logical_id): definition
              for stack_id, template in refactor.templates.items()
              for logical_id, definition in template.get("Resources", {}).items()
              if _exists(definition, _found(stack_id))}
    for stack_id, template in refactor.templates.items():
        _check_stack(_found(stack_id), template)
    refactor.moves = _moves(there, wanted, given)
    _check_moves(refactor, there, wanted)


def _check_stack(stack: Stack, template: dict[str, Any]) -> None:
    if not template.get("Resources"):
        raise ValueError(f"Stack {stack['StackId']} has no resources after the refactor. You must add a resource to this stack.")
    if stack.get("_stack_policy"):
        raise ValueError(f"Stack Refactor does not support stacks with a stack policy: {stack['StackId']}")
    for section in ("Parameters", "Conditions", "Mappings"):
        if template.get(section, {}) != stack["_template"].get(section, {}):
            raise ValueError(f"Stack Refactor does not permit to change or add {section.lower()} of stack {stack['StackId']}")


def _moves(there: dict[Place, Any], wanted: dict[Place, Any], given: dict[Place, Place]) -> list[Move]:
    """The mappings that are given, and those that follow from a resource that keeps its logical ID."""
    moves = []
    arriving = [place for place in wanted if place not in there]
    leaving = [place for place in there if place not in wanted]
    for place in arriving:
        sources = ([source for source, destination in given.items() if destination == place]
                   or [source for source in leaving if source[1] == place[1]])
        if len(sources) != 1 or sources[0] not in leaving:
            raise ValueError(f"Stack Refactor does not permit creation of resources: {place[1]} in stack {place[0]}. "
                             "Provide a resource mapping if it was renamed.")
        leaving.remove(sources[0])
        moves.append(Move(sources[0], place, there[sources[0]]["PhysicalResourceId"], sources[0] in given))
    if leaving:
        raise ValueError(f"Stack Refactor does not permit deletion of resources: {leaving[0][1]} in stack {leaving[0][0]}")
    return moves


def _check_moves(refactor: Refactor, there: dict[Place, Any], wanted: dict[Place, Any]) -> None:
    sources = {move.destination: move for move in refactor.moves}
    for move in refactor.moves:
        kind = there[move.source]["ResourceType"]
        if kind in _UNSUPPORTED or kind.startswith("Custom::"):
            raise ValueError(f"Stack Refactor does not support {kind}")
        own = [name for name in ("AWS::StackName", "AWS::StackId", "AWS::NotificationARNs")
               if name in json.dumps(wanted[move.destination])]
        if own and move.source[0] != move.destination[0]:
            raise ValueError(f"Stack Refactor does not support resources that refer to {own[0]}: {move.source[1]}")
    after = _resources_after(refactor)
    for place, definition in wanted.items():
        source = sources[place].source if place in sources else place
        old = _found(source[0])["_template"]["Resources"][source[1]]
        if definition.get("Type") != old.get("Type") or _properties(definition, place, refactor.templates[place[0]], after) != _properties(
                old, source, _found(source[0])["_template"], {source[0]: _found(source[0])["_resources"]}):
            raise ValueError(f"Resource {source[1]} in stack {source[0]} does not match the destination resource's properties.")


def _properties(definition: dict[str, Any], place: Place, template: dict[str, Any], resources: dict[str, Any]) -> Any:
    stack = _found(place[0])
    return engine._resolve_refs(
        copy.deepcopy(definition.get("Properties", {})), resources[place[0]], stack["_resolved_params"], stack["_conditions"],
        template.get("Mappings", {}), stack["StackName"], stack["StackId"])


# MARK: what happens


def _resources_after(refactor: Refactor) -> dict[str, dict[str, Any]]:
    """The resources of each stack, under their new names."""
    after = {stack_id: dict(_found(stack_id)["_resources"]) for stack_id in refactor.templates}
    taken = [(move, after[move.source[0]].pop(move.source[1])) for move in refactor.moves]
    for move, resource in taken:
        after[move.destination[0]][move.destination[1]] = {**resource, "LogicalResourceId": move.destination[1]}
    return after


def _carry_out(refactor: Refactor) -> None:
    after = _resources_after(refactor)
    for move in refactor.moves:
        operations.made_as.setdefault(move.physical_id, (_found(move.source[0])["StackName"], move.source[1]))
    for stack_id, template in refactor.templates.items():
        stack = _found(stack_id)
        stack.update(_resources=after[stack_id], _template=template, _template_body=refactor.bodies[stack_id],
                     LastUpdatedTime=now_iso(), StackStatus="UPDATE_COMPLETE", StackStatusReason="")
        stack["Outputs"], exports = stacks._resolve_stack_outputs(
            template.get("Outputs", {}), stack["_conditions"], stack["_resources"], stack["_resolved_params"],
            template.get("Mappings", {}), stack["StackName"], stack_id)
        cloudformation._exports.update(exports)
        _tell_parent(stack)


def _tell_parent(stack: Stack) -> None:
    """What a nested stack hands out, the stack around it knows."""
    parent = _found(stack["ParentId"]) if stack.get("ParentId") else None
    for resource in (parent or {}).get("_resources", {}).values():
        if resource["PhysicalResourceId"] == stack["StackId"]:
            resource["Attributes"] = nested_stacks._attributes(stack)


# MARK: reading and writing


def _found(stack_id: str) -> Any:
    return nested_stacks.find(stack_id)


def _exists(definition: dict[str, Any], stack: Stack) -> bool:
    condition = definition.get("Condition")
    return condition is None or bool(stack["_conditions"].get(condition, True))


def _given(parameters: Parameters) -> dict[Place, Place]:
    names = ("Source.StackName", "Source.LogicalResourceId", "Destination.StackName", "Destination.LogicalResourceId")
    mappings = _members(parameters, "ResourceMappings.member", *names)

    def place(stack_name: str, logical_id: str) -> Place:
        stack = handlers._resolve_stack(stack_name)
        return (stack["StackId"] if stack is not None else stack_name, logical_id)

    return {place(mapping[names[0]], mapping[names[1]]): place(mapping[names[2]], mapping[names[3]]) for mapping in mappings}


def _members(parameters: Parameters, prefix: str, *names: str) -> list[dict[str, str]]:
    """A list of structures in the query protocol."""
    members = []
    while True:
        member = {name: helpers._p(parameters, f"{prefix}.{len(members) + 1}.{name}") for name in names}
        if not any(member.values()):
            return members
        members.append(member)


def _list(parameters: Parameters, prefix: str) -> list[str]:
    values: list[str] = []
    while value := helpers._p(parameters, f"{prefix}.{len(values) + 1}"):
        values.append(value)
    return values


def _answer(action: str, result: dict[str, Any]) -> Response:
    return helpers._xml(200, f"{action}Response", f"<{action}Result>{xml(result)}</{action}Result>")


def _not_found(parameters: Parameters) -> Response:
    return helpers._error("StackRefactorNotFoundException",
                          f"StackRefactor [{helpers._p(parameters, 'StackRefactorId')}] does not exist", 404)
