"""What an update would change: the contents of a change set.

Both sides, the stack as it runs and the template as it would run, are resolved as far as that is
possible before anything exists; what can only be known afterwards is `UNKNOWN`, and a property that
contains it counts as a possible change. Child stacks are compared in the same way, so that a parent
learns which of their outputs really change.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from localcloud.cloudformation import events, nested_stacks
from localcloud.emulator import Properties, engine, provisioners, ssm, stacks

UNKNOWN = "{{changeSet:KNOWN_AFTER_APPLY}}"

Change = dict[str, Any]
Template = dict[str, Any]

# The attributes that move when a resource of the type is updated in place.
_MOVING_ATTRIBUTES = {
    "AWS::EC2::LaunchTemplate": ("LatestVersionNumber", "DefaultVersionNumber"),
    "AWS::RDS::DBInstance": ("Endpoint.Port",),
}


@dataclass
class Plan:
    """The changes of one stack, and what its outputs will be."""

    changes: list[Change]
    outputs: dict[str, Any]
    # Every resource that the template makes or keeps: its type, and its properties as far as they are known.
    resources: dict[str, tuple[str, Properties]]
    children: dict[str, "ChildPlan"] = field(default_factory=dict)


@dataclass
class ChildPlan:
    """The plan of one nested stack, by its logical ID in the parent."""

    plan: Plan
    stack: dict[str, Any] | None
    template: Template
    parameters: dict[str, Any]


def plan(stack: dict[str, Any], template: Template, parameters: dict[str, Any],
         tags: list[dict[str, str]] | None = None) -> Plan:
    """Compare a stack (one under review has no resources yet) with a template and its parameters."""
    return _Planner(stack, template, parameters, tags).plan()


class _Unknown(dict[str, Any]):
    """The attributes of a resource that does not exist yet."""

    def __contains__(self, key: object) -> bool:
        return True

    def __getitem__(self, key: str) -> str:
        return UNKNOWN


class _Planner:
    def __init__(self, stack: dict[str, Any], template: Template, parameters: dict[str, Any],
                 tags: list[dict[str, str]] | None) -> None:
        self.stack = stack
        self.template = template
        self.parameters = parameters
        self.existing: dict[str, Any] = stack.get("_resources", {})
        self.old_definitions: dict[str, Any] = (stack.get("_template") or {}).get("Resources", {})
        self.old_parameters: dict[str, Any] = stack.get("_resolved_params", {})
        self.conditions = engine._evaluate_conditions(template, parameters)
        # Not what the record says: a rolled back update leaves the conditions of the failed template there.
        self.old_conditions = engine._evaluate_conditions(stack.get("_template") or {}, self.old_parameters)
        self.changed_parameters = {
            key for key, value in parameters.items()
            if self.old_parameters.get(key, {}).get("Value") != value["Value"]}
        self.retag = tags is not None and provisioners._tag_map(tags) != provisioners._tag_map(stack.get("Tags"))
        self.tags = tags if tags is not None else stack.get("Tags", [])
        # What a reference resolves to after the update.
        self.future: dict[str, Any] = dict(self.existing)
        self.children: dict[str, ChildPlan] = {}
        self.resources: dict[str, tuple[str, Properties]] = {}
        self.replaced: dict[str, str] = {}

    def plan(self) -> Plan:
        found: dict[str, Change] = {}
        definitions = self.template.get("Resources", {})
        # In dependency order: a resource's own change is known before those that refer to it.
        for logical_id in engine._topological_sort(definitions, self.conditions):
            definition = definitions[logical_id]
            change = (self._modified(logical_id, definition) if logical_id in self.existing
                      else self._added(logical_id, definition))
            if change is not None:
                found[logical_id] = change
        active = {logical_id for logical_id, definition in definitions.items()
                  if self.conditions.get(definition.get("Condition", ""), True)}
        for logical_id in self.existing:
            if logical_id not in active:
                found[logical_id] = self._removed(logical_id)
        changes = [{"Type": "Resource", "ResourceChange": found[logical_id]} for logical_id in sorted(found)]
        return Plan(changes, self._outputs(), self.resources, self.children)

    # One resource

    def _added(self, logical_id: str, definition: Template) -> Change:
        self.future[logical_id] = {"PhysicalResourceId": UNKNOWN, "Attributes": _Unknown(),
                                   "ResourceType": _type(definition)}
        properties = self._resolved(definition.get("Properties") or {})
        self.resources[logical_id] = (_type(definition), properties)
        if _type(definition) == events.STACK_TYPE:
            self._plan_child(logical_id, properties)
        return {"Action": "Add", "LogicalResourceId": logical_id, "ResourceType": _type(definition),
                "Scope": [], "Details": [],
                "AfterContext": self._context(definition, self._masked(self.parameters), self.future)}

    def _removed(self, logical_id: str) -> Change:
        definition = self.old_definitions.get(logical_id, {})
        return {"Action": "Remove", "LogicalResourceId": logical_id,
                "PhysicalResourceId": self.existing[logical_id]["PhysicalResourceId"],
                "ResourceType": self.existing[logical_id]["ResourceType"], "Scope": [], "Details": [],
                "BeforeContext": self._old_context(definition),
                **stacks._policy_action(definition, "DeletionPolicy")}

    def _modified(self, logical_id: str, definition: Template) -> Change | None:
        old_definition = self.old_definitions.get(logical_id, {})
        old = self._old_resolved(old_definition.get("Properties") or {})
        new = self._resolved(definition.get("Properties") or {})
        self.resources[logical_id] = (_type(definition), new)
        changed = sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))
        child_changed = False
        if _type(definition) == events.STACK_TYPE:
            child_changed = self._plan_child(logical_id, new, old)
        details = [detail for name in changed
                   for detail in self._property_details(definition, old_definition, name, old, new)]
        details += [
            {"Target": {"Attribute": attribute, "RequiresRecreation": "Never"},
             "Evaluation": "Static", "ChangeSource": "DirectModification"}
            for attribute in stacks._DIFFED_ATTRIBUTES if old_definition.get(attribute) != definition.get(attribute)]
        if child_changed and not details:
            details.append({"Target": {"Attribute": "Properties", "RequiresRecreation": "Never"},
                            "Evaluation": "Dynamic", "ChangeSource": "Automatic"})
        if self.retag and not self._untagged(_type(definition)):
            details.insert(0, {"Target": {"Attribute": "Tags", "RequiresRecreation": "Never"}, "Evaluation": "Static"})
        type_changed = self.existing[logical_id]["ResourceType"] != _type(definition)
        if not details and not type_changed:
            return None
        replacement = stacks._replacement(details, type_changed)
        self._foresee(logical_id, definition, replacement)
        return {
            "Action": "Modify", "LogicalResourceId": logical_id,
            "PhysicalResourceId": self.existing[logical_id]["PhysicalResourceId"],
            "ResourceType": _type(definition), "Replacement": replacement,
            **(stacks._policy_action(definition, "UpdateReplacePolicy", "ReplaceAnd") if replacement == "True" else {}),
            "Scope": list(dict.fromkeys(detail["Target"]["Attribute"] for detail in details)), "Details": details,
            "BeforeContext": self._old_context(old_definition),
            "AfterContext": self._context(definition, self._masked(self.parameters), self.future),
        }

    def _foresee(self, logical_id: str, definition: Template, replacement: str) -> None:
        """What references to a modified resource see."""
        current = self.existing[logical_id]
        if replacement != "False":
            self.replaced[logical_id] = replacement
            self.future[logical_id] = {**current, "PhysicalResourceId": UNKNOWN, "Attributes": _Unknown()}
            return
        moving = _MOVING_ATTRIBUTES.get(_type(definition), ())
        attributes = {**current.get("Attributes", {}),
                      **{name: UNKNOWN for name in moving if name in current.get("Attributes", {})}}
        if logical_id in self.children:
            attributes = {f"Outputs.{name}": value for name, value in self.children[logical_id].plan.outputs.items()}
        self.future[logical_id] = {**current, "Attributes": attributes}

    def _property_details(self, definition: Template, old_definition: Template, name: str,
                          old: Properties, new: Properties) -> Iterator[Change]:
        raw = (definition.get("Properties") or {}).get(name)
        was = (old_definition.get("Properties") or {}).get(name)
        target = {
            "Attribute": "Properties", "Name": name, "Path": f"/Properties/{name}",
            "RequiresRecreation": provisioners._property_recreation(_type(definition), name),
            "AttributeChangeType": "Add" if name not in old else "Remove" if name not in new else "Modify",
        }
        if name in old:
            target["BeforeValue"] = _text(self._old_resolved(was, self._masked(self.old_parameters)))
        if name in new:
            target["AfterValue"] = _text(self._resolved(raw, self._masked(self.parameters)))
        sources = list(self._reference_sources(raw))
        if raw != was or not sources:
            evaluation = "Dynamic" if _has_unknown(new.get(name)) else "Static"
            yield {"Target": target, "Evaluation": evaluation, "ChangeSource": "DirectModification"}
        for source in sources:
            yield {"Target": target, **source}

    def _reference_sources(self, raw: Any) -> Iterator[Change]:
        seen: set[tuple[str, str | None]] = set()
        for name, attribute in engine._intrinsic_references(raw):
            if (name, attribute) in seen:
                continue
            seen.add((name, attribute))
            if name in self.changed_parameters and attribute is None:
                yield {"Evaluation": "Static", "ChangeSource": "ParameterReference", "CausingEntity": name}
            elif name in self.existing and self._reference_moves(name, attribute):
                evaluation = "Static" if self.replaced.get(name) == "True" else "Dynamic"
                yield {"Evaluation": evaluation,
                       "ChangeSource": "ResourceAttribute" if attribute else "ResourceReference",
                       "CausingEntity": f"{name}.{attribute}" if attribute else name}

    def _reference_moves(self, name: str, attribute: str | None) -> bool:
        before, after = self.existing[name], self.future[name]
        if attribute is None:
            return before["PhysicalResourceId"] != after["PhysicalResourceId"]
        return before.get("Attributes", {}).get(attribute) != after["Attributes"].get(
            attribute, UNKNOWN if isinstance(after["Attributes"], _Unknown) else None)

    @staticmethod
    def _untagged(resource_type: str) -> bool:
        return resource_type.startswith("Custom::") or resource_type in stacks._UNTAGGED_TYPES

    # Child stacks

    def _plan_child(self, logical_id: str, new: Properties, old: Properties | None = None) -> bool:
        """Plan the nested stack; whether anything below changes."""
        child = (nested_stacks.find(self.existing[logical_id]["PhysicalResourceId"])
                 if logical_id in self.existing else None)
        url = new.get("TemplateURL", "")
        if not url or UNKNOWN in str(url):
            return True
        template = engine._apply_transforms(engine._parse_template(nested_stacks.template_body(url, child)),
                                            nested_stacks.parameter_list(new))
        parameters = _child_parameters(template, new)
        own_tags = provisioners._tag_map(new.get("Tags"))
        tags = [{"Key": key, "Value": value}
                for key, value in {**provisioners._tag_map(self.tags), **own_tags}.items()]
        below = plan(child or {"StackName": "", "StackId": ""}, template, parameters,
                     None if child is None else tags)
        self.children[logical_id] = ChildPlan(below, child, template, parameters)
        if child is None:
            attributes = {f"Outputs.{name}": value for name, value in below.outputs.items()}
            self.future[logical_id] = {**self.future[logical_id], "Attributes": attributes}
        return bool(below.changes)

    # Values

    def _resolved(self, value: Any, parameters: dict[str, Any] | None = None) -> Any:
        return _resolve(value, self.future, parameters or self.parameters, self.conditions,
                        self.template.get("Mappings", {}), self.stack)

    def _old_resolved(self, value: Any, parameters: dict[str, Any] | None = None) -> Any:
        old_template = self.stack.get("_template") or {}
        return _resolve(value, self.existing, parameters or self.old_parameters, self.old_conditions,
                        old_template.get("Mappings", {}), self.stack)

    def _outputs(self) -> dict[str, Any]:
        return {name: self._resolved(output.get("Value"))
                for name, output in self.template.get("Outputs", {}).items()
                if self.conditions.get(output.get("Condition", ""), True)}

    def _context(self, definition: Template, parameters: dict[str, Any], resources: dict[str, Any]) -> str:
        return _text({"Properties": _resolve(definition.get("Properties") or {}, resources, parameters,
                                             self.conditions, self.template.get("Mappings", {}), self.stack)})

    def _old_context(self, definition: Template) -> str:
        return _text({"Properties": self._old_resolved(definition.get("Properties") or {},
                                                       self._masked(self.old_parameters))})

    @staticmethod
    def _masked(parameters: dict[str, Any]) -> dict[str, Any]:
        """A NoEcho value never leaves the cloud, not even in a change set's property values."""
        return {key: {**value, "Value": "****"} if value.get("NoEcho") else value
                for key, value in parameters.items()}


def _resolve(value: Any, resources: dict[str, Any], parameters: dict[str, Any], conditions: dict[str, bool],
             mappings: dict[str, Any], stack: dict[str, Any]) -> Any:
    def resolve(node: Any) -> Any:
        try:
            return engine._resolve_refs(copy.deepcopy(node), resources, parameters, conditions, mappings,
                                        stack["StackName"], stack["StackId"])
        except (ValueError, KeyError, IndexError, TypeError):
            # A function of something that is not known yet, such as Fn::Select of a new list.
            return UNKNOWN

    if not isinstance(value, dict) or _is_intrinsic(value):
        return resolve(value)
    return {key: resolved for key, resolved in ((key, resolve(node)) for key, node in value.items())
            if resolved is not engine._NO_VALUE}


def _type(definition: Template) -> str:
    return str(definition.get("Type", "AWS::CloudFormation::CustomResource"))


def _is_intrinsic(value: dict[str, Any]) -> bool:
    return len(value) == 1 and (next(iter(value)) == "Ref" or next(iter(value)).startswith("Fn::"))


def _child_parameters(template: Template, properties: Properties) -> dict[str, Any]:
    """A child's parameters, without the checks that an unknown value could not pass."""
    given = {entry["Key"]: entry["Value"] for entry in nested_stacks.parameter_list(properties)}
    parameters = {}
    for name, definition in template.get("Parameters", {}).items():
        value = given.get(name, str(definition.get("Default", UNKNOWN)))
        kind = definition.get("Type", "String")
        if kind.startswith("AWS::SSM::Parameter::Value") and UNKNOWN not in value:
            value = ssm.resolve_parameter_value(value) or UNKNOWN
        parameters[name] = {"Value": value, "Type": kind,
                            "NoEcho": str(definition.get("NoEcho", "false")).lower() == "true"}
    return parameters


def _has_unknown(value: Any) -> bool:
    return UNKNOWN in json.dumps(value, default=str)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, default=str, sort_keys=True)
