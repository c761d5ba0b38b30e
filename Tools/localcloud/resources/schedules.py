"""EventBridge Scheduler: the time zone of a schedule, which ministack's CloudFormation drops.

The schedules are records. Their universal targets, such as `rds:stopDBInstance`, are never called.
"""

from __future__ import annotations

from localcloud.cloudformation.providers import Context, extend
from localcloud.emulator import Attributes, Properties, scheduler


def install() -> None:
    extend("AWS::Scheduler::Schedule", _complete)


def _complete(name: str, properties: Properties, attributes: Attributes, context: Context) -> None:
    schedule = scheduler._schedules[f"{properties.get('GroupName', 'default')}/{name}"]
    schedule["ScheduleExpressionTimezone"] = properties.get("ScheduleExpressionTimezone", "UTC")
