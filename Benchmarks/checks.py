"""Templates that are hard to check: conditions built on each other, and more combinations of them than can be tried."""

import json

# What calls the peer that is a library: its findings, a line each.
VALIDATE = """import sys
from cloudformation_validate import CompositeEngine
engine = CompositeEngine()
for file in sys.argv[1:]:
    for found in engine.validate_template(file).diagnostics:
        print(found.severity.name, found.rule_id, found.message)
"""


def chained(count):
    """Conditions of which each is made of the two before it, and resources that exist under them and know each other."""
    parameters, conditions, resources = {}, {}, {}
    for index in range(count):
        parameters[f"P{index}"] = {"Type": "String", "Default": "no", "AllowedValues": ["yes", "no"]}
        own = {"Fn::Equals": [{"Ref": f"P{index}"}, "yes"]}
        if index >= 2:
            own = {"Fn::And": [{"Condition": f"C{index - 1}"}, {"Fn::Or": [{"Condition": f"C{index - 2}"}, own]}]}
        conditions[f"C{index}"] = own
        # What the later condition implies, the earlier resource is there for.
        name = {"Fn::If": [f"C{index}", {"Fn::GetAtt": [f"Q{index - 1}", "QueueName"]}, {"Ref": "AWS::NoValue"}]}
        resources[f"Q{index}"] = {"Type": "AWS::SQS::Queue", "Condition": f"C{index}"}
        if index >= 3:
            resources[f"T{index}"] = {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": name}}
    return json.dumps({"Parameters": parameters, "Conditions": conditions, "Resources": resources}, indent=1)


def explosive(count):
    """Every combination of as many conditions leads to another value, and to another set of resources."""
    parameters = {f"P{index}": {"Type": "String"} for index in range(count)}
    conditions = {f"C{index}": {"Fn::Equals": [{"Ref": f"P{index}"}, {"Ref": f"P{(index + 1) % count}"}]} for index in range(count)}
    parity = {"Condition": "C0"}
    for index in range(1, count):
        other = {"Condition": f"C{index}"}
        both = {"Fn::Not": [{"Fn::And": [parity, other]}]}
        conditions[f"X{index}"] = {"Fn::And": [{"Fn::Or": [parity, other]}, both]}
        parity = {"Condition": f"X{index}"}
    resources = {"Bucket": {"Type": "AWS::S3::Bucket", "Condition": f"X{count - 1}"}}
    for index in range(count):
        value = {"Ref": "Bucket"}
        for inner in range(12):
            value = {"Fn::If": [f"C{(index + inner) % count}", value, {"Fn::If": [f"X{max(1, inner)}", "a", {"Ref": "Bucket"}]}]}
        resources[f"T{index}"] = {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": value}}
    return json.dumps({"Parameters": parameters, "Conditions": conditions, "Resources": resources}, indent=1)
