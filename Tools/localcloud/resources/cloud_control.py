"""Cloud Control's GetResource ("GetResource" in the AWS Cloud Control API Reference): what there is, whoever made it.

ministack's own keeps a store of its own, in which nothing is that was made by another call. What can be read here is what its
detection of drift can read.
"""

from __future__ import annotations

import json
from typing import Any

from localcloud.cloudformation import resource_schemas
from localcloud.emulator import Properties, Response, application, drift, get_account_id, get_region, responses

# What AWS sets, and a reader of drift has no need of: by type, each from the physical ID.
_ARNS = {
    "AWS::DynamoDB::Table": "arn:aws:dynamodb:{region}:{account}:table/{name}",
    "AWS::IAM::Role": "arn:aws:iam::{account}:role/{name}",
    "AWS::Lambda::Function": "arn:aws:lambda:{region}:{account}:function:{name}",
    "AWS::S3::Bucket": "arn:aws:s3:::{name}",
    "AWS::SQS::Queue": "arn:aws:sqs:{region}:{account}:{name}",
}


def install() -> None:
    application.SERVICE_HANDLERS["cloudcontrol"] = _answer


async def _answer(method: str, path: str, headers: dict[str, str], body: bytes, query: dict[str, list[str]]) -> Response:
    action = headers.get("x-amz-target", "").rsplit(".", 1)[-1]
    if action != "GetResource":
        return responses.error_response_json(
            "UnsupportedActionException", f"The local cloud answers GetResource and not {action}", 400)
    request = json.loads(body or b"{}")
    resource_type, identifier = request.get("TypeName", ""), request.get("Identifier", "")
    if resource_type not in drift._DRIFT_READERS:
        return responses.error_response_json(
            "UnsupportedActionException", f"Resource type {resource_type} does not support READ action in the local cloud", 400)
    properties = read(resource_type, identifier)
    if properties is None:
        return responses.error_response_json(
            "ResourceNotFoundException",
            f"Resource of type '{resource_type}' with identifier '{identifier}' was not found.", 400)
    return responses.json_response({
        "TypeName": resource_type,
        "ResourceDescription": {"Identifier": identifier, "Properties": json.dumps(properties)},
    })


def read(resource_type: str, identifier: str) -> Properties | None:
    """The properties as the schema of the type has them, with those that AWS sets; None for what does not exist."""
    reader, _ = drift._DRIFT_READERS[resource_type]
    found = reader(identifier, {})
    if found is None:
        return None
    schema = resource_schemas.schema(resource_type, get_region()) or {}
    known = schema.get("properties", {})
    properties = {name: _typed(value, known.get(name, {})) for name, value in found.items()
                  if name in known and value not in (None, "", {}, [])}
    template = _ARNS.get(resource_type)
    if template is not None and "Arn" in known:
        properties["Arn"] = template.format(
            region=get_region(), account=get_account_id(), name=identifier.rsplit("/", 1)[-1])
    if resource_type == "AWS::SQS::Queue":
        properties["QueueUrl"] = identifier
    return properties


def _typed(value: Any, schema: dict[str, Any]) -> Any:
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if isinstance(value, str) and "integer" in kinds and value.lstrip("-").isdigit():
        return int(value)
    if isinstance(value, str) and "boolean" in kinds:
        return value.lower() == "true"
    if isinstance(value, dict) and "array" in kinds:
        return [{"Key": key, "Value": text} for key, text in sorted(value.items())]
    return value
