"""One architecture with every resource type, through its whole life. The tests build on each other, in order."""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from datetime import datetime, timezone

import pytest
from botocore.exceptions import ClientError
from cloud import BUCKET, TEMPLATES, Cloud

ROOT = TEMPLATES / "root.yaml"
STACK = "shop"


@pytest.fixture(scope="module", autouse=True)
def deployed(cloud: Cloud) -> None:
    cloud.put_templates()
    before = cloud.inventory()
    assert before == {}
    stack = cloud.create(STACK, ROOT, Bucket=BUCKET)
    assert stack["StackStatus"] == "CREATE_COMPLETE", _failures(cloud)
    assert "StackStatusReason" not in stack or stack["StackStatusReason"] == ""


def _failures(cloud: Cloud) -> list[object]:
    return [event for stack in cloud.stacks.list_stacks()["StackSummaries"]
            for event in cloud.events(stack["StackId"]) if "FAILED" in event[1]]


def _nested(cloud: Cloud, name: str) -> dict[str, str]:
    return cloud.resources(cloud.resources(STACK)[name])


def _group(cloud: Cloud) -> dict:
    group, = cloud.client("autoscaling").describe_auto_scaling_groups(
        AutoScalingGroupNames=[cloud.outputs(STACK)["GroupName"]])["AutoScalingGroups"]
    return group


def _instances(cloud: Cloud, **state: str) -> list[dict]:
    reservations = cloud.client("ec2").describe_instances(Filters=[
        {"Name": "tag:aws:autoscaling:groupName", "Values": [cloud.outputs(STACK)["GroupName"]]},
        {"Name": "instance-state-name", "Values": ["running"]}])["Reservations"]
    return [instance for reservation in reservations for instance in reservation["Instances"]]


def _eventually(check) -> None:
    deadline = time.monotonic() + 10
    while not check():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_outputs_of_nested_stacks_reach_the_root(cloud: Cloud) -> None:
    outputs = cloud.outputs(STACK)
    assert re.fullmatch(r"localhost:\d+", outputs["Address"])
    assert re.fullmatch(r"vpc-[0-9a-f]{17}", outputs["Vpc"])
    assert outputs["DatabaseEndpoint"].endswith(".eu-west-3.rds.amazonaws.com:3306")
    assert outputs["DatabaseSecret"].startswith("arn:aws:secretsmanager:eu-west-3:")


def test_nested_stacks_name_their_parent_and_root(cloud: Cloud) -> None:
    child = cloud.describe(cloud.resources(STACK)["Network"])
    root = cloud.describe(STACK)["StackId"]
    assert (child["ParentId"], child["RootId"]) == (root, root)


def test_network_can_be_read_back_with_filters(cloud: Cloud) -> None:
    ec2, vpc = cloud.client("ec2"), cloud.outputs(STACK)["Vpc"]
    in_vpc = [{"Name": "vpc-id", "Values": [vpc]}]
    subnets = ec2.describe_subnets(Filters=in_vpc)["Subnets"]
    assert sorted(subnet["CidrBlock"] for subnet in subnets) == [f"10.0.{number}.0/24" for number in range(6)]
    assert Counter(subnet["AvailabilityZone"] for subnet in subnets) == {"eu-west-3a": 3, "eu-west-3b": 3}
    assert len(ec2.describe_nat_gateways(Filters=in_vpc)["NatGateways"]) == 1
    assert len(ec2.describe_vpc_endpoints(Filters=in_vpc)["VpcEndpoints"]) == 1
    assert len(ec2.describe_flow_logs(Filters=[{"Name": "resource-id", "Values": [vpc]}])["FlowLogs"]) == 1
    gateway, = ec2.describe_internet_gateways(Filters=[{"Name": "attachment.vpc-id", "Values": [vpc]}])["InternetGateways"]
    network = _nested(cloud, "Network")
    assert gateway["InternetGatewayId"] == network["Gateway"]
    tables = ec2.describe_route_tables(Filters=[{"Name": "route.nat-gateway-id", "Values": [network["Nat"]]}])
    assert [table["RouteTableId"] for table in tables["RouteTables"]] == [network["AppRoutes"]]
    assert ec2.describe_vpcs(Filters=[{"Name": "tag:Name", "Values": ["nothing-*"]}])["Vpcs"] == []
    address, = ec2.describe_addresses(Filters=[{"Name": "public-ip", "Values": [network["Address"]]}])["Addresses"]
    nat, = ec2.describe_nat_gateways(NatGatewayIds=[network["Nat"]])["NatGateways"]
    assert nat["NatGatewayAddresses"][0]["AllocationId"] == address["AllocationId"]
    assert address["AssociationId"]


def test_security_groups_are_chained(cloud: Cloud) -> None:
    network = _nested(cloud, "Network")

    def group(name: str) -> dict:
        found, = cloud.client("ec2").describe_security_groups(
            Filters=[{"Name": "group-id", "Values": [network[name]]}])["SecurityGroups"]
        return found

    rule, = group("AppGroup")["IpPermissions"]
    assert (rule["FromPort"], rule["UserIdGroupPairs"][0]["GroupId"]) == (80, network["BalancerGroup"])
    rule, = group("DataGroup")["IpPermissions"]
    assert (rule["FromPort"], rule["UserIdGroupPairs"][0]["GroupId"]) == (3306, network["AppGroup"])
    # A rule of its own takes the place of the rule that allows everything.
    rule, = group("BalancerGroup")["IpPermissionsEgress"]
    assert rule["UserIdGroupPairs"][0]["GroupId"] == network["AppGroup"]


def test_bucket_keeps_every_property(cloud: Cloud) -> None:
    s3, bucket = cloud.client("s3"), cloud.outputs(STACK)["Bucket"]
    assert s3.get_bucket_versioning(Bucket=bucket)["Status"] == "Enabled"
    assert all(s3.get_public_access_block(Bucket=bucket)["PublicAccessBlockConfiguration"].values())
    rule, = s3.get_bucket_encryption(Bucket=bucket)["ServerSideEncryptionConfiguration"]["Rules"]
    assert rule["ApplyServerSideEncryptionByDefault"]["SSEAlgorithm"] == "AES256"
    rule, = s3.get_bucket_lifecycle_configuration(Bucket=bucket)["Rules"]
    assert rule["NoncurrentVersionExpiration"]["NoncurrentDays"] == 90
    assert rule["Transitions"] == [{"Days": 30, "StorageClass": "STANDARD_IA"}]
    assert rule["AbortIncompleteMultipartUpload"]["DaysAfterInitiation"] == 7
    tags = {tag["Key"]: tag["Value"] for tag in s3.get_bucket_tagging(Bucket=bucket)["TagSet"]}
    assert tags["Environment"] == "local" and tags["aws:cloudformation:logical-id"] == "Bucket"
    statement, = json.loads(s3.get_bucket_policy(Bucket=bucket)["Policy"])["Statement"]
    assert statement["Effect"] == "Deny"
    rules = s3.get_bucket_ownership_controls(Bucket=bucket)["OwnershipControls"]["Rules"]
    assert rules == [{"ObjectOwnership": "BucketOwnerEnforced"}]


def test_dynamic_references_resolve(cloud: Cloud) -> None:
    name = _nested(cloud, "Storage")["Described"]
    value = cloud.client("ssm").get_parameter(Name=name)["Parameter"]["Value"]
    assert value == f"x-{cloud.outputs(STACK)['Bucket']}"


def test_dashboard_body_is_kept(cloud: Cloud) -> None:
    outputs = cloud.outputs(STACK)
    body = json.loads(cloud.client("cloudwatch").get_dashboard(DashboardName=outputs["Dashboard"])["DashboardBody"])
    properties = body["widgets"][0]["properties"]
    assert properties["title"] == "CPU Moyen" and properties["metrics"][0][3] == outputs["GroupName"]


def test_instances_are_launched_as_the_group_says(cloud: Cloud) -> None:
    instances = _instances(cloud)
    assert len(instances) == 2
    assert {instance["Placement"]["AvailabilityZone"] for instance in instances} == {"eu-west-3a", "eu-west-3b"}
    network = _nested(cloud, "Network")
    for instance in instances:
        tags = {tag["Key"]: tag["Value"] for tag in instance["Tags"]}
        assert tags["Environment"] == "local" and tags["Tier"] == "app" and "Owner" not in tags
        assert re.fullmatch(r"10\.0\.[23]\.\d+", instance["PrivateIpAddress"])
        assert not instance.get("PublicIpAddress")
        assert [group["GroupId"] for group in instance["SecurityGroups"]] == [network["AppGroup"]]
        assert instance["ImageId"].startswith("ami-") and instance["IamInstanceProfile"]["Arn"]
    volumes = cloud.client("ec2").describe_volumes(
        Filters=[{"Name": "attachment.instance-id", "Values": [instances[0]["InstanceId"]]}])["Volumes"]
    assert [(volume["Size"], volume["Encrypted"]) for volume in volumes] == [(12, True)]
    assert volumes[0]["Tags"] == [{"Key": "Disk", "Value": "root"}]


def test_load_balancer_serves_in_turn(cloud: Cloud) -> None:
    address = f"http://{cloud.outputs(STACK)['Address']}"
    pages = [cloud.get(f"{address}/") for _ in range(4)]
    assert {status for status, _ in pages} == {200}
    named = [re.search(r"<h1>(i-[0-9a-f]+)</h1>", page).group(1) for _, page in pages]
    assert Counter(named) == {instance["InstanceId"]: 2 for instance in _instances(cloud)}
    assert cloud.get(f"{address}/status") == (200, "ok\n")
    assert cloud.get(f"{address}/health")[0] == 200
    assert cloud.get(f"{address}/missing")[0] == 404
    assert cloud.get(f"{address}/teapot/small") == (418, "short")


def test_target_health(cloud: Cloud) -> None:
    health = cloud.client("elbv2").describe_target_health(TargetGroupArn=cloud.outputs(STACK)["TargetGroup"])
    assert [entry["TargetHealth"]["State"] for entry in health["TargetHealthDescriptions"]] == ["healthy"] * 2


def test_load_balancer_attributes(cloud: Cloud) -> None:
    elb = cloud.client("elbv2")
    balancer, = elb.describe_load_balancers()["LoadBalancers"]
    assert balancer["DNSName"] == cloud.outputs(STACK)["Address"]
    assert balancer["VpcId"] == cloud.outputs(STACK)["Vpc"]
    attributes = elb.describe_load_balancer_attributes(LoadBalancerArn=balancer["LoadBalancerArn"])["Attributes"]
    assert {"Key": "idle_timeout.timeout_seconds", "Value": "30"} in attributes
    group, = elb.describe_target_groups()["TargetGroups"]
    assert group["LoadBalancerArns"] == [balancer["LoadBalancerArn"]]


def test_a_stopped_instance_of_a_group_is_replaced(cloud: Cloud) -> None:
    ec2, victim = cloud.client("ec2"), _instances(cloud)[0]["InstanceId"]
    ec2.stop_instances(InstanceIds=[victim])
    running = [instance["InstanceId"] for instance in _instances(cloud)]
    assert len(running) == 2 and victim not in running


def test_suspended_processes_leave_a_stopped_instance_alone(cloud: Cloud) -> None:
    scaling, ec2, name = cloud.client("autoscaling"), cloud.client("ec2"), _group(cloud)["AutoScalingGroupName"]
    scaling.suspend_processes(AutoScalingGroupName=name)
    assert len(_group(cloud)["SuspendedProcesses"]) == 9
    victim = _instances(cloud)[0]["InstanceId"]
    ec2.stop_instances(InstanceIds=[victim])
    time.sleep(1.2)
    assert len(_instances(cloud)) == 1
    health = cloud.client("elbv2").describe_target_health(TargetGroupArn=cloud.outputs(STACK)["TargetGroup"])
    states = sorted(entry["TargetHealth"]["State"] for entry in health["TargetHealthDescriptions"])
    assert states == ["healthy", "unused"]
    ec2.start_instances(InstanceIds=[victim])
    scaling.resume_processes(AutoScalingGroupName=name)
    assert victim in [instance["InstanceId"] for instance in _instances(cloud)]


def test_a_terminated_instance_is_replaced(cloud: Cloud) -> None:
    victim = _instances(cloud)[0]["InstanceId"]
    cloud.client("ec2").terminate_instances(InstanceIds=[victim])
    assert len(_instances(cloud)) == 2
    assert victim not in [member["InstanceId"] for member in _group(cloud)["Instances"]]
    activities = cloud.client("autoscaling").describe_scaling_activities(
        AutoScalingGroupName=cloud.outputs(STACK)["GroupName"])["Activities"]
    assert any(victim in activity["Description"] for activity in activities)


def test_capacity_follows_the_api(cloud: Cloud) -> None:
    scaling, name = cloud.client("autoscaling"), cloud.outputs(STACK)["GroupName"]
    address = f"http://{cloud.outputs(STACK)['Address']}/"
    scaling.set_desired_capacity(AutoScalingGroupName=name, DesiredCapacity=4)
    assert len(_instances(cloud)) == 4
    with pytest.raises(ClientError, match="above max value 4"):
        scaling.set_desired_capacity(AutoScalingGroupName=name, DesiredCapacity=5)
    scaling.update_auto_scaling_group(AutoScalingGroupName=name, MinSize=0, MaxSize=4, DesiredCapacity=0)
    assert _instances(cloud) == [] and cloud.get(address)[0] == 503
    scaling.set_desired_capacity(AutoScalingGroupName=name, DesiredCapacity=2)
    assert cloud.get(address)[0] == 200


def test_database_password_is_managed(cloud: Cloud) -> None:
    outputs = cloud.outputs(STACK)
    secret = json.loads(cloud.client("secretsmanager").get_secret_value(SecretId=outputs["DatabaseSecret"])["SecretString"])
    assert secret["username"] == "admin" and len(secret["password"]) == 28
    instance, = cloud.client("rds").describe_db_instances(DBInstanceIdentifier=outputs["Database"])["DBInstances"]
    assert instance["MasterUserSecret"]["SecretArn"] == outputs["DatabaseSecret"]
    assert instance["MultiAZ"] and instance["StorageEncrypted"] and instance["DBSubnetGroup"]["VpcId"] == outputs["Vpc"]
    tags = {tag["Key"]: tag["Value"] for tag in instance["TagList"]}
    assert tags["Environment"] == "local"


def test_tags_of_the_database_are_added_to_those_of_its_stack(cloud: Cloud) -> None:
    rds, name = cloud.client("rds"), cloud.outputs(STACK)["Database"]

    def tags() -> dict[str, str]:
        instance, = rds.describe_db_instances(DBInstanceIdentifier=name)["DBInstances"]
        return {tag["Key"]: tag["Value"] for tag in instance["TagList"]}

    before = tags()
    arn = rds.describe_db_instances(DBInstanceIdentifier=name)["DBInstances"][0]["DBInstanceArn"]
    rds.add_tags_to_resource(ResourceName=arn, Tags=[{"Key": "Owner", "Value": "ops"}])
    assert tags() == {**before, "Owner": "ops"} and before
    rds.remove_tags_from_resource(ResourceName=arn, TagKeys=["Owner"])
    assert tags() == before


def test_database_stops_starts_and_snapshots(cloud: Cloud) -> None:
    rds, name = cloud.client("rds"), cloud.outputs(STACK)["Database"]
    rds.stop_db_instance(DBInstanceIdentifier=name)
    status = lambda: rds.describe_db_instances(DBInstanceIdentifier=name)["DBInstances"][0]["DBInstanceStatus"]  # noqa: E731
    _eventually(lambda: status() == "stopped")
    restart = rds.describe_db_instances(DBInstanceIdentifier=name)["DBInstances"][0]["AutomaticRestartTime"]
    assert 6 <= (restart - datetime.now(timezone.utc)).days <= 7
    with pytest.raises(ClientError, match="InvalidDBInstanceState"):
        rds.stop_db_instance(DBInstanceIdentifier=name)
    rds.start_db_instance(DBInstanceIdentifier=name)
    _eventually(lambda: status() == "available")
    assert "AutomaticRestartTime" not in rds.describe_db_instances(DBInstanceIdentifier=name)["DBInstances"][0]
    with pytest.raises(ClientError, match="InvalidDBInstanceState"):
        rds.start_db_instance(DBInstanceIdentifier=name)
    rds.create_db_snapshot(DBInstanceIdentifier=name, DBSnapshotIdentifier="snap-1")
    listed = rds.describe_db_snapshots(DBInstanceIdentifier=name, SnapshotType="manual")["DBSnapshots"]
    assert [snapshot["DBSnapshotIdentifier"] for snapshot in listed] == ["snap-1"]
    assert listed[0]["SnapshotCreateTime"] is not None
    rds.delete_db_snapshot(DBSnapshotIdentifier="snap-1")
    assert rds.describe_db_snapshots(DBInstanceIdentifier=name)["DBSnapshots"] == []


def test_a_change_set_without_change_fails_with_the_sentence_the_cli_looks_for(cloud: Cloud) -> None:
    described = cloud.change_set(STACK, ROOT, Bucket=BUCKET)
    assert described["Status"] == "FAILED" and described["Changes"] == []
    assert described["StatusReason"] == ("The submitted information didn't contain changes. "
                                         "Submit different information to create a change set.")
    cloud.stacks.delete_change_set(ChangeSetName="change", StackName=STACK)


def test_a_change_set_shows_only_the_nested_stacks_that_change(cloud: Cloud) -> None:
    described = cloud.change_set(STACK, ROOT, nested=True, Bucket=BUCKET, HealthCheckPath="/alive")
    change, = described["Changes"]
    change = change["ResourceChange"]
    assert (change["LogicalResourceId"], change["Action"], change["Replacement"]) == ("Compute", "Modify", "False")
    child = cloud.stacks.describe_change_set(ChangeSetName=change["ChangeSetId"], IncludePropertyValues=True)
    assert child["ParentChangeSetId"] == described["ChangeSetId"] == child["RootChangeSetId"]
    below, = child["Changes"]
    below = below["ResourceChange"]
    assert (below["LogicalResourceId"], below["Replacement"]) == ("Targets", "False")
    target = below["Details"][0]["Target"]
    assert (target["Name"], target["BeforeValue"], target["AfterValue"]) == ("HealthCheckPath", "/status", "/alive")
    cloud.stacks.delete_change_set(ChangeSetName="change", StackName=STACK)
    with pytest.raises(ClientError, match="does not exist"):
        cloud.stacks.describe_change_set(ChangeSetName=change["ChangeSetId"])


def test_a_parameter_update_touches_only_what_it_must(cloud: Cloud) -> None:
    before = _nested(cloud, "Compute")
    seen = {name: len(cloud.events(cloud.resources(STACK)[name])) for name in ("Network", "Data")}
    cloud.change_set(STACK, ROOT, "capacity", Bucket=BUCKET, DesiredCapacity="3", HealthCheckPath="/alive")
    cloud.stacks.execute_change_set(ChangeSetName="capacity", StackName=STACK)
    assert cloud.settled(STACK)["StackStatus"] == "UPDATE_COMPLETE"
    assert len(_instances(cloud)) == 3
    assert cloud.get(f"http://{cloud.outputs(STACK)['Address']}/alive") == (200, "ok\n")
    assert _nested(cloud, "Compute") == before
    assert {name: len(cloud.events(cloud.resources(STACK)[name])) for name in seen} == seen
    updated = [name for name, status, _ in cloud.events(STACK) if status == "UPDATE_COMPLETE"]
    assert updated == ["Compute", STACK]


def test_a_new_template_rolls_the_instances(cloud: Cloud) -> None:
    before = {instance["InstanceId"] for instance in _instances(cloud)}
    compute = (TEMPLATES / "compute.yaml").read_text().replace("t3.micro", "t3.small")
    url = cloud.put("compute-small.yaml", compute)
    root = ROOT.read_text().replace("https://s3.amazonaws.com/${Bucket}/compute.yaml", url)
    stack = cloud.update(STACK, root, Bucket=BUCKET, DesiredCapacity="3", HealthCheckPath="/alive")
    assert stack["StackStatus"] == "UPDATE_COMPLETE"
    after = _instances(cloud)
    assert {instance["InstanceType"] for instance in after} == {"t3.small"}
    assert before.isdisjoint(instance["InstanceId"] for instance in after)
    assert cloud.outputs(cloud.resources(STACK)["Compute"])["Versions"] == "2/1"


def test_a_replacement_is_announced_and_leaves_nothing_behind(cloud: Cloud) -> None:
    data = (TEMPLATES / "data.yaml").read_text().replace("Description: ours", "Description: renewed")
    url = cloud.put("data-renewed.yaml", data)
    root = ROOT.read_text().replace("https://s3.amazonaws.com/${Bucket}/data.yaml", url)
    old = _nested(cloud, "Data")
    described = cloud.change_set(STACK, root, "renew", nested=True, Bucket=BUCKET, DesiredCapacity="3")
    changes = {change["ResourceChange"]["LogicalResourceId"]: change["ResourceChange"] for change in described["Changes"]}
    child = cloud.stacks.describe_change_set(ChangeSetName=changes["Data"]["ChangeSetId"])
    below = {change["ResourceChange"]["LogicalResourceId"]: change["ResourceChange"]["Replacement"]
             for change in child["Changes"]}
    assert below == {"ParameterGroup": "True", "Database": "Conditional"}
    cloud.stacks.execute_change_set(ChangeSetName="renew", StackName=STACK)
    assert cloud.settled(STACK)["StackStatus"] == "UPDATE_COMPLETE"
    new = _nested(cloud, "Data")
    assert new["ParameterGroup"] != old["ParameterGroup"] and new["Database"] == old["Database"]
    groups = cloud.client("rds").describe_db_parameter_groups()["DBParameterGroups"]
    assert old["ParameterGroup"] not in [group["DBParameterGroupName"] for group in groups]
    deleted = [event for event in cloud.events(cloud.resources(STACK)["Data"])
               if event[0] == "ParameterGroup" and event[1].startswith("DELETE")]
    assert [status for _, status, _ in deleted] == ["DELETE_IN_PROGRESS", "DELETE_COMPLETE"]


def test_a_failing_nested_update_rolls_everything_back(cloud: Cloud) -> None:
    before, data = cloud.outputs(STACK), _nested(cloud, "Data")
    broken = (TEMPLATES / "monitoring.yaml").read_text().replace(
        "  Topic:\n    Type: AWS::SNS::Topic\n",
        "  Topic:\n    Type: AWS::SNS::Topic\n"
        "  Bad:\n    Type: AWS::EC2::Subnet\n    Properties: {VpcId: vpc-0123456789abcdef0, CidrBlock: 10.9.0.0/24}\n")
    url = cloud.put("monitoring-broken.yaml", broken)
    root = ROOT.read_text().replace("https://s3.amazonaws.com/${Bucket}/monitoring.yaml", url)
    stack = cloud.update(STACK, root, Bucket=BUCKET, DesiredCapacity="1")
    assert stack["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    assert cloud.outputs(STACK) == before and _nested(cloud, "Data")["Database"] == data["Database"]
    assert len(_instances(cloud)) == 3
    child = cloud.resources(STACK)["Monitoring"]
    assert cloud.describe(child)["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    reason, = [reason for name, status, reason in cloud.events(child) if (name, status) == ("Bad", "UPDATE_FAILED")]
    assert "The vpc ID 'vpc-0123456789abcdef0' does not exist" in reason
    reason, = [reason for name, status, reason in cloud.events(STACK) if (name, status) == ("Monitoring", "UPDATE_FAILED")]
    assert reason.startswith(f"Embedded stack {child} was not successfully updated.") and "[Bad]" in reason


def test_termination_protection_is_enforced(cloud: Cloud) -> None:
    cloud.stacks.update_termination_protection(StackName=STACK, EnableTerminationProtection=True)
    with pytest.raises(ClientError, match="TerminationProtection is enabled"):
        cloud.stacks.delete_stack(StackName=STACK)
    cloud.stacks.update_termination_protection(StackName=STACK, EnableTerminationProtection=False)


def test_delete_leaves_only_the_final_snapshot(cloud: Cloud) -> None:
    address, database = cloud.outputs(STACK)["Address"], cloud.outputs(STACK)["Database"]
    assert cloud.delete(STACK)["StackStatus"] == "DELETE_COMPLETE"
    assert cloud.inventory() == {}
    with pytest.raises(OSError):
        cloud.get(f"http://{address}/")
    snapshot, = cloud.client("rds").describe_db_snapshots(SnapshotType="manual")["DBSnapshots"]
    assert snapshot["DBInstanceIdentifier"] == database
