"""Resources that go on under another logical ID or in another stack, and what AWS refuses of that."""

from __future__ import annotations

import copy
import json
import time
from typing import Any

import pytest
from botocore.exceptions import ClientError
from cloud import Cloud

QUEUE = {"Type": "AWS::SQS::Queue", "Properties": {"VisibilityTimeout": 40}}
TOPIC = {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": "orders"}}
MESSAGING = {"Resources": {"Queue": QUEUE, "Topic": TOPIC},
             "Outputs": {"QueueUrl": {"Value": {"Ref": "Queue"}}, "QueueName": {"Value": {"Fn::GetAtt": ["Queue", "QueueName"]}}}}
DATA = {"Resources": {"Table": {"Type": "AWS::SNS::Topic"}}}


@pytest.fixture
def stacks(cloud: Cloud):
    """A root with two nested stacks, and their IDs."""
    def nested(name: str, template: dict[str, Any]) -> dict[str, Any]:
        return {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": cloud.put(f"{name}.json", template)}}

    cloud.put_templates()
    cloud.create("shop", {"Resources": {"Messaging": nested("messaging", MESSAGING), "Data": nested("data", DATA)},
                          "Outputs": {"Url": {"Value": {"Fn::GetAtt": ["Messaging", "Outputs.QueueUrl"]}}}})
    yield cloud.resources("shop")
    cloud.delete("shop")


def _refactor(cloud: Cloud, definitions: dict[str, Any], *mappings: tuple[tuple[str, str], tuple[str, str]]) -> dict[str, Any]:
    identifier = cloud.stacks.create_stack_refactor(
        Description="a test", StackDefinitions=[{"StackName": name, "TemplateBody": json.dumps(body)} for name, body in definitions.items()],
        ResourceMappings=[{side: {"StackName": name, "LogicalResourceId": logical_id}
                           for side, (name, logical_id) in zip(("Source", "Destination"), mapping, strict=True)}
                          for mapping in mappings])["StackRefactorId"]
    return cloud.stacks.describe_stack_refactor(StackRefactorId=identifier)


def _execute(cloud: Cloud, refactor: dict[str, Any]) -> dict[str, Any]:
    assert (refactor["Status"], refactor["ExecutionStatus"]) == ("CREATE_COMPLETE", "AVAILABLE"), refactor
    cloud.stacks.execute_stack_refactor(StackRefactorId=refactor["StackRefactorId"])
    deadline = time.monotonic() + 30
    while True:
        found = cloud.stacks.describe_stack_refactor(StackRefactorId=refactor["StackRefactorId"])
        if found["ExecutionStatus"] != "EXECUTE_IN_PROGRESS":
            return found
        assert time.monotonic() < deadline, found
        time.sleep(0.05)


def _renamed(template: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    return json.loads(json.dumps(template).replace(f'"{old}"', f'"{new}"'))


def test_a_resource_gets_another_name(cloud: Cloud, stacks: dict[str, str]) -> None:
    messaging = stacks["Messaging"]
    before = cloud.resources(messaging)
    refactor = _refactor(cloud, {messaging: _renamed(MESSAGING, "Queue", "Orders")}, ((messaging, "Queue"), (messaging, "Orders")))
    action, = cloud.stacks.list_stack_refactor_actions(StackRefactorId=refactor["StackRefactorId"])["StackRefactorActions"]
    assert (action["Action"], action["PhysicalResourceId"], action["Detection"]) == ("MOVE", before["Queue"], "MANUAL")
    assert cloud.resources(messaging) == before, "nothing happens before it is executed"
    assert _execute(cloud, refactor)["ExecutionStatus"] == "EXECUTE_COMPLETE"
    assert cloud.resources(messaging) == {"Orders": before["Queue"], "Topic": before["Topic"]}
    assert list(cloud.stacks.get_template(StackName=messaging)["TemplateBody"]["Resources"]) == ["Orders", "Topic"]
    assert cloud.outputs("shop")["Url"] == before["Queue"]
    assert cloud.stacks.list_stack_refactors(ExecutionStatusFilter=["EXECUTE_COMPLETE"])["StackRefactorSummaries"][-1]["Description"] == "a test"


def test_a_resource_gets_another_stack(cloud: Cloud, stacks: dict[str, str]) -> None:
    messaging, data = stacks["Messaging"], stacks["Data"]
    before = cloud.resources(messaging)
    source = copy.deepcopy(MESSAGING)
    del source["Resources"]["Queue"]
    source["Outputs"] = {"QueueUrl": {"Value": before["Queue"]}}
    destination = {"Resources": {**DATA["Resources"], "Orders": QUEUE}, "Outputs": {"OrdersUrl": {"Value": {"Ref": "Orders"}}}}
    refactor = _refactor(cloud, {messaging: source, data: destination}, ((messaging, "Queue"), (data, "Orders")))
    _execute(cloud, refactor)
    assert cloud.resources(data)["Orders"] == before["Queue"]
    assert "Queue" not in cloud.resources(messaging)
    assert cloud.outputs(data) == {"OrdersUrl": before["Queue"]}
    sqs = cloud.client("sqs")
    assert sqs.get_queue_attributes(QueueUrl=before["Queue"], AttributeNames=["VisibilityTimeout"])["Attributes"]["VisibilityTimeout"] == "40"
    # The stack that it is in now updates it, and none is made.
    destination["Resources"]["Orders"] = {**QUEUE, "Properties": {"VisibilityTimeout": 50}}
    template = cloud.stacks.get_template(StackName="shop")["TemplateBody"]
    template["Resources"]["Messaging"]["Properties"]["TemplateURL"] = cloud.put("messaging-2.json", source)
    template["Resources"]["Data"]["Properties"]["TemplateURL"] = cloud.put("data-2.json", destination)
    assert cloud.update("shop", dict(template))["StackStatus"] == "UPDATE_COMPLETE"
    assert cloud.resources(data)["Orders"] == before["Queue"]
    assert sqs.get_queue_attributes(QueueUrl=before["Queue"], AttributeNames=["VisibilityTimeout"])["Attributes"]["VisibilityTimeout"] == "50"


def test_a_nested_stack_gets_another_name(cloud: Cloud, stacks: dict[str, str]) -> None:
    template = json.loads(json.dumps(cloud.stacks.get_template(StackName="shop")["TemplateBody"]))
    outputs = cloud.outputs("shop")
    refactor = _refactor(cloud, {"shop": _renamed(template, "Messaging", "Queues")}, (("shop", "Messaging"), ("shop", "Queues")))
    _execute(cloud, refactor)
    assert cloud.resources("shop")["Queues"] == stacks["Messaging"]
    assert cloud.outputs("shop") == outputs


@pytest.mark.parametrize("change, reason", [
    (lambda template: template["Resources"]["Orders"]["Properties"].update(VisibilityTimeout=50), "does not match the destination resource's properties"),
    (lambda template: template["Resources"].update(New=TOPIC), "does not permit creation of resources"),
    (lambda template: template["Resources"].pop("Topic"), "does not permit deletion of resources"),
    (lambda template: template.update(Parameters={"New": {"Type": "String", "Default": "x"}}), "does not permit to change or add parameters"),
    (lambda template: template.update(Mappings={"New": {"a": {"b": "c"}}}), "does not permit to change or add mappings"),
    (lambda template: template.update(Resources={}), "has no resources after the refactor"),
])
def test_nothing_else_changes_with_it(cloud: Cloud, stacks: dict[str, str], change: Any, reason: str) -> None:
    messaging = stacks["Messaging"]
    template = _renamed(MESSAGING, "Queue", "Orders")
    change(template)
    refactor = _refactor(cloud, {messaging: template}, ((messaging, "Queue"), (messaging, "Orders")))
    assert (refactor["Status"], refactor["ExecutionStatus"]) == ("CREATE_FAILED", "UNAVAILABLE")
    assert reason in refactor["StatusReason"]
    with pytest.raises(ClientError, match="cannot be executed in its current execution status of \\[UNAVAILABLE\\]"):
        cloud.stacks.execute_stack_refactor(StackRefactorId=refactor["StackRefactorId"])


def test_some_types_and_stacks_with_a_policy_are_refused(cloud: Cloud) -> None:
    template = {"Resources": {"Address": {"Type": "AWS::EC2::EIP"}, "Topic": TOPIC}}
    cloud.create("plain", template)
    refactor = _refactor(cloud, {"plain": _renamed(template, "Address", "Ip")}, (("plain", "Address"), ("plain", "Ip")))
    assert refactor["StatusReason"] == "Stack Refactor does not support AWS::EC2::EIP"
    cloud.stacks.set_stack_policy(StackName="plain", StackPolicyBody=json.dumps({"Statement": []}))
    refactor = _refactor(cloud, {"plain": _renamed(template, "Topic", "Orders")}, (("plain", "Topic"), ("plain", "Orders")))
    assert "does not support stacks with a stack policy" in refactor["StatusReason"]
    cloud.delete("plain")


def test_another_change_makes_it_void(cloud: Cloud, stacks: dict[str, str]) -> None:
    messaging = stacks["Messaging"]

    def refactor(name: str) -> dict[str, Any]:
        return _refactor(cloud, {messaging: _renamed(MESSAGING, "Queue", name)}, ((messaging, "Queue"), (messaging, name)))

    first, second = refactor("Orders"), refactor("Invoices")
    _execute(cloud, second)
    assert cloud.stacks.describe_stack_refactor(StackRefactorId=first["StackRefactorId"])["ExecutionStatus"] == "OBSOLETE"


def test_what_there_is_not(cloud: Cloud) -> None:
    with pytest.raises(ClientError, match="does not exist"):
        cloud.stacks.describe_stack_refactor(StackRefactorId="none")
    with pytest.raises(ClientError, match="Stack with id none does not exist"):
        _refactor(cloud, {"none": DATA})
