"""What policies do not allow is denied, once somebody asks for that."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError
from cloud import BUCKET, Cloud

from localcloud.access import handler_facts
from localcloud.access.credentials import Credentials
from localcloud.access.policies import Policies
from localcloud.settings import TOKEN_HEADER

ROLE = {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]}}}
QUEUES = handler_facts.actions("AWS::SQS::Queue", ("create", "read", "update", "delete"), {})
STACKS = "cloudformation:*"


@pytest.fixture(scope="module", autouse=True)
def bucket(cloud: Cloud) -> None:
    cloud.put_templates()


@pytest.fixture(autouse=True)
def everything_is_allowed_again(cloud: Cloud) -> Iterator[None]:
    yield
    _enforce(cloud, "")
    for stack in cloud.stacks.describe_stacks()["Stacks"]:
        cloud.delete(stack["StackName"])


def _enforce(cloud: Cloud, folder: str) -> None:
    own = Credentials.read(cloud.credentials_file)
    request = urllib.request.Request(f"{cloud.endpoint}/_localcloud/enforce?folder={folder}", method="POST",
                                     headers={TOKEN_HEADER: own.secret_key})
    urllib.request.urlopen(request, timeout=10).close()


def _allow(cloud: Cloud, folder: Path, execution: list[dict[str, Any]], deployment: list[dict[str, Any]] | None = None) -> None:
    anything = [{"Action": [STACKS, "iam:PassRole"], "Resource": "*"}]
    for name, statements in (("execution", execution), ("deployment", deployment or anything)):
        document = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", **statement} for statement in statements]}
        (folder / f"shop-{name}-1.json").write_text(json.dumps(document))
    _enforce(cloud, str(folder))


def _create(cloud: Cloud, resources: dict[str, Any], name: str = "shop") -> tuple[str, str]:
    """How the creation ends, and why where it fails."""
    cloud.stacks.create_stack(StackName=name, TemplateBody=json.dumps({"Resources": resources}),
                              Capabilities=["CAPABILITY_NAMED_IAM"])
    status = cloud.settled(name)["StackStatus"]
    reasons = [reason for _, status_of, reason in cloud.events(name) if status_of == "CREATE_FAILED"]
    return status, reasons[0] if reasons else ""


def test_what_is_allowed_is_made(cloud: Cloud, tmp_path: Path) -> None:
    _allow(cloud, tmp_path, [{"Action": QUEUES, "Resource": "arn:aws:sqs:eu-west-3:000000000000:shop-*"}])
    assert _create(cloud, {"Orders": {"Type": "AWS::SQS::Queue"}}) == ("CREATE_COMPLETE", "")


@pytest.mark.parametrize("missing", ["sqs:CreateQueue", "sqs:GetQueueAttributes"])
def test_an_action_that_is_missing_is_named_at_the_resource_that_wants_it(cloud: Cloud, tmp_path: Path, missing: str) -> None:
    allowed = [action for action in QUEUES if action != missing]
    _allow(cloud, tmp_path, [{"Action": allowed, "Resource": "arn:aws:sqs:eu-west-3:000000000000:shop-*"}])
    status, reason = _create(cloud, {"Orders": {"Type": "AWS::SQS::Queue"}})
    assert status == "ROLLBACK_COMPLETE"
    assert f"is not authorized to perform: {missing} on resource" in reason


def test_another_name_is_another_resource(cloud: Cloud, tmp_path: Path) -> None:
    _allow(cloud, tmp_path, [{"Action": QUEUES, "Resource": "arn:aws:sqs:eu-west-3:000000000000:shop-*"}])
    _, reason = _create(cloud, {"Orders": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "orders"}}})
    assert "on resource: arn:aws:sqs:eu-west-3:000000000000:orders" in reason


def test_other_stacks_are_left_alone(cloud: Cloud, tmp_path: Path) -> None:
    _allow(cloud, tmp_path, [{"Action": "sqs:ListQueues", "Resource": "*"}])
    assert _create(cloud, {"Orders": {"Type": "AWS::SQS::Queue"}}, "other")[0] == "CREATE_COMPLETE"


def test_a_role_is_passed_to_the_service_that_assumes_it_only(cloud: Cloud, tmp_path: Path) -> None:
    function = {"Type": "AWS::Lambda::Function", "Properties": {
        "Runtime": "python3.13", "Handler": "index.handle", "Code": {"ZipFile": "def handle(event, context): pass"},
        "Role": {"Fn::GetAtt": ["Clerk", "Arn"]}}}
    others = [{"Action": ["lambda:*", "iam:Get*", "iam:List*", "iam:CreateRole", "iam:TagRole", "iam:UntagRole", "iam:PutRolePolicy",
                          "iam:Delete*", "iam:Detach*", "iam:AttachRolePolicy", "s3:*", "ec2:*", "kms:*", "elasticfilesystem:*",
                          "s3files:*"], "Resource": "*"}]
    for service, status in (("ec2.amazonaws.com", "ROLLBACK_COMPLETE"), ("lambda.amazonaws.com", "CREATE_COMPLETE")):
        passing = {"Action": "iam:PassRole", "Resource": "arn:aws:iam::000000000000:role/shop-*",
                   "Condition": {"StringEquals": {"iam:PassedToService": service}}}
        _allow(cloud, tmp_path, [*others, passing])
        ended, reason = _create(cloud, {"Clerk": ROLE, "Worker": function})
        assert (ended, "perform: iam:PassRole" in reason) == (status, status == "ROLLBACK_COMPLETE"), reason
        _enforce(cloud, "")
        cloud.delete("shop")


def test_a_request_that_the_deployment_role_may_not_make_is_denied_in_the_services_words(cloud: Cloud, tmp_path: Path) -> None:
    _allow(cloud, tmp_path, [{"Action": QUEUES, "Resource": "*"}],
           [{"Action": "s3:ListBucket", "Resource": f"arn:aws:s3:::{BUCKET}"},
            {"Action": "cloudformation:DescribeStacks", "Resource": "arn:aws:cloudformation:eu-west-3:000000000000:stack/shop/*"}])
    cloud.client("s3").list_objects_v2(Bucket=BUCKET)
    with pytest.raises(ClientError, match="not authorized to perform: cloudformation:DescribeStacks"):
        cloud.stacks.describe_stacks(StackName="other")
    with pytest.raises(ClientError, match="AccessDenied"):
        cloud.client("s3").put_object(Bucket=BUCKET, Key="x", Body=b"")


def test_what_a_request_names_is_asked_for_its_tags(cloud: Cloud, tmp_path: Path) -> None:
    computers, databases, groups = cloud.client("ec2"), cloud.client("rds"), cloud.client("autoscaling")
    vpc = computers.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnet = computers.create_subnet(VpcId=vpc, CidrBlock="10.0.0.0/24")["Subnet"]["SubnetId"]
    computers.create_launch_template(LaunchTemplateName="clerks", LaunchTemplateData={"InstanceType": "t3.micro"})

    def make(project: str) -> str:
        tags = [{"Key": "Project", "Value": project}]
        databases.create_db_instance(DBInstanceIdentifier=project, Engine="postgres", DBInstanceClass="db.t3.micro",
                                     AllocatedStorage=20, MasterUsername="clerk", MasterUserPassword="kept-elsewhere", Tags=tags)
        groups.create_auto_scaling_group(AutoScalingGroupName=project, MinSize=0, MaxSize=1, VPCZoneIdentifier=subnet, Tags=tags,
                                         LaunchTemplate={"LaunchTemplateName": "clerks", "Version": "1"})
        return computers.run_instances(
            ImageId="ami-0123456789abcdef0", InstanceType="t3.micro", MinCount=1, MaxCount=1, SubnetId=subnet,
            TagSpecifications=[{"ResourceType": "instance", "Tags": tags}])["Instances"][0]["InstanceId"]

    own, other = make("shop"), make("till")
    changes = ["ec2:StopInstances", "ec2:CreateTags", "rds:AddTagsToResource", "rds:StopDBInstance",
               "autoscaling:UpdateAutoScalingGroup", "autoscaling:CreateOrUpdateTags"]
    _allow(cloud, tmp_path, [{"Action": QUEUES, "Resource": "*"}], [
        {"Action": changes, "Resource": "*", "Condition": {"StringEquals": {"aws:ResourceTag/Project": "shop"}}},
        {"Action": "rds:DescribeDBInstances", "Resource": "*"}])
    arns = {name: databases.describe_db_instances(DBInstanceIdentifier=name)["DBInstances"][0]["DBInstanceArn"] for name in ("shop", "till")}
    note = [{"Key": "Note", "Value": "asleep"}]

    def requests(name: str, instance: str) -> dict[str, Callable[[], Any]]:
        return {
            "ec2:StopInstances": lambda: computers.stop_instances(InstanceIds=[instance]),
            "ec2:CreateTags": lambda: computers.create_tags(Resources=[instance], Tags=note),
            "rds:AddTagsToResource": lambda: databases.add_tags_to_resource(ResourceName=arns[name], Tags=note),
            "rds:StopDBInstance": lambda: databases.stop_db_instance(DBInstanceIdentifier=name),
            "autoscaling:UpdateAutoScalingGroup": lambda: groups.update_auto_scaling_group(AutoScalingGroupName=name, MaxSize=2),
            "autoscaling:CreateOrUpdateTags": lambda: groups.create_or_update_tags(Tags=[
                {**note[0], "ResourceId": name, "ResourceType": "auto-scaling-group", "PropagateAtLaunch": False}]),
        }

    for action, request in requests("till", other).items():
        with pytest.raises(ClientError, match=f"perform: {action} on resource: arn:aws:"):
            request()
    for request in requests("shop", own).values():
        request()
    # One of several is enough to deny all.
    with pytest.raises(ClientError, match="perform: ec2:StopInstances"):
        computers.stop_instances(InstanceIds=[own, other])


def test_a_role_that_is_handed_to_cloudformation_is_passed(cloud: Cloud, tmp_path: Path) -> None:
    _allow(cloud, tmp_path, [{"Action": QUEUES, "Resource": "*"}],
           [{"Action": STACKS, "Resource": "*"},
            {"Action": "iam:PassRole", "Resource": "arn:aws:iam::000000000000:role/deployment/shop-execution"}])
    body = json.dumps({"Resources": {"Orders": {"Type": "AWS::SQS::Queue"}}})
    with pytest.raises(ClientError, match="perform: iam:PassRole on resource: arn:aws:iam::000000000000:role/admin"):
        cloud.stacks.create_stack(StackName="shop", TemplateBody=body, RoleARN="arn:aws:iam::000000000000:role/admin")


def test_a_folder_without_policies_changes_nothing(cloud: Cloud, tmp_path: Path) -> None:
    with pytest.raises(urllib.error.HTTPError):
        _enforce(cloud, str(tmp_path))
    assert _create(cloud, {"Orders": {"Type": "AWS::SQS::Queue"}})[0] == "CREATE_COMPLETE"


def test_a_property_asks_for_its_actions() -> None:
    def actions(properties: dict[str, Any]) -> list[str]:
        return handler_facts.actions("AWS::S3::Bucket", ("create",), properties)

    assert "s3:PutReplicationConfiguration" not in actions({})
    assert "s3:PutReplicationConfiguration" in actions({"ReplicationConfiguration": {"Role": "x"}})


def test_conditions_compare_texts(tmp_path: Path) -> None:
    file = tmp_path / "policy.json"
    file.write_text(json.dumps({"Statement": {"Effect": "Allow", "Action": "ec2:Delete*", "Resource": "*", "Condition": {
        "StringEquals": {"aws:ResourceTag/Project": ["shop", "till"]}}}}))
    policies = Policies.read([file])
    assert policies.allows("ec2:DeleteVpc", "x", {"aws:resourcetag/project": ["till"]})
    assert not policies.allows("ec2:DeleteVpc", "x", {"aws:resourcetag/project": ["other"]})
    assert not policies.allows("ec2:DeleteVpc", "x", {})
    assert not policies.allows("ec2:CreateVpc", "x", {"aws:resourcetag/project": ["till"]})
    assert policies.allows("ec2:DeleteVpc", None, {}), "of what nobody knows"


def test_the_policy_simulator_answers_for_each_action_and_resource_in_pages(cloud: Cloud) -> None:
    iam = cloud.client("iam")
    trust = json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"Service": "cloudformation.amazonaws.com"}, "Action": "sts:AssumeRole"}]})
    role = iam.create_role(RoleName="simulated", Path="/deployment/", AssumeRolePolicyDocument=trust)["Role"]["Arn"]
    iam.put_role_policy(RoleName="simulated", PolicyName="own", PolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": "sqs:CreateQueue", "Resource": "arn:aws:sqs:*:*:shop-*"},
        {"Effect": "Allow", "Action": "iam:PassRole", "Resource": "*",
         "Condition": {"StringEquals": {"iam:PassedToService": "lambda.amazonaws.com"}}},
        {"Effect": "Deny", "Action": "sqs:DeleteQueue", "Resource": "*"}]}))

    def decisions(*actions: str, resources: tuple[str, ...] = ("*",), context: dict[str, str] | None = None) -> list[tuple[str, ...]]:
        entries = [{"ContextKeyName": key, "ContextKeyValues": [value], "ContextKeyType": "string"}
                   for key, value in (context or {}).items()]
        pages = iam.get_paginator("simulate_principal_policy").paginate(
            PolicySourceArn=role, ActionNames=list(actions), ResourceArns=list(resources), ContextEntries=entries,
            PaginationConfig={"PageSize": 1})
        return [(result["EvalActionName"], result["EvalResourceName"], result["EvalDecision"])
                for page in pages for result in page["EvaluationResults"]]

    own, other = "arn:aws:sqs:eu-west-3:000000000000:shop-orders", "arn:aws:sqs:eu-west-3:000000000000:orders"
    assert decisions("sqs:CreateQueue", "sqs:DeleteQueue", resources=(own, other)) == [
        ("sqs:CreateQueue", own, "allowed"), ("sqs:CreateQueue", other, "implicitDeny"),
        ("sqs:DeleteQueue", own, "explicitDeny"), ("sqs:DeleteQueue", other, "explicitDeny")]
    assert decisions("iam:PassRole") == [("iam:PassRole", "*", "implicitDeny")]
    assert decisions("iam:PassRole", context={"iam:PassedToService": "lambda.amazonaws.com"}) == [("iam:PassRole", "*", "allowed")]
    with pytest.raises(ClientError, match="NoSuchEntity"):
        iam.simulate_principal_policy(PolicySourceArn=role.replace("/deployment/", "/"), ActionNames=["sqs:CreateQueue"])
    iam.delete_role_policy(RoleName="simulated", PolicyName="own")
    iam.delete_role(RoleName="simulated")
