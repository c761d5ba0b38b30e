"""Query-protocol XML, written from plain values."""

from __future__ import annotations

from html import escape
from typing import Any


def xml(value: Any, item: str = "member") -> str:
    """A value as XML: dictionaries as elements, lists as ``item`` elements."""
    if isinstance(value, dict):
        # botocore reads an empty element as an empty string, so what is not set is left out.
        return "".join(f"<{key}>{xml(member, item)}</{key}>" for key, member in value.items() if member is not None)
    if isinstance(value, (list, tuple)):
        return "".join(f"<{item}>{xml(member, item)}</{item}>" for member in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return escape(str(value))
