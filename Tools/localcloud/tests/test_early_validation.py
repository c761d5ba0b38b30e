"""What a change set finds before anything is made, and how it is told: in the form of AWS."""

from __future__ import annotations

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError
from cloud import REGION, Cloud
from test_aws_cli import aws

REFUSED = ("The following hook(s)/validation failed: [{}]. To troubleshoot Early Validation errors, use the DescribeEvents API for "
           "detailed failure information.")
PROPERTIES, EXISTENCE = "AWS::EarlyValidation::PropertyValidation", "AWS::EarlyValidation::ResourceExistenceCheck"


@pytest.fixture(autouse=True)
def nothing_is_left(cloud: Cloud):
    yield
    for stack in cloud.stacks.describe_stacks()["Stacks"]:
        if "ParentId" not in stack:
            cloud.delete(stack["StackName"])


def _change_set(cloud: Cloud, resources: dict[str, Any], name: str = "early", **options: Any) -> dict[str, Any]:
    return cloud.change_set(name, {"Resources": resources}, kind=options.pop("kind", "CREATE"), **options)


def _failed(cloud: Cloud, **query: str) -> list[dict[str, Any]]:
    return cloud.stacks.describe_events(Filters={"FailedEvents": True}, **query)["OperationEvents"]


def _reasons(cloud: Cloud, change_set: dict[str, Any]) -> list[tuple[str, str]]:
    return [(event["ValidationPath"], event["ValidationStatusReason"])
            for event in _failed(cloud, ChangeSetName=change_set["ChangeSetId"])]


@pytest.mark.parametrize("kind, properties, path, reason", [
    ("AWS::SQS::Queue", {"QueueNane": "orders"}, "/QueueNane", "Unsupported property [QueueNane]"),
    ("AWS::SQS::Queue", {"VisibilityTimeout": "soon"}, "/VisibilityTimeout", "#/VisibilityTimeout: expected type: Integer, found: String"),
    ("AWS::SQS::Queue", {"QueueName": {"a": 1, "b": 2}}, "/QueueName", "#/QueueName: expected type: String, found: JSONObject"),
    ("AWS::IAM::ManagedPolicy", {}, "", "Required property [PolicyDocument] not found"),
    ("AWS::S3::Bucket", {"VersioningConfiguration": {}}, "/VersioningConfiguration", "Required property [Status] not found"),
    ("AWS::S3::Bucket", {"VersioningConfiguration": {"Status": "On"}}, "/VersioningConfiguration/Status",
     "On is not a valid enum value. Supported values: [Enabled, Suspended]"),
    ("AWS::S3::Bucket", {"CorsConfiguration": {"CorsRules": [{"AllowedMethods": ["GET", "OPTIONS"], "AllowedOrigins": ["*"]}]}},
     "/CorsConfiguration/CorsRules/0/AllowedMethods/1",
     "OPTIONS is not a valid enum value. Supported values: [GET, PUT, HEAD, POST, DELETE]"),
])
def test_a_property_that_its_type_does_not_take(cloud: Cloud, kind: str, properties: dict, path: str, reason: str) -> None:
    change_set = _change_set(cloud, {"Thing": {"Type": kind, "Properties": properties}})
    assert (change_set["Status"], change_set["ExecutionStatus"]) == ("FAILED", "UNAVAILABLE")
    assert change_set["StatusReason"] == REFUSED.format(PROPERTIES)
    assert _reasons(cloud, change_set) == [(f"/Resources/Thing/Properties{path}", reason)]


def test_every_finding_is_an_event_of_one_operation(cloud: Cloud) -> None:
    change_set = _change_set(cloud, {"One": {"Type": "AWS::SQS::Queue", "Properties": {"Nonsense": 1, "Name": 2}},
                                     "Two": {"Type": "AWS::IAM::ManagedPolicy"}, "Good": {"Type": "AWS::SQS::Queue"}})
    events = _failed(cloud, ChangeSetName=change_set["ChangeSetId"])
    assert [event["LogicalResourceId"] for event in events] == ["One", "One", "Two"]
    operation, = {event["OperationId"] for event in events}
    for event in events:
        assert {key: event[key] for key in ("OperationType", "OperationStatus", "EventType", "ValidationFailureMode", "ValidationName",
                                            "ValidationStatus", "StackId")} == {
            "OperationType": "CREATE_CHANGESET", "OperationStatus": "FAILED", "EventType": "VALIDATION_ERROR",
            "ValidationFailureMode": "FAIL", "ValidationName": "PROPERTY_VALIDATION", "ValidationStatus": "FAILED",
            "StackId": change_set["StackId"]}
    assert _failed(cloud, OperationId=operation) == _failed(cloud, StackName="early") == events
    assert _failed(cloud, StackName="early", ChangeSetName=change_set["ChangeSetName"]) == events
    with pytest.raises(ClientError, match="One of ChangeSetName, OperationId or StackName must be specified"):
        _failed(cloud, ChangeSetName=change_set["ChangeSetName"])
    with pytest.raises(ClientError, match="cannot be executed in its current execution status of \\[UNAVAILABLE\\]"):
        cloud.stacks.execute_change_set(ChangeSetName=change_set["ChangeSetId"])


def test_a_name_that_is_taken(cloud: Cloud) -> None:
    cloud.client("s3").create_bucket(Bucket="taken-name", CreateBucketConfiguration={"LocationConstraint": REGION})
    cloud.client("logs").create_log_group(logGroupName="/taken")
    try:
        change_set = _change_set(cloud, {
            "Bucket": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": {"Fn::Sub": "taken-name"}}},
            "Logs": {"Type": "AWS::Logs::LogGroup", "Properties": {"LogGroupName": "/taken"}},
            "Free": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "free-name"}},
            "Policy": {"Type": "AWS::IAM::ManagedPolicy"}})
        assert change_set["StatusReason"] == REFUSED.format(f"{PROPERTIES}, {EXISTENCE}")
        names = {event["ValidationName"] for event in _failed(cloud, StackName="early")}
        assert names == {"NAME_CONFLICT_VALIDATION", "PROPERTY_VALIDATION"}
        assert _reasons(cloud, change_set)[1:] == [
            ("/Resources/Bucket", "Resource of type 'AWS::S3::Bucket' with identifier 'taken-name' already exists."),
            ("/Resources/Logs", "Resource of type 'AWS::Logs::LogGroup' with identifier '/taken' already exists.")]
    finally:
        cloud.client("s3").delete_bucket(Bucket="taken-name")
        cloud.client("logs").delete_log_group(logGroupName="/taken")


def test_what_is_not_known_or_written_in_another_way_passes(cloud: Cloud) -> None:
    change_set = _change_set(cloud, {
        "Topic": {"Type": "AWS::SNS::Topic", "Properties": {"FifoTopic": "false"}},
        "Queue": {"Type": "AWS::SQS::Queue", "Properties": {"VisibilityTimeout": "30", "DelaySeconds": 5}},
        "Alarm": {"Type": "AWS::CloudWatch::Alarm", "Properties": {
            "AlarmName": {"Fn::GetAtt": ["Queue", "QueueName"]}, "ComparisonOperator": "LessThanThreshold", "EvaluationPeriods": "1",
            "Threshold": "1.5", "AlarmActions": [{"Ref": "Topic"}]}}})
    assert (change_set["Status"], change_set["ExecutionStatus"]) == ("CREATE_COMPLETE", "AVAILABLE")
    assert _failed(cloud, ChangeSetName=change_set["ChangeSetId"]) == []


def test_an_update_is_validated_and_leaves_the_stack_alone(cloud: Cloud) -> None:
    stack = cloud.create("early", {"Resources": {"Queue": {"Type": "AWS::SQS::Queue"}}})
    change_set = _change_set(cloud, {"Queue": {"Type": "AWS::SQS::Queue", "Properties": {"Nonsense": 1}}}, kind="UPDATE")
    assert change_set["StatusReason"] == REFUSED.format(PROPERTIES)
    assert cloud.describe("early")["StackStatus"] == stack["StackStatus"] == "CREATE_COMPLETE"


def test_a_full_bucket_that_goes_is_a_warning(cloud: Cloud) -> None:
    queue = {"Queue": {"Type": "AWS::SQS::Queue"}}
    cloud.create("early", {"Resources": {**queue, "Bucket": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "full-name"}}}})
    cloud.client("s3").put_object(Bucket="full-name", Key="object", Body=b"x")
    try:
        change_set = _change_set(cloud, queue, kind="UPDATE")
        assert change_set["Status"] == "CREATE_COMPLETE"
        event, = _failed(cloud, ChangeSetName=change_set["ChangeSetId"])
        assert (event["ValidationName"], event["ValidationFailureMode"]) == ("BUCKET_EMPTINESS_VALIDATION", "WARN")
    finally:
        cloud.client("s3").delete_object(Bucket="full-name", Key="object")


def test_a_nested_stack_fails_the_change_set_above_it(cloud: Cloud) -> None:
    cloud.put_templates()
    child = cloud.put("child.json", {"Resources": {"Queue": {"Type": "AWS::SQS::Queue", "Properties": {"Nonsense": 1}}}})
    nested = {"Child": {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": child}}}
    parent = _change_set(cloud, nested, nested=True)
    below = parent["Changes"][0]["ResourceChange"]["ChangeSetId"]
    assert parent["Status"] == "FAILED"
    assert parent["StatusReason"] == f"Nested change set {below} was not successfully created: Currently in FAILED."
    assert _failed(cloud, ChangeSetName=parent["ChangeSetId"]) == []
    described = cloud.stacks.describe_change_set(ChangeSetName=below)
    assert described["StatusReason"] == REFUSED.format(PROPERTIES)
    assert _reasons(cloud, described) == [("/Resources/Queue/Properties/Nonsense", "Unsupported property [Nonsense]")]


def test_the_cli_shows_the_events(cloud: Cloud) -> None:
    change_set = _change_set(cloud, {"Queue": {"Type": "AWS::SQS::Queue", "Properties": {"Nonsense": 1}}})
    shown = json.loads(aws(cloud, "cloudformation", "describe-events", "--change-set-name", change_set["ChangeSetId"],
                           "--filters", "FailedEvents=true"))
    assert [event["ValidationPath"] for event in shown["OperationEvents"]] == ["/Resources/Queue/Properties/Nonsense"]
