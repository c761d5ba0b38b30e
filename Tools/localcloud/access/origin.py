"""Where a request comes from, as far as its headers tell: no web page may use the cloud.

A page of any site can send requests to a loopback port. Three things give it away, and none of them can be
forged by its script: the Host, when its own name was made to lead here (DNS rebinding); the Origin; and what the
browser says of the page in Sec-Fetch-Site (Fetch Metadata Request Headers, W3C). Programs send neither of the
last two.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

# A name below localhost is this machine's and nobody else can own it (RFC 6761, section 6.3): so is BUCKET.localhost, and
# API.execute-api.localhost.
_LOOPBACK = re.compile(r"(?:(?:[a-z0-9_-]+\.)*localhost|127\.0\.0\.1|\[::1\])", re.IGNORECASE)
_HTTP_PORT = 80


def refusal(headers: Mapping[str, str], port: int, scheme: str = "http") -> str | None:
    """Why a request is a stranger's; None where nothing says so. Header names are in lower case."""
    host = headers.get("host", "")
    if not is_loopback(host, port):
        return f"'{host}' is not this local cloud's address; use http://localhost:{port}"
    origin = headers.get("origin")
    if origin is not None and origin.lower() != f"{scheme}://{host}".lower():
        return f"a page of '{origin}' may not use the local cloud: no web page may"
    site = headers.get("sec-fetch-site", "none")
    # Another port is another program, but the same site.
    if site not in ("none", "same-origin"):
        return f"a web page ({site}) may not use the local cloud"
    return None


def is_loopback(host: str, port: int) -> bool:
    """Whether a Host header names this machine and this port."""
    name, given = re.fullmatch(r"(.*?)(?::(\d*))?", host, re.DOTALL).groups()  # type: ignore[union-attr]
    return _LOOPBACK.fullmatch(name) is not None and int(given or _HTTP_PORT) == port
