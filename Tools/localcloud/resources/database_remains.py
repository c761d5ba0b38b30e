"""What RDS leaves of a database that is gone: its log groups, and its automated backups where it was told to keep them.

There is no engine that would write a log; the groups are made with the database, and are empty. Kept backups are
forgotten when the cloud stops.
"""

from __future__ import annotations

from typing import Any

from localcloud.cloudformation.providers import Context, extend
from localcloud.emulator import Attributes, Properties, Response, get_account_id, get_region, logs, provisioners, rds
from localcloud.resources.database import TYPE
from localcloud.wire import xml

# By the resource ID of the database.
_backups: dict[str, dict[str, Any]] = {}


def install() -> None:
    extend(TYPE, make_log_groups)
    handler = provisioners._RESOURCE_HANDLERS[TYPE]
    remove = handler["delete"]

    def delete_instance(identifier: str, properties: Properties) -> None:
        backup = automated_backup(identifier, properties)
        remove(identifier, properties)
        if backup is not None:
            _backups[backup["DbiResourceId"]] = backup

    handler["delete"] = delete_instance
    rds._ACTION_MAP["DescribeDBInstanceAutomatedBackups"] = describe
    rds._ACTION_MAP["DeleteDBInstanceAutomatedBackup"] = delete


def make_log_groups(identifier: str, properties: Properties, attributes: Attributes, context: Context) -> None:
    for kind in properties.get("EnableCloudwatchLogsExports") or []:
        logs._create_log_group({"logGroupName": f"/aws/rds/instance/{identifier}/{kind}"})


def automated_backup(identifier: str, properties: Properties) -> dict[str, Any] | None:
    """What stays of a database when it is deleted; None where nothing does."""
    instance = rds._instances.get(identifier)
    days = int(properties.get("BackupRetentionPeriod", 1))
    if instance is None or days == 0 or str(properties.get("DeleteAutomatedBackups", "true")).lower() != "false":
        return None
    resource_id = str(instance["DbiResourceId"])
    return {
        "DBInstanceArn": instance["DBInstanceArn"], "DbiResourceId": resource_id, "Region": get_region(),
        "DBInstanceIdentifier": identifier, "AllocatedStorage": instance.get("AllocatedStorage"), "Status": "retained",
        "InstanceCreateTime": instance.get("InstanceCreateTime"), "Engine": instance["Engine"],
        "EngineVersion": instance["EngineVersion"], "BackupRetentionPeriod": days,
        "Encrypted": bool(instance.get("StorageEncrypted")),
        "DBInstanceAutomatedBackupsArn": f"arn:aws:rds:{get_region()}:{get_account_id()}:auto-backup:ab-{resource_id.lower()}",
    }


def describe(parameters: dict[str, Any]) -> Response:
    backups = xml(list(_backups.values()), "DBInstanceAutomatedBackup")
    return rds._xml(200, "DescribeDBInstanceAutomatedBackupsResponse",
                    "<DescribeDBInstanceAutomatedBackupsResult><DBInstanceAutomatedBackups>"
                    f"{backups}</DBInstanceAutomatedBackups></DescribeDBInstanceAutomatedBackupsResult>")


def delete(parameters: dict[str, Any]) -> Response:
    backup = _backups.pop(rds._p(parameters, "DbiResourceId"), None)
    if backup is None:
        return rds._error("DBInstanceAutomatedBackupNotFound", "No automated backup of this database was found.", 404)
    return rds._xml(200, "DeleteDBInstanceAutomatedBackupResponse",
                    "<DeleteDBInstanceAutomatedBackupResult>"
                    f"{xml({'DBInstanceAutomatedBackup': {**backup, 'Status': 'deleting'}})}"
                    "</DeleteDBInstanceAutomatedBackupResult>")
