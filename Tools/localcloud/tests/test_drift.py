"""Drift: found in a stack and in those nested in it, and brought back by a drift-aware change set."""

from __future__ import annotations

import pytest
from cloud import Cloud

NAMES = ("drifting-orders", "drifting-mail")


@pytest.fixture(scope="module", autouse=True)
def bucket(cloud: Cloud) -> None:
    cloud.put_templates()


@pytest.fixture(autouse=True)
def nothing_is_left(cloud: Cloud):
    yield
    cloud.delete("drifting")
    assert cloud.inventory() == {}


def _statuses(cloud: Cloud, stack: str) -> dict[str, str]:
    detection = cloud.stacks.detect_stack_drift(StackName=stack)["StackDriftDetectionId"]
    status = cloud.stacks.describe_stack_drift_detection_status(StackDriftDetectionId=detection)
    assert status["DetectionStatus"] == "DETECTION_COMPLETE"
    drifts = cloud.stacks.describe_stack_resource_drifts(StackName=stack)["StackResourceDrifts"]
    return {drift["LogicalResourceId"]: drift["StackResourceDriftStatus"] for drift in drifts}


def test_what_drifted_is_brought_back_in_nested_stacks_too(cloud: Cloud) -> None:
    child = cloud.put("orders.json", {"Resources": {
        name: {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": f"drifting-{name.lower()}", "DelaySeconds": 5}}
        for name in ("Orders", "Mail")}})
    template = {"Resources": {
        "Nested": {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": child}},
        "Topic": {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": "as it was"}}}}
    cloud.create("drifting", template)
    nested, topic = (cloud.resources("drifting")[name] for name in ("Nested", "Topic"))
    orders, mail = (cloud.resources(nested)[name] for name in ("Orders", "Mail"))
    sqs = cloud.client("sqs")
    sqs.set_queue_attributes(QueueUrl=orders, Attributes={"DelaySeconds": "9"})
    sqs.delete_queue(QueueUrl=mail)
    cloud.client("sns").set_topic_attributes(TopicArn=topic, AttributeName="DisplayName", AttributeValue="other")
    assert _statuses(cloud, "drifting") == {"Topic": "MODIFIED"}
    assert _statuses(cloud, nested) == {"Orders": "MODIFIED", "Mail": "DELETED"}

    plain = cloud.change_set("drifting", template, nested=True)
    assert plain["Status"] == "FAILED"
    identifier = cloud.stacks.create_change_set(
        StackName="drifting", ChangeSetName="revert", UsePreviousTemplate=True, DeploymentMode="REVERT_DRIFT",
        IncludeNestedStacks=True)["Id"]
    root = cloud.stacks.describe_change_set(ChangeSetName=identifier, IncludePropertyValues=True)
    rows = {change["ResourceChange"]["LogicalResourceId"]: change["ResourceChange"] for change in root["Changes"]}
    assert (root["Status"], root["DeploymentMode"], set(rows)) == ("CREATE_COMPLETE", "REVERT_DRIFT", {"Nested", "Topic"})
    target = rows["Topic"]["Details"][0]["Target"]
    assert (target["BeforeValue"], target["AfterValue"], target["BeforeValueFrom"]) == ("other", "as it was", "ACTUAL_STATE")
    below = cloud.stacks.describe_change_set(ChangeSetName=rows["Nested"]["ChangeSetId"])
    assert {change["ResourceChange"]["LogicalResourceId"]: change["ResourceChange"]["Action"] for change in below["Changes"]} == {
        "Orders": "Modify", "Mail": "Add"}

    cloud.stacks.execute_change_set(ChangeSetName=identifier)
    assert cloud.settled("drifting")["StackStatus"] == "UPDATE_COMPLETE"
    assert _statuses(cloud, "drifting") == {"Topic": "IN_SYNC"}
    assert _statuses(cloud, nested) == {"Orders": "IN_SYNC", "Mail": "IN_SYNC"}
