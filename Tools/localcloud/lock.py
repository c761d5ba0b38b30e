"""Who runs in a state directory.

The server holds an exclusive lock on a file for as long as it lives, and writes its process id
into that file. A process id is therefore only ever believed, and signalled, while the lock proves
that its writer is alive: a reused process id of a stranger is never touched.
"""

from __future__ import annotations

import fcntl
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import TextIO


@dataclass(frozen=True)
class Holder:
    """The server that holds the lock."""

    pid: int
    port: int
    region: str


class AlreadyRunning(Exception):
    """Another server holds the lock."""


class ServerLock:
    """Held by the server from start to exit; the operating system releases it on any death."""

    def __init__(self, path: Path, port: int, region: str) -> None:
        self._path = path
        self._holder = Holder(os.getpid(), port, region)
        self._file: TextIO | None = None

    def __enter__(self) -> "ServerLock":
        self._path.parent.mkdir(parents=True, exist_ok=True)
        file: TextIO = open(self._path, "a+", encoding="utf-8")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            raise AlreadyRunning(str(self._path)) from None
        file.truncate(0)
        file.write(json.dumps(asdict(self._holder)))
        file.flush()
        self._file = file
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        if self._file is not None:
            self._file.truncate(0)
            self._file.close()


def holder(path: Path) -> Holder | None:
    """The living server of a state directory, or None."""
    try:
        file = open(path, "r", encoding="utf-8")
    except FileNotFoundError:
        return None
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            return _read(file.read())
        return None


def _read(text: str) -> Holder | None:
    # Empty for the instant between taking the lock and writing into the file.
    return Holder(**json.loads(text)) if text else None
