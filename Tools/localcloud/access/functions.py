"""What Lambda functions are given, and who may speak with their runtimes."""

from __future__ import annotations

import http.server
from typing import Any

from localcloud.access import origin
from localcloud.access.credentials import Credentials
from localcloud.emulator import lambda_runtime, lambda_svc

_parse_request = http.server.BaseHTTPRequestHandler.parse_request


def install(credentials: Credentials) -> None:
    """Functions call the cloud with its own credentials, and nobody but they asks for their events."""

    def execution_credentials(_: dict[str, Any]) -> dict[str, str]:
        return {"AWS_ACCESS_KEY_ID": credentials.access_key, "AWS_SECRET_ACCESS_KEY": credentials.secret_key,
                "AWS_SESSION_TOKEN": ""}

    for module in (lambda_runtime, lambda_svc):
        module.execution_credentials = execution_credentials
    # The runtime API of a function is an HTTP server of the standard library, made anew for each.
    http.server.BaseHTTPRequestHandler.parse_request = parse_request  # type: ignore[method-assign]


def parse_request(handler: http.server.BaseHTTPRequestHandler) -> bool:
    """Reads a request's head; a web page's is refused, except by what stands for a public web server."""
    if not _parse_request(handler):
        return False
    if getattr(handler, "is_public", False):
        return True
    headers = {name.lower(): value for name, value in handler.headers.items()}
    reason = origin.refusal(headers, handler.server.server_address[1])
    if reason is not None:
        handler.send_error(403, reason)
    return reason is None
