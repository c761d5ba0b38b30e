"""What tests do to the cloud that AWS offers no call for: `POST /_localcloud/NAME?argument=value`."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

PREFIX = "/_localcloud/"

_controls: dict[str, Callable[..., dict[str, Any]]] = {}


def add(name: str, control: Callable[..., dict[str, Any]]) -> None:
    """Offer a control; it takes the query's arguments as texts, and gives what to answer."""
    _controls[name] = control


def answer(path: str, query: bytes) -> tuple[int, bytes] | None:
    """The status and body for a path; None where there is no such control."""
    control = _controls.get(path.removeprefix(PREFIX))
    if control is None:
        return None
    try:
        return 200, json.dumps(control(**dict(parse_qsl(query.decode())))).encode()
    except KeyError as error:
        return 404, json.dumps({"error": f"there is no {error}"}).encode()
    except (TypeError, ValueError) as error:
        return 400, json.dumps({"error": str(error)}).encode()
