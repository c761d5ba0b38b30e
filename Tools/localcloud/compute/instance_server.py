"""The HTTP server of each running instance, on a loopback port of its own."""

from __future__ import annotations

import threading
from typing import Any

from localcloud.compute.stand_in_server import Reply, StandInServer, page, text
from localcloud.emulator import alb, ec2

_HEALTH_PATHS = ("/health", "/healthz")


class InstanceServer(StandInServer):
    """Answers in place of the web server that user data would have installed."""

    def __init__(self, instance: dict[str, Any]) -> None:
        self._instance = instance
        super().__init__(f"instance-{instance['InstanceId']}", self.reply)

    def reply(self, method: str, path: str) -> Reply:
        """What the instance answers to a path."""
        instance_id = self._instance["InstanceId"]
        if path in _HEALTH_PATHS or (path != "/" and path in health_check_paths(instance_id)):
            return text(200, "ok")
        if path == "/":
            return page(
                instance_id, f"Availability zone: {self._instance['Placement']['AvailabilityZone']}",
                "This is the local cloud. It stands in for the instance: user data is not run here.")
        return text(404, "not found")


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
