"""Identifiers that name nothing fail the resource, as they do on AWS.

ministack stores whatever identifier it is given, so a subnet in a VPC that does not exist, or a
subnet passed where a VPC is meant, would go unnoticed until a real deployment.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from localcloud.emulator import Properties, ec2

# Property: what AWS calls the thing, the error code, the prefix of its identifier, where it is kept.
_VPC = ("vpc", "InvalidVpcID.NotFound", "vpc-", ec2._vpcs)
_SUBNET = ("subnet", "InvalidSubnetID.NotFound", "subnet-", ec2._subnets)
_GROUP = ("security group", "InvalidGroup.NotFound", "sg-", ec2._security_groups)
_ROUTE_TABLE = ("routeTable", "InvalidRouteTableID.NotFound", "rtb-", ec2._route_tables)
_NAT = ("natGateway", "NatGatewayNotFound", "nat-", ec2._nat_gateways)
_INTERNET_GATEWAY = ("internetGateway", "InvalidInternetGatewayID.NotFound", "igw-", ec2._internet_gateways)
_ADDRESS = ("allocation", "InvalidAllocationID.NotFound", "eipalloc-", ec2._addresses)
_TEMPLATE = ("launch template", "InvalidLaunchTemplateId.NotFound", "lt-", ec2._launch_templates)

_BY_PROPERTY = {
    "AllocationId": _ADDRESS, "DestinationSecurityGroupId": _GROUP, "GroupId": _GROUP,
    "InternetGatewayId": _INTERNET_GATEWAY, "LaunchTemplateId": _TEMPLATE, "NatGatewayId": _NAT,
    "RouteTableId": _ROUTE_TABLE, "RouteTableIds": _ROUTE_TABLE, "SecurityGroupIds": _GROUP,
    "SourceSecurityGroupId": _GROUP, "SubnetId": _SUBNET, "SubnetIds": _SUBNET, "VPCSecurityGroups": _GROUP,
    "VPCZoneIdentifier": _SUBNET, "VpcId": _VPC,
}
_BY_TYPE_AND_PROPERTY = {
    ("AWS::ElasticLoadBalancingV2::LoadBalancer", "SecurityGroups"): _GROUP,
    ("AWS::ElasticLoadBalancingV2::LoadBalancer", "Subnets"): _SUBNET,
}
_SERVICES = ("AWS::EC2::", "AWS::ElasticLoadBalancingV2::", "AWS::AutoScaling::", "AWS::RDS::")


def check(resource_type: str, properties: Properties) -> None:
    if not resource_type.startswith(_SERVICES):
        return
    ec2._ensure_defaults_initialized()
    for name, identifier in _identifiers(properties):
        rule = _BY_TYPE_AND_PROPERTY.get((resource_type, name)) or _BY_PROPERTY.get(name)
        if rule is None:
            continue
        noun, code, prefix, store = rule
        if not identifier.startswith(prefix):
            raise ValueError(f"Invalid id: \"{identifier}\" (expecting \"{prefix}...\") in property {name}")
        if identifier not in store:
            raise ValueError(f"The {noun} ID '{identifier}' does not exist ({code})")


def _identifiers(node: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Every string in the properties with the name of the property it is the value of."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _identifiers(value, key)
    elif isinstance(node, list):
        for value in node:
            yield from _identifiers(value, name)
    elif isinstance(node, str) and node:
        yield name, node
