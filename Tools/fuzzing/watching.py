"""Runs the checks on files, and says which of them they cannot stand."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Limits:
    """For one file."""

    seconds: float = 1
    mebibytes: int = 256


@dataclass(frozen=True)
class Failure:
    file: Path
    problem: str


def failures(executable: Path, files: list[Path], limits: Limits) -> Iterator[Failure]:
    """All files at once, and if that goes wrong, in halves until one is left."""
    problem = _problem(executable, files, limits)
    if problem is None:
        return
    if len(files) == 1:
        yield Failure(files[0], problem)
        return
    middle = len(files) // 2
    yield from failures(executable, files[:middle], limits)
    yield from failures(executable, files[middle:], limits)


def _problem(executable: Path, files: list[Path], limits: Limits) -> str | None:
    """Of one process: what it costs by itself is little beside the limits."""
    with subprocess.Popen([executable, "--format", "json", *files], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          start_new_session=True, preexec_fn=lambda: _limit(limits)) as process:
        # Many files may take longer than one, but each of them has its second only once it is alone.
        allowed = limits.seconds + (0 if len(files) == 1 else 0.05 * len(files))
        begun = time.monotonic()
        try:
            output, _ = process.communicate(timeout=10 * allowed)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            return f"did not end within {10 * allowed:g} s"
        taken = time.monotonic() - begun
    if process.returncode not in (0, 1):
        return f"ended with {process.returncode}: {output.decode(errors='replace').strip()[-400:]}"
    try:
        json.loads(output)
    except (ValueError, RecursionError) as error:
        return f"printed no JSON: {error}"
    return f"took {taken:.1f} s" if taken > allowed else None


def _limit(limits: Limits) -> None:
    # Of addresses, which a process reserves more of than it uses.
    most = (limits.mebibytes + 768) * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
