"""Application Auto Scaling: what may be scaled and by which rule. Both are records; nothing here ever scales.

Identifiers have AWS's forms ("AWS::ApplicationAutoScaling::ScalableTarget" and "...::ScalingPolicy" in the
CloudFormation template reference, return values).
"""

from __future__ import annotations

import uuid

from localcloud.cloudformation.providers import Context, Created, Provider, register
from localcloud.emulator import Attributes, Properties, get_account_id, get_region

TARGET = ("ResourceId", "ScalableDimension", "ServiceNamespace")

_targets: set[tuple[str, str]] = set()


def install() -> None:
    _targets.clear()
    register(Provider("AWS::ApplicationAutoScaling::ScalableTarget", create, delete, update, create_only=TARGET, tags=None))
    register(Provider("AWS::ApplicationAutoScaling::ScalingPolicy", create_policy, delete_policy, update_policy,
                      create_only=("PolicyName", "ScalingTargetId", *TARGET), tags=None))


def create(context: Context, properties: Properties) -> Created:
    identifier = "|".join(properties[name] for name in TARGET)
    if _key(identifier) in _targets:
        raise ValueError(f"{identifier} already exists in stack (AlreadyExists)")
    attributes = update(identifier, {}, properties)
    _targets.add(_key(identifier))
    return identifier, attributes


def update(identifier: str, old: Properties, new: Properties) -> Attributes:
    if int(new["MinCapacity"]) > int(new["MaxCapacity"]):
        raise ValueError("Maximum capacity cannot be less than minimum capacity (ValidationException)")
    return {"Id": identifier}


def delete(identifier: str, properties: Properties) -> None:
    _targets.discard(_key(identifier))


def create_policy(context: Context, properties: Properties) -> Created:
    target = properties.get("ScalingTargetId") or "|".join(properties[name] for name in TARGET)
    if _key(target) not in _targets:
        raise ValueError(f"No scalable target registered for {target} (ObjectNotFoundException)")
    resource, _, namespace = target.split("|")
    arn = (f"arn:aws:autoscaling:{get_region()}:{get_account_id()}:scalingPolicy:{uuid.uuid4()}:"
           f"resource/{namespace}/{resource}:policyName/{properties['PolicyName']}")
    return arn, {"Arn": arn}


def update_policy(arn: str, old: Properties, new: Properties) -> Attributes:
    return {"Arn": arn}


def delete_policy(arn: str, properties: Properties) -> None:
    pass


def _key(target: str) -> tuple[str, str]:
    return get_region(), target
