"""Stacks that are stuck after a failure, and what leads out of that."""

from __future__ import annotations

import json
import time
import urllib.request

import pytest
from botocore.exceptions import ClientError
from cloud import Cloud

NAME = "stuck-orders"


@pytest.fixture(scope="module", autouse=True)
def bucket(cloud: Cloud) -> None:
    cloud.put_templates()


@pytest.fixture(autouse=True)
def nothing_is_left(cloud: Cloud):
    yield
    for stack in cloud.stacks.describe_stacks()["Stacks"]:
        if "ParentId" not in stack:
            cloud.delete(stack["StackName"])
    assert cloud.inventory() == {}


def _orders(delay: int, *, waits: bool = False) -> dict:
    queue = {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": NAME, "DelaySeconds": delay}}
    if not waits:
        return {"Resources": {"Queue": queue}}
    return {"Resources": {
        "Queue": queue, "Handle": {"Type": "AWS::CloudFormation::WaitConditionHandle"},
        "Wait": {"Type": "AWS::CloudFormation::WaitCondition", "DependsOn": "Queue",
                 "Properties": {"Handle": {"Ref": "Handle"}, "Timeout": "60", "Count": 1}}}}


def _root(cloud: Cloud, key: str, template: dict) -> dict:
    return {"Resources": {"Orders": {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": cloud.put(key, template)}}}}


def _stick(cloud: Cloud) -> tuple[str, str]:
    """An update whose rollback fails, because the queue that it changed was deleted meanwhile: the nested stack, and the queue's address."""
    cloud.create("stuck", _root(cloud, "orders-1.json", _orders(1)))
    nested = cloud.resources("stuck")["Orders"]
    url = cloud.resources(nested)["Queue"]
    cloud.stacks.update_stack(StackName="stuck", TemplateBody=json.dumps(_root(cloud, "orders-2.json", _orders(2, waits=True))))
    deadline = time.monotonic() + 20
    while "Wait" not in [name for name, _, _ in cloud.events(nested)]:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    cloud.client("sqs").delete_queue(QueueUrl=url)
    signal = json.dumps({"Status": "FAILURE", "UniqueId": "1", "Data": "d", "Reason": "no"}).encode()
    urllib.request.urlopen(urllib.request.Request(cloud.resources(nested)["Handle"], data=signal, method="PUT", headers={"Content-Type": ""}))
    assert cloud.settled("stuck")["StackStatus"] == "UPDATE_ROLLBACK_FAILED"
    assert cloud.describe(nested)["StackStatus"] == "UPDATE_ROLLBACK_FAILED"
    return nested, url


def test_what_was_put_right_is_rolled_back(cloud: Cloud) -> None:
    nested, _ = _stick(cloud)
    cloud.stacks.continue_update_rollback(StackName="stuck")
    assert cloud.settled("stuck")["StackStatus"] == "UPDATE_ROLLBACK_FAILED"
    url = cloud.client("sqs").create_queue(QueueName=NAME)["QueueUrl"]
    cloud.stacks.continue_update_rollback(StackName="stuck")
    assert cloud.settled("stuck")["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    assert cloud.describe(nested)["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    attributes = cloud.client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=["DelaySeconds"])["Attributes"]
    assert attributes == {"DelaySeconds": "1"}


def test_what_is_skipped_is_named_with_its_stack(cloud: Cloud) -> None:
    nested, _ = _stick(cloud)
    name = nested.split("/")[1]
    for wrong in ("Queue", f"{name}.Wait", "other.Queue"):
        with pytest.raises(ClientError, match="cannot be skipped"):
            cloud.stacks.continue_update_rollback(StackName="stuck", ResourcesToSkip=[wrong])
    cloud.stacks.continue_update_rollback(StackName="stuck", ResourcesToSkip=[f"{name}.Queue"])
    assert cloud.settled("stuck")["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    assert ("Queue", "UPDATE_COMPLETE", "Resource rollback skipped by user") in cloud.events(nested)
