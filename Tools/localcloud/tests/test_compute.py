"""Groups, instances and load balancers made with and without CloudFormation."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from botocore.exceptions import ClientError
from cloud import Cloud

GROUP = "workers"


@pytest.fixture
def group(cloud: Cloud) -> Iterator[str]:
    ec2, scaling = cloud.client("ec2"), cloud.client("autoscaling")
    subnets = [subnet["SubnetId"] for subnet in ec2.describe_subnets()["Subnets"]][:2]
    template = ec2.create_launch_template(LaunchTemplateName="workers", LaunchTemplateData={"InstanceType": "t3.micro"})
    scaling.create_auto_scaling_group(
        AutoScalingGroupName=GROUP, MinSize=1, MaxSize=3, DesiredCapacity=2, VPCZoneIdentifier=",".join(subnets),
        LaunchTemplate={"LaunchTemplateName": "workers"})
    yield GROUP
    scaling.delete_auto_scaling_group(AutoScalingGroupName=GROUP, ForceDelete=True)
    ec2.delete_launch_template(LaunchTemplateId=template["LaunchTemplate"]["LaunchTemplateId"])
    assert cloud.inventory() == {}


def _members(cloud: Cloud) -> list[dict]:
    group, = cloud.client("autoscaling").describe_auto_scaling_groups(AutoScalingGroupNames=[GROUP])["AutoScalingGroups"]
    return group["Instances"]


def test_terminating_with_and_without_replacement(cloud: Cloud, group: str) -> None:
    scaling = cloud.client("autoscaling")
    first = _members(cloud)[0]["InstanceId"]
    scaling.terminate_instance_in_auto_scaling_group(InstanceId=first, ShouldDecrementDesiredCapacity=False)
    assert len(_members(cloud)) == 2 and first not in [member["InstanceId"] for member in _members(cloud)]
    scaling.terminate_instance_in_auto_scaling_group(
        InstanceId=_members(cloud)[0]["InstanceId"], ShouldDecrementDesiredCapacity=True)
    assert len(_members(cloud)) == 1
    with pytest.raises(ClientError, match="desiredSize equals minSize"):
        scaling.terminate_instance_in_auto_scaling_group(
            InstanceId=_members(cloud)[0]["InstanceId"], ShouldDecrementDesiredCapacity=True)


def test_an_instance_in_standby_can_be_stopped(cloud: Cloud, group: str) -> None:
    scaling, ec2 = cloud.client("autoscaling"), cloud.client("ec2")
    member = _members(cloud)[0]["InstanceId"]
    scaling.enter_standby(AutoScalingGroupName=GROUP, InstanceIds=[member], ShouldDecrementDesiredCapacity=True)
    ec2.stop_instances(InstanceIds=[member])
    time.sleep(1.2)
    states = {entry["InstanceId"]: entry["LifecycleState"] for entry in _members(cloud)}
    assert len(states) == 2 and states[member] == "Standby"
    ec2.start_instances(InstanceIds=[member])
    scaling.exit_standby(AutoScalingGroupName=GROUP, InstanceIds=[member])
    assert {entry["LifecycleState"] for entry in _members(cloud)} == {"InService"}


def test_an_unhealthy_instance_and_a_refresh_replace(cloud: Cloud, group: str) -> None:
    scaling = cloud.client("autoscaling")
    before = {member["InstanceId"] for member in _members(cloud)}
    scaling.set_instance_health(InstanceId=min(before), HealthStatus="Unhealthy")
    assert len(before & {member["InstanceId"] for member in _members(cloud)}) == 1
    scaling.start_instance_refresh(AutoScalingGroupName=GROUP)
    assert before.isdisjoint(member["InstanceId"] for member in _members(cloud)) and len(_members(cloud)) == 2


def test_a_group_with_instances_is_not_deleted_by_mistake(cloud: Cloud, group: str) -> None:
    with pytest.raises(ClientError, match="still in the group"):
        cloud.client("autoscaling").delete_auto_scaling_group(AutoScalingGroupName=GROUP)


def test_a_group_with_metrics_has_its_instances_counted(cloud: Cloud, group: str) -> None:
    scaling, metrics = cloud.client("autoscaling"), cloud.client("cloudwatch")

    def counts() -> list[float]:
        now = time.time()
        points = metrics.get_metric_statistics(
            Namespace="AWS/AutoScaling", MetricName="GroupInServiceInstances", StartTime=now - 120, EndTime=now + 60, Period=60,
            Statistics=["Maximum"], Dimensions=[{"Name": "AutoScalingGroupName", "Value": GROUP}])["Datapoints"]
        return [point["Maximum"] for point in points]

    time.sleep(1.2)
    assert counts() == []
    scaling.enable_metrics_collection(AutoScalingGroupName=GROUP, Granularity="1Minute")
    deadline = time.monotonic() + 30
    while not counts() and time.monotonic() < deadline:
        time.sleep(0.2)
    assert set(counts()) == {2.0}


def test_groups_are_found_by_tag(cloud: Cloud, group: str) -> None:
    scaling = cloud.client("autoscaling")
    scaling.create_or_update_tags(Tags=[{"ResourceId": GROUP, "ResourceType": "auto-scaling-group", "Key": "Environment",
                                         "Value": "dev", "PropagateAtLaunch": True}])

    def found(value: str) -> int:
        filters = [{"Name": "tag:Environment", "Values": [value]}]
        return len(scaling.describe_auto_scaling_groups(Filters=filters)["AutoScalingGroups"])

    assert (found("dev"), found("prod")) == (1, 0)


def test_a_load_balancer_made_by_the_api_serves(cloud: Cloud) -> None:
    ec2, elb = cloud.client("ec2"), cloud.client("elbv2")
    subnets = ec2.describe_subnets()["Subnets"][:2]
    instance = ec2.run_instances(ImageId="ami-1", MinCount=1, MaxCount=1, SubnetId=subnets[0]["SubnetId"])["Instances"][0]
    group, = elb.create_target_group(Name="g", Port=80, Protocol="HTTP", VpcId=subnets[0]["VpcId"])["TargetGroups"]
    balancer, = elb.create_load_balancer(Name="b", Subnets=[subnet["SubnetId"] for subnet in subnets])["LoadBalancers"]
    address = f"http://{balancer['DNSName']}/"
    assert cloud.get(address)[0] == 503
    listener, = elb.create_listener(
        LoadBalancerArn=balancer["LoadBalancerArn"], Port=80, Protocol="HTTP",
        DefaultActions=[{"Type": "forward", "TargetGroupArn": group["TargetGroupArn"]}])["Listeners"]
    assert cloud.get(address)[0] == 503
    elb.register_targets(TargetGroupArn=group["TargetGroupArn"], Targets=[{"Id": instance["InstanceId"]}])
    status, page = cloud.get(address)
    assert status == 200 and instance["InstanceId"] in page
    elb.create_rule(ListenerArn=listener["ListenerArn"], Priority=1,
                    Conditions=[{"Field": "path-pattern", "Values": ["/old"]}],
                    Actions=[{"Type": "redirect", "RedirectConfig": {
                        "Path": "/", "Port": balancer["DNSName"].split(":")[1], "StatusCode": "HTTP_302"}}])
    assert cloud.get(f"{address}old") == (200, page)
    ec2.terminate_instances(InstanceIds=[instance["InstanceId"]])
    assert cloud.get(address)[0] == 503
    elb.delete_load_balancer(LoadBalancerArn=balancer["LoadBalancerArn"])
    elb.delete_target_group(TargetGroupArn=group["TargetGroupArn"])
    assert cloud.inventory() == {}


def test_an_instance_and_a_network_acl_from_a_template(cloud: Cloud) -> None:
    template = {
        "Parameters": {"Image": {"Type": "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>", "Default":
                                 "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64"}},
        "Resources": {
            "Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}},
            "Subnet": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.0.7.0/24"}},
            "Group": {"Type": "AWS::EC2::SecurityGroup", "Properties": {
                "GroupDescription": "open", "VpcId": {"Ref": "Vpc"},
                "SecurityGroupIngress": [{"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "CidrIp": "0.0.0.0/0"}]}},
            "Instance": {"Type": "AWS::EC2::Instance", "Properties": {
                "ImageId": {"Ref": "Image"}, "InstanceType": "t4g.micro", "SubnetId": {"Ref": "Subnet"},
                "SecurityGroupIds": [{"Ref": "Group"}], "Tags": [{"Key": "Name", "Value": "one"}]}},
            "Acl": {"Type": "AWS::EC2::NetworkAcl", "Properties": {"VpcId": {"Ref": "Vpc"}}},
            "Entry": {"Type": "AWS::EC2::NetworkAclEntry", "Properties": {
                "NetworkAclId": {"Ref": "Acl"}, "RuleNumber": 100, "Protocol": 6, "RuleAction": "allow",
                "CidrBlock": "10.0.0.0/16", "PortRange": {"From": 3306, "To": 3306}}},
            "Applied": {"Type": "AWS::EC2::SubnetNetworkAclAssociation", "Properties": {
                "NetworkAclId": {"Ref": "Acl"}, "SubnetId": {"Ref": "Subnet"}}}},
        "Outputs": {"Ip": {"Value": {"Fn::GetAtt": ["Instance", "PrivateIp"]}}},
    }
    assert cloud.create("single", template)["StackStatus"] == "CREATE_COMPLETE"
    ec2 = cloud.client("ec2")
    reservation, = ec2.describe_instances(Filters=[{"Name": "tag:Name", "Values": ["on?"]}])["Reservations"]
    instance, = reservation["Instances"]
    assert instance["PrivateIpAddress"] == cloud.outputs("single")["Ip"]
    assert re.fullmatch(r"ami-[0-9a-f]{17}", instance["ImageId"])
    parameter, = cloud.describe("single")["Parameters"]
    assert parameter["ParameterValue"] == template["Parameters"]["Image"]["Default"]
    assert parameter["ResolvedValue"] == instance["ImageId"]
    # What an audit asks for: who lets the world in on the SSH port.
    open_groups = ec2.describe_security_groups(Filters=[
        {"Name": "ip-permission.from-port", "Values": ["22"]},
        {"Name": "ip-permission.cidr", "Values": ["0.0.0.0/0"]}])["SecurityGroups"]
    assert [entry["GroupId"] for entry in open_groups] == [cloud.resources("single")["Group"]]
    acl, = ec2.describe_network_acls(Filters=[
        {"Name": "association.subnet-id", "Values": [cloud.resources("single")["Subnet"]]}])["NetworkAcls"]
    assert [entry["RuleNumber"] for entry in acl["Entries"]] == [32767, 32767, 100]
    changed = {**template["Resources"]["Instance"]["Properties"], "InstanceType": "t4g.small"}
    template["Resources"]["Instance"]["Properties"] = changed
    before = cloud.resources("single")["Instance"]
    assert cloud.update("single", template)["StackStatus"] == "UPDATE_COMPLETE"
    assert cloud.resources("single")["Instance"] == before
    assert cloud.delete("single")["StackStatus"] == "DELETE_COMPLETE"
    assert cloud.inventory() == {}


def _service(count: int, image: str = "shop:1") -> dict:
    def subnet(zone: str, number: int) -> dict:
        return {"Type": "AWS::EC2::Subnet", "Properties": {
            "VpcId": {"Ref": "Vpc"}, "CidrBlock": f"10.0.{number}.0/24", "AvailabilityZone": f"eu-west-3{zone}"}}

    subnets = [{"Ref": "A"}, {"Ref": "B"}]
    return {
        "Resources": {
            "Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}},
            "A": subnet("a", 1), "B": subnet("b", 2),
            "Balancer": {"Type": "AWS::ElasticLoadBalancingV2::LoadBalancer", "Properties": {"Subnets": subnets}},
            "Group": {"Type": "AWS::ElasticLoadBalancingV2::TargetGroup", "Properties": {
                "TargetType": "ip", "Port": 8080, "Protocol": "HTTP", "VpcId": {"Ref": "Vpc"}, "HealthCheckPath": "/ready"}},
            "Listener": {"Type": "AWS::ElasticLoadBalancingV2::Listener", "Properties": {
                "LoadBalancerArn": {"Ref": "Balancer"}, "Port": 80, "Protocol": "HTTP",
                "DefaultActions": [{"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "404"}}]}},
            "Rule": {"Type": "AWS::ElasticLoadBalancingV2::ListenerRule", "Properties": {
                "ListenerArn": {"Ref": "Listener"}, "Priority": 1,
                "Conditions": [{"Field": "path-pattern", "Values": ["/*"]}],
                "Actions": [{"Type": "forward", "TargetGroupArn": {"Ref": "Group"}}]}},
            "Cluster": {"Type": "AWS::ECS::Cluster"},
            "Task": {"Type": "AWS::ECS::TaskDefinition", "Properties": {
                "NetworkMode": "awsvpc", "RequiresCompatibilities": ["FARGATE"], "Cpu": "256", "Memory": "512",
                "ContainerDefinitions": [{"Name": "web", "Image": image, "PortMappings": [{"ContainerPort": 8080}]}]}},
            "Service": {"Type": "AWS::ECS::Service", "DependsOn": "Rule", "Properties": {
                "Cluster": {"Ref": "Cluster"}, "TaskDefinition": {"Ref": "Task"}, "DesiredCount": count, "LaunchType": "FARGATE",
                "NetworkConfiguration": {"AwsvpcConfiguration": {"Subnets": subnets}},
                "LoadBalancers": [{"ContainerName": "web", "ContainerPort": 8080, "TargetGroupArn": {"Ref": "Group"}}]}},
        },
        "Outputs": {"Address": {"Value": {"Fn::Sub": "http://${Balancer.DNSName}"}}, "Group": {"Value": {"Ref": "Group"}}},
    }


def test_tasks_of_a_service_answer_behind_its_load_balancer(cloud: Cloud) -> None:
    def targets() -> list[dict]:
        return cloud.client("elbv2").describe_target_health(TargetGroupArn=outputs["Group"])["TargetHealthDescriptions"]

    assert cloud.create("service", _service(2))["StackStatus"] == "CREATE_COMPLETE"
    outputs = cloud.outputs("service")
    assert {entry["TargetHealth"]["State"] for entry in targets()} == {"healthy"}
    assert {entry["Target"]["Id"].rsplit(".", 1)[0] for entry in targets()} == {"10.0.1", "10.0.2"}
    pages = [cloud.get(outputs["Address"] + "/orders") for _ in range(2)]
    assert all(status == 200 and "GET /orders" in page and "shop:1" in page for status, page in pages)
    assert {page.count("Task 1 of") for _, page in pages} == {0, 2}, "they take turns"
    assert cloud.get(outputs["Address"] + "/ready") == (200, "ok\n")

    assert cloud.update("service", _service(1, "shop:2"))["StackStatus"] == "UPDATE_COMPLETE"
    assert len(targets()) == 1
    assert "shop:2" in cloud.get(outputs["Address"] + "/")[1]
    cloud.delete("service")
    assert cloud.inventory() == {}
