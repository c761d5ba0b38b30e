"""Starting and stopping the server as a background process."""

from __future__ import annotations

import errno
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from localcloud.access.credentials import Credentials
from localcloud.lock import Holder, holder
from localcloud.settings import LOOPBACK, TOKEN_HEADER, Settings

START_TIMEOUT = 30.0
STOP_TIMEOUT = 10.0
_POLL = 0.05


class DaemonError(Exception):
    """What went wrong, in one line for the terminal."""


def up(settings: Settings) -> tuple[Holder, bool]:
    """The running server, started when there was none. True when this call started it."""
    running = holder(settings.lock_file)
    if running is not None:
        _refuse_other(settings, running)
        return _wait_until_healthy(settings, None), False
    _refuse_taken_port(settings.port)
    process = _spawn(settings)
    return _wait_until_healthy(settings, process), True


def down(settings: Settings) -> Holder | None:
    """Stop the server of the state directory; the one stopped, or None when none ran."""
    running = holder(settings.lock_file)
    if running is None:
        return None
    _signal(settings, running, signal.SIGTERM)
    if not _wait_until_gone(settings, running, STOP_TIMEOUT):
        _signal(settings, running, signal.SIGKILL)
        if not _wait_until_gone(settings, running, STOP_TIMEOUT):
            raise DaemonError(f"the local cloud (pid {running.pid}) does not stop")
    return running


def status(settings: Settings) -> Holder | None:
    """The running server when it answers, else None."""
    running = holder(settings.lock_file)
    return running if running is not None and answers(settings, running) else None


def answers(settings: Settings, running: Holder) -> bool:
    """Whether the process that holds the lock is the one that answers on its port."""
    # No proxy: a loopback address must never leave the machine.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        token = Credentials.read(settings.credentials_file).secret_key
        request = urllib.request.Request(f"http://{LOOPBACK}:{running.port}/_localcloud/status", headers={TOKEN_HEADER: token})
        with opener.open(request, timeout=2) as reply:
            return json.load(reply).get("pid") == running.pid
    except (OSError, ValueError):
        return False


def _refuse_other(settings: Settings, running: Holder) -> None:
    for name, asked, actual in (("port", settings.port, running.port),
                                ("region", settings.region, running.region)):
        if asked != actual:
            raise DaemonError(
                f"a local cloud already runs from {settings.state_dir} with {name} {actual}, not {asked}: "
                f"stop it first (down), or give this one its own --state-dir")


def _refuse_taken_port(port: int) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise DaemonError(f"port {port} is taken by another program: "
                                  "stop that one, or choose another with --port") from None
            raise DaemonError(f"cannot listen on port {port}: {error.strerror}") from None


def _spawn(settings: Settings) -> subprocess.Popen[bytes]:
    settings.state_dir.mkdir(parents=True, exist_ok=True)
    package_root = str(Path(__file__).resolve().parent.parent)
    path = os.pathsep.join(filter(None, [package_root, os.environ.get("PYTHONPATH")]))
    with open(settings.log_file, "wb") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "localcloud", "run", "--port", str(settings.port),
             "--region", settings.region, "--state-dir", str(settings.state_dir),
             "--resource-seconds", str(settings.resource_seconds)],
            stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
            start_new_session=True, env={**os.environ, "PYTHONPATH": path})


def _wait_until_healthy(settings: Settings, process: subprocess.Popen[bytes] | None) -> Holder:
    deadline = time.monotonic() + START_TIMEOUT
    while time.monotonic() < deadline:
        # Who started it does not matter: two `up` at once end with one server.
        running = holder(settings.lock_file)
        if running is not None and answers(settings, running):
            return running
        if process is not None and process.poll() is not None and running is None:
            raise DaemonError(f"the local cloud did not start: {_last_line(settings.log_file)} "
                              f"(log: {settings.log_file})")
        time.sleep(_POLL)
    raise DaemonError(f"the local cloud does not answer after {START_TIMEOUT:.0f} s (log: {settings.log_file})")


def _wait_until_gone(settings: Settings, running: Holder, timeout: float) -> bool:
    deadline = time.monotonic() + timeout
    while time.monotonic() < deadline:
        if holder(settings.lock_file) != running:
            return True
        time.sleep(_POLL)
    return False


def _signal(settings: Settings, running: Holder, number: signal.Signals) -> None:
    # Asked again right before the signal: the lock is the proof that the id is still the server's.
    if holder(settings.lock_file) == running:
        try:
            os.kill(running.pid, number)
        except ProcessLookupError:
            pass


def _last_line(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines() if log.exists() else []
    return lines[-1] if lines else "no output"
