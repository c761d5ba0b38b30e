"""EC2 `--filters`, which ministack mostly ignores.

Every filter name is the path of a field in the answer, spelt with hyphens and dots. So the answer of
any Describe action is filtered by its own content, with no list of actions or fields: `vpc-id` keeps
the items that have such a `vpcId`, `instance-state-name` those whose `instanceState` has such a
`name`, `tag:Environment` those with such a tag.
"""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree import ElementTree

from localcloud.emulator import Response, ec2

# Names that EC2 spells unlike the path of the field.
_ALIASES = {
    "cidr": "cidr-block",
    "instance.group-id": "group-group-id",
    "instance.group-name": "group-group-name",
    **{f"{direction}ip-permission.{name}": f"ip-permissions{suffix}-{path}"
       for direction, suffix in (("", ""), ("egress.", "-egress"))
       for name, path in (("cidr", "ip-ranges-cidr-ip"), ("ipv6-cidr", "ipv6-ranges-cidr-ipv6"),
                          ("from-port", "from-port"), ("to-port", "to-port"), ("protocol", "ip-protocol"),
                          ("group-id", "groups-group-id"), ("prefix-list-id", "prefix-list-ids-prefix-list-id"))},
}
_WRAPPERS = {"DescribeInstances": "instancesSet"}
# What AWS offers, as opposed to what the account has: ministack's own filters are right there.
_LEFT_ALONE = frozenset({"DescribeAvailabilityZones", "DescribeImages", "DescribeInstanceTypes",
                         "DescribeManagedPrefixLists", "DescribePrefixLists", "DescribeRegions", "DescribeTags",
                         "DescribeVpcEndpointServices"})


def install() -> None:
    for action, handler in list(ec2._ACTION_MAP.items()):
        if action.startswith("Describe") and action not in _LEFT_ALONE:
            ec2._ACTION_MAP[action] = _filtered(action, handler)


def _filtered(action: str, handler: Callable[[dict[str, Any]], Response]) -> Callable[[dict[str, Any]], Response]:
    def call(parameters: dict[str, Any]) -> Response:
        filters = ec2._parse_filters(parameters)
        response = handler(parameters)
        if not filters or response[0] != 200:
            return response
        return response[0], response[1], _filter(response[2], filters, _WRAPPERS.get(action))

    return call


def _filter(body: bytes, filters: dict[str, list[str]], wrapper: str | None) -> bytes:
    root = ElementTree.fromstring(body)
    namespace = root.tag.partition("}")[0].lstrip("{")
    ElementTree.register_namespace("", namespace)
    for items in root:
        for item in [child for child in items if _name(child) == "item"]:
            inner = next((child for child in item if _name(child) == wrapper), None)
            if inner is None:
                keep = _matches(item, filters)
            else:
                # The wrapping item stays as long as one of its own items does.
                for member in [child for child in inner if not _matches(child, filters)]:
                    inner.remove(member)
                keep = len(inner) > 0
            if not keep:
                items.remove(item)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _matches(item: ElementTree.Element, filters: dict[str, list[str]]) -> bool:
    fields = list(_fields(item))
    tags = dict(_tags(item))
    return all(_passes(name, patterns, fields, tags) for name, patterns in filters.items())


def _passes(name: str, patterns: list[str], fields: list[tuple[str, str]], tags: dict[str, str]) -> bool:
    if name.startswith("tag:"):
        key = name.removeprefix("tag:")
        return key in tags and _any(tags[key], patterns)
    if name == "tag-key":
        return any(_any(key, patterns) for key in tags)
    if name == "tag-value":
        return any(_any(value, patterns) for value in tags.values())
    wanted = _ALIASES.get(name, name).replace(".", "-")
    # `group-id` is a security group's own; only an item without such a field is searched below.
    exact = [value for path, value in fields if path == wanted]
    values = exact or [value for path, value in fields if path.endswith(f"-{wanted}")]
    return any(_any(value, patterns) for value in values)


def _any(value: str, patterns: list[str]) -> bool:
    return any(fnmatch.fnmatchcase(value, pattern) for pattern in patterns)


def _fields(element: ElementTree.Element, path: str = "") -> Iterator[tuple[str, str]]:
    """Every leaf with its path, lists left out: `instance-state-name`, `route-nat-gateway-id`."""
    for child in element:
        name = _name(child)
        below = path if name == "item" else f"{path}-{_kebab(name.removesuffix('Set'))}".lstrip("-")
        if len(child):
            yield from _fields(child, below)
        else:
            yield below, (child.text or "").strip()


def _tags(item: ElementTree.Element) -> Iterator[tuple[str, str]]:
    for child in item:
        if _name(child) == "tagSet":
            for tag in child:
                values = {_name(part): part.text or "" for part in tag}
                yield values.get("key", ""), values.get("value", "")


def _name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _kebab(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", name).lower()
