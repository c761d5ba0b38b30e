"""EC2 instances: records in ministack, and a small HTTP server each while they run.

The server stands in for whatever the user data would install; user data is not run.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from localcloud.cloudformation.providers import Context, Created, Provider, register
from localcloud.compute.instance_server import Fleet
from localcloud.emulator import Attributes, Properties, Response, ec2, get_region, provisioners
from localcloud.resources.network import free_address

TERMINATED_FOR = 60.0

# The servers of all running instances, in every account and region.
FLEET = Fleet()

_CREATE_ONLY = ("AvailabilityZone", "CpuOptions", "HibernationOptions", "ImageId", "Ipv6AddressCount", "KeyName",
                "LaunchTemplate", "NetworkInterfaces", "PrivateIpAddress", "SecurityGroups", "SubnetId")

Record = dict[str, Any]


def install(fleet: Fleet, changed: Callable[[], None]) -> None:
    """``changed`` is called after an API call that may have changed which instances run."""
    register(Provider("AWS::EC2::Instance", create, delete, update, create_only=_CREATE_ONLY))

    def followed(handler: Callable[[dict[str, Any]], Response]) -> Callable[[dict[str, Any]], Response]:
        def call(parameters: dict[str, Any]) -> Response:
            response = handler(parameters)
            fleet.sync()
            changed()
            return response

        return call

    for action in ("RunInstances", "StartInstances", "StopInstances"):
        ec2._ACTION_MAP[action] = followed(ec2._ACTION_MAP[action])
    ec2._ACTION_MAP["TerminateInstances"] = followed(_terminate_instances)


def launch(data: Properties, subnet_id: str | None, tags: list[dict[str, str]]) -> Record:
    """A running instance made from launch template data, in a subnet."""
    subnet = ec2._subnets.get(subnet_id) if subnet_id else None
    interface = (data.get("NetworkInterfaces") or [{}])[0]
    profile = data.get("IamInstanceProfile") or {}
    resolved, _ = ec2._resolve_iam_instance_profile(
        iam_arn=profile.get("Arn", ""), iam_name=profile.get("Name", ""),
        allow_missing=True) if profile else (None, None)
    address = free_address(subnet["SubnetId"]) if subnet else None
    instance, = ec2._launch_instances_internal(
        image_id=data.get("ImageId", "ami-00000000"), instance_type=data.get("InstanceType", "t3.micro"),
        subnet_id=subnet_id or ec2._DEFAULT_SUBNET_ID, count=1, key_name=data.get("KeyName", ""),
        user_data=data.get("UserData", ""), sg_ids=data.get("SecurityGroupIds") or interface.get("Groups"),
        requested_private_ip=data.get("PrivateIpAddress") or address, iam_profile=resolved)
    zone = subnet["AvailabilityZone"] if subnet else f"{get_region()}a"
    public = interface.get("AssociatePublicIpAddress")
    if subnet is not None and str(subnet["MapPublicIpOnLaunch"] if public is None else public).lower() != "true":
        instance["PublicIpAddress"] = instance["PublicDnsName"] = ""
    instance["Placement"]["AvailabilityZone"] = zone
    instance["PrivateDnsName"] = (f"ip-{instance['PrivateIpAddress'].replace('.', '-')}"
                                  f".{get_region()}.compute.internal")
    monitoring = str((data.get("Monitoring") or {}).get("Enabled", data.get("Monitoring") or False)).lower()
    instance["Monitoring"] = {"State": "enabled" if monitoring == "true" else "disabled"}
    for mapping in instance["BlockDeviceMappings"]:
        ec2._volumes[mapping["Ebs"]["VolumeId"]].update(AvailabilityZone=zone, **_root_volume(data))
        if volume_tags := _tags_of("volume", data):
            ec2._tags[mapping["Ebs"]["VolumeId"]] = volume_tags
    if tags:
        ec2._tags[instance["InstanceId"]] = tags
    return instance


def terminate(instance_id: str) -> None:
    """Terminate and forget the root volume; the record stays for a while, as it does on AWS."""
    instance = ec2._instances.get(instance_id)
    if instance is None or instance["State"]["Name"] == "terminated":
        return
    instance["State"] = {"Code": 48, "Name": "terminated"}
    _forget_volumes(instance)


def purge_terminated() -> None:
    """Forget instances that were terminated some time ago."""
    now = time.time()
    for instance_id, instance in list(ec2._instances.items()):
        if instance["State"]["Name"] == "terminated" and now - instance.get("_terminated_at", now) > TERMINATED_FOR:
            ec2._instances.pop(instance_id, None)
            ec2._tags.pop(instance_id, None)


def _terminate_instances(parameters: dict[str, Any]) -> Response:
    response = ec2._terminate_instances(parameters)
    for instance in ec2._instances.values():
        if instance["State"]["Name"] == "terminated":
            _forget_volumes(instance)
    return response


def _forget_volumes(instance: Record) -> None:
    instance.setdefault("_terminated_at", time.time())
    for mapping in instance.pop("BlockDeviceMappings", []):
        ec2._volumes.pop(mapping["Ebs"]["VolumeId"], None)
        ec2._tags.pop(mapping["Ebs"]["VolumeId"], None)
    for identifier, association in list(ec2._iam_instance_profile_associations.items()):
        if association["InstanceId"] == instance["InstanceId"]:
            ec2._iam_instance_profile_associations.pop(identifier, None)


def _tags_of(resource_type: str, data: Properties) -> list[dict[str, str]]:
    """What a launch template says that resources which are made with an instance carry."""
    return [dict(tag) for specification in data.get("TagSpecifications") or []
            if specification.get("ResourceType") == resource_type for tag in specification.get("Tags") or []]


def _root_volume(data: Properties) -> dict[str, Any]:
    for mapping in data.get("BlockDeviceMappings") or []:
        block = mapping.get("Ebs") or {}
        volume: dict[str, Any] = {}
        if "VolumeSize" in block:
            volume["Size"] = int(block["VolumeSize"])
        if "VolumeType" in block:
            volume["VolumeType"] = block["VolumeType"]
        if "Encrypted" in block:
            volume["Encrypted"] = str(block["Encrypted"]).lower() == "true"
        return volume
    return {}


# AWS::EC2::Instance

def create(context: Context, properties: Properties) -> Created:
    data = dict(properties)
    template = properties.get("LaunchTemplate")
    if template:
        base, _, error = ec2._resolve_launch_template_data(template)
        if error is not None:
            raise ValueError(f"The launch template '{template}' does not exist")
        data = {**base, **properties}
    if "SecurityGroupIds" not in data and "SecurityGroups" in data:
        data["SecurityGroupIds"] = data["SecurityGroups"]
    if isinstance(data.get("IamInstanceProfile"), str):
        data["IamInstanceProfile"] = {"Name": data["IamInstanceProfile"]}
    instance = launch(data, data.get("SubnetId"), [])
    provisioners._ec2_apply_tags(instance["InstanceId"], properties)
    FLEET.sync()
    return instance["InstanceId"], _attributes(instance)


def update(instance_id: str, old: Properties, new: Properties) -> Attributes:
    instance = ec2._instances[instance_id]
    instance["InstanceType"] = new.get("InstanceType", instance["InstanceType"])
    if "SecurityGroupIds" in new:
        instance["SecurityGroups"] = [
            {"GroupId": group, "GroupName": ec2._security_groups[group]["GroupName"]}
            for group in new["SecurityGroupIds"]]
    provisioners._ec2_apply_tags(instance_id, new, old)
    return _attributes(instance)


def delete(instance_id: str, properties: Properties) -> None:
    terminate(instance_id)
    FLEET.sync()


def _attributes(instance: Record) -> Attributes:
    return {"InstanceId": instance["InstanceId"], "PrivateIp": instance["PrivateIpAddress"],
            "PublicIp": instance["PublicIpAddress"], "PrivateDnsName": instance["PrivateDnsName"],
            "PublicDnsName": instance["PublicDnsName"], "VpcId": instance["VpcId"],
            "AvailabilityZone": instance["Placement"]["AvailabilityZone"],
            "State.Code": "16", "State.Name": "running"}
