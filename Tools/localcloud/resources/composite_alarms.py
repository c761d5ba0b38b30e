"""Composite alarms of CloudWatch: ministack has them, and its CloudFormation does not."""

from __future__ import annotations

from localcloud.cloudformation.providers import Context, Created, Provider, register
from localcloud.emulator import Attributes, Properties, cloudwatch, get_account_id, get_region


def install() -> None:
    register(Provider("AWS::CloudWatch::CompositeAlarm", create, delete, update, create_only=("AlarmName",)))


def create(context: Context, properties: Properties) -> Created:
    name = properties.get("AlarmName") or context.physical_name(max_length=255)
    return name, _put(name, properties)


def update(name: str, old: Properties, new: Properties) -> Attributes:
    return _put(name, new)


def delete(name: str, properties: Properties) -> None:
    cloudwatch._delete_alarms({}, {"AlarmNames": [name]}, False, True)


def _put(name: str, properties: Properties) -> Attributes:
    # Tags are set beside the call, which refuses CloudFormation's own.
    request = {key: value for key, value in properties.items() if key != "Tags"}
    status, _, body = cloudwatch._put_composite_alarm({}, {**request, "AlarmName": name}, False, True)
    if status >= 300:
        raise ValueError(body.decode())
    arn = f"arn:aws:cloudwatch:{get_region()}:{get_account_id()}:alarm:{name}"
    cloudwatch._resource_tags[arn] = {tag["Key"]: tag["Value"] for tag in properties.get("Tags", [])}
    return {"Arn": arn}
