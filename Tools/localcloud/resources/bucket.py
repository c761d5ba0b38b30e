"""Bucket properties that ministack's CloudFormation drops, stored through its S3 API."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from localcloud.cloudformation.providers import Context, before_delete, extend
from localcloud.emulator import Attributes, Properties, get_region, provisioners, s3
from localcloud.wire import xml


def install() -> None:
    provisioners._STACK_TAG_PROPERTY["AWS::S3::Bucket"] = ("Tags", "list")
    extend("AWS::S3::Bucket", apply)
    before_delete("AWS::S3::Bucket", refuse_unless_empty)
    # Of every bucket made since April 2023: "Blocking public access to your Amazon S3 storage" in the Amazon S3 User Guide.
    # ministack has it only where it checks signatures itself.
    s3._new_bucket_public_access_block = lambda: {"_public_access_block": s3._NEW_BUCKET_PUBLIC_ACCESS_BLOCK}


def apply(name: str, properties: Properties, attributes: Attributes, context: Context) -> None:
    for key, write, put, remove in _CONFIGURATIONS:
        value = properties.get(key)
        if value:
            status, _, body = put(name, write(value).encode())
            if status >= 400:
                raise ValueError(f"{key} of bucket {name} is invalid: {body.decode(errors='replace')}")
        elif remove is not None:
            remove(name)
    versioning = (properties.get("VersioningConfiguration") or {}).get("Status")
    if versioning == "Suspended" or (versioning is None and s3._bucket_versioning.get(name) == "Enabled"):
        # A bucket that had versions once can only be suspended.
        s3._bucket_versioning[name] = "Suspended"
    attributes["DualStackDomainName"] = f"{name}.s3.dualstack.{get_region()}.amazonaws.com"


def refuse_unless_empty(name: str, properties: Properties) -> None:
    bucket = s3._buckets.get(name)
    if bucket is not None and (bucket["objects"] or s3._bucket_has_versions(name)):
        raise ValueError("The bucket you tried to delete is not empty. You must delete all versions in the bucket. "
                         f"(Service: S3, Status Code: 409, BucketNotEmpty: {name})")


def _tagging(tags: list[dict[str, str]]) -> str:
    entries = [{"Key": tag["Key"], "Value": tag["Value"]} for tag in tags]
    return f"<Tagging><TagSet>{xml(entries, 'Tag')}</TagSet></Tagging>"


def _encryption(configuration: dict[str, Any]) -> str:
    rules = [{
        "ApplyServerSideEncryptionByDefault": {
            "SSEAlgorithm": rule["ServerSideEncryptionByDefault"]["SSEAlgorithm"],
            "KMSMasterKeyID": rule["ServerSideEncryptionByDefault"].get("KMSMasterKeyID"),
        } if rule.get("ServerSideEncryptionByDefault") else None,
        "BucketKeyEnabled": rule.get("BucketKeyEnabled"),
    } for rule in configuration["ServerSideEncryptionConfiguration"]]
    return f"<ServerSideEncryptionConfiguration>{xml(rules, 'Rule')}</ServerSideEncryptionConfiguration>"


def _ownership(configuration: dict[str, Any]) -> str:
    return f"<OwnershipControls>{xml(configuration['Rules'], 'Rule')}</OwnershipControls>"


def _lifecycle(configuration: dict[str, Any]) -> str:
    rules = "".join(f"<Rule>{_lifecycle_rule(rule)}</Rule>" for rule in configuration["Rules"])
    return f"<LifecycleConfiguration>{rules}</LifecycleConfiguration>"


def _lifecycle_rule(rule: dict[str, Any]) -> str:
    """The template spells several members in another way than the API does."""
    parts = [xml({"ID": rule.get("Id"), "Status": rule["Status"], "Filter": _lifecycle_filter(rule)})]
    expiration = {"Days": rule.get("ExpirationInDays"), "Date": rule.get("ExpirationDate"),
                  "ExpiredObjectDeleteMarker": rule.get("ExpiredObjectDeleteMarker")}
    if any(value is not None for value in expiration.values()):
        parts.append(xml({"Expiration": expiration}))
    noncurrent = rule.get("NoncurrentVersionExpiration") or (
        {"NoncurrentDays": rule["NoncurrentVersionExpirationInDays"]}
        if "NoncurrentVersionExpirationInDays" in rule else None)
    parts.append(xml({"NoncurrentVersionExpiration": noncurrent,
                      "AbortIncompleteMultipartUpload": rule.get("AbortIncompleteMultipartUpload")}))
    for transition in _list(rule, "Transitions", "Transition"):
        parts.append(xml({"Transition": {"Days": transition.get("TransitionInDays"),
                                         "Date": transition.get("TransitionDate"),
                                         "StorageClass": transition["StorageClass"]}}))
    for transition in _list(rule, "NoncurrentVersionTransitions", "NoncurrentVersionTransition"):
        parts.append(xml({"NoncurrentVersionTransition": {
            "NoncurrentDays": transition["TransitionInDays"], "StorageClass": transition["StorageClass"]}}))
    return "".join(parts)


def _lifecycle_filter(rule: dict[str, Any]) -> dict[str, Any]:
    tags = rule.get("TagFilters") or []
    if len(tags) == 1 and not rule.get("Prefix"):
        return {"Tag": tags[0]}
    return {"Prefix": rule.get("Prefix", "")}


def _list(rule: dict[str, Any], plural: str, singular: str) -> list[dict[str, Any]]:
    return rule.get(plural) or ([rule[singular]] if singular in rule else [])


_Put = Callable[[str, bytes], tuple[int, dict[str, str], bytes]]
_CONFIGURATIONS: tuple[tuple[str, Callable[[Any], str], _Put, Callable[[str], Any] | None], ...] = (
    ("Tags", _tagging, s3._put_bucket_tagging, s3._delete_bucket_tagging),
    # A bucket is always encrypted: without the property AWS keeps its default, so does ministack.
    ("BucketEncryption", _encryption, s3._put_bucket_encryption, s3._delete_bucket_encryption),
    ("OwnershipControls", _ownership, s3._put_bucket_ownership_controls, s3._delete_bucket_ownership_controls),
    ("LifecycleConfiguration", _lifecycle, s3._put_bucket_lifecycle, s3._delete_bucket_lifecycle),
)
