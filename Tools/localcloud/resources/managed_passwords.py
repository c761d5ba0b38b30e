"""Passwords that RDS makes and keeps in Secrets Manager, of instances and of clusters: ``ManageMasterUserPassword``."""

from __future__ import annotations

import json
import secrets
import string
from dataclasses import dataclass
from typing import Any

from localcloud.cloudformation.providers import Context, before_delete, extend
from localcloud.emulator import Attributes, Properties, get_account_id, get_region, rds, secretsmanager

_CHARACTERS = string.ascii_letters + string.digits + "!#$%&()*+,-.:;<=>?[]^_{|}~"


@dataclass(frozen=True)
class _Kind:
    """What has such a password, and what RDS calls its parts."""

    type: str
    records: dict[str, dict[str, Any]]
    resource_id: str
    arn: str
    name: str

    def complete(self, identifier: str, properties: Properties, attributes: Attributes, context: Context) -> None:
        record = self.records[identifier]
        if is_managed(properties) and not record.get("MasterUserSecret"):
            self._create(record, properties)
        elif not is_managed(properties) and record.get("MasterUserSecret"):
            self.delete(identifier, properties)
        if record.get("MasterUserSecret"):
            attributes["MasterUserSecret.SecretArn"] = record["MasterUserSecret"]["SecretArn"]

    def _create(self, record: dict[str, Any], properties: Properties) -> None:
        """RDS names the secret after the resource ID, which is never used twice."""
        password = "".join(secrets.choice(_CHARACTERS) for _ in range(28))
        arn = secretsmanager.create_secret_in_process(
            f"rds!{record[self.resource_id].lower()}",
            json.dumps({"username": record["MasterUsername"], "password": password}),
            f"Secret associated with primary RDS DB {self.name}: {record[self.arn]}")
        key = (properties.get("MasterUserSecret") or {}).get("KmsKeyId") or (
            f"arn:aws:kms:{get_region()}:{get_account_id()}:alias/aws/secretsmanager")
        record["MasterUserSecret"] = {"SecretArn": arn, "SecretStatus": "active", "KmsKeyId": key}
        record["_MasterUserPassword"] = password

    def delete(self, identifier: str, properties: Properties) -> None:
        secret = self.records.get(identifier, {}).pop("MasterUserSecret", None)
        if secret is not None:
            secretsmanager._secrets.pop(next(name for name, record in secretsmanager._secrets.items()
                                             if record["ARN"] == secret["SecretArn"]), None)


def install() -> None:
    for kind in (_Kind("AWS::RDS::DBInstance", rds._instances, "DbiResourceId", "DBInstanceArn", "instance"),
                 _Kind("AWS::RDS::DBCluster", rds._clusters, "DbClusterResourceId", "DBClusterArn", "cluster")):
        extend(kind.type, kind.complete)
        before_delete(kind.type, kind.delete)


def is_managed(properties: Properties) -> bool:
    return str(properties.get("ManageMasterUserPassword", "false")).lower() == "true"
