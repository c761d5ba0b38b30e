"""The foreground server: ministack with this package's extensions, on loopback only."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from typing import Any

from localcloud import controls
from localcloud.access.credentials import Credentials, published
from localcloud.lock import ServerLock
from localcloud.settings import LOOPBACK, Settings

Application = Callable[[Any, Any, Any], Awaitable[None]]

STATUS_PATH = "/_localcloud/status"

_KEPT = frozenset({"PATH", "HOME", "USER", "LANG", "LC_ALL", "TZ", "TMPDIR", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "LOG_LEVEL"})


def run(settings: Settings) -> int:
    with ServerLock(settings.lock_file, settings.port, settings.region), published(settings.credentials_file) as own:
        _configure(settings, own)
        try:
            asyncio.run(_serve(settings, own))
        except OSError as error:
            print(f"localcloud: error: cannot listen on {LOOPBACK}:{settings.port}: {error.strerror or error}")
            return 1
    return 0


def _configure(settings: Settings, own: Credentials) -> None:
    """What ministack reads from the environment while it is imported, and what it hands on to functions."""
    # Nobody's credentials, passwords and proxies: a function sees this environment.
    for name in os.environ.keys() - _KEPT:
        del os.environ[name]
    os.environ.update(
        # What ministack checks presigned URLs with, and custom runtimes sign with.
        AWS_ACCESS_KEY_ID=own.access_key,
        AWS_SECRET_ACCESS_KEY=own.secret_key,
        # Where functions find the services. By number, because SDKs would put a bucket's name in front of a name.
        AWS_ENDPOINT_URL=f"http://{LOOPBACK}:{settings.port}",
        BIND_HOST=LOOPBACK,
        GATEWAY_PORT=str(settings.port),
        MINISTACK_REGION=settings.region,
        MINISTACK_HOST="localhost",
        # Listeners nobody here asks for, one of them on every interface.
        IOT_MTLS_ENABLED="0",
        SFTP_ENABLED="0",
        # No container is ever started or removed on the user's machine.
        DOCKER_HOST="unix:///nonexistent/localcloud-uses-no-containers.sock",
        PERSIST_STATE="0",
        S3_PERSIST="0",
    )
    os.environ.setdefault("LOG_LEVEL", "INFO")


async def _serve(settings: Settings, own: Credentials) -> None:
    from hypercorn.asyncio import serve
    from hypercorn.config import Config
    from ministack.app import app

    from localcloud import extensions
    from localcloud.access import authorization, functions, processes, services, simulator
    from localcloud.access.gate import Gate

    logging.getLogger("hypercorn.access").setLevel(logging.WARNING)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)

    config = Config()
    config.bind = [f"{LOOPBACK}:{settings.port}"]
    config.keep_alive_timeout = 75
    config.graceful_timeout = 1
    processes.install()
    services.install()
    functions.install(own)
    with extensions.installed(settings) as details:
        authorization.install()
        simulator.install()
        authorized = authorization.Authorizer(_with_status(app, settings, details))
        gate = Gate(authorized, settings.port, own, settings.shown_credentials_file)
        await serve(gate, config, shutdown_trigger=stop.wait)
    # Nothing after the exit below is run.
    settings.credentials_file.unlink(missing_ok=True)
    # A stack that waits for a signal waits on a thread that nothing ends, and asyncio would wait for it.
    sys.stdout.flush()
    os._exit(0)


def _with_status(app: Application, settings: Settings, details: Callable[[], dict[str, Any]]) -> Application:
    """Answers who serves this port, for `up` and `status`, and controls, before ministack sees the request."""

    async def wrapped(scope: Any, receive: Any, send: Any) -> None:
        answer = None
        if scope["type"] == "http" and scope["path"] == STATUS_PATH:
            status = {"pid": os.getpid(), "port": settings.port, "region": settings.region, **details()}
            answer = (200, json.dumps(status).encode())
        elif scope["type"] == "http" and scope["method"] == "POST":
            answer = controls.answer(scope["path"], scope["query_string"])
        if answer is None:
            await app(scope, receive, send)
            return
        code, body = answer
        await send({"type": "http.response.start", "status": code,
                    "headers": [(b"content-type", b"application/json"),
                                (b"content-length", str(len(body)).encode())]})
        await send({"type": "http.response.body", "body": body})

    return wrapped
