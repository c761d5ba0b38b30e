"""Stack operations on small templates: rollback, nesting, change sets, exports, refusals."""

from __future__ import annotations

import json
import threading
import time
import urllib.request

import pytest
from botocore.exceptions import ClientError
from cloud import BUCKET, Cloud

QUEUE = {"Type": "AWS::SQS::Queue"}
BAD = {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": "vpc-0123456789abcdef0", "CidrBlock": "10.0.0.0/24"}}


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


def _stack(url: str, **parameters: object) -> dict:
    return {"Type": "AWS::CloudFormation::Stack",
            "Properties": {"TemplateURL": url, **({"Parameters": parameters} if parameters else {})}}


def _statuses(cloud: Cloud, stack: str, logical_id: str) -> list[str]:
    return [status for name, status, _ in cloud.events(stack) if name == logical_id]


def _actions(described: dict) -> dict[str, tuple[str, str | None]]:
    return {change["ResourceChange"]["LogicalResourceId"]:
            (change["ResourceChange"]["Action"], change["ResourceChange"].get("Replacement"))
            for change in described["Changes"]}


# Failing creates

def test_a_failing_create_names_the_cause_and_leaves_nothing(cloud: Cloud) -> None:
    stack = cloud.create("flat", {"Resources": {"Queue": QUEUE, "Bad": {**BAD, "DependsOn": "Queue"}}})
    assert stack["StackStatus"] == "ROLLBACK_COMPLETE"
    assert "The following resource(s) failed to create: [Bad]." in stack["StackStatusReason"]
    events = cloud.events("flat")
    assert ("flat", "ROLLBACK_IN_PROGRESS",
            "The following resource(s) failed to create: [Bad]. Rollback requested by user.") in events
    assert any(name == "Bad" and status == "CREATE_FAILED" and "does not exist" in reason
               for name, status, reason in events)
    assert cloud.resources("flat") == {}
    assert cloud.client("sqs").list_queues().get("QueueUrls", []) == []
    with pytest.raises(ClientError, match="already exists"):
        cloud.create("flat", {"Resources": {"Queue": QUEUE}})
    with pytest.raises(ClientError, match="is in ROLLBACK_COMPLETE state and can not be updated"):
        cloud.change_set("flat", {"Resources": {"Queue": QUEUE}})


def test_a_failing_grandchild_is_explained_at_every_level(cloud: Cloud) -> None:
    bottom = cloud.put("bottom.json", {"Resources": {"Queue": QUEUE, "Bad": {**BAD, "DependsOn": "Queue"}}})
    middle = cloud.put("middle.json", {"Resources": {"Queue": QUEUE, "Bottom": {**_stack(bottom), "DependsOn": "Queue"}}})
    stack = cloud.create("top", {"Resources": {"Queue": QUEUE, "Middle": {**_stack(middle), "DependsOn": "Queue"}}})
    assert stack["StackStatus"] == "ROLLBACK_COMPLETE"
    assert cloud.client("sqs").list_queues().get("QueueUrls", []) == []
    children = {summary["StackName"].split("-")[-2]: summary for summary in cloud.stacks.list_stacks()["StackSummaries"]
                if summary["StackName"].startswith("top-")}
    assert {child["StackStatus"] for child in children.values()} == {"DELETE_COMPLETE"}
    reason, = [reason for name, status, reason in cloud.events("top") if (name, status) == ("Middle", "CREATE_FAILED")]
    assert reason == (f"Embedded stack {children['Middle']['StackId']} was not successfully created: "
                      "The following resource(s) failed to create: [Bottom].")
    reason, = [reason for name, status, reason in cloud.events(children["Middle"]["StackId"])
               if (name, status) == ("Bottom", "CREATE_FAILED")]
    assert reason == (f"Embedded stack {children['Bottom']['StackId']} was not successfully created: "
                      "The following resource(s) failed to create: [Bad].")
    reason, = [reason for name, status, reason in cloud.events(children["Bottom"]["StackId"])
               if (name, status) == ("Bad", "CREATE_FAILED")]
    assert reason.startswith("The vpc ID 'vpc-0123456789abcdef0' does not exist")


def test_a_nested_stack_may_be_called_as_its_parent_is(cloud: Cloud) -> None:
    bad = cloud.put("bad.json", {"Resources": {"Same": BAD}})
    stack = cloud.create("Same", {"Resources": {"Same": _stack(bad)}})
    assert (stack["StackStatus"], "[Same]" in stack["StackStatusReason"]) == ("ROLLBACK_COMPLETE", True)


def test_a_sibling_stack_goes_when_another_fails(cloud: Cloud) -> None:
    good = cloud.put("good.json", {"Resources": {"Queue": QUEUE}, "Outputs": {"Url": {"Value": {"Ref": "Queue"}}}})
    bad = cloud.put("bad.json", {"Resources": {"Bad": BAD}})
    stack = cloud.create("siblings", {"Resources": {"A": _stack(good), "B": {**_stack(bad), "DependsOn": "A"}}})
    assert stack["StackStatus"] == "ROLLBACK_COMPLETE"
    assert _statuses(cloud, "siblings", "A") == [
        "CREATE_IN_PROGRESS", "CREATE_IN_PROGRESS", "CREATE_COMPLETE", "DELETE_IN_PROGRESS", "DELETE_COMPLETE"]


def test_without_rollback_a_failed_child_stays_until_the_parent_is_deleted(cloud: Cloud) -> None:
    bad = cloud.put("bad.json", {"Resources": {"Queue": QUEUE, "Bad": {**BAD, "DependsOn": "Queue"}}})
    cloud.stacks.create_stack(StackName="kept", TemplateBody=json.dumps({"Resources": {"A": _stack(bad)}}),
                              DisableRollback=True)
    assert cloud.settled("kept")["StackStatus"] == "CREATE_FAILED"
    assert len(cloud.client("sqs").list_queues()["QueueUrls"]) == 1


def test_a_missing_template_is_one_reason(cloud: Cloud) -> None:
    url = f"https://s3.amazonaws.com/{BUCKET}/missing.json"
    cloud.create("missing", {"Resources": {"A": _stack(url)}})
    reason, = [reason for name, status, reason in cloud.events("missing") if (name, status) == ("A", "CREATE_FAILED")]
    assert url in reason


def test_capabilities_are_asked_for(cloud: Cloud) -> None:
    role = {"Resources": {"Role": {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {}}}}}
    with pytest.raises(ClientError, match="Requires capabilities : \\[CAPABILITY_IAM\\]"):
        cloud.stacks.create_stack(StackName="iam", TemplateBody=json.dumps(role))


# Parameters, rules, conditions

@pytest.mark.parametrize(("definition", "value", "message"), [
    ({"Type": "String", "AllowedValues": ["a", "b"]}, "c", "AllowedValues"),
    ({"Type": "String", "AllowedPattern": "[a-z]+"}, "A1", "\\[a-z\\]\\+"),
    ({"Type": "Number", "MinValue": 1, "MaxValue": 4}, "5", "4"),
    ({"Type": "String", "MinLength": 8}, "short", "8"),
    ({"Type": "Number"}, "many", "Number"),
])
def test_parameter_constraints_are_enforced(cloud: Cloud, definition: dict, value: str, message: str) -> None:
    template = {"Parameters": {"P": definition}, "Resources": {"Queue": QUEUE}}
    with pytest.raises(ClientError, match=message) as error:
        cloud.create("constrained", template, P=value)
    assert error.value.response["Error"]["Code"] == "ValidationError"


def test_a_parameter_that_no_template_declares_is_refused(cloud: Cloud) -> None:
    with pytest.raises(ClientError, match="do not exist in the template"):
        cloud.create("unknown", {"Resources": {"Queue": QUEUE}}, Nobody="x")


def test_rules_are_asserted(cloud: Cloud) -> None:
    template = {"Parameters": {"E": {"Type": "String"}}, "Resources": {"Queue": QUEUE},
                "Rules": {"R": {"Assertions": [{"Assert": {"Fn::Contains": [["dev"], {"Ref": "E"}]},
                                                "AssertDescription": "only dev"}]}}}
    with pytest.raises(ClientError, match="only dev"):
        cloud.create("rules", template, E="prod")


def test_conditions_see_pseudo_parameters_mappings_and_booleans(cloud: Cloud) -> None:
    template = {
        "Parameters": {"Flag": {"Type": "String", "Default": "true"}},
        "Mappings": {"Size": {"eu-west-3": {"Large": True}}},
        "Conditions": {
            "Here": {"Fn::Equals": [{"Ref": "AWS::Region"}, "eu-west-3"]},
            "Large": {"Fn::Equals": [{"Fn::FindInMap": ["Size", {"Ref": "AWS::Region"}, "Large"]}, "true"]},
            "Both": {"Fn::And": [{"Condition": "Here"}, {"Condition": "Large"}]},
            "Flagged": {"Fn::Equals": [{"Ref": "Flag"}, True]},
            "Never": {"Fn::Not": [{"Fn::Or": [{"Condition": "Both"}, {"Condition": "Flagged"}]}]},
        },
        "Resources": {"On": {**QUEUE, "Condition": "Both"}, "Off": {**QUEUE, "Condition": "Never"},
                      "Flagged": {**QUEUE, "Condition": "Flagged"}},
    }
    cloud.create("conditions", template)
    assert sorted(cloud.resources("conditions")) == ["Flagged", "On"]


def test_validate_template(cloud: Cloud) -> None:
    answer = cloud.stacks.validate_template(TemplateBody=json.dumps(
        {"Description": "d", "Parameters": {"P": {"Type": "String"}}, "Resources": {"Queue": QUEUE}}))
    assert answer["Description"] == "d" and answer["Parameters"][0]["ParameterKey"] == "P"
    with pytest.raises(ClientError, match="AWS::SQS::Que"):
        cloud.stacks.validate_template(TemplateBody=json.dumps({"Resources": {"Queue": {"Type": "AWS::SQS::Que"}}}))


def test_an_identifier_of_another_kind_is_refused(cloud: Cloud) -> None:
    template = {"Resources": {"Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}},
                              "Routes": {"Type": "AWS::EC2::RouteTable", "Properties": {"VpcId": {"Ref": "Group"}}},
                              "Group": {"Type": "AWS::EC2::SecurityGroup",
                                        "Properties": {"GroupDescription": "g", "VpcId": {"Ref": "Vpc"}}}}}
    cloud.create("kinds", template)
    assert any(name == "Routes" and 'expecting "vpc-' in reason for name, _, reason in cloud.events("kinds"))


@pytest.mark.parametrize(("block", "message"), [("10.1.0.0/24", "InvalidSubnet.Range"),
                                                ("10.0.0.128/25", "InvalidSubnet.Conflict")])
def test_a_subnet_must_fit(cloud: Cloud, block: str, message: str) -> None:
    subnet = {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.0.0.0/24"}}
    second = {"Type": "AWS::EC2::Subnet", "DependsOn": "A",
              "Properties": {"VpcId": {"Ref": "Vpc"}, "CidrBlock": block}}
    cloud.create("fit", {"Resources": {"Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}},
                                       "A": subnet, "B": second}})
    assert any(name == "B" and message in reason for name, _, reason in cloud.events("fit"))


# Updates and change sets

def test_an_update_reports_only_what_it_touches(cloud: Cloud) -> None:
    template = {"Resources": {"A": {**QUEUE, "Properties": {"DelaySeconds": 1}}, "B": QUEUE, "Gone": QUEUE}}
    cloud.create("touch", template)
    before = cloud.resources("touch")
    del template["Resources"]["Gone"]
    template["Resources"]["A"]["Properties"]["DelaySeconds"] = 2
    cloud.update("touch", template)
    begin = [index for index, event in enumerate(cloud.events("touch")) if event[:2] == ("touch", "UPDATE_IN_PROGRESS")]
    assert [event[:2] for event in cloud.events("touch")[begin[-1]:]] == [
        ("touch", "UPDATE_IN_PROGRESS"), ("A", "UPDATE_IN_PROGRESS"), ("A", "UPDATE_COMPLETE"),
        ("touch", "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"), ("Gone", "DELETE_IN_PROGRESS"), ("Gone", "DELETE_COMPLETE"),
        ("touch", "UPDATE_COMPLETE")]
    assert cloud.resources("touch") == {"A": before["A"], "B": before["B"]}
    with pytest.raises(ClientError, match="No updates are to be performed"):
        cloud.update("touch", template)


def test_a_change_set_tells_add_modify_replace_and_remove_apart(cloud: Cloud) -> None:
    group = {"Type": "AWS::EC2::SecurityGroup", "Properties": {"GroupDescription": "one"}}
    rule = {"Type": "AWS::EC2::SecurityGroupIngress",
            "Properties": {"GroupId": {"Ref": "Group"}, "IpProtocol": "tcp", "FromPort": 80, "ToPort": 80,
                           "CidrIp": "10.0.0.0/8"}}
    cloud.create("kinds", {"Resources": {"Group": group, "Rule": rule, "Gone": QUEUE, "Same": QUEUE,
                                         "Queue": {**QUEUE, "Properties": {"DelaySeconds": 1}}}})
    changed = {"Resources": {"Group": {**group, "Properties": {"GroupDescription": "two"}}, "Rule": rule, "Same": QUEUE,
                             "Queue": {**QUEUE, "Properties": {"DelaySeconds": 2}}, "New": QUEUE}}
    described = cloud.change_set("kinds", changed)
    assert _actions(described) == {
        "Group": ("Modify", "True"), "Rule": ("Modify", "True"), "Gone": ("Remove", None),
        "Queue": ("Modify", "False"), "New": ("Add", None)}
    cloud.stacks.execute_change_set(ChangeSetName="change", StackName="kinds")
    assert cloud.settled("kinds")["StackStatus"] == "UPDATE_COMPLETE"


def test_what_replaces_a_resource_is_known_of_every_type(cloud: Cloud) -> None:
    def template(partition: str, runtime: str) -> dict:
        return {"Resources": {
            "Namespace": {"Type": "AWS::ServiceDiscovery::HttpNamespace", "Properties": {"Name": partition}},
            "Key": {"Type": "AWS::ApiGateway::ApiKey", "Properties": {"Name": partition, "Enabled": runtime == "b"}}}}

    cloud.create("types", template("one", "a"))
    described = cloud.change_set("types", template("two", "a"))
    assert _actions(described) == {"Namespace": ("Modify", "True"), "Key": ("Modify", "True")}
    described = cloud.change_set("types", template("one", "b"), "other")
    assert _actions(described) == {"Key": ("Modify", "False")}


def test_a_change_set_follows_conditions(cloud: Cloud) -> None:
    template = {"Parameters": {"Extra": {"Type": "String", "Default": "no"}},
                "Conditions": {"Wanted": {"Fn::Equals": [{"Ref": "Extra"}, "yes"]}},
                "Resources": {"Queue": QUEUE, "Second": {**QUEUE, "Condition": "Wanted"}}}
    cloud.create("switch", template)
    assert _actions(cloud.change_set("switch", template, "on", Extra="yes")) == {"Second": ("Add", None)}
    cloud.stacks.execute_change_set(ChangeSetName="on", StackName="switch")
    cloud.settled("switch")
    assert _actions(cloud.change_set("switch", template, "off", Extra="no")) == {"Second": ("Remove", None)}


def test_a_secret_parameter_never_shows_in_a_change_set(cloud: Cloud) -> None:
    template = {"Parameters": {"Password": {"Type": "String", "NoEcho": True}},
                "Resources": {"P": {"Type": "AWS::SSM::Parameter",
                                    "Properties": {"Type": "String", "Value": {"Ref": "Password"}}}}}
    cloud.create("secret", template, Password="first-secret")
    described = cloud.change_set("secret", template, Password="second-secret")
    assert _actions(described) == {"P": ("Modify", "False")}
    assert "-secret" not in json.dumps({**described, "ResponseMetadata": {}}, default=str)


def test_a_change_set_tells_a_stored_value_from_its_name(cloud: Cloud) -> None:
    store = cloud.client("ssm")
    store.put_parameter(Name="/sizes/web", Value="3", Type="String")
    template = {"Parameters": {"Size": {"Type": "AWS::SSM::Parameter::Value<String>"}},
                "Resources": {"P": {"Type": "AWS::SSM::Parameter",
                                    "Properties": {"Type": "String", "Value": {"Ref": "Size"}}}}}
    described = cloud.change_set("stored", template, kind="CREATE", Size="/sizes/web")
    assert described["Parameters"] == [
        {"ParameterKey": "Size", "ParameterValue": "/sizes/web", "ResolvedValue": "3"}]
    cloud.delete("stored")
    store.delete_parameter(Name="/sizes/web")


def test_a_new_stack_is_reviewed_level_by_level(cloud: Cloud) -> None:
    child = cloud.put("child.json", {"Resources": {"Queue": QUEUE, "Other": QUEUE}})
    described = cloud.change_set("fresh", {"Resources": {"Child": _stack(child), "Queue": QUEUE}}, kind="CREATE",
                                 nested=True)
    assert described["Status"] == "CREATE_COMPLETE" and described["IncludeNestedStacks"]
    assert cloud.describe("fresh")["StackStatus"] == "REVIEW_IN_PROGRESS"
    nested = [change["ResourceChange"] for change in described["Changes"]
              if change["ResourceChange"]["LogicalResourceId"] == "Child"][0]["ChangeSetId"]
    assert _actions(cloud.stacks.describe_change_set(ChangeSetName=nested)) == {
        "Queue": ("Add", None), "Other": ("Add", None)}
    with pytest.raises(ClientError, match="executed with its root"):
        cloud.stacks.execute_change_set(ChangeSetName=nested)
    cloud.stacks.execute_change_set(ChangeSetName="change", StackName=cloud.describe("fresh")["StackId"])
    assert cloud.settled("fresh")["StackStatus"] == "CREATE_COMPLETE"


def test_a_change_two_levels_down_reaches_the_top_and_its_outputs_only_when_they_change(cloud: Cloud) -> None:
    def bottom(delay: int) -> dict:
        return {"Resources": {"Queue": {**QUEUE, "Properties": {"DelaySeconds": delay}}},
                "Outputs": {"Url": {"Value": {"Ref": "Queue"}}, "Delay": {"Value": str(delay)}}}

    def middle(url: str) -> dict:
        return {"Resources": {"Bottom": _stack(url)},
                "Outputs": {name: {"Value": {"Fn::GetAtt": ["Bottom", f"Outputs.{name}"]}} for name in ("Url", "Delay")}}

    def top(url: str) -> dict:
        return {"Resources": {
            "Middle": _stack(url),
            **{name: {"Type": "AWS::SSM::Parameter", "Properties": {
                "Type": "String", "Value": {"Fn::GetAtt": ["Middle", f"Outputs.{name}"]}}} for name in ("Url", "Delay")}}}

    first = top(cloud.put("m1.json", middle(cloud.put("b1.json", bottom(1)))))
    second = top(cloud.put("m2.json", middle(cloud.put("b2.json", bottom(2)))))
    cloud.create("deep", first)
    described = cloud.change_set("deep", second)
    assert _actions(described) == {"Middle": ("Modify", "False"), "Delay": ("Modify", "False")}
    cloud.stacks.execute_change_set(ChangeSetName="change", StackName="deep")
    assert cloud.settled("deep")["StackStatus"] == "UPDATE_COMPLETE"
    name = cloud.resources("deep")["Delay"]
    assert cloud.client("ssm").get_parameter(Name=name)["Parameter"]["Value"] == "2"


def test_a_changed_output_alone_can_be_deployed(cloud: Cloud) -> None:
    cloud.create("outputs", {"Resources": {"Queue": QUEUE}})
    template = {"Resources": {"Queue": QUEUE}, "Outputs": {"Url": {"Value": {"Ref": "Queue"}}}}
    described = cloud.change_set("outputs", template)
    assert (described["Status"], described["ExecutionStatus"]) == ("CREATE_COMPLETE", "AVAILABLE")
    cloud.stacks.execute_change_set(ChangeSetName="change", StackName="outputs")
    cloud.settled("outputs")
    assert list(cloud.outputs("outputs")) == ["Url"]


def test_stack_tags_reach_nested_resources(cloud: Cloud) -> None:
    child = cloud.put("child.json", {"Resources": {"Queue": QUEUE}})
    cloud.stacks.create_stack(StackName="tagged", TemplateBody=json.dumps({"Resources": {"Child": _stack(child)}}),
                              Tags=[{"Key": "Project", "Value": "shop"}])
    cloud.settled("tagged")
    url, = cloud.client("sqs").list_queues()["QueueUrls"]
    assert cloud.client("sqs").list_queue_tags(QueueUrl=url)["Tags"]["Project"] == "shop"


# Exports

def test_exports_of_nested_stacks_can_be_imported_and_end_with_them(cloud: Cloud) -> None:
    child = cloud.put("exporter.json", {"Resources": {"Queue": QUEUE},
                                        "Outputs": {"Url": {"Value": {"Ref": "Queue"}, "Export": {"Name": "queue-url"}}}})
    cloud.create("exporter", {"Resources": {"Child": _stack(child)}})
    importer = {"Resources": {"P": {"Type": "AWS::SSM::Parameter", "Properties": {
        "Type": "String", "Value": {"Fn::ImportValue": "queue-url"}}}}}
    cloud.create("importer", importer)
    assert cloud.client("ssm").get_parameter(Name=cloud.resources("importer")["P"])["Parameter"]["Value"].endswith(
        cloud.client("sqs").list_queues()["QueueUrls"][0].rsplit("/", 1)[-1])
    stack = cloud.create("second", {"Resources": {"Child": _stack(child)}})
    assert stack["StackStatus"] == "ROLLBACK_COMPLETE"
    cloud.delete("importer")
    cloud.delete("exporter")
    assert cloud.stacks.list_exports()["Exports"] == []


# Deleting

def test_retained_resources_stay(cloud: Cloud) -> None:
    child = cloud.put("retained.json", {"Resources": {"Bucket": {"Type": "AWS::S3::Bucket", "DeletionPolicy": "Retain"}}})
    cloud.create("retain", {"Resources": {"Child": _stack(child)}})
    bucket = cloud.resources(cloud.resources("retain")["Child"])["Bucket"]
    assert cloud.delete("retain")["StackStatus"] == "DELETE_COMPLETE"
    s3 = cloud.client("s3")
    s3.head_bucket(Bucket=bucket)
    s3.delete_bucket(Bucket=bucket)


def test_a_bucket_that_is_not_empty_fails_the_delete_at_every_level(cloud: Cloud) -> None:
    child = cloud.put("full.json", {"Resources": {"Bucket": {"Type": "AWS::S3::Bucket"}}})
    cloud.create("full", {"Resources": {"Child": _stack(child)}})
    nested = cloud.resources("full")["Child"]
    bucket = cloud.resources(nested)["Bucket"]
    cloud.client("s3").put_object(Bucket=bucket, Key="k", Body=b"v")
    assert cloud.delete("full")["StackStatus"] == "DELETE_FAILED"
    assert any(name == "Bucket" and "not empty" in reason for name, _, reason in cloud.events(nested))
    assert any(name == "Child" and "[Bucket]" in reason for name, _, reason in cloud.events("full"))
    cloud.client("s3").delete_object(Bucket=bucket, Key="k")


def test_deletion_protection_of_a_database_holds(cloud: Cloud) -> None:
    def template(protected: bool) -> dict:
        return {"Resources": {"Db": {"Type": "AWS::RDS::DBInstance", "DeletionPolicy": "Delete", "Properties": {
            "Engine": "mysql", "DBInstanceClass": "db.t3.micro", "AllocatedStorage": "20", "MasterUsername": "admin",
            "ManageMasterUserPassword": True, "DeletionProtection": protected}}}}

    cloud.create("protected", template(True))
    assert cloud.delete("protected")["StackStatus"] == "DELETE_FAILED"
    assert len(cloud.client("secretsmanager").list_secrets()["SecretList"]) == 1
    name = cloud.resources("protected")["Db"]
    cloud.client("rds").modify_db_instance(DBInstanceIdentifier=name, DeletionProtection=False)


def test_what_a_refusing_resource_needs_stays(cloud: Cloud) -> None:
    subnets = {name: {"Type": "AWS::EC2::Subnet", "Properties": {
        "VpcId": {"Ref": "Vpc"}, "CidrBlock": f"10.0.{number}.0/24",
        "AvailabilityZone": {"Fn::Select": [number, {"Fn::GetAZs": ""}]}}} for number, name in enumerate("AB")}
    network = cloud.put("network.json", {
        "Resources": {"Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}}, **subnets},
        "Outputs": {"Subnets": {"Value": {"Fn::Join": [",", [{"Ref": name} for name in subnets]]}}}})
    balancer = cloud.put("balancer.json", {
        "Parameters": {"Subnets": {"Type": "CommaDelimitedList"}},
        "Resources": {"Balancer": {"Type": "AWS::ElasticLoadBalancingV2::LoadBalancer", "Properties": {
            "Subnets": {"Ref": "Subnets"},
            "LoadBalancerAttributes": [{"Key": "deletion_protection.enabled", "Value": "true"}]}}}})
    cloud.create("needs", {"Resources": {"Network": _stack(network), "Queue": QUEUE, "Edge": _stack(
        balancer, Subnets={"Fn::GetAtt": ["Network", "Outputs.Subnets"]})}})
    arn = cloud.resources(cloud.resources("needs")["Edge"])["Balancer"]
    stack = cloud.delete("needs")
    assert stack["StackStatus"] == "DELETE_FAILED" and "[Edge]" in stack["StackStatusReason"]
    assert sorted(cloud.resources("needs")) == ["Edge", "Network"]
    assert cloud.describe(cloud.resources("needs")["Network"])["StackStatus"] == "CREATE_COMPLETE"
    cloud.client("elbv2").modify_load_balancer_attributes(
        LoadBalancerArn=arn, Attributes=[{"Key": "deletion_protection.enabled", "Value": "false"}])


def test_a_database_without_password_is_refused(cloud: Cloud) -> None:
    cloud.create("open", {"Resources": {"Db": {"Type": "AWS::RDS::DBInstance", "Properties": {
        "Engine": "mysql", "DBInstanceClass": "db.t3.micro", "AllocatedStorage": "20", "MasterUsername": "admin"}}}})
    assert any(name == "Db" and "MasterUserPassword" in reason for name, _, reason in cloud.events("open"))


# While it runs

def test_progress_can_be_followed(cloud: Cloud) -> None:
    template = {"Resources": {
        "Handle": {"Type": "AWS::CloudFormation::WaitConditionHandle"},
        "Wait": {"Type": "AWS::CloudFormation::WaitCondition",
                 "Properties": {"Handle": {"Ref": "Handle"}, "Timeout": "20", "Count": 1}}}}
    child = cloud.put("slow.json", template)
    cloud.create("slow", {"Resources": {"Child": _stack(child)}}, wait=False)
    deadline = time.monotonic() + 10
    while "Wait" not in [name for nested in cloud.resources("slow").values() for name, _, _ in cloud.events(nested)]:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    # The child's identifier is there before the child is done: in the resources and in the parent's events.
    nested = cloud.resources("slow")["Child"]
    assert ("Child", "CREATE_IN_PROGRESS", "Resource creation Initiated") in cloud.events("slow")
    assert cloud.describe("slow")["StackStatus"] == cloud.describe(nested)["StackStatus"] == "CREATE_IN_PROGRESS"
    url = cloud.resources(nested)["Handle"]
    signal = json.dumps({"Status": "SUCCESS", "UniqueId": "1", "Data": "d", "Reason": "r"}).encode()
    urllib.request.urlopen(urllib.request.Request(url, data=signal, method="PUT", headers={"Content-Type": ""}))
    assert cloud.settled("slow")["StackStatus"] == "CREATE_COMPLETE"


def test_a_delete_breaks_a_create_off(cloud: Cloud) -> None:
    child = cloud.put("waiting.json", {"Resources": {
        "Handle": {"Type": "AWS::CloudFormation::WaitConditionHandle"},
        "Wait": {"Type": "AWS::CloudFormation::WaitCondition",
                 "Properties": {"Handle": {"Ref": "Handle"}, "Timeout": "600", "Count": 1}},
        "After": {**QUEUE, "DependsOn": "Wait"}}})
    cloud.create("broken", {"Resources": {"Before": QUEUE, "Child": {**_stack(child), "DependsOn": "Before"}}}, wait=False)
    deadline = time.monotonic() + 10
    while "Child" not in cloud.resources("broken"):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    nested = cloud.resources("broken")["Child"]
    stack_id = cloud.describe("broken")["StackId"]
    cloud.stacks.delete_stack(StackName="broken")
    while cloud.describe(stack_id)["StackStatus"] != "DELETE_COMPLETE":
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert cloud.describe(nested)["StackStatus"] == "DELETE_COMPLETE"
    assert "After" not in [name for name, status, _ in cloud.events(nested) if status == "CREATE_COMPLETE"]
    assert cloud.client("sqs").list_queues().get("QueueUrls", []) == []


def test_two_stacks_at_once(cloud: Cloud) -> None:
    child = cloud.put("child.json", {"Resources": {f"Queue{number}": QUEUE for number in range(5)}})
    template = {"Resources": {f"Child{number}": _stack(child) for number in range(3)}}
    names = ["one", "two", "three"]
    threads = [threading.Thread(target=cloud.create, args=(name, template), kwargs={"wait": False}) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {cloud.settled(name)["StackStatus"] for name in names} == {"CREATE_COMPLETE"}
    assert len(cloud.client("sqs").list_queues()["QueueUrls"]) == 45


# Schedules

def test_a_schedule_keeps_its_time_zone_through_updates(cloud: Cloud) -> None:
    def template(zone: str | None) -> dict:
        return {"Resources": {"Nightly": {"Type": "AWS::Scheduler::Schedule", "Properties": {
            "ScheduleExpression": "cron(0 20 ? * MON-FRI *)", "FlexibleTimeWindow": {"Mode": "OFF"},
            "Target": {"Arn": "arn:aws:scheduler:::aws-sdk:rds:stopDBInstance", "RoleArn": "arn:aws:iam::000000000000:role/r"},
            **({"ScheduleExpressionTimezone": zone} if zone else {})}}}}

    def zone() -> str:
        return cloud.client("scheduler").get_schedule(Name=cloud.resources("night")["Nightly"])["ScheduleExpressionTimezone"]

    cloud.create("night", template("Europe/Paris"))
    assert zone() == "Europe/Paris"
    cloud.update("night", template("Europe/London"))
    assert zone() == "Europe/London"
    cloud.update("night", template(None))
    assert zone() == "UTC"
