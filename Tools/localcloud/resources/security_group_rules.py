"""Security group rules as resources of their own."""

from __future__ import annotations

from typing import Any

from localcloud.cloudformation.providers import Context, Created, Provider, extend, register
from localcloud.emulator import Attributes, Properties, ec2, get_account_id, provisioners

_CREATE_ONLY = ("CidrIp", "CidrIpv6", "FromPort", "GroupId", "GroupName", "IpProtocol", "ToPort")
_ALLOW_ALL = [{"CidrIp": "0.0.0.0/0"}]


def install() -> None:
    for direction in (_Direction("AWS::EC2::SecurityGroupIngress", "IpPermissions", "Source", egress=False),
                      _Direction("AWS::EC2::SecurityGroupEgress", "IpPermissionsEgress", "Destination", egress=True)):
        direction.install()
    extend("AWS::EC2::SecurityGroup", _remember_default_egress, operations=("create",))
    extend("AWS::EC2::SecurityGroup", lambda identifier, _, attributes, __: attributes.update(Id=identifier))


def _remember_default_egress(group_id: str, properties: Properties, attributes: Attributes, _: Context) -> None:
    ec2._security_groups[group_id]["_default_egress"] = not properties.get("SecurityGroupEgress")


class _Direction:
    def __init__(self, resource_type: str, permissions: str, other: str, egress: bool) -> None:
        self.type = resource_type
        self.permissions = permissions
        self.group = f"{other}SecurityGroupId"
        self.prefix_list = f"{other}PrefixListId"
        self.egress = egress

    def install(self) -> None:
        register(Provider(self.type, self.create, self.delete, self.update,
                          create_only=(*_CREATE_ONLY, self.group, self.prefix_list), tags=None))

    def create(self, context: Context, properties: Properties) -> Created:
        group = ec2._security_groups[properties["GroupId"]]
        rule = self._rule(properties)
        identifier = ec2._sg_rule_id(group["GroupId"], self.egress, rule)
        if any(ec2._sg_rule_id(group["GroupId"], self.egress, other) == identifier
               for other in group[self.permissions]):
            raise ValueError("the specified rule already exists in the security group "
                             f"{group['GroupId']} (InvalidPermission.Duplicate)")
        if self.egress and group.pop("_default_egress", False):
            # The first rule of its own takes the place of the rule a new group starts with.
            group[self.permissions] = [other for other in group[self.permissions]
                                       if other.get("IpRanges") != _ALLOW_ALL]
        rule["SecurityGroupRuleId"] = identifier
        group[self.permissions].append(rule)
        return identifier, {"Id": identifier}

    def update(self, identifier: str, old: Properties, new: Properties) -> Attributes:
        group = ec2._security_groups[new["GroupId"]]
        group[self.permissions] = [
            {**self._rule(new), "SecurityGroupRuleId": identifier}
            if rule.get("SecurityGroupRuleId") == identifier else rule for rule in group[self.permissions]]
        return {"Id": identifier}

    def delete(self, identifier: str, properties: Properties) -> None:
        group = ec2._security_groups.get(properties.get("GroupId"))
        if group is not None:
            group[self.permissions] = [rule for rule in group[self.permissions]
                                       if rule.get("SecurityGroupRuleId") != identifier]

    def _rule(self, properties: Properties) -> dict[str, Any]:
        rule, = provisioners._ec2_sg_permissions([properties])
        rule["IpProtocol"] = str(properties.get("IpProtocol", "-1"))
        for pair in rule["UserIdGroupPairs"]:
            pair.setdefault("UserId", get_account_id())
        return rule
