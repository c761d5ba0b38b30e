"""What a stack's deletion leaves, and which stack holds a resource."""

from __future__ import annotations

import re

import pytest
from botocore.exceptions import ClientError
from cloud import Cloud

TEMPLATE = {"Resources": {
    "Lake": {"Type": "AWS::S3::Bucket", "DeletionPolicy": "Retain"},
    "Database": {"Type": "AWS::RDS::DBInstance", "DeletionPolicy": "Snapshot", "Properties": {
        "DBInstanceClass": "db.t3.micro", "Engine": "mysql", "AllocatedStorage": "20", "MasterUsername": "admin",
        "MasterUserPassword": "not-a-secret", "EnableCloudwatchLogsExports": ["error"], "DeleteAutomatedBackups": False}},
}}


def test_what_outlives_a_stack_is_found_and_deleted(cloud: Cloud) -> None:
    stack, rds, logs = "leftovers", cloud.client("rds"), cloud.client("logs")
    assert cloud.create(stack, TEMPLATE)["StackStatus"] == "CREATE_COMPLETE"
    lake, database = (cloud.resources(stack)[name] for name in ("Lake", "Database"))
    holder, = cloud.stacks.describe_stack_resources(PhysicalResourceId=lake)["StackResources"]
    assert (holder["StackName"], holder["LogicalResourceId"]) == (stack, "Lake")
    assert rds.describe_db_instance_automated_backups()["DBInstanceAutomatedBackups"] == []

    assert cloud.delete(stack)["StackStatus"] == "DELETE_COMPLETE"
    with pytest.raises(ClientError, match="does not exist"):
        cloud.stacks.describe_stack_resources(PhysicalResourceId=lake)
    snapshot, = rds.describe_db_snapshots(SnapshotType="manual")["DBSnapshots"]
    assert re.fullmatch("leftovers-snapshot-database-[0-9a-f]{12}", snapshot["DBSnapshotIdentifier"])
    backup, = rds.describe_db_instance_automated_backups()["DBInstanceAutomatedBackups"]
    assert (backup["DBInstanceIdentifier"], backup["Status"]) == (database, "retained")
    group, = logs.describe_log_groups(logGroupNamePrefix="/aws/rds/")["logGroups"]
    assert group["logGroupName"] == f"/aws/rds/instance/{database}/error"

    rds.delete_db_instance_automated_backup(DbiResourceId=backup["DbiResourceId"])
    assert rds.describe_db_instance_automated_backups()["DBInstanceAutomatedBackups"] == []
    with pytest.raises(ClientError, match="No automated backup"):
        rds.delete_db_instance_automated_backup(DbiResourceId=backup["DbiResourceId"])
    rds.delete_db_snapshot(DBSnapshotIdentifier=snapshot["DBSnapshotIdentifier"])
    logs.delete_log_group(logGroupName=group["logGroupName"])
    cloud.client("s3").delete_bucket(Bucket=lake)
