"""Network ACLs, their entries and the subnets they apply to."""

from __future__ import annotations

from typing import Any

from localcloud.cloudformation.providers import Context, Created, Provider, register
from localcloud.emulator import Attributes, Properties, ec2, get_account_id, provisioners
from localcloud.resources.network import hexadecimal


def install() -> None:
    register(Provider("AWS::EC2::NetworkAcl", create, delete, update, create_only=("VpcId",)))
    register(Provider("AWS::EC2::NetworkAclEntry", create_entry, delete_entry, update_entry,
                      create_only=("Egress", "NetworkAclId", "RuleNumber"), tags=None))
    register(Provider("AWS::EC2::SubnetNetworkAclAssociation", associate, dissociate,
                      create_only=("NetworkAclId", "SubnetId"), tags=None))


def create(context: Context, properties: Properties) -> Created:
    identifier = hexadecimal("acl")
    ec2._network_acls[identifier] = {
        "NetworkAclId": identifier, "VpcId": properties["VpcId"], "IsDefault": False, "Associations": [], "Tags": [],
        "OwnerId": get_account_id(),
        # The rule at the end of every list, which no template writes: what nothing allows is denied.
        "Entries": [{"RuleNumber": 32767, "Protocol": "-1", "RuleAction": "deny", "Egress": egress,
                     "CidrBlock": "0.0.0.0/0"} for egress in (False, True)],
    }
    provisioners._ec2_apply_tags(identifier, properties)
    return identifier, {"Id": identifier}


def update(identifier: str, old: Properties, new: Properties) -> Attributes:
    provisioners._ec2_apply_tags(identifier, new, old)
    return {"Id": identifier}


def delete(identifier: str, properties: Properties) -> None:
    ec2._network_acls.pop(identifier, None)
    ec2._tags.pop(identifier, None)


def create_entry(context: Context, properties: Properties) -> Created:
    acl, entry = _acl(properties), _entry(properties)
    if any(_key(other) == _key(entry) for other in acl["Entries"]):
        raise ValueError(f"The network acl entry identified by {entry['RuleNumber']} already exists. "
                         "(NetworkAclEntryAlreadyExists)")
    acl["Entries"].append(entry)
    identifier = f"{acl['NetworkAclId']}|{entry['RuleNumber']}|{str(entry['Egress']).lower()}"
    return identifier, {"Id": identifier}


def update_entry(identifier: str, old: Properties, new: Properties) -> Attributes:
    acl, entry = _acl(new), _entry(new)
    acl["Entries"] = [entry if _key(other) == _key(entry) else other for other in acl["Entries"]]
    return {"Id": identifier}


def delete_entry(identifier: str, properties: Properties) -> None:
    acl = ec2._network_acls.get(properties["NetworkAclId"])
    if acl is not None:
        gone = _key(_entry(properties))
        acl["Entries"] = [other for other in acl["Entries"] if _key(other) != gone]


def associate(context: Context, properties: Properties) -> Created:
    subnet_id = properties["SubnetId"]
    for acl in ec2._network_acls.values():
        # A subnet has one ACL at a time.
        acl["Associations"] = [other for other in acl["Associations"] if other["SubnetId"] != subnet_id]
    identifier = hexadecimal("aclassoc")
    _acl(properties)["Associations"].append({"NetworkAclAssociationId": identifier, "SubnetId": subnet_id})
    return identifier, {"AssociationId": identifier}


def dissociate(identifier: str, properties: Properties) -> None:
    for acl in ec2._network_acls.values():
        acl["Associations"] = [other for other in acl["Associations"]
                               if other["NetworkAclAssociationId"] != identifier]


def _acl(properties: Properties) -> dict[str, Any]:
    acl = ec2._network_acls.get(properties["NetworkAclId"])
    if acl is None:
        raise ValueError(f"The networkAcl ID '{properties['NetworkAclId']}' does not exist "
                         "(InvalidNetworkAclID.NotFound)")
    return acl


def _entry(properties: Properties) -> dict[str, Any]:
    cidr: dict[str, Any] = {name: properties[name] for name in ("CidrBlock", "Ipv6CidrBlock") if name in properties}
    return {"RuleNumber": int(properties["RuleNumber"]), "Protocol": str(properties["Protocol"]),
            "RuleAction": properties["RuleAction"], "Egress": str(properties.get("Egress", False)).lower() == "true",
            **cidr}


def _key(entry: dict[str, Any]) -> tuple[int, bool]:
    return entry["RuleNumber"], entry["Egress"]
