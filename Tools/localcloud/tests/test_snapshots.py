"""Snapshots of databases, as the tools that make and delete them see them."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError
from cloud import Cloud, free_port

DATABASE = "orders"
OTHER_REGION = "eu-west-1"


def _make_database(cloud: Cloud, **properties: Any) -> Any:
    rds = cloud.client("rds")
    rds.create_db_instance(DBInstanceIdentifier=DATABASE, DBInstanceClass="db.t3.micro", Engine="mysql",
                           AllocatedStorage=20, MasterUsername="admin", MasterUserPassword="not-a-secret", **properties)
    return rds


@pytest.fixture
def rds(cloud: Cloud) -> Iterator[Any]:
    rds = _make_database(cloud, StorageEncrypted=True)
    yield rds
    rds.delete_db_instance(DBInstanceIdentifier=DATABASE, SkipFinalSnapshot=True)


def _control(cloud: Cloud, query: str) -> int:
    request = urllib.request.Request(f"{cloud.endpoint}/_localcloud/back-date-snapshot?{query}", method="POST",
                                     headers=cloud.token)
    try:
        with urllib.request.urlopen(request, timeout=5) as reply:
            return int(reply.status)
    except urllib.error.HTTPError as error:
        return error.code


def _snapshots(rds: Any, **arguments: str) -> list[dict[str, Any]]:
    return rds.describe_db_snapshots(**arguments)["DBSnapshots"]


def test_a_database_that_is_stopped_has_no_snapshot_made(rds: Any) -> None:
    rds.stop_db_instance(DBInstanceIdentifier=DATABASE)
    with pytest.raises(ClientError, match="not currently in the available state") as raised:
        rds.create_db_snapshot(DBInstanceIdentifier=DATABASE, DBSnapshotIdentifier="s")
    assert raised.value.response["Error"]["Code"] == "InvalidDBInstanceState"
    assert _snapshots(rds) == []
    rds.start_db_instance(DBInstanceIdentifier=DATABASE)


def test_a_snapshot_is_back_dated(cloud: Cloud, rds: Any) -> None:
    rds.create_db_snapshot(DBInstanceIdentifier=DATABASE, DBSnapshotIdentifier="s")
    assert _control(cloud, "name=s&days=8") == 200
    snapshot, = _snapshots(rds)
    age = datetime.now(timezone.utc) - snapshot["SnapshotCreateTime"]
    assert timedelta(days=8) <= age < timedelta(days=8, minutes=1)
    assert snapshot["OriginalSnapshotCreateTime"] == snapshot["SnapshotCreateTime"]
    assert _control(cloud, "name=other&days=8") == 404
    assert _control(cloud, "name=s&days=week") == 400
    rds.delete_db_snapshot(DBSnapshotIdentifier="s")


def test_a_snapshot_is_copied_to_another_region_with_its_tags(cloud: Cloud, rds: Any) -> None:
    tags = [{"Key": "Project", "Value": "shop"}]
    made = rds.create_db_snapshot(DBInstanceIdentifier=DATABASE, DBSnapshotIdentifier="s", Tags=tags)["DBSnapshot"]
    there = cloud.client_in(OTHER_REGION, "rds")
    wanted = {"SourceDBSnapshotIdentifier": made["DBSnapshotArn"], "TargetDBSnapshotIdentifier": "s", "Tags": tags,
              "SourceRegion": "eu-west-3"}
    with pytest.raises(ClientError, match="KMS key of the destination region"):
        there.copy_db_snapshot(**wanted)
    there.copy_db_snapshot(KmsKeyId="alias/aws/rds", **wanted)
    copy, = _snapshots(there)
    assert copy["DBInstanceIdentifier"] == DATABASE and copy["Status"] == "available" and copy["Encrypted"]
    assert copy["SourceRegion"] == "eu-west-3" and copy["SourceDBSnapshotIdentifier"] == made["DBSnapshotArn"]
    assert copy["DBSnapshotArn"].startswith(f"arn:aws:rds:{OTHER_REGION}:") and copy["TagList"] == tags
    assert len(_snapshots(rds)) == 1, "the copy is in the other region only"
    with pytest.raises(ClientError, match="already exists"):
        there.copy_db_snapshot(KmsKeyId="alias/aws/rds", **wanted)
    with pytest.raises(ClientError, match="not found"):
        there.copy_db_snapshot(**{**wanted, "SourceDBSnapshotIdentifier": made["DBSnapshotArn"] + "x"})
    for client in (rds, there):
        client.delete_db_snapshot(DBSnapshotIdentifier="s")


def test_a_snapshot_takes_its_time_where_resources_do(tmp_path: Path) -> None:
    cloud = Cloud(tmp_path, free_port())
    cloud.options += ["--resource-seconds", "1.5"]
    cloud.up()
    try:
        rds = _make_database(cloud)
        made = rds.create_db_snapshot(DBInstanceIdentifier=DATABASE, DBSnapshotIdentifier="s")["DBSnapshot"]
        assert made["Status"] == "creating" and made["PercentProgress"] == 0
        database, = rds.describe_db_instances(DBInstanceIdentifier=DATABASE)["DBInstances"]
        assert database["DBInstanceStatus"] == "backing-up"
        with pytest.raises(ClientError, match="not currently in the available state"):
            rds.delete_db_snapshot(DBSnapshotIdentifier="s")
        seen = {made["PercentProgress"]}
        deadline = time.monotonic() + 30
        while (snapshot := _snapshots(rds, DBSnapshotIdentifier="s")[0])["Status"] == "creating":
            seen.add(snapshot["PercentProgress"])
            assert time.monotonic() < deadline
            time.sleep(0.1)
        assert snapshot["Status"] == "available" and snapshot["PercentProgress"] == 100 and len(seen) > 2
        database, = rds.describe_db_instances(DBInstanceIdentifier=DATABASE)["DBInstances"]
        assert database["DBInstanceStatus"] == "available"
    finally:
        cloud.down()
