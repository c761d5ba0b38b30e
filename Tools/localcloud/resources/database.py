"""RDS: what it refuses, deletion protection, final snapshots, what can be stopped and started.

There is no database engine behind an instance; it is a record.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta, timezone

from localcloud.cloudformation.providers import Context, Created, before_delete, extend
from localcloud.emulator import (
    Attributes,
    Properties,
    Response,
    cloudformation,
    get_region,
    provisioners,
    rds,
    replace_everywhere,
)
from localcloud.resources.managed_passwords import is_managed
from localcloud.wire import xml

TYPE = "AWS::RDS::DBInstance"
CLUSTER = "AWS::RDS::DBCluster"

_instance_xml = rds._instance_xml


def install() -> None:
    handler = provisioners._RESOURCE_HANDLERS[TYPE]
    original = handler["create"]

    def create(logical_id: str, properties: Properties, stack_name: str) -> Created:
        check(properties)
        return original(logical_id, properties, stack_name)

    handler["create"] = create
    extend(TYPE, complete)
    for resource_type, refuse in ((TYPE, refuse_protected), (CLUSTER, refuse_protected_cluster)):
        before_delete(resource_type, refuse)
        _before_snapshot(resource_type, refuse)
    replace_everywhere(provisioners._snapshot_id, snapshot_name)
    rds._instance_xml = instance_xml
    for action, state in (("StopDBInstance", "available"), ("StartDBInstance", "stopped")):
        rds._ACTION_MAP[action] = _in_state(state, rds._ACTION_MAP[action])
    for action in ("AddTagsToResource", "RemoveTagsFromResource", "ListTagsForResource"):
        rds._ACTION_MAP[action] = _with_all_tags(rds._ACTION_MAP[action])


def _before_snapshot(resource_type: str, before: Callable[[str, Properties], None]) -> None:
    handler = provisioners._RESOURCE_HANDLERS[resource_type]
    original = handler["snapshot"]

    def snapshot(identifier: str, properties: Properties) -> None:
        before(identifier, properties)
        original(identifier, properties)

    handler["snapshot"] = snapshot


def check(properties: Properties) -> None:
    """What CreateDBInstance refuses, and a record alone would not."""
    managed = is_managed(properties)
    if managed and properties.get("MasterUserPassword"):
        raise ValueError("You can't specify MasterUserPassword when ManageMasterUserPassword is set "
                         "(InvalidParameterCombination)")
    restored = any(properties.get(key) for key in ("DBSnapshotIdentifier", "SourceDBInstanceIdentifier",
                                                    "DBClusterIdentifier"))
    if not (managed or restored or properties.get("MasterUserPassword")):
        raise ValueError("The parameter MasterUserPassword must be provided and must not be blank. "
                         "(InvalidParameterValue)")
    name = properties.get("DBInstanceIdentifier")
    if name and name in rds._instances:
        raise ValueError(f"DB instance already exists: {name} (DBInstanceAlreadyExists)")
    group = properties.get("DBSubnetGroupName")
    if group and group not in rds._subnet_groups:
        raise ValueError(f"DB subnet group '{group}' does not exist. (DBSubnetGroupNotFoundFault)")


def complete(identifier: str, properties: Properties, attributes: Attributes, context: Context) -> None:
    instance = rds._instances[identifier]
    if properties.get("MultiAZ") in (True, "true"):
        instance["AvailabilityZone"] = properties.get("AvailabilityZone") or f"{get_region()}a"
    attributes["Endpoint.HostedZoneId"] = instance["Endpoint"]["HostedZoneId"]


def refuse_protected(identifier: str, properties: Properties) -> None:
    instance = rds._instances.get(identifier)
    if instance is not None and instance.get("DeletionProtection"):
        raise ValueError("Cannot delete protected DB Instance, please disable deletion protection and try again. "
                         f"(Service: Rds, Status Code: 400, InvalidParameterCombination: {identifier})")


def refuse_protected_cluster(identifier: str, properties: Properties) -> None:
    cluster = rds._clusters.get(identifier)
    if cluster is not None and cluster.get("DeletionProtection"):
        raise ValueError("Cannot delete protected Cluster, please disable deletion protection and try again. "
                         f"(Service: Rds, Status Code: 400, InvalidParameterCombination: {identifier})")


def snapshot_name(physical_id: str) -> str:
    """As CloudFormation names a final snapshot, which outlives its stack: STACK-snapshot-LOGICALID-RANDOM."""
    holders = ((stack["StackName"], logical_id) for stack in cloudformation._stacks.values()
               for logical_id, resource in stack.get("_resources", {}).items()
               if resource.get("PhysicalResourceId") == physical_id)
    stack, logical_id = next(holders, (physical_id, "database"))
    return f"{stack}-snapshot-{logical_id}-{secrets.token_hex(6)}".lower()


def instance_xml(instance: dict[str, object]) -> str:
    secret = instance.get("MasterUserSecret")
    restart = instance.get("_restart") if instance["DBInstanceStatus"] == "stopped" else None
    return _instance_xml(instance) + xml({"MasterUserSecret": secret or None, "AutomaticRestartTime": restart})


def _in_state(state: str, handler: Callable[[dict[str, object]], Response]) -> Callable[[dict[str, object]], Response]:
    """What RDS allows in one state only. A stopped instance is started by itself after seven days; here it is told when."""

    def call(parameters: dict[str, object]) -> Response:
        identifier = rds._p(parameters, "DBInstanceIdentifier")
        instance = rds._instances.get(identifier)
        if instance is not None and instance["DBInstanceStatus"] != state:
            return rds._error("InvalidDBInstanceState", f"Instance {identifier} is not in {state} state.", 400)
        if instance is not None and state == "available":
            instance["_restart"] = (datetime.now(timezone.utc) + timedelta(days=7)).strftime("%Y-%m-%dT%H:%M:%SZ")
        return handler(parameters)

    return call


def _with_all_tags(handler: Callable[[dict[str, object]], Response]) -> Callable[[dict[str, object]], Response]:
    """ministack's tag actions do not know the tags that CloudFormation gave an instance, and would drop them."""

    def call(parameters: dict[str, object]) -> Response:
        arn = rds._p(parameters, "ResourceName")
        for instance in rds._instances.values():
            if instance["DBInstanceArn"] == arn:
                rds._tags[arn] = list(instance.get("TagList", []))
        return handler(parameters)

    return call
