"""An HTTP server on a loopback port of its own, in place of a program that does not run here."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Callable
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from localcloud.settings import LOOPBACK

# Status, content type and body.
Reply = tuple[int, str, str]


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


class StandInServer:
    """Answers every request with what ``reply`` says of its method and path."""

    def __init__(self, name: str, reply: Callable[[str, str], Reply]) -> None:
        self._server = LoopbackServer((LOOPBACK, 0), _handler(reply))
        self.port: int = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True,
                         name=name).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def page(title: str, *paragraphs: str) -> Reply:
    """A page of plain texts."""
    title = escape(title)
    body = "".join(f"<p>{escape(paragraph)}</p>\n" for paragraph in paragraphs)
    return 200, "text/html; charset=utf-8", (
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
        f"<title>{title}</title></head>\n<body>\n<h1>{title}</h1>\n{body}</body></html>\n")


def text(status: int, line: str) -> Reply:
    """A line of plain text."""
    return status, "text/plain; charset=utf-8", f"{line}\n"


def _handler(reply: Callable[[str, str], Reply]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        is_public = True
        server_version = "localcloud"
        # Otherwise head and body leave in two packets, 40 ms apart.
        wbufsize = -1
        disable_nagle_algorithm = True

        def answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            if length:
                self.rfile.read(length)
            status, content_type, content = reply(self.command, self.path.split("?")[0])
            body = content.encode()
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
