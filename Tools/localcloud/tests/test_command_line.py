"""up, down, status and run."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from cloud import TOOLS, Cloud, free_port, run


@pytest.fixture
def cloud(tmp_path: Path) -> Iterator[Cloud]:
    instance = Cloud(tmp_path / "state", free_port())
    yield instance
    instance.down()


def _pid(cloud: Cloud) -> int:
    request = urllib.request.Request(f"{cloud.endpoint}/_localcloud/status", headers=cloud.token)
    with urllib.request.urlopen(request, timeout=5) as reply:
        return json.load(reply)["pid"]


def test_up_status_down(cloud: Cloud) -> None:
    assert run("status", *cloud.options).returncode == 1
    first = run("up", *cloud.options)
    assert first.returncode == 0 and first.stderr == ""
    line, = first.stdout.splitlines()
    pid = _pid(cloud)
    assert cloud.endpoint in line and "cloud.log" in line and f"pid {pid}" in line
    again = run("up", *cloud.options)
    assert again.returncode == 0 and "already running" in again.stdout and _pid(cloud) == pid
    assert run("status", *cloud.options).returncode == 0
    assert run("down", *cloud.options).returncode == 0
    assert run("status", *cloud.options).returncode == 1
    assert run("down", *cloud.options).returncode == 0
    with pytest.raises(OSError):
        _pid(cloud)


def test_an_environments_file_says_where(cloud: Cloud, tmp_path: Path) -> None:
    file = tmp_path / "local.json"
    file.write_text(json.dumps({"region": "eu-west-1", "endpoint": cloud.endpoint,
                                "credentials": str(cloud.credentials_file)}))
    assert run("up", "--environment", str(file)).returncode == 0
    assert "region eu-west-1" in run("status", *cloud.options).stdout
    assert run("down", "--environment", str(file)).returncode == 0
    assert run("status", *cloud.options).returncode == 1


@pytest.mark.parametrize(("text", "problem"), [
    (None, "cannot be read: No such file or directory"),
    ("{", "is not valid JSON"),
    ('{"region": "eu-west-3"}', "names no local cloud; it needs 'region', 'endpoint'"),
    ("[]", "names no local cloud"),
    ('{"region": "eu-west-3", "endpoint": "http://localhost", "credentials": "credentials"}', "needs a port"),
    ('{"region": "eu-west-3", "endpoint": "http://localhost:4566", "credentials": "keys"}', "named 'credentials' (keys)"),
])
def test_a_file_without_a_local_cloud_is_refused(tmp_path: Path, text: str | None, problem: str) -> None:
    file = tmp_path / "local.json"
    if text is not None:
        file.write_text(text)
    outcome = run("up", "--environment", str(file))
    assert outcome.returncode == 1 and outcome.stdout == ""
    line, = outcome.stderr.splitlines()
    assert line.startswith(f"localcloud: error: {file}") and problem in line


def test_two_clouds_side_by_side(cloud: Cloud, tmp_path: Path) -> None:
    other = Cloud(tmp_path / "other", free_port())
    cloud.up()
    other.up()
    try:
        cloud.client("sqs").create_queue(QueueName="here")
        assert other.client("sqs").list_queues().get("QueueUrls", []) == []
    finally:
        other.down()
    assert run("status", *cloud.options).returncode == 0


def test_simultaneous_ups_end_with_one_server(cloud: Cloud) -> None:
    command = [sys.executable, "-m", "localcloud", "up", *cloud.options]
    starts = [subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(TOOLS)}, text=True,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(3)]
    outcomes = [(*process.communicate(timeout=60), process.returncode) for process in starts]
    assert [code for _, _, code in outcomes] == [0, 0, 0], outcomes
    assert all(f"pid {_pid(cloud)}" in output for output, _, _ in outcomes)


def test_a_taken_port_is_one_clear_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = run("up", "--port", str(port), "--state-dir", str(tmp_path))
    assert result.returncode == 1 and result.stdout == ""
    assert result.stderr == (f"localcloud: error: port {port} is taken by another program: "
                             "stop that one, or choose another with --port\n")


def test_another_port_from_the_same_state_directory_is_refused(cloud: Cloud) -> None:
    cloud.up()
    result = run("up", "--port", str(free_port()), *cloud.options[2:])
    assert result.returncode == 1 and len(result.stderr.splitlines()) == 1 and "already runs" in result.stderr


def test_a_stale_process_id_is_never_signalled(cloud: Cloud) -> None:
    stranger = subprocess.Popen(["sleep", "60"])
    try:
        state = Path(cloud.options[3])
        state.mkdir(parents=True)
        port = int(cloud.options[1])
        (state / "cloud.lock").write_text(json.dumps({"pid": stranger.pid, "port": port, "region": "eu-west-3"}))
        assert run("status", *cloud.options).returncode == 1
        assert "not running" in run("down", *cloud.options).stdout
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_a_killed_server_can_be_started_again(cloud: Cloud) -> None:
    cloud.up()
    os.kill(_pid(cloud), signal.SIGKILL)
    time.sleep(0.2)
    assert run("status", *cloud.options).returncode == 1
    cloud.up()
    assert run("status", *cloud.options).returncode == 0


def test_everything_listens_on_loopback_only(cloud: Cloud) -> None:
    cloud.up()
    ec2 = cloud.client("ec2")
    subnet = ec2.describe_subnets()["Subnets"]
    ec2.run_instances(ImageId="ami-1", MinCount=1, MaxCount=1, SubnetId=subnet[0]["SubnetId"])
    cloud.client("elbv2").create_load_balancer(Name="lb", Subnets=[entry["SubnetId"] for entry in subnet])
    listening = _listening(_pid(cloud))
    assert len(listening) == 3 and {address for address, _ in listening} == {"127.0.0.1"}


def _listening(pid: int) -> list[tuple[str, int]]:
    """The TCP addresses a process listens on, read from /proc."""
    if not Path("/proc/net/tcp").exists():
        pytest.skip("needs /proc, so Linux")
    sockets = {os.readlink(entry) for entry in Path(f"/proc/{pid}/fd").iterdir() if entry.is_symlink()}
    found = []
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A" and f"socket:[{fields[9]}]" in sockets:
                address, port = fields[1].split(":")
                readable = ".".join(str(byte) for byte in reversed(bytes.fromhex(address))) if len(address) == 8 else address
                found.append((readable, int(port, 16)))
    return found


def test_run_stops_on_interrupt(cloud: Cloud) -> None:
    process = subprocess.Popen([sys.executable, "-m", "localcloud", "run", *cloud.options],
                               env={**os.environ, "PYTHONPATH": str(TOOLS)}, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 20
    while run("status", *cloud.options).returncode != 0:
        assert time.monotonic() < deadline
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=15) == 0


def test_resources_take_the_time_that_was_asked_for(cloud: Cloud) -> None:
    queue = {"Type": "AWS::SQS::Queue"}
    cloud.options += ["--resource-seconds", "1"]
    cloud.up()
    cloud.create("slow", {"Resources": {"First": queue, "Second": {**queue, "DependsOn": "First"}}}, wait=False)
    # The cloud answers meanwhile, and shows what it works at.
    assert cloud.describe("slow")["StackStatus"] == "CREATE_IN_PROGRESS"
    assert ("First", "CREATE_IN_PROGRESS", "") in cloud.events("slow")
    assert cloud.settled("slow")["StackStatus"] == "CREATE_COMPLETE"
    begin, *_, end = [event["Timestamp"] for event in reversed(
        cloud.stacks.describe_stack_events(StackName="slow")["StackEvents"])]
    assert (end - begin).total_seconds() >= 2
