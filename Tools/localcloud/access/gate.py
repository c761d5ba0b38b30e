"""The door in front of everything that the server answers."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs

from localcloud.access import origin, signature
from localcloud.access.credentials import Credentials
from localcloud.access.signature import Request, Unsigned
from localcloud.emulator import decode_header_value, detect_service, iam_actions, new_uuid, responses
from localcloud.settings import TOKEN_HEADER

Application = Callable[[Any, Any, Any], Awaitable[None]]

# Addresses with a secret of their own that CloudFormation hands out, as AWS's presigned ones: what a custom resource and
# a wait condition's handle are answered at.
_CAPABILITIES = ("/_ministack/cfn-response/", "/_ministack/cfn-signal/")


class Gate:
    """Lets through what holds the credentials and does not come from a web page."""

    def __init__(self, application: Application, port: int, credentials: Credentials, shown_file: str) -> None:
        self._application = application
        self._port = port
        self._credentials = credentials
        self._wanted = f"this local cloud wants the credentials in {shown_file}"

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._application(scope, receive, send)
            return
        request = _request(scope)
        reason = _stranger(scope, request, self._port)
        if reason is not None:
            await _refuse(scope, receive, send, request, "AccessDenied", reason)
            return
        try:
            receive = await self._admitted(scope, request, receive)
        except Unsigned as error:
            await _refuse(scope, receive, send, request, "InvalidAccessKeyId", f"{self._wanted} ({error})")
            return
        await self._application(_without_token(scope), receive, _without_sharing(send))

    async def _admitted(self, scope: Any, request: Request, receive: Any) -> Any:
        """The request's body, to be read on."""
        if request.method == "PUT" and request.path.startswith(_CAPABILITIES):
            return receive
        token = request.headers.get(TOKEN_HEADER)
        if token is not None:
            if not hmac.compare_digest(token.encode(), self._credentials.secret_key.encode()):
                raise Unsigned(f"the header {TOKEN_HEADER} is not their secret access key")
            return receive
        claimed, presigned = signature.claim(request)
        signature.expect_key(claimed, self._credentials)
        messages = await _body(receive) if scope["type"] == "http" else []
        body = b"".join(message.get("body", b"") for message in messages)
        signature.expect_signature(claimed, presigned, request, body, self._credentials)
        return _again(messages, receive)


def _request(scope: Any) -> Request:
    headers: dict[str, str] = {}
    for name, value in scope["headers"]:
        key, text = name.decode("latin-1").lower(), decode_header_value(value)
        # Given twice, a header is read as both, and so as neither of the ones that are allowed.
        headers[key] = f"{headers[key]}, {text}" if key in headers else text
    path = scope.get("raw_path") or scope["path"].encode()
    query = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    return Request(scope.get("method", "GET"), path.decode("latin-1"), query, headers)


def _stranger(scope: Any, request: Request, port: int) -> str | None:
    if request.method == "OPTIONS":
        return "no web page may use the local cloud, so nothing is asked for in advance"
    scheme = {"ws": "http", "wss": "https"}.get(scope["scheme"], scope["scheme"])
    return origin.refusal(request.headers, port, scheme)


async def _body(receive: Any) -> list[Any]:
    messages = [await receive()]
    while messages[-1]["type"] == "http.request" and messages[-1].get("more_body"):
        messages.append(await receive())
    return messages


def _again(messages: list[Any], receive: Any) -> Any:
    async def replayed() -> Any:
        return messages.pop(0) if messages else await receive()

    return replayed


def _without_token(scope: Any) -> Any:
    """A function that an HTTP API calls is handed the request's headers."""
    return {**scope, "headers": [(name, value) for name, value in scope["headers"]
                                 if name.lower() != TOKEN_HEADER.encode()]}


def _without_sharing(send: Any) -> Any:
    """ministack lets every origin read every answer."""

    async def kept(message: Any) -> None:
        if "headers" in message:
            message = {**message, "headers": [(name, value) for name, value in message["headers"]
                                              if not bytes(name).lower().startswith(b"access-control-")]}
        await send(message)

    return kept


async def _refuse(scope: Any, receive: Any, send: Any, request: Request, code: str, reason: str) -> None:
    """An error in the words of the service that was asked, so that its client shows the reason."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008})
        return
    service = detect_service(request.method, request.path, request.headers, request.query)
    status, headers, body = iam_actions.access_denied_response(
        service, "", "", new_uuid(), error_code=code, message=reason, headers=request.headers)
    responses.fix_error_content_type(service, status, headers)
    # The body is not read: the connection cannot go on.
    headers.update({"Content-Length": str(len(body)), "Connection": "close"})
    await send({"type": "http.response.start", "status": status,
                "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()]})
    await send({"type": "http.response.body", "body": b"" if request.method == "HEAD" else body})
