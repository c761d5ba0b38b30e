"""A local cloud of a test run's own, and the calls the tests make to it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import botocore.config
import botocore.session

TOOLS = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOOLS))

from localcloud.access.credentials import Credentials  # noqa: E402
from localcloud.settings import TOKEN_HEADER  # noqa: E402

TEMPLATES = Path(__file__).parent / "templates"
REGION = "eu-west-3"
BUCKET = "templates-of-the-tests"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command line, as a user runs it."""
    return subprocess.run([sys.executable, "-m", "localcloud", *arguments], text=True, capture_output=True,
                          env={**os.environ, "PYTHONPATH": str(TOOLS)}, timeout=60, check=False)


class Cloud:
    def __init__(self, state_dir: Path, port: int) -> None:
        self.endpoint = f"http://localhost:{port}"
        self.options = ["--port", str(port), "--state-dir", str(state_dir)]
        self.credentials_file = state_dir / "credentials"
        self._clients: dict[str, Any] = {}

    def client(self, service: str) -> Any:
        if service not in self._clients:
            self._clients[service] = self.client_in(REGION, service)
        return self._clients[service]

    def client_in(self, region: str, service: str) -> Any:
        own = Credentials.read(self.credentials_file)
        return botocore.session.Session().create_client(
            service, region_name=region, endpoint_url=self.endpoint, aws_access_key_id=own.access_key,
            aws_secret_access_key=own.secret_key,
            config=botocore.config.Config(retries={"max_attempts": 0}, s3={"addressing_style": "path"}))

    @property
    def token(self) -> dict[str, str]:
        """The header that opens what AWS has no call for."""
        return {TOKEN_HEADER: Credentials.read(self.credentials_file).secret_key}

    @property
    def stacks(self) -> Any:
        return self.client("cloudformation")

    def up(self) -> None:
        result = run("up", *self.options)
        assert result.returncode == 0, result.stderr

    def down(self) -> None:
        run("down", *self.options)

    def put_templates(self, **replaced: str) -> None:
        """Upload the templates, with some of them replaced by another body."""
        s3 = self.client("s3")
        if BUCKET not in [bucket["Name"] for bucket in s3.list_buckets()["Buckets"]]:
            s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})
        for file in sorted(TEMPLATES.glob("*.yaml")):
            s3.put_object(Bucket=BUCKET, Key=file.name, Body=replaced.get(file.stem, file.read_text()).encode())

    def put(self, key: str, template: Any) -> str:
        body = template if isinstance(template, str) else json.dumps(template)
        self.client("s3").put_object(Bucket=BUCKET, Key=key, Body=body.encode())
        return f"https://s3.amazonaws.com/{BUCKET}/{key}"

    def create(self, name: str, template: Any, *, wait: bool = True, **parameters: str) -> dict[str, Any]:
        self.stacks.create_stack(StackName=name, TemplateBody=_body(template), Parameters=_parameters(parameters),
                                 Capabilities=["CAPABILITY_NAMED_IAM"])
        return self.settled(name) if wait else {}

    def update(self, name: str, template: Any, **parameters: str) -> dict[str, Any]:
        self.stacks.update_stack(StackName=name, TemplateBody=_body(template), Parameters=_parameters(parameters),
                                 Capabilities=["CAPABILITY_NAMED_IAM"])
        return self.settled(name)

    def delete(self, name: str) -> dict[str, Any]:
        stack_id = self.describe(name)["StackId"]
        self.stacks.delete_stack(StackName=name)
        return self.settled(stack_id)

    def change_set(self, name: str, template: Any, change_set: str = "change", kind: str = "UPDATE",
                   nested: bool = False, **parameters: str) -> dict[str, Any]:
        response = self.stacks.create_change_set(
            StackName=name, ChangeSetName=change_set, ChangeSetType=kind, TemplateBody=_body(template),
            Parameters=_parameters(parameters), Capabilities=["CAPABILITY_NAMED_IAM"], IncludeNestedStacks=nested)
        return self.stacks.describe_change_set(ChangeSetName=response["Id"], IncludePropertyValues=True)

    def describe(self, name: str) -> dict[str, Any]:
        return self.stacks.describe_stacks(StackName=name)["Stacks"][0]

    def settled(self, name: str) -> dict[str, Any]:
        """The stack once its operation is over."""
        deadline = time.monotonic() + 30
        while True:
            stack = self.describe(name)
            if not stack["StackStatus"].endswith("_IN_PROGRESS"):
                return stack
            assert time.monotonic() < deadline, stack
            time.sleep(0.05)

    def outputs(self, name: str) -> dict[str, str]:
        return {output["OutputKey"]: output["OutputValue"] for output in self.describe(name).get("Outputs", [])}

    def events(self, name: str) -> list[tuple[str, str, str]]:
        """Logical ID, status and reason of every event, oldest first."""
        events = []
        for page in self.stacks.get_paginator("describe_stack_events").paginate(StackName=name):
            events += page["StackEvents"]
        return [(event["LogicalResourceId"], event["ResourceStatus"], event.get("ResourceStatusReason", ""))
                for event in reversed(events)]

    def resources(self, name: str) -> dict[str, str]:
        """Physical ID by logical ID."""
        resources = self.stacks.describe_stack_resources(StackName=name)["StackResources"]
        return {resource["LogicalResourceId"]: resource["PhysicalResourceId"] for resource in resources}

    def get(self, url: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(url, timeout=5) as reply:
                return reply.status, reply.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def inventory(self) -> dict[str, list[str]]:
        """What is left in every store a template of the tests puts something into, apart from defaults."""
        listed: dict[str, list[str]] = {}
        for service, operation, path in _LISTINGS:
            client = self.client(service)
            arguments = _ARGUMENTS.get((service, operation), {})
            listed[f"{service}.{operation}"] = sorted(_pick(getattr(client, operation)(**arguments), path))
        return {name: found for name, found in listed.items() if found}


# What an empty cloud has: the default VPC, and the Amazon images and policies.
_LISTINGS = [
    ("ec2", "describe_vpcs", "Vpcs[?IsDefault==`false`].VpcId"),
    ("ec2", "describe_subnets", "Subnets[?DefaultForAz==`false`].SubnetId"),
    ("ec2", "describe_internet_gateways", "InternetGateways[?Attachments[0].VpcId!='vpc-00000001'].InternetGatewayId"),
    ("ec2", "describe_route_tables", "RouteTables[?VpcId!='vpc-00000001'].RouteTableId"),
    ("ec2", "describe_security_groups", "SecurityGroups[?VpcId!='vpc-00000001'].GroupId"),
    ("ec2", "describe_network_acls", "NetworkAcls[?VpcId!='vpc-00000001'].NetworkAclId"),
    ("ec2", "describe_addresses", "Addresses[].AllocationId"),
    ("ec2", "describe_nat_gateways", "NatGateways[].NatGatewayId"),
    ("ec2", "describe_vpc_endpoints", "VpcEndpoints[].VpcEndpointId"),
    ("ec2", "describe_flow_logs", "FlowLogs[].FlowLogId"),
    ("ec2", "describe_launch_templates", "LaunchTemplates[].LaunchTemplateId"),
    ("ec2", "describe_instances", "Reservations[].Instances[?State.Name!='terminated'][].InstanceId"),
    ("ec2", "describe_volumes", "Volumes[].VolumeId"),
    ("ec2", "describe_iam_instance_profile_associations", "IamInstanceProfileAssociations[].AssociationId"),
    ("elbv2", "describe_load_balancers", "LoadBalancers[].LoadBalancerArn"),
    ("elbv2", "describe_target_groups", "TargetGroups[].TargetGroupArn"),
    ("autoscaling", "describe_auto_scaling_groups", "AutoScalingGroups[].AutoScalingGroupName"),
    ("autoscaling", "describe_policies", "ScalingPolicies[].PolicyName"),
    ("autoscaling", "describe_scheduled_actions", "ScheduledUpdateGroupActions[].ScheduledActionName"),
    ("rds", "describe_db_instances", "DBInstances[].DBInstanceIdentifier"),
    ("rds", "describe_db_subnet_groups", "DBSubnetGroups[?DBSubnetGroupName!='default'].DBSubnetGroupName"),
    ("rds", "describe_db_parameter_groups",
     "DBParameterGroups[?!starts_with(DBParameterGroupName,'default.')].DBParameterGroupName"),
    ("s3", "list_buckets", f"Buckets[?Name!='{BUCKET}'].Name"),
    ("iam", "list_roles", "Roles[?!starts_with(Path,'/aws-service-role/')].RoleName"),
    ("iam", "list_instance_profiles", "InstanceProfiles[].InstanceProfileName"),
    ("iam", "list_policies", "Policies[].PolicyName"),
    ("logs", "describe_log_groups", "logGroups[].logGroupName"),
    ("cloudwatch", "list_dashboards", "DashboardEntries[].DashboardName"),
    ("cloudwatch", "describe_alarms", "MetricAlarms[].AlarmName"),
    ("sns", "list_topics", "Topics[].TopicArn"),
    ("sns", "list_subscriptions", "Subscriptions[].SubscriptionArn"),
    ("secretsmanager", "list_secrets", "SecretList[].Name"),
    ("ssm", "describe_parameters", "Parameters[].Name"),
    ("kms", "list_aliases", "Aliases[?!starts_with(AliasName,'alias/aws/')].AliasName"),
    ("sqs", "list_queues", "QueueUrls"),
    ("scheduler", "list_schedules", "Schedules[].Name"),
    ("events", "list_rules", "Rules[].Name"),
    ("cloudformation", "list_exports", "Exports[].Name"),
    ("cloudformation", "describe_stacks", "Stacks[].StackName"),
]
_ARGUMENTS = {("iam", "list_policies"): {"Scope": "Local"}}


def _pick(response: dict[str, Any], path: str) -> list[str]:
    import jmespath

    return jmespath.search(path, response) or []


def _body(template: Any) -> str:
    if isinstance(template, Path):
        return template.read_text()
    return template if isinstance(template, str) else json.dumps(template)


def _parameters(values: dict[str, str]) -> list[dict[str, str]]:
    return [{"ParameterKey": key, "ParameterValue": value} for key, value in values.items()]
