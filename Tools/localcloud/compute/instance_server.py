"""The HTTP server of each running instance, on a loopback port of its own."""

from __future__ import annotations

import socketserver
import threading
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from localcloud.emulator import alb, ec2
from localcloud.settings import LOOPBACK

_HEALTH_PATHS = ("/health", "/healthz")


class LoopbackServer(ThreadingHTTPServer):
    """Threaded, with a backlog that a load test's burst of connections fits into."""

    daemon_threads = True
    request_queue_size = 512
    allow_reuse_address = True

    def server_bind(self) -> None:
        # HTTPServer's own also asks for the name of the address, which takes seconds on some machines.
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = LOOPBACK, int(self.server_address[1])

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away in the middle of a reply is no error of ours."""


class InstanceServer:
    """Answers in place of the web server that user data would have installed."""

    def __init__(self, instance: dict[str, Any]) -> None:
        self._instance = instance
        self._server = LoopbackServer((LOOPBACK, 0), self._handler())
        self.port: int = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True,
                         name=f"instance-{instance['InstanceId']}").start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def reply(self, path: str) -> tuple[int, str, str]:
        """Status, content type and body for a path."""
        instance_id = self._instance["InstanceId"]
        path = path.split("?")[0]
        if path in _HEALTH_PATHS or (path != "/" and path in health_check_paths(instance_id)):
            return 200, "text/plain; charset=utf-8", "ok\n"
        if path == "/":
            return 200, "text/html; charset=utf-8", _page(self._instance)
        return 404, "text/plain; charset=utf-8", "not found\n"

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            is_public = True
            server_version = "localcloud-instance"
            # Otherwise head and body leave in two packets, 40 ms apart.
            wbufsize = -1
            disable_nagle_algorithm = True

            def answer(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                if length:
                    self.rfile.read(length)
                status, content_type, text = server.reply(self.path)
                body = text.encode()
                self.send_response(status)
                self.send_header("Content-Type", content_type)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(body)

            do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = do_PATCH = do_OPTIONS = answer

            def log_message(self, format: str, *arguments: Any) -> None:
                """Nothing: a load test would fill the log."""

        return Handler


class Fleet:
    """One server for each instance that runs, none for the others."""

    def __init__(self) -> None:
        self._servers: dict[str, InstanceServer] = {}
        self._lock = threading.Lock()

    def sync(self) -> None:
        with self._lock:
            running = {instance["InstanceId"]: instance for instance in ec2._instances.all_values()
                       if instance["State"]["Name"] == "running"}
            for instance_id in self._servers.keys() - running.keys():
                self._servers.pop(instance_id).close()
            for instance_id in running.keys() - self._servers.keys():
                self._servers[instance_id] = InstanceServer(running[instance_id])

    def port(self, instance_id: str) -> int | None:
        server = self._servers.get(instance_id)
        return server.port if server is not None else None

    def ports(self) -> dict[str, int]:
        return {instance_id: server.port for instance_id, server in sorted(self._servers.items())}

    def close(self) -> None:
        with self._lock:
            for server in self._servers.values():
                server.close()
            self._servers.clear()


def health_check_paths(instance_id: str) -> set[str]:
    """What the target groups ask the instance for; whatever it is, a healthy instance answers it."""
    return {group.get("HealthCheckPath", "/") for group in alb._tgs.all_values()
            if any(target["Id"] == instance_id
                   for target in alb._targets.get_scoped(_account(group), None, group["TargetGroupArn"], []))}


def _account(group: dict[str, Any]) -> str:
    return group["TargetGroupArn"].split(":")[4]


def _page(instance: dict[str, Any]) -> str:
    instance_id = escape(instance["InstanceId"])
    zone = escape(instance["Placement"]["AvailabilityZone"])
    return ("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
            f"<title>{instance_id}</title></head>\n<body>\n<h1>{instance_id}</h1>\n"
            f"<p>Availability zone: {zone}</p>\n"
            "<p>This is the local cloud. It stands in for the instance: user data is not run here.</p>\n"
            "</body></html>\n")
