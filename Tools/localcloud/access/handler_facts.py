"""What CloudFormation's handlers call and what that applies to, as this repository's generated tables have it."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

_SOURCES = Path(__file__).resolve().parents[3] / "Sources"
# How ministack calls a log group without a name, where CloudFormation puts hyphens between the stack and the logical ID.
_NAMED_BY_MINISTACK = "/aws/cloudformation/"
_CUSTOM = "AWS::CloudFormation::CustomResource"


def actions(resource_type: str, handlers: tuple[str, ...], properties: dict[str, Any]) -> list[str]:
    """The actions of some handlers of a type that a resource with these properties needs; none for an unknown type."""
    facts = _facts(resource_type)
    spared = {action for only in facts.get("only", []) if not any(_has(properties, path.split("/")) for path in only["with"])
              for action in only["actions"]}
    called = {f"{prefix}:{name}" for handler in handlers for prefix, names in facts.get("handlers", {}).get(handler, {}).items()
              for name in names.split(" ")}
    return sorted(action for action in called
                  if action not in spared and f"{action.split(':')[0]}:*" not in spared)


def arns(resource_type: str, physical_id: str, properties: dict[str, Any], region: str, account: str) -> list[str]:
    """The ARNs that a resource may have."""
    if physical_id.startswith("arn:"):
        return [physical_id]
    names = _facts(resource_type).get("arns")
    if names is None:
        return []
    if physical_id.startswith("http"):
        # A queue's address.
        physical_id = physical_id.rsplit("/", 1)[1]
    if physical_id.startswith(_NAMED_BY_MINISTACK):
        physical_id = physical_id.removeprefix(_NAMED_BY_MINISTACK).replace("/", "-")
    path = properties.get(names.get("path", ""), "/").removeprefix("/")
    return [_arn(form, path + physical_id, region, account) for form in names.get("forms", names["formats"])]


def applies(action: str, arn: str) -> bool:
    """Whether IAM's reference says that an action applies to resources with such an ARN."""
    return any(_format(text).fullmatch(arn.split(":", 2)[2]) for text in _formats(action))


def _has(value: Any, path: list[str]) -> bool:
    if not path:
        return value is not None
    if isinstance(value, list):
        return any(_has(element, path[1:] if path[0] == "*" else path) for element in value)
    return isinstance(value, dict) and path[0] in value and _has(value[path[0]], path[1:])


def _arn(form: str, name: str, region: str, account: str) -> str:
    service, where, whose, rest = form.split(":", 3)
    filled = rest.replace("%", name) if "%" in rest else rest.removesuffix("*") + name
    return f"arn:aws:{service}:{region if where == '*' else where}:{account if whose == '*' else whose}:{filled.replace('*', 'x')}"


@cache
def _facts(resource_type: str) -> dict[str, Any]:
    return json.loads(_lines("AWSPermissionData/handlers.tsv").get(
        _CUSTOM if resource_type.startswith("Custom::") else resource_type, "{}"))


@cache
def _lines(name: str) -> dict[str, str]:
    rows = (_SOURCES / name).read_text().splitlines()[1:]
    return dict(row.split("\t", 1) for row in rows)


@cache
def _formats(action: str) -> list[str]:
    prefix, name = action.lower().split(":", 1)
    kinds, _, known = _lines("AWSResourceData/actions.tsv").get(prefix, "\t").partition("\t")
    for word in known.split(" "):
        written, _, positions = word.partition("=")
        if written.lower() == name:
            groups = kinds.split(" ")
            return [text for position in positions.split(",") if position for text in groups[int(position)].split(",")]
    return []


@cache
def _format(text: str) -> re.Pattern[str]:
    return re.compile("".join({"*": ".*", "%": "[^/]*"}.get(part, re.escape(part)) for part in re.split(r"([*%])", text)), re.DOTALL)
