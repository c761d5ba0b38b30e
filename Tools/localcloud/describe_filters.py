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

# Names that EC2 spells unlike the field.
_ALIASES = {
    "availability-zone": ("availability-zone", "placement.availability-zone"),
    "dns-name": ("dns-name",),
    "group-id": ("group-id", "group-set.group-id", "groups.group-id"),
    "group-name": ("group-name", "group-set.group-name"),
    "instance.group-id": ("group-set.group-id",),
    "instance.group-name": ("group-set.group-name",),
    "network-interface.addresses.private-ip-address": ("private-ip-address",),
    "domain": ("domain",),
    "state": ("state", "state.name", "status"),
    "cidr": ("cidr", "cidr-block"),
}
_WRAPPERS = {"DescribeInstances": "instancesSet"}


def install() -> None:
    for action, handler in list(ec2._ACTION_MAP.items()):
        if action.startswith("Describe"):
            ec2._ACTION_MAP[action] = _filtered(action, handler)


def _filtered(action: str, handler: Callable[[dict[str, Any]], Response]) -> Callable[[dict[str, Any]], Response]:
    def call(parameters: dict[str, Any]) -> Response:
        filters = ec2._parse_filters(parameters)
        response = handler(parameters)
        if not filters or response[0] != 200 or action == "DescribeTags":
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
    wanted = [alias.replace(".", "-") for alias in _ALIASES.get(name, (name,))]
    return any(_any(value, patterns) for path, value in fields
               if any(path == alias or path.endswith(f"-{alias}") for alias in wanted))


def _any(value: str, patterns: list[str]) -> bool:
    return any(fnmatch.fnmatchcase(value, pattern) for pattern in patterns)


def _fields(element: ElementTree.Element, path: str = "") -> Iterator[tuple[str, str]]:
    """Every leaf with its path, lists left out: `instance-state-name`, `route-set-nat-gateway-id`."""
    for child in element:
        name = _name(child)
        below = path if name == "item" else f"{path}-{_kebab(name)}".lstrip("-")
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
