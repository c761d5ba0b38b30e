"""The resources that a request to EC2, RDS or EC2 Auto Scaling names, with their tags: ministack tells their ARNs of no
request."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from localcloud.access import handler_facts
from localcloud.access.policies import Context
from localcloud.emulator import autoscaling, ec2, get_account_id, get_region, rds

# Of a request that is written as a form: every value of every field.
Form = dict[str, list[str]]


def named(service: str, action: str, form: Form) -> list[tuple[str, Context]]:
    """The ARNs that a request's action applies to, each with what `aws:ResourceTag` says of it; none where that is not known."""
    find = {"ec2": _instances, "rds": _databases, "autoscaling": _groups}.get(service)
    return [(arn, {f"aws:resourcetag/{tag['Key']}".lower(): [tag.get("Value", "")] for tag in tags})
            for arn, tags in find(form) if handler_facts.applies(action, arn)] if find else []


def _instances(form: Form) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    for identifier in {*_texts(form, "InstanceId"), *_texts(form, "ResourceId")}:
        if identifier.startswith("i-"):
            yield _arn("ec2", f"instance/{identifier}"), ec2._tags.get(identifier) or []


def _databases(form: Form) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    own = _arn("rds", "db:")
    for name in _texts(form, "DBInstanceIdentifier") + [arn.removeprefix(own) for arn in _texts(form, "ResourceName")]:
        instance = rds._instances.get(name)
        if instance:
            yield own + name, instance["TagList"]


def _groups(form: Form) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    names = {*_texts(form, "AutoScalingGroupName"),
             *(value for field, values in form.items() if field.startswith("Tags.") and field.endswith(".ResourceId")
               for value in values)}
    for name in names:
        group = autoscaling._asgs.get(name)
        if group:
            yield group["AutoScalingGroupARN"], group.get("Tags") or []


def _texts(form: Form, name: str) -> list[str]:
    """A field's values, which lists number."""
    return [value for field, values in form.items() if field == name or field.startswith(f"{name}.") for value in values]


def _arn(service: str, rest: str) -> str:
    return f"arn:aws:{service}:{get_region()}:{get_account_id()}:{rest}"
