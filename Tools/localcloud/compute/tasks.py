"""The tasks of Amazon ECS's services that stand behind load balancers: a small HTTP server each, in place of the
container. No container runs here.

A service keeps its desired count of them, each registered in the service's target groups with an address of the
service's subnets. "Use load balancing to distribute Amazon ECS service traffic" in the Amazon ECS Developer Guide.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from localcloud.cloudformation.providers import Context, before_delete, extend
from localcloud.compute.stand_in_server import Reply, StandInServer, page, text
from localcloud.emulator import Attributes, Properties, alb, ec2, ecs
from localcloud.resources.network import free_address

TYPE = "AWS::ECS::Service"


@dataclass
class _Task:
    """One task of a service, in one of its target groups."""

    number: int
    service: str
    group: str
    address: str
    zone: str
    port: int
    image: str
    server: StandInServer = field(init=False)

    def __post_init__(self) -> None:
        self.server = StandInServer(f"task-{self.service}-{self.number}", self.reply)

    def reply(self, method: str, path: str) -> Reply:
        _, _, _, region, account, _ = self.group.split(":", 5)
        group = alb._tgs.get_scoped(account, region, self.group, {})
        if path != "/" and path == group.get("HealthCheckPath"):
            return text(200, "ok")
        return page(
            f"Task {self.number} of {self.service}", f"{method} {path}", f"Availability zone: {self.zone}",
            f"This is the local cloud. It stands in for the image {self.image}: no container runs here.")


class Tasks:
    """The tasks of each service, by its ARN."""

    def __init__(self) -> None:
        self._tasks: dict[str, list[_Task]] = {}
        self._lock = threading.Lock()

    def install(self) -> None:
        extend(TYPE, self._follow)
        before_delete(TYPE, lambda arn, properties: self._stop(arn))

    def port(self, address: str, port: int) -> int | None:
        """Where the task listens that was registered with an address and a port."""
        for tasks in list(self._tasks.values()):
            for task in tasks:
                if (task.address, task.port) == (address, port):
                    return task.server.port
        return None

    def ports(self) -> dict[str, int]:
        return {f"{task.service}/{task.number}": task.server.port for _, tasks in sorted(self._tasks.items())
                for task in tasks}

    def close(self) -> None:
        for arn in list(self._tasks):
            self._stop(arn, registered=False)

    def _follow(self, arn: str, properties: Properties, attributes: Attributes, context: Context) -> None:
        """Every change of a service starts its tasks anew, as a deployment does."""
        self._stop(arn)
        network = (properties.get("NetworkConfiguration") or {}).get("AwsvpcConfiguration") or {}
        subnets = [subnet for subnet in network.get("Subnets") or [] if subnet in ec2._subnets]
        groups = [(entry, group) for entry in properties.get("LoadBalancers") or []
                  if (group := alb._tgs.get(entry.get("TargetGroupArn", ""))) is not None and group.get("TargetType") == "ip"]
        started: list[_Task] = []
        for number in range(1, int(properties.get("DesiredCount", 1)) + 1) if subnets and groups else ():
            subnet = subnets[(number - 1) % len(subnets)]
            address = free_address(subnet, self._addresses(started))
            for entry, group in groups:
                task = _Task(
                    number, arn.split("/")[-1], group["TargetGroupArn"], address,
                    ec2._subnets[subnet]["AvailabilityZone"], int(entry["ContainerPort"]),
                    _image(properties.get("TaskDefinition", ""), entry.get("ContainerName", "")))
                alb._targets.setdefault(task.group, []).append({"Id": address, "Port": task.port})
                started.append(task)
        with self._lock:
            self._tasks[arn] = started

    def _stop(self, arn: str, *, registered: bool = True) -> None:
        with self._lock:
            tasks = self._tasks.pop(arn, [])
        for task in tasks:
            if registered and task.group in alb._targets:
                alb._targets[task.group] = [
                    target for target in alb._targets.get(task.group, [])
                    if (target["Id"], int(target.get("Port") or 0)) != (task.address, task.port)]
            task.server.close()

    def _addresses(self, started: list[_Task]) -> set[str]:
        return {task.address for tasks in [*self._tasks.values(), started] for task in tasks}


def _image(definition: str, container: str) -> str:
    known = ecs._task_defs.get(definition.split("/")[-1], {}).get("containerDefinitions", [])
    return next((entry.get("image", "") for entry in known if entry.get("name") == container), "")
