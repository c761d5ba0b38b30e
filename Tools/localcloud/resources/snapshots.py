"""Snapshots of databases: they take their time, want a database that is available, and are copied between regions.

A snapshot is a record like the database it is of. Tests make one look old with `POST
/_localcloud/back-date-snapshot?name=...&days=...`, which AWS has nothing like.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

from localcloud import controls
from localcloud.emulator import Response, get_account_id, get_region, rds, request_scope
from localcloud.wire import xml

Parameters = dict[str, Any]

# Records of what is under way, in keys that no answer shows.
_BEGAN, _BUSY = "_localcloud_began", "_localcloud_busy_instance"


class Snapshots:
    def __init__(self, seconds: float, region: str) -> None:
        self.seconds = seconds
        self.region = region
        self.snapshot_xml = rds._snapshot_xml
        self.create_record = rds._ACTION_MAP["CreateDBSnapshot"]

    def install(self) -> None:
        actions = rds._ACTION_MAP
        actions["CreateDBSnapshot"] = self.create
        actions["CopyDBSnapshot"] = self.copy
        actions["DeleteDBSnapshot"] = self.available_only(actions["DeleteDBSnapshot"])
        for action in ("CreateDBSnapshot", "CopyDBSnapshot", "DeleteDBSnapshot", "DescribeDBSnapshots",
                       "DescribeDBInstances"):
            actions[action] = self.up_to_date(actions[action])
        rds._snapshot_xml = self.xml
        controls.add("back-date-snapshot", self.back_date)

    def up_to_date(self, action: Callable[[Parameters], Response]) -> Callable[[Parameters], Response]:
        def wrapped(parameters: Parameters) -> Response:
            for record in list(rds._snapshots.values()):
                self.advance(record)
            return action(parameters)

        return wrapped

    def advance(self, record: dict[str, Any]) -> None:
        """Bring a snapshot to where it is by now."""
        if _BEGAN not in record:
            return
        passed = time.monotonic() - record[_BEGAN]
        record["PercentProgress"] = min(100, int(100 * passed / self.seconds)) if self.seconds else 100
        if passed < self.seconds:
            return
        record.pop(_BEGAN)
        record["Status"] = "available"
        instance = rds._instances.get(record.pop(_BUSY, ""))
        if instance is not None and instance["DBInstanceStatus"] == "backing-up":
            instance["DBInstanceStatus"] = "available"

    def begin(self, record: dict[str, Any], status: str) -> None:
        if self.seconds > 0:
            record.update({"Status": status, "PercentProgress": 0, _BEGAN: time.monotonic()})

    def create(self, parameters: Parameters) -> Response:
        name = rds._p(parameters, "DBSnapshotIdentifier")
        instance = rds._resolve_instance(rds._p(parameters, "DBInstanceIdentifier"))
        status = instance["DBInstanceStatus"] if instance else "available"
        if name not in rds._snapshots and status not in ("available", "storage-optimization"):
            return rds._error("InvalidDBInstanceState", "Cannot create a snapshot because the database instance "
                              f"{instance['DBInstanceIdentifier']} is not currently in the available state.", 400)
        answer = self.create_record(parameters)
        if answer[0] != 200 or self.seconds <= 0:
            return answer
        record = rds._snapshots[name]
        self.begin(record, "creating")
        if status == "available":
            record[_BUSY] = instance["DBInstanceIdentifier"]
            instance["DBInstanceStatus"] = "backing-up"
        return self.answer("CreateDBSnapshot", record)

    def copy(self, parameters: Parameters) -> Response:
        arn, name = (rds._p(parameters, f"{end}DBSnapshotIdentifier") for end in ("Source", "Target"))
        region = arn.split(":")[3] if arn.startswith("arn:") else get_region()
        with request_scope(get_account_id(), region):
            source = rds._snapshots.get(arn.rpartition("snapshot:")[2])
            if source is not None:
                self.advance(source)
        if source is None:
            return rds._error("DBSnapshotNotFound", f"DBSnapshot {arn} not found.", 404)
        if source["Status"] != "available":
            return rds._error("InvalidDBSnapshotState", f"{arn} is {source['Status']}, not available.", 400)
        if name in rds._snapshots:
            return rds._error("DBSnapshotAlreadyExists", f"Cannot create the snapshot because a snapshot with the "
                              f"identifier {name} already exists.", 400)
        key = rds._p(parameters, "KmsKeyId")
        if source["Encrypted"] and region != get_region() and not key:
            return rds._error("InvalidParameterCombination", "A KMS key of the destination region is needed to copy "
                              "an encrypted snapshot to another region.", 400)
        tags = source.get("TagList", []) if rds._p(parameters, "CopyTags") == "true" else rds._parse_tags(parameters)
        record = {**source, "DBSnapshotIdentifier": name, "SourceRegion": region, "SourceDBSnapshotIdentifier": arn,
                  "DBSnapshotArn": f"arn:aws:rds:{get_region()}:{get_account_id()}:snapshot:{name}", "TagList": tags,
                  "SnapshotCreateTime": _time(datetime.now(timezone.utc)), "SnapshotType": "manual"}
        if key:
            record.update(KmsKeyId=key, Encrypted=True, StorageEncrypted=True)
        rds._snapshots[name] = record
        rds._tags[record["DBSnapshotArn"]] = tags
        self.begin(record, "copying")
        return self.answer("CopyDBSnapshot", record)

    def available_only(self, delete: Callable[[Parameters], Response]) -> Callable[[Parameters], Response]:
        def wrapped(parameters: Parameters) -> Response:
            record = rds._snapshots.get(rds._p(parameters, "DBSnapshotIdentifier"))
            if record is not None and record["Status"] not in ("available", "failed"):
                return rds._error("InvalidDBSnapshotState", "Cannot delete the snapshot because it is not currently in "
                                  "the available state.", 400)
            return delete(parameters)

        return wrapped

    def back_date(self, name: str, days: str) -> dict[str, Any]:
        """Make a snapshot as many days old; raises KeyError for one that does not exist."""
        with request_scope(get_account_id(), self.region):
            record = rds._snapshots[name]
            made = _time(datetime.now(timezone.utc) - timedelta(days=float(days)))
            for field in ("SnapshotCreateTime", "OriginalSnapshotCreateTime", "SnapshotDatabaseTime"):
                record[field] = made
        return {"name": name, "created": made}

    def xml(self, record: dict[str, Any]) -> str:
        origin = {key: record[key] for key in ("SourceRegion", "SourceDBSnapshotIdentifier") if record.get(key)}
        return self.snapshot_xml(record) + xml(origin)

    def answer(self, action: str, record: dict[str, Any]) -> Response:
        return rds._xml(200, f"{action}Response",
                        f"<{action}Result><DBSnapshot>{self.xml(record)}</DBSnapshot></{action}Result>")


def _time(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")
