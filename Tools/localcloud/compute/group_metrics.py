"""How many instances each Auto Scaling group has in service, told to CloudWatch once a minute.

Only for groups that have the metric enabled, as on AWS. There it comes a minute or two late; here at once.
"""

from __future__ import annotations

import time
from typing import Any

from localcloud.emulator import cloudwatch

METRIC = "GroupInServiceInstances"
_MINUTE = 60


def record(group: dict[str, Any], told: dict[str, int]) -> None:
    """Tell the count of a group, unless that was done in this minute; `told` remembers when it was."""
    if not any(entry["Metric"] == METRIC for entry in group.get("EnabledMetrics", [])):
        return
    arn, minute = group["AutoScalingGroupARN"], int(time.time() // _MINUTE)
    if told.get(arn) == minute:
        return
    told[arn] = minute
    count = sum(member["LifecycleState"] == "InService" for member in group["Instances"])
    dimensions = {"AutoScalingGroupName": group["AutoScalingGroupName"]}
    cloudwatch._store_datum("AWS/AutoScaling", METRIC, dimensions, minute * _MINUTE, "None", count, None, None, None)
