"""Cloud Control's GetResource answers with what there is, whoever made it."""

from __future__ import annotations

import json

import pytest
from botocore.exceptions import ClientError
from cloud import Cloud


def test_a_queue_that_nobody_declared_is_read_with_what_aws_sets(cloud: Cloud) -> None:
    sqs = cloud.client("sqs")
    url = sqs.create_queue(QueueName="controlled", Attributes={"DelaySeconds": "7"}, tags={"Team": "shop"})["QueueUrl"]
    control = cloud.client("cloudcontrol")
    answer = control.get_resource(TypeName="AWS::SQS::Queue", Identifier=url)
    properties = json.loads(answer["ResourceDescription"]["Properties"])
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    assert (properties["DelaySeconds"], properties["QueueUrl"], properties["Arn"]) == (7, url, arn)
    assert properties["Tags"] == [{"Key": "Team", "Value": "shop"}]
    sqs.delete_queue(QueueUrl=url)


def test_what_does_not_exist_is_not_found_and_nothing_else_is_answered(cloud: Cloud) -> None:
    control = cloud.client("cloudcontrol")
    with pytest.raises(ClientError) as error:
        control.get_resource(TypeName="AWS::DynamoDB::Table", Identifier="none")
    assert error.value.response["Error"]["Code"] == "ResourceNotFoundException"
    with pytest.raises(ClientError) as error:
        control.delete_resource(TypeName="AWS::DynamoDB::Table", Identifier="none")
    assert error.value.response["Error"]["Code"] == "UnsupportedActionException"
