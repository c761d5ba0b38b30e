"""VPC attributes, subnets that fit, Elastic IPs, NAT gateways and flow logs."""

from __future__ import annotations

import ipaddress
import random
from collections.abc import Iterable
from typing import Any

from localcloud.cloudformation.providers import Context, Created, Provider, extend, register
from localcloud.emulator import Attributes, Properties, Response, ec2, provisioners
from localcloud.wire import xml


def install() -> None:
    extend("AWS::EC2::VPC", _complete_vpc)
    extend("AWS::EC2::Subnet", _complete_subnet)
    extend("AWS::EC2::SubnetRouteTableAssociation", lambda identifier, _, attributes, __: attributes.update(
        Id=identifier))
    extend("AWS::EC2::Route", lambda identifier, _, attributes, __: attributes.update(
        CidrBlock=identifier.split("|")[-1]))
    extend("AWS::EC2::VPCGatewayAttachment", lambda identifier, _, attributes, __: attributes.update(
        AttachmentType=identifier.split("|")[0]))
    handler = provisioners._RESOURCE_HANDLERS["AWS::EC2::Subnet"]
    original = handler["create"]

    def create_subnet(logical_id: str, properties: Properties, stack_name: str) -> Created:
        check_subnet(properties)
        return original(logical_id, properties, stack_name)

    handler["create"] = create_subnet
    register(Provider("AWS::EC2::EIP", create_address, delete_address, update_address,
                      create_only=("Address", "Domain", "NetworkBorderGroup")))
    register(Provider("AWS::EC2::NatGateway", create_nat_gateway, delete_nat_gateway, update_nat_gateway,
                      create_only=("AllocationId", "ConnectivityType", "PrivateIpAddress", "SubnetId", "VpcId")))
    register(Provider("AWS::EC2::FlowLog", create_flow_log, delete_flow_log, update_flow_log,
                      create_only=("DeliverLogsPermissionArn", "DestinationOptions", "LogDestination",
                                   "LogDestinationType", "LogFormat", "LogGroupName", "MaxAggregationInterval",
                                   "ResourceId", "ResourceType", "TrafficType")))
    ec2._ACTION_MAP["DescribeNatGateways"] = describe_nat_gateways


def hexadecimal(prefix: str) -> str:
    return prefix + "-" + "".join(random.choices("0123456789abcdef", k=17))


def _complete_vpc(vpc_id: str, properties: Properties, attributes: Attributes, context: Context) -> None:
    attributes.update(CidrBlock=ec2._vpcs[vpc_id]["CidrBlock"], Ipv6CidrBlocks=[],
                      CidrBlockAssociations=[f"vpc-cidr-assoc-{vpc_id.removeprefix('vpc-')}"])


def _complete_subnet(subnet_id: str, properties: Properties, attributes: Attributes, context: Context) -> None:
    subnet = ec2._subnets[subnet_id]
    attributes.update({name: subnet[name] for name in ("AvailabilityZoneId", "CidrBlock", "VpcId")},
                      Ipv6CidrBlocks=[], NetworkAclAssociationId=f"aclassoc-{subnet_id.removeprefix('subnet-')}")


def check_subnet(properties: Properties) -> None:
    """AWS refuses a range outside its VPC, and one that overlaps another subnet's."""
    vpc = ec2._vpcs.get(properties.get("VpcId"))
    text = properties.get("CidrBlock")
    if vpc is None or not text:
        return
    try:
        block = ipaddress.IPv4Network(text)
    except ValueError:
        raise ValueError(f"Value ({text}) for parameter cidrBlock is invalid. "
                         "This is not a valid CIDR block. (InvalidParameterValue)") from None
    if not block.subnet_of(ipaddress.IPv4Network(vpc["CidrBlock"])) or not 16 <= block.prefixlen <= 28:
        raise ValueError(f"The CIDR '{text}' is invalid. (InvalidSubnet.Range)")
    for subnet in ec2._subnets.values():
        if subnet["VpcId"] == vpc["VpcId"] and block.overlaps(ipaddress.IPv4Network(subnet["CidrBlock"])):
            raise ValueError(f"The CIDR '{text}' conflicts with another subnet (InvalidSubnet.Conflict)")


# Elastic IP: Ref is the address itself, the allocation is an attribute.

def create_address(context: Context, properties: Properties) -> Created:
    allocation, address = hexadecimal("eipalloc"), ec2._random_ip("52.")
    ec2._addresses[allocation] = {
        "AllocationId": allocation, "PublicIp": address, "Domain": properties.get("Domain", "vpc"),
        "AssociationId": None, "InstanceId": properties.get("InstanceId"), "NetworkInterfaceId": None,
        "PrivateIpAddress": None,
    }
    provisioners._ec2_apply_tags(allocation, properties)
    return address, {"AllocationId": allocation, "PublicIp": address}


def update_address(address: str, old: Properties, new: Properties) -> Attributes:
    record = _address(address)
    record["InstanceId"] = new.get("InstanceId")
    provisioners._ec2_apply_tags(record["AllocationId"], new, old)
    return {"AllocationId": record["AllocationId"], "PublicIp": address}


def delete_address(address: str, properties: Properties) -> None:
    for allocation, record in ec2._addresses.items():
        if record["PublicIp"] == address:
            del ec2._addresses[allocation]
            ec2._tags.pop(allocation, None)


def _address(address: str) -> dict[str, Any]:
    for record in ec2._addresses.values():
        if record["PublicIp"] == address:
            return record
    raise ValueError(f"Address '{address}' not found. (InvalidAddress.NotFound)")


# NAT gateway

def create_nat_gateway(context: Context, properties: Properties) -> Created:
    subnet = ec2._subnets[properties["SubnetId"]]
    allocation = properties.get("AllocationId", "")
    address = ec2._addresses.get(allocation)
    if address is not None and address["AssociationId"]:
        raise ValueError(f"resource {allocation} is already associated. (Resource.AlreadyAssociated)")
    identifier = hexadecimal("nat")
    record = {
        "NatGatewayId": identifier, "SubnetId": subnet["SubnetId"], "VpcId": subnet["VpcId"],
        "AllocationId": allocation, "ConnectivityType": properties.get("ConnectivityType", "public"),
        "State": "available", "CreateTime": ec2._now_ts(), "Tags": [],
        "NetworkInterfaceId": hexadecimal("eni"), "PrivateIp": free_address(subnet["SubnetId"]),
    }
    ec2._nat_gateways[identifier] = record
    if address is not None:
        address.update(AssociationId=hexadecimal("eipassoc"), NetworkInterfaceId=record["NetworkInterfaceId"],
                       PrivateIpAddress=record["PrivateIp"])
    provisioners._ec2_apply_tags(identifier, properties)
    return identifier, {"NatGatewayId": identifier, "EniId": record["NetworkInterfaceId"]}


def update_nat_gateway(identifier: str, old: Properties, new: Properties) -> Attributes:
    provisioners._ec2_apply_tags(identifier, new, old)
    return {"NatGatewayId": identifier, "EniId": ec2._nat_gateways[identifier]["NetworkInterfaceId"]}


def delete_nat_gateway(identifier: str, properties: Properties) -> None:
    record = ec2._nat_gateways.pop(identifier, None)
    ec2._tags.pop(identifier, None)
    address = ec2._addresses.get(record["AllocationId"]) if record else None
    if address is not None:
        address.update(AssociationId=None, NetworkInterfaceId=None, PrivateIpAddress=None)


def describe_nat_gateways(parameters: dict[str, Any]) -> Response:
    """As ministack does, and with the addresses that cost money."""
    response = ec2._describe_nat_gateways({**parameters})
    body = response[2].decode()
    for record in ec2._nat_gateways.values():
        address = ec2._addresses.get(record["AllocationId"], {})
        entry = xml({"natGatewayAddressSet": [{
            "allocationId": record["AllocationId"], "publicIp": address.get("PublicIp"),
            "networkInterfaceId": record.get("NetworkInterfaceId"), "privateIp": record.get("PrivateIp"),
        }]}, item="item")
        start = body.find(f"<natGatewayId>{record['NatGatewayId']}</natGatewayId>")
        empty = body.find("<natGatewayAddressSet/>", start)
        if start >= 0 and empty >= 0:
            body = body[:empty] + entry + body[empty + len("<natGatewayAddressSet/>"):]
    return response[0], response[1], body.encode()


# Flow log

def create_flow_log(context: Context, properties: Properties) -> Created:
    identifier = hexadecimal("fl")
    ec2._flow_logs[identifier] = {
        "FlowLogId": identifier, "ResourceId": properties["ResourceId"], "ResourceType": properties["ResourceType"],
        "TrafficType": properties.get("TrafficType", "ALL"),
        "LogDestinationType": properties.get("LogDestinationType", "cloud-watch-logs"),
        "LogDestination": properties.get("LogDestination") or properties.get("LogGroupName", ""),
        "FlowLogStatus": "ACTIVE", "CreationTime": ec2._now_ts(),
    }
    provisioners._ec2_apply_tags(identifier, properties)
    return identifier, {"Id": identifier}


def update_flow_log(identifier: str, old: Properties, new: Properties) -> Attributes:
    provisioners._ec2_apply_tags(identifier, new, old)
    return {"Id": identifier}


def delete_flow_log(identifier: str, properties: Properties) -> None:
    ec2._flow_logs.pop(identifier, None)
    ec2._tags.pop(identifier, None)


def free_address(subnet_id: str, taken_too: Iterable[str] = ()) -> str:
    """A private address of the subnet that nothing uses; AWS keeps the first four and the last."""
    network = ipaddress.IPv4Network(ec2._subnets[subnet_id]["CidrBlock"])
    taken = {instance["PrivateIpAddress"] for instance in ec2._instances.values()
             if instance["State"]["Name"] != "terminated"}
    taken |= {record.get("PrivateIp") for record in ec2._nat_gateways.values()}
    taken |= set(taken_too)
    offsets = range(4, network.num_addresses - 1)
    for offset in random.sample(offsets, min(64, len(offsets))) + list(offsets):
        address = str(network[offset])
        if address not in taken:
            return address
    raise ValueError(f"The subnet '{subnet_id}' has no free addresses. (InsufficientFreeAddressesInSubnet)")
