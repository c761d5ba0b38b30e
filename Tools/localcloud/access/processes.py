"""What the server may start and where it may listen: nothing but Lambda functions, nowhere but on loopback.

ministack runs code for more services than one would think (Glue jobs, scripts found in /etc, JavaScript of AppSync
and CloudFront), and opens ports for others. Python tells a hook of every process and every port before it is made
(Python library reference, "Audit events table"), whoever makes it.
"""

from __future__ import annotations

import ipaddress
import sys
from typing import Any

_STARTS = frozenset({"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile", "os.fork",
                     "os.forkpty", "pty.spawn"})
_LAMBDA = frozenset({"ministack.core.lambda_runtime", "ministack.services.lambda_svc"})


def install() -> None:
    sys.addaudithook(_watch)


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _STARTS:
        if not _lambda_calls():
            raise PermissionError(f"the local cloud starts no program but a Lambda function's ({event})")
    elif event == "socket.bind" and not _is_loopback(arguments[1]):
        raise PermissionError(f"the local cloud listens on loopback only, not on {arguments[1]!r}")


def _lambda_calls() -> bool:
    frame = sys._getframe(2)
    while frame is not None:
        if frame.f_globals.get("__name__") in _LAMBDA:
            return True
        frame = frame.f_back
    return False


def _is_loopback(address: Any) -> bool:
    if not isinstance(address, tuple):  # a socket in the file system
        return True
    try:
        return address[0] == "localhost" or ipaddress.ip_address(address[0]).is_loopback
    except ValueError:
        return False
