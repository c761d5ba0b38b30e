"""Auto Scaling API actions that ministack lacks or answers too little to."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from localcloud.compute.auto_scaling import METRICS, PROCESSES, Groups
from localcloud.emulator import Response, autoscaling, now_iso, provisioners
from localcloud.wire import xml

Parameters = dict[str, Any]
Group = dict[str, Any]
Action = Callable[[Parameters], "Response | dict[str, Any]"]

_one = autoscaling._p
_many = autoscaling._parse_member_list


class Refused(Exception):
    """An answer to the caller: the error's code and message."""


class Api:
    def __init__(self, groups: Groups) -> None:
        self._groups = groups

    def install(self) -> None:
        actions: dict[str, Action] = {
            "CreateAutoScalingGroup": self.create,
            "UpdateAutoScalingGroup": self.update,
            "DeleteAutoScalingGroup": self.delete,
            "DescribeAutoScalingGroups": self.describe,
            "DescribeAutoScalingInstances": self.describe_instances,
            "DescribeScalingActivities": self.describe_activities,
            "SetDesiredCapacity": self.set_desired_capacity,
            "SuspendProcesses": self.suspend,
            "ResumeProcesses": self.resume,
            "TerminateInstanceInAutoScalingGroup": self.terminate_instance,
            "SetInstanceHealth": self.set_instance_health,
            "EnterStandby": self.enter_standby,
            "ExitStandby": self.exit_standby,
            "StartInstanceRefresh": self.start_instance_refresh,
            "AttachLoadBalancerTargetGroups": self.attach_target_groups,
            "DetachLoadBalancerTargetGroups": self.detach_target_groups,
            "DescribeLoadBalancerTargetGroups": self.describe_target_groups,
            "EnableMetricsCollection": self.enable_metrics,
            "DisableMetricsCollection": self.disable_metrics,
        }
        for name, action in actions.items():
            autoscaling._ACTION_MAP[name] = _answered(name, action)

    def create(self, parameters: Parameters) -> Response:
        response = autoscaling._create_asg(parameters)
        if response[0] == 200:
            group = self._group(parameters)
            group["TargetGroupARNs"] = _many(parameters, "TargetGroupARNs")
            if group["LaunchTemplate"]:
                group["LaunchTemplate"] = provisioners._asg_launch_template({
                    name: _one(parameters, f"LaunchTemplate.{name}") or default for name, default in (
                        ("LaunchTemplateId", ""), ("LaunchTemplateName", ""), ("Version", "$Default"))})
            try:
                self._groups.reconcile(group)
            except ValueError as error:
                autoscaling._delete_asg(parameters)
                raise Refused("ValidationError", str(error)) from None
        return response

    def update(self, parameters: Parameters) -> Response:
        group = self._group(parameters)
        least = int(_one(parameters, "MinSize") or group["MinSize"])
        most = int(_one(parameters, "MaxSize") or group["MaxSize"])
        if least > most:
            raise Refused("ValidationError", f"Min bound, {least}, must be less than or equal to max bound, {most}")
        desired = _one(parameters, "DesiredCapacity")
        if desired and not least <= int(desired) <= most:
            raise Refused("ValidationError", f"Desired capacity:{desired} must be between the specified min size:"
                          f"{least} and max size:{most}")
        version = _one(parameters, "LaunchTemplate.Version")
        template = _one(parameters, "LaunchTemplate.LaunchTemplateId")
        if version or template:
            changed = {"LaunchTemplateId": template} if template else {}
            group["LaunchTemplate"] = {**group["LaunchTemplate"], **changed, "Version": version or "$Default"}
        response = autoscaling._update_asg(parameters)
        self._groups.reconcile(group)
        return response

    def delete(self, parameters: Parameters) -> Response:
        group = self._group(parameters)
        if group["Instances"] and _one(parameters, "ForceDelete") != "true":
            raise Refused("ResourceInUse", "You cannot delete an AutoScalingGroup while there are instances or "
                          "pending Spot instance request(s) still in the group.")
        self._groups.empty(group["AutoScalingGroupName"])
        return autoscaling._delete_asg(parameters)

    def describe(self, parameters: Parameters) -> dict[str, Any]:
        names = _many(parameters, "AutoScalingGroupNames")
        filters = _filters(parameters)
        return {"AutoScalingGroups": [
            _description(group) for group in autoscaling._asgs.values()
            if (not names or group["AutoScalingGroupName"] in names) and _passes(group, filters)]}

    def describe_instances(self, parameters: Parameters) -> dict[str, Any]:
        wanted = _many(parameters, "InstanceIds")
        return {"AutoScalingInstances": [
            {**_member(member), "AutoScalingGroupName": group["AutoScalingGroupName"]}
            for group in autoscaling._asgs.values() for member in group["Instances"]
            if not wanted or member["InstanceId"] in wanted]}

    def describe_activities(self, parameters: Parameters) -> dict[str, Any]:
        name = _one(parameters, "AutoScalingGroupName")
        return {"Activities": [activity for group in autoscaling._asgs.values()
                               if not name or group["AutoScalingGroupName"] == name
                               for activity in group.get("_activities", [])]}

    def set_desired_capacity(self, parameters: Parameters) -> Response:
        group = self._group(parameters)
        desired = int(_one(parameters, "DesiredCapacity") or 0)
        if desired > group["MaxSize"]:
            raise Refused("ValidationError", f"New SetDesiredCapacity value {desired} is above max value "
                          f"{group['MaxSize']} for the AutoScalingGroup.")
        if desired < group["MinSize"]:
            raise Refused("ValidationError", f"New SetDesiredCapacity value {desired} is below min value "
                          f"{group['MinSize']} for the AutoScalingGroup.")
        response = autoscaling._set_desired_capacity(parameters)
        self._groups.reconcile(group)
        return response

    def suspend(self, parameters: Parameters) -> dict[str, Any]:
        group = self._group(parameters)
        for process in _many(parameters, "ScalingProcesses") or PROCESSES:
            if process not in PROCESSES:
                raise Refused("ValidationError", f"{process} is not a scaling process")
            group.setdefault("SuspendedProcesses", {})[process] = f"User suspended at {now_iso()}"
        return {}

    def resume(self, parameters: Parameters) -> dict[str, Any]:
        group = self._group(parameters)
        for process in _many(parameters, "ScalingProcesses") or PROCESSES:
            group.setdefault("SuspendedProcesses", {}).pop(process, None)
        self._groups.reconcile(group)
        return {}

    def terminate_instance(self, parameters: Parameters) -> dict[str, Any]:
        group, member = self._member(_one(parameters, "InstanceId"))
        if _one(parameters, "ShouldDecrementDesiredCapacity") == "true":
            if group["DesiredCapacity"] - 1 < group["MinSize"]:
                raise Refused("ValidationError", "Currently, desiredSize equals minSize "
                              f"({group['MinSize']}). Terminating instance without replacement will violate group's "
                              "min size constraint. Either set shouldDecrementDesiredCapacity flag to false or lower "
                              "group's min size.")
            group["DesiredCapacity"] -= 1
        self._groups.terminate(group, member, "a user request")
        self._groups.reconcile(group)
        return {"Activity": group["_activities"][0]}

    def set_instance_health(self, parameters: Parameters) -> dict[str, Any]:
        group, member = self._member(_one(parameters, "InstanceId"))
        member["HealthStatus"] = _one(parameters, "HealthStatus")
        self._groups.reconcile(group)
        return {}

    def enter_standby(self, parameters: Parameters) -> dict[str, Any]:
        group = self._group(parameters)
        for instance_id in _many(parameters, "InstanceIds"):
            _, member = self._member(instance_id)
            member["LifecycleState"] = "Standby"
            if _one(parameters, "ShouldDecrementDesiredCapacity") == "true":
                group["DesiredCapacity"] -= 1
                if group["DesiredCapacity"] < group["MinSize"]:
                    member["LifecycleState"] = "InService"
                    group["DesiredCapacity"] += 1
                    raise Refused("ValidationError", "AutoScalingGroup does not have enough capacity: desired "
                                  f"capacity would go below the minimum size {group['MinSize']}")
        self._groups.reconcile(group)
        return {"Activities": []}

    def exit_standby(self, parameters: Parameters) -> dict[str, Any]:
        group = self._group(parameters)
        for instance_id in _many(parameters, "InstanceIds"):
            _, member = self._member(instance_id)
            member["LifecycleState"] = "InService"
            group["DesiredCapacity"] += 1
        self._groups.reconcile(group)
        return {"Activities": []}

    def start_instance_refresh(self, parameters: Parameters) -> Response:
        group = self._group(parameters)
        response = autoscaling._start_instance_refresh(parameters)
        self._groups.replace_instances(group, "an instance refresh")
        return response

    def attach_target_groups(self, parameters: Parameters) -> dict[str, Any]:
        group = self._group(parameters)
        held = group.setdefault("TargetGroupARNs", [])
        held += [arn for arn in _many(parameters, "TargetGroupARNs") if arn not in held]
        self._groups.reconcile(group)
        return {}

    def detach_target_groups(self, parameters: Parameters) -> dict[str, Any]:
        group = self._group(parameters)
        gone = _many(parameters, "TargetGroupARNs")
        group["TargetGroupARNs"] = [arn for arn in group.get("TargetGroupARNs", []) if arn not in gone]
        self._groups.reconcile(group)
        return {}

    def describe_target_groups(self, parameters: Parameters) -> dict[str, Any]:
        return {"LoadBalancerTargetGroups": [
            {"LoadBalancerTargetGroupARN": arn, "State": "InService"}
            for arn in self._group(parameters).get("TargetGroupARNs", [])]}

    def enable_metrics(self, parameters: Parameters) -> dict[str, Any]:
        group = self._group(parameters)
        group["EnabledMetrics"] = [{"Metric": metric, "Granularity": _one(parameters, "Granularity")}
                                   for metric in _many(parameters, "Metrics") or METRICS]
        return {}

    def disable_metrics(self, parameters: Parameters) -> dict[str, Any]:
        gone = _many(parameters, "Metrics") or METRICS
        group = self._group(parameters)
        group["EnabledMetrics"] = [entry for entry in group.get("EnabledMetrics", []) if entry["Metric"] not in gone]
        return {}

    def _group(self, parameters: Parameters) -> Group:
        name = _one(parameters, "AutoScalingGroupName")
        group = autoscaling._asgs.get(name)
        if group is None:
            raise Refused("ValidationError", f"AutoScalingGroup name not found - AutoScalingGroup '{name}' not found")
        return group

    def _member(self, instance_id: str) -> tuple[Group, dict[str, Any]]:
        for group in autoscaling._asgs.values():
            for member in group["Instances"]:
                if member["InstanceId"] == instance_id:
                    return group, member
        raise Refused("ValidationError", f"Instance Id not found - No managed instance found for instance ID: "
                      f"{instance_id}")


def _answered(name: str, action: Action) -> Callable[[Parameters], Response]:
    """An action as ministack calls it: its result as XML, its refusal as an error."""

    def call(parameters: Parameters) -> Response:
        try:
            result = action(parameters)
        except Refused as refusal:
            code, message = refusal.args
            return autoscaling._error(code, escape(message))
        except ValueError as error:
            return autoscaling._error("ValidationError", escape(str(error)))
        if isinstance(result, tuple):
            return result
        return autoscaling._xml(200, f"{name}Response", f"<{name}Result>{xml(result)}</{name}Result>")

    return call


def _description(group: Group) -> dict[str, Any]:
    template = group.get("LaunchTemplate") or None
    plain = ("AutoScalingGroupName", "AutoScalingGroupARN", "MinSize", "MaxSize", "DesiredCapacity",
             "DefaultCooldown", "AvailabilityZones", "HealthCheckType", "HealthCheckGracePeriod", "CreatedTime",
             "VPCZoneIdentifier", "TerminationPolicies", "NewInstancesProtectedFromScaleIn")
    return {
        **{key: group[key] for key in plain},
        "LaunchConfigurationName": group.get("LaunchConfigurationName") or None,
        "LaunchTemplate": template, "MixedInstancesPolicy": group.get("MixedInstancesPolicy"),
        "TargetGroupARNs": group.get("TargetGroupARNs", []),
        "Instances": [_member(member) for member in group["Instances"]],
        "SuspendedProcesses": [{"ProcessName": name, "SuspensionReason": reason}
                               for name, reason in group.get("SuspendedProcesses", {}).items()],
        "EnabledMetrics": group.get("EnabledMetrics", []),
        "Tags": [{**tag, "PropagateAtLaunch": bool(tag.get("PropagateAtLaunch"))} for tag in group["Tags"]],
    }


def _member(member: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in member.items() if value not in ("", {})}


def _filters(parameters: Parameters) -> dict[str, list[str]]:
    filters, number = {}, 1
    while _one(parameters, f"Filters.member.{number}.Name"):
        filters[_one(parameters, f"Filters.member.{number}.Name")] = _many(
            parameters, f"Filters.member.{number}.Values")
        number += 1
    return filters


def _passes(group: Group, filters: dict[str, list[str]]) -> bool:
    tags = {tag["Key"]: tag["Value"] for tag in group["Tags"]}
    for name, values in filters.items():
        if name == "tag-key" and not any(key in values for key in tags):
            return False
        if name == "tag-value" and not any(value in values for value in tags.values()):
            return False
        if name.startswith("tag:") and tags.get(name.removeprefix("tag:")) not in values:
            return False
    return True
