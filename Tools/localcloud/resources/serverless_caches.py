"""Serverless caches of ElastiCache: records, with no cache behind their addresses.

Attributes are those of "AWS::ElastiCache::ServerlessCache" in the CloudFormation template reference.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timezone

from localcloud.cloudformation.providers import Context, Created, Provider, register
from localcloud.emulator import Attributes, Properties, get_account_id, get_region

_caches: dict[tuple[str, str], Attributes] = {}


def install() -> None:
    _caches.clear()
    register(Provider("AWS::ElastiCache::ServerlessCache", create, delete, update,
                      create_only=("KmsKeyId", "ServerlessCacheName", "SnapshotArnsToRestore", "SubnetIds")))


def create(context: Context, properties: Properties) -> Created:
    name = properties["ServerlessCacheName"]
    if _key(name) in _caches:
        raise ValueError(f"Serverless Cache {name} already exists. (ServerlessCacheAlreadyExistsFault)")
    host = f"{name}-{secrets.token_hex(3)}.serverless.{get_region()}.cache.amazonaws.com"
    memcached = properties["Engine"] == "memcached"
    _caches[_key(name)] = {
        "ARN": f"arn:aws:elasticache:{get_region()}:{get_account_id()}:serverlesscache:{name}",
        "CreateTime": datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "Endpoint.Address": host, "Endpoint.Port": "11211" if memcached else "6379",
        "ReaderEndpoint.Address": host, "ReaderEndpoint.Port": "11212" if memcached else "6380",
        "Status": "available",
    }
    return name, update(name, {}, properties)


def update(name: str, old: Properties, new: Properties) -> Attributes:
    return dict(_caches[_key(name)])


def delete(name: str, properties: Properties) -> None:
    _caches.pop(_key(name), None)


def _key(name: str) -> tuple[str, str]:
    return get_region(), name
