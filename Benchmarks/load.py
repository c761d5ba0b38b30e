"""Loads one nginx on the loopback interface with ours, ab and wrk, in turn."""

import os
import re
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager

from measuring import progress, run

CONFIGURATION = """
worker_processes 1; daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log;
events {{ worker_connections 1024; }}
http {{
  access_log off; keepalive_requests 100000000;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{ listen 127.0.0.1:{port}; root {folder}/www; }}
}}
"""
CONNECTIONS = 100
# How each says how many requests succeeded.
COUNTS = {"ours": r"succeeded\s+([\d,]+),", "ab": r"Complete requests:\s+(\d+)", "wrk": r"(\d+) requests in"}


@contextmanager
def server(folder):
    """The address of a server with one page of 600 bytes, for as long as it is needed."""
    (folder / "www").mkdir(parents=True)
    (folder / "www" / "index.html").write_text("x" * 600)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    # Started by root, its worker changes to another user, who has to get to the page.
    for path in (folder.parent, folder, folder / "www"):
        path.chmod(0o755)
    (folder / "nginx.conf").write_text(CONFIGURATION.format(folder=folder, port=port))
    process = subprocess.Popen(["nginx", "-c", folder / "nginx.conf"], stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait()


def commands(ours, address, seconds):
    """What to run, without what is not installed."""
    all_of_them = {
        "ours": [ours, "--url", address, "--clients", CONNECTIONS, "--duration", f"{seconds}s"],
        "ab": ["ab", "-q", "-k", "-c", CONNECTIONS, "-t", seconds, "-n", 100_000_000, address],
        "wrk": ["wrk", "-t", 1, "-c", CONNECTIONS, "-d", f"{seconds}s", address],
    }
    return {name: argv for name, argv in all_of_them.items() if os.access(argv[0], os.X_OK) or shutil.which(argv[0])}


def measure(ours, scratch, seconds, rounds):
    """For each program its runs: requests a second, requests for each second of processor time."""
    results = {}
    with server(scratch / "nginx") as address:
        for number in range(rounds):
            for name, argv in commands(ours, address, seconds).items():
                progress(f"load, round {number + 1} of {rounds}: {name}")
                log = scratch / "load.log"
                taken = run(argv, log)
                requests = int(re.search(COUNTS[name], log.read_text())[1].replace(",", ""))
                results.setdefault(name, []).append((requests / taken.wall, requests / taken.cpu))
    return results
