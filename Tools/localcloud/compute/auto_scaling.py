"""Auto Scaling groups that keep their desired number of instances.

A group is brought to what it should be after every call that may change it, and once a second for
everything else, such as an instance somebody stopped. As on AWS, a stopped instance of a group is
unhealthy: it is terminated and replaced, unless the processes that do so are suspended. Scaling
policies and scheduled actions are stored and never fire.
"""

from __future__ import annotations

import logging
import threading
from collections import Counter
from typing import Any

from localcloud.cloudformation import deployments
from localcloud.cloudformation.providers import Context, before_delete, extend
from localcloud.compute import group_metrics, instances
from localcloud.compute.instance_server import Fleet
from localcloud.emulator import (
    Attributes,
    Properties,
    alb,
    autoscaling,
    ec2,
    new_uuid,
    now_iso,
    request_scope,
)

TYPE = "AWS::AutoScaling::AutoScalingGroup"
PROCESSES = ("Launch", "Terminate", "AddToLoadBalancer", "AlarmNotification", "AZRebalance", "HealthCheck",
             "InstanceRefresh", "ReplaceUnhealthy", "ScheduledActions")
_ROLLING = ("AutoScalingRollingUpdate", "AutoScalingReplacingUpdate")
_INTERVAL = 1.0
_ACTIVITIES_KEPT = 100

Group = dict[str, Any]
Member = dict[str, Any]


class Groups:
    """Every Auto Scaling group of the cloud."""

    def __init__(self, fleet: Fleet) -> None:
        self._fleet = fleet
        self._lock = threading.RLock()
        self._stopped = threading.Event()
        self._told: dict[str, int] = {}

    def install(self) -> None:
        # ministack's own would make up instances; here the API reconciles once a call is complete.
        autoscaling._reconcile_instances = lambda group: None
        extend(TYPE, self._complete)
        before_delete(TYPE, lambda name, properties: self.empty(name))

    def start(self) -> None:
        threading.Thread(target=self._watch, daemon=True, name="auto-scaling").start()

    def stop(self) -> None:
        self._stopped.set()

    def reconcile(self, group: Group) -> None:
        """Bring a group to its desired capacity and its target groups to its instances."""
        with self._lock:
            group["DesiredCapacity"] = min(max(group["DesiredCapacity"], group["MinSize"]), group["MaxSize"])
            group["_desired"] = group["DesiredCapacity"]
            self._drop_unhealthy(group)
            active = [member for member in group["Instances"] if member["LifecycleState"] == "InService"]
            for _ in range(len(active) - group["DesiredCapacity"]):
                if _runs(group, "Terminate"):
                    self.terminate(group, _surplus(group), "a difference between desired and actual capacity")
            for _ in range(group["DesiredCapacity"] - len(active)):
                if _runs(group, "Launch"):
                    self._launch(group)
            self._register(group)
            self._fleet.sync()

    def reconcile_all(self) -> None:
        for (account, region, _), group in autoscaling._asgs.all_items():
            with request_scope(account, region):
                try:
                    self.reconcile(group)
                    group_metrics.record(group, self._told)
                except ValueError as error:
                    _log_failure(group, str(error))

    def replace_instances(self, group: Group, cause: str) -> None:
        """Replace every instance, as a rolling update or an instance refresh ends."""
        with self._lock:
            for member in list(group["Instances"]):
                self.terminate(group, member, cause)
            self.reconcile(group)

    def terminate(self, group: Group, member: Member, cause: str) -> None:
        with self._lock:
            group["Instances"] = [other for other in group["Instances"] if other is not member]
            instances.terminate(member["InstanceId"])
            _log(group, f"Terminating EC2 instance: {member['InstanceId']}",
                 f"At {now_iso()} an instance was taken out of service in response to {cause}.")
            self._register(group)
            self._fleet.sync()

    def empty(self, name: str) -> None:
        """Terminate what a group that is about to go still holds."""
        group = autoscaling._asgs.get(name)
        if group is None:
            return
        with self._lock:
            group["MinSize"] = group["MaxSize"] = group["DesiredCapacity"] = 0
            for member in list(group["Instances"]):
                self.terminate(group, member, "the deletion of the group")

    def _watch(self) -> None:
        while not self._stopped.wait(_INTERVAL):
            try:
                self.reconcile_all()
                for account, region in {key[:2] for key, _ in ec2._instances.all_items()}:
                    with request_scope(account, region):
                        instances.purge_terminated()
            except Exception:  # the watch must outlive one group that is wrong
                logging.getLogger("localcloud").exception("auto scaling")

    def _drop_unhealthy(self, group: Group) -> None:
        for member in list(group["Instances"]):
            if member["LifecycleState"] != "InService":
                continue
            instance = ec2._instances.get(member["InstanceId"])
            state = instance["State"]["Name"] if instance is not None else "terminated"
            if state != "running" and _runs(group, "HealthCheck"):
                member["HealthStatus"] = "Unhealthy"
            if member["HealthStatus"] == "Unhealthy" and _runs(group, "ReplaceUnhealthy"):
                self.terminate(group, member, "an EC2 health check indicating it has been terminated or stopped")

    def _launch(self, group: Group) -> None:
        specification = launch_template(group)
        data, record, error = ec2._resolve_launch_template_data(
            {**specification, "Version": str(specification.get("Version") or "$Default")})
        if error is not None:
            name = specification.get("LaunchTemplateId") or specification.get("LaunchTemplateName")
            raise ValueError(f"The launch template '{name}' of group {group['AutoScalingGroupName']} does not exist")
        subnet_id = _emptiest_subnet(group)
        name = group["AutoScalingGroupName"]
        tags = {tag["Key"]: tag["Value"] for entry in data.get("TagSpecifications") or []
                if entry.get("ResourceType") == "instance" for tag in entry.get("Tags") or []}
        tags |= {tag["Key"]: tag["Value"] for tag in group["Tags"] if tag.get("PropagateAtLaunch")}
        tags["aws:autoscaling:groupName"] = name
        if record is not None:
            tags["aws:ec2launchtemplate:id"] = record["LaunchTemplateId"]
        instance = instances.launch(data, subnet_id, [{"Key": key, "Value": value} for key, value in tags.items()])
        group["Instances"].append({
            "InstanceId": instance["InstanceId"], "LifecycleState": "InService", "HealthStatus": "Healthy",
            "AvailabilityZone": instance["Placement"]["AvailabilityZone"], "InstanceType": instance["InstanceType"],
            "ProtectedFromScaleIn": group["NewInstancesProtectedFromScaleIn"], "LaunchTemplate": {
                "LaunchTemplateId": record["LaunchTemplateId"], "LaunchTemplateName": record["LaunchTemplateName"],
                "Version": str(_version(record, specification)),
            } if record is not None else {},
            "LaunchConfigurationName": group.get("LaunchConfigurationName", ""),
        })
        _log(group, f"Launching a new EC2 instance: {instance['InstanceId']}",
             f"At {now_iso()} an instance was started in response to a difference between desired and actual capacity.")

    def _register(self, group: Group) -> None:
        """Make the group's own registrations equal its instances in service."""
        registered: dict[str, list[str]] = group.setdefault("_registered", {})
        current = [member["InstanceId"] for member in group["Instances"] if member["LifecycleState"] == "InService"]
        for arn in set(registered) | set(group.get("TargetGroupARNs", [])):
            wanted = current if arn in group.get("TargetGroupARNs", []) else []
            before = registered.get(arn, [])
            if not _runs(group, "AddToLoadBalancer"):
                wanted = [instance_id for instance_id in wanted if instance_id in before]
            if wanted != before:
                port = alb._tgs.get(arn, {}).get("Port", 80)
                alb.set_targets_for_group(arn, [(instance_id, port) for instance_id in wanted], before)
            registered[arn] = wanted

    def _complete(self, name: str, properties: Properties, attributes: Attributes, context: Context) -> None:
        group = autoscaling._asgs[name]
        with self._lock:
            group["TargetGroupARNs"] = list(properties.get("TargetGroupARNs") or [])
            policy = properties.get("MixedInstancesPolicy")
            if policy:
                group["MixedInstancesPolicy"] = policy
            if "DesiredCapacity" not in properties and "_desired" in group:
                # A template that does not set the capacity leaves the one that scaling arrived at.
                group["DesiredCapacity"] = group["_desired"]
            group["AvailabilityZones"] = sorted({
                ec2._subnets[subnet]["AvailabilityZone"] for subnet in _subnets(group)}) or group["AvailabilityZones"]
            group["EnabledMetrics"] = [
                {"Metric": metric, "Granularity": entry.get("Granularity", "1Minute")}
                for entry in properties.get("MetricsCollection") or []
                for metric in entry.get("Metrics") or METRICS]
            # Stack tags have no flag of their own; CloudFormation propagates them to the instances.
            own = {tag["Key"]: tag for tag in properties.get("Tags") or []}
            for tag in group["Tags"]:
                if "PropagateAtLaunch" not in own.get(tag["Key"], {"PropagateAtLaunch": ""}):
                    tag["PropagateAtLaunch"] = True
            specification = launch_template(group)
            launched_from = group.get("_launched_from")
            group["_launched_from"] = specification
            if launched_from is not None and launched_from != specification and _rolls(context):
                self.replace_instances(group, "an update of its launch template")
            else:
                self.reconcile(group)


METRICS = ("GroupMinSize", "GroupMaxSize", "GroupDesiredCapacity", "GroupInServiceInstances",
            "GroupPendingInstances", "GroupStandbyInstances", "GroupTerminatingInstances", "GroupTotalInstances")


def launch_template(group: Group) -> dict[str, Any]:
    """The launch template specification of a group, also of one with a mixed instances policy."""
    mixed = (group.get("MixedInstancesPolicy") or {}).get("LaunchTemplate", {})
    return mixed.get("LaunchTemplateSpecification") or group.get("LaunchTemplate") or {}


def _version(record: dict[str, Any], specification: dict[str, Any]) -> int | str:
    version = specification.get("Version") or "$Default"
    return {"$Latest": record["LatestVersionNumber"], "$Default": record["DefaultVersionNumber"]}.get(version, version)


def _runs(group: Group, process: str) -> bool:
    return process not in group.get("SuspendedProcesses", {})


def _subnets(group: Group) -> list[str]:
    return [subnet for subnet in group["VPCZoneIdentifier"].split(",") if subnet]


def _emptiest_subnet(group: Group) -> str | None:
    subnets = _subnets(group)
    held = Counter(ec2._instances[member["InstanceId"]]["SubnetId"] for member in group["Instances"]
                   if member["InstanceId"] in ec2._instances)
    return min(subnets, key=lambda subnet: held[subnet], default=None)


def _surplus(group: Group) -> Member:
    """The instance that scaling in takes: of the fullest zone, the oldest."""
    active = [member for member in group["Instances"] if member["LifecycleState"] == "InService"]
    free = [member for member in active if not member["ProtectedFromScaleIn"]] or active
    held = Counter(member["AvailabilityZone"] for member in active)
    return max(free, key=lambda member: held[member["AvailabilityZone"]])


def _log(group: Group, description: str, cause: str) -> None:
    activity = {
        "ActivityId": new_uuid(), "AutoScalingGroupName": group["AutoScalingGroupName"], "Description": description,
        "Cause": cause, "StartTime": now_iso(), "EndTime": now_iso(), "StatusCode": "Successful", "Progress": 100,
    }
    group["_activities"] = [activity, *group.get("_activities", [])][:_ACTIVITIES_KEPT]


def _log_failure(group: Group, message: str) -> None:
    """A launch that cannot succeed, such as one without its launch template, is reported once."""
    latest = next(iter(group.get("_activities", [])), None)
    if latest is None or latest.get("StatusMessage") != message:
        _log(group, "Launching a new EC2 instance", "a difference between desired and actual capacity")
        group["_activities"][0].update(StatusCode="Failed", StatusMessage=message)


def _rolls(context: Context) -> bool:
    """Whether the template's UpdatePolicy has instances replaced."""
    policy = deployments.resource_definition(context.stack_name, context.logical_id).get("UpdatePolicy") or {}
    return any(key in policy for key in _ROLLING)
