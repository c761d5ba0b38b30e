"""Whether a request is signed with the cloud's credentials: AWS Signature Version 4, as every AWS client makes it."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass

from localcloud.access.credentials import Credentials
from localcloud.emulator import sigv4

_ALGORITHM = "AWS4-HMAC-SHA256"


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    query: Mapping[str, list[str]]
    headers: Mapping[str, str]


class Unsigned(Exception):
    """What is wrong with a request's signature."""


def claim(request: Request) -> tuple[sigv4.HeaderSignature, bool]:
    """The signature that a request carries, and whether its query does (a presigned URL)."""
    presigned = "X-Amz-Signature" in request.query
    authorization = request.headers.get("authorization", "")
    if presigned and request.query.get("X-Amz-Algorithm") == [_ALGORITHM]:
        parsed = sigv4.parse_query_signature(request.query)
    elif not presigned and authorization.startswith(_ALGORITHM + " "):
        parsed = sigv4.parse_header_signature(request.headers)
    else:
        raise Unsigned("the request is not signed")
    if isinstance(parsed, tuple):
        raise Unsigned(parsed[1])
    return parsed, presigned


def expect_key(signature: sigv4.HeaderSignature, credentials: Credentials) -> None:
    """The cheap half, before the request's body is read."""
    if not hmac.compare_digest(signature.access_key_id.encode(), credentials.access_key.encode()):
        raise Unsigned("the request is signed with another access key")


def expect_signature(signature: sigv4.HeaderSignature, presigned: bool, request: Request, body: bytes,
                     credentials: Credentials) -> None:
    if presigned and _is_expired(signature, request):
        raise Unsigned("the presigned URL has expired")
    failure = sigv4.header_signature_failure(
        signature, credentials.secret_key, request.method, request.path, request.query, request.headers, body,
        presigned=presigned)
    if failure is not None:
        raise Unsigned("the request is signed with another secret access key")


def _is_expired(signature: sigv4.HeaderSignature, request: Request) -> bool:
    try:
        return sigv4.presigned_request_is_expired(signature.amz_date, request.query["X-Amz-Expires"][0])
    except (KeyError, ValueError, OverflowError):
        return True
