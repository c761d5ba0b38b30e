"""Pairs of templates, of which the new one changes much of the old one."""

import json
import shutil


def edit_webmarket(old, new):
    """A change of the network, of the instances and of the database."""
    shutil.copytree(old, new)
    edits = {
        "Network": ("10.0.0.0/16", "10.1.0.0/16"),
        "Compute": ('"HealthCheckGracePeriod": ', '"HealthCheckGracePeriod": 1'),
        "Data": ('"AllowMajorVersionUpgrade": true', '"AllowMajorVersionUpgrade": false'),
    }
    for name, (before, after) in edits.items():
        path = new / f"WebMarketPlus.{name}.template.json"
        text = path.read_text()
        if before not in text:
            raise RuntimeError(f"{path.name} does not have {before}")
        path.write_text(text.replace(before, after))


def in_place(text):
    """Every queue and alarm with another number."""
    template = json.loads(text)
    numbers = {"AWS::SQS::Queue": ("VisibilityTimeout", 60), "AWS::CloudWatch::Alarm": ("Threshold", 200)}
    for resource in template["Resources"].values():
        if resource["Type"] in numbers:
            name, value = numbers[resource["Type"]]
            resource["Properties"][name] = value
    return json.dumps(template, indent=1)


def chain(count, block):
    """Security groups of a network, of which each names the one before: all are replaced with the network."""
    resources = {"Network": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": block}}}
    for index in range(1, count):
        rules = [] if index == 1 else [
            {"IpProtocol": "tcp", "FromPort": 80, "ToPort": 80, "SourceSecurityGroupId": {"Ref": f"Group{index - 1}"}}]
        resources[f"Group{index}"] = {
            "Type": "AWS::EC2::SecurityGroup",
            "Properties": {"GroupDescription": "one of many", "VpcId": {"Ref": "Network"}, "SecurityGroupIngress": rules}}
    return json.dumps({"Resources": resources}, indent=1)
