"""One operation at a time on a stack.

The handlers of calls run one after the other on one event loop, so that what a handler looks up is still so when it
acts. A deletion goes on after its call was answered, and a nested stack's runs on a thread of its own: what is said
here, for as long as it takes, is what other calls go by.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

Stack = dict[str, Any]

_POLL = 0.05
_lock = threading.Lock()


def announce_deletion(stack: Stack) -> None:
    """The deletion was accepted; it may yet wait for a creation that it breaks off."""
    stack["_deletion_accepted"] = True


def is_being_deleted(stack: Stack) -> bool:
    return "_deletion_accepted" in stack or stack["StackStatus"] == "DELETE_IN_PROGRESS"


def status(stack: Stack) -> str:
    """The status that refusals tell."""
    return "DELETE_IN_PROGRESS" if is_being_deleted(stack) else str(stack["StackStatus"])


@asynccontextmanager
async def deletion(stack: Stack) -> AsyncIterator[None]:
    """Deletes alone: waits for another deletion of the same stack, such as a nested one's that somebody deletes directly."""
    while not _claim(stack):
        await asyncio.sleep(_POLL)
    try:
        yield
    finally:
        with _lock:
            stack.pop("_deletion_accepted", None)
            del stack["_deleting"]


def _claim(stack: Stack) -> bool:
    with _lock:
        if "_deleting" in stack:
            return False
        stack["_deleting"] = True
        return True
