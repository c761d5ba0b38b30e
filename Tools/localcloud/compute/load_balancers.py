"""Load balancers that answer on loopback.

Each load balancer has one port for as long as it lives, and its DNS name is `localhost:PORT`, so that
`http://` followed by the name is an address every HTTP client reaches without further settings. The
port serves the listener on port 80, or else the lowest-numbered one, always as plain HTTP: no TLS is
terminated here.
"""

from __future__ import annotations

import http.client
import itertools
import re
import socket
import threading
import zlib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, urlsplit

from localcloud.cloudformation.providers import Context, before_delete, extend
from localcloud.compute.instance_server import Fleet
from localcloud.compute.stand_in_server import LoopbackServer
from localcloud.compute.tasks import Tasks
from localcloud.emulator import Attributes, Properties, Response, alb, cloudformation, ec2, request_scope
from localcloud.settings import LOOPBACK
from localcloud.wire import xml

TYPE = "AWS::ElasticLoadBalancingV2::LoadBalancer"

# Below the ephemeral ports of Linux and macOS, so that no client connection sits on one by chance.
_FIRST_PORT, _PORTS = 20000, 8000
_HOP_BY_HOP = frozenset({"connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "te", "trailer",
                         "transfer-encoding", "upgrade", "content-length", "host"})
_TIMEOUT = 30.0

Record = dict[str, Any]
Reply = tuple[int, list[tuple[str, str]], bytes]


class Balancers:
    """The listening port of each load balancer."""

    def __init__(self, fleet: Fleet, tasks: Tasks, gateway_port: int) -> None:
        self._fleet = fleet
        self._tasks = tasks
        self._gateway_port = gateway_port
        self._fronts: dict[str, _Front] = {}
        self._lock = threading.Lock()

    def install(self) -> None:
        extend(TYPE, self._complete)
        extend("AWS::ElasticLoadBalancingV2::TargetGroup", _complete_target_group)
        # The one added last runs first: a refused delete must leave the port alone.
        before_delete(TYPE, lambda arn, properties: self.close(arn))
        before_delete(TYPE, _refuse_protected)
        alb._lb_xml = _with_true_zones(alb._lb_xml)
        actions = alb._ACTION_MAP
        actions["CreateLoadBalancer"] = self._opened(actions["CreateLoadBalancer"])
        actions["DeleteLoadBalancer"] = self._closed(actions["DeleteLoadBalancer"])
        actions["DescribeTargetHealth"] = self.describe_target_health

    def open(self, balancer: Record, key: str) -> None:
        with self._lock:
            arn = balancer["LoadBalancerArn"]
            if arn not in self._fronts:
                self._fronts[arn] = _Front(balancer, self, _first_port(f"{self._gateway_port}/{key}"))
            balancer["DNSName"] = f"localhost:{self._fronts[arn].port}"

    def close(self, arn: str) -> None:
        with self._lock:
            front = self._fronts.pop(arn, None)
        if front is not None:
            front.close()

    def close_all(self) -> None:
        for arn in list(self._fronts):
            self.close(arn)

    def addresses(self) -> dict[str, str]:
        return {arn.split("/")[-2]: f"http://localhost:{front.port}" for arn, front in sorted(self._fronts.items())}

    def endpoint(self, group: Record, target: Record) -> tuple[str, int] | None:
        """Where a target listens: an instance's or a task's own server, or the address it was registered with."""
        if group.get("TargetType", "instance") == "instance":
            port = self._fleet.port(target["Id"])
            return (LOOPBACK, port) if port is not None else None
        port = int(target.get("Port") or group.get("Port") or 80)
        stand_in = self._tasks.port(target["Id"], port)
        return (LOOPBACK, stand_in) if stand_in is not None else (target["Id"], port)

    def health(self, group: Record, target: Record) -> tuple[str, str | None, str | None]:
        """State, reason and description of a target."""
        if group.get("TargetType", "instance") == "instance":
            instance = ec2._instances.get(target["Id"])
            state = instance["State"]["Name"] if instance is not None else "terminated"
            if state != "running":
                return "unused", "Target.InvalidState", f"Target is in the {state} state"
        if not group.get("LoadBalancerArns") and not _has_rule(group):
            return "unused", "Target.NotInUse", "Target group is not used by any listener"
        address = self.endpoint(group, target)
        if address is None or not _accepts(address):
            return "unhealthy", "Target.FailedHealthChecks", "Health checks failed"
        return "healthy", None, None

    def describe_target_health(self, parameters: dict[str, Any]) -> Response:
        arn = alb._p(parameters, "TargetGroupArn")
        group = alb._tgs.get(arn)
        if group is None:
            return alb._error("TargetGroupNotFound", f"Target group '{arn}' not found.")
        asked = {target["Id"] for target in alb._parse_targets_param(parameters)}
        descriptions = []
        for target in alb._targets.get(arn, []):
            if asked and target["Id"] not in asked:
                continue
            state, reason, text = self.health(group, target)
            port = target.get("Port", group.get("Port", 80))
            descriptions.append({"Target": {"Id": target["Id"], "Port": port}, "HealthCheckPort": str(port),
                                 "TargetHealth": {"State": state, "Reason": reason, "Description": text}})
        return alb._xml(200, "DescribeTargetHealth",
                        f"<TargetHealthDescriptions>{xml(descriptions)}</TargetHealthDescriptions>")

    def _complete(self, arn: str, properties: Properties, attributes: Attributes, context: Context) -> None:
        balancer = alb._lbs[arn]
        subnets = balancer["Subnets"] or [mapping["SubnetId"] for mapping in properties.get("SubnetMappings", [])]
        zones = {ec2._subnets[subnet]["AvailabilityZone"] for subnet in subnets if subnet in ec2._subnets}
        if balancer["Type"] == "application" and len(zones) < 2:
            alb._lbs.pop(arn, None)
            raise ValueError("At least two subnets in two different Availability Zones must be specified "
                             "(Service: ElasticLoadBalancingV2, Status Code: 400, ValidationError)")
        balancer["VpcId"] = ec2._subnets[subnets[0]]["VpcId"] if subnets else balancer["VpcId"]
        stack = cloudformation._stacks.get(context.stack_name, {})
        root = (stack.get("RootId") or stack.get("StackId") or "").split("/")
        # Not the name of the stack itself: a nested stack's changes with every new deployment.
        self.open(balancer, f"{root[1] if len(root) > 1 else ''}/{context.logical_id}")
        attributes["DNSName"] = balancer["DNSName"]

    def _opened(self, handler: Callable[[dict[str, Any]], Response]) -> Callable[[dict[str, Any]], Response]:
        def call(parameters: dict[str, Any]) -> Response:
            known = set(alb._lbs.keys())
            response = handler(parameters)
            for arn in set(alb._lbs.keys()) - known:
                balancer = alb._lbs[arn]
                name = balancer["DNSName"]
                self.open(balancer, balancer["LoadBalancerName"])
                response = (*response[:2], response[2].replace(name.encode(), balancer["DNSName"].encode()))
            return response

        return call

    def _closed(self, handler: Callable[[dict[str, Any]], Response]) -> Callable[[dict[str, Any]], Response]:
        def call(parameters: dict[str, Any]) -> Response:
            arn = alb._p(parameters, "LoadBalancerArn")
            if _protected(arn):
                return alb._error("OperationNotPermitted", _PROTECTED.format(arn=arn))
            response = handler(parameters)
            self.close(arn)
            return response

        return call


_PROTECTED = "Load balancer '{arn}' cannot be deleted because deletion protection is enabled"


def _protected(arn: str) -> bool:
    return alb._lb_attr(arn, "deletion_protection.enabled", "false") == "true"


def _refuse_protected(arn: str, properties: Properties) -> None:
    if _protected(arn):
        raise ValueError(_PROTECTED.format(arn=arn))


class _Front:
    """The server of one load balancer."""

    def __init__(self, balancer: Record, balancers: Balancers, first_port: int) -> None:
        self.balancer = balancer
        self._balancers = balancers
        self._turns: dict[str, Iterator[int]] = {}
        self._server = _listen(first_port, _handler(self))
        self.port: int = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True,
                         name=f"alb-{self.port}").start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def route(self, method: str, target: str, headers: dict[str, str], body: bytes,
              connections: dict[tuple[str, int], http.client.HTTPConnection]) -> Reply:
        """Answer one request by the listener's rules."""
        _, _, _, region, account, _ = self.balancer["LoadBalancerArn"].split(":", 5)
        with request_scope(account, region):
            listener = self._listener()
            if listener is None:
                return _own(503, "The load balancer has no listener.")
            parts = urlsplit(target)
            query = parse_qs(parts.query, keep_blank_values=True)
            rules = sorted((rule for rule in alb._rules.values()
                            if rule.get("ListenerArn") == listener["ListenerArn"]), key=alb._rule_sort_key)
            for rule in rules:
                if rule.get("IsDefault") or all(alb._match_condition(condition, method, parts.path, headers, query)
                                                for condition in rule.get("Conditions", [])):
                    actions = rule.get("Actions") or listener.get("DefaultActions", [])
                    return self._act(actions, listener, method, target, headers, body, connections)
        return _own(502, "No rule of the listener matches.")

    def _listener(self) -> Record | None:
        listeners = [listener for listener in alb._listeners.values()
                     if listener["LoadBalancerArn"] == self.balancer["LoadBalancerArn"]]
        return min(listeners, key=lambda listener: (int(listener["Port"]) != 80, int(listener["Port"])), default=None)

    def _act(self, actions: list[Record], listener: Record, method: str, target: str, headers: dict[str, str],
             body: bytes, connections: dict[tuple[str, int], http.client.HTTPConnection]) -> Reply:
        if not actions:
            return _own(502, "The rule has no action.")
        action = max(actions, key=lambda entry: int(entry.get("Order") or 1))
        kind = str(action["Type"]).lower()
        if kind == "fixed-response":
            config = action.get("FixedResponseConfig", {})
            return (int(config.get("StatusCode", "200")), [("Content-Type", config.get("ContentType", "text/plain"))],
                    config.get("MessageBody", "").encode())
        if kind == "redirect":
            return self._redirect(action.get("RedirectConfig", {}), listener, target, headers)
        if kind == "forward":
            return self._forward(action["TargetGroupArn"], listener, method, target, headers, body, connections)
        return _own(501, f"The action {action['Type']} is not implemented by the local cloud.")

    def _redirect(self, config: Record, listener: Record, target: str, headers: dict[str, str]) -> Reply:
        parts = urlsplit(target)
        values = {"protocol": listener.get("Protocol", "HTTP").lower(), "port": str(listener.get("Port", 80)),
                  "host": headers.get("host", "localhost").split(":")[0], "path": parts.path.lstrip("/"),
                  "query": parts.query}

        def filled(key: str, default: str) -> str:
            text = config.get(key, default)
            for name, value in values.items():
                text = text.replace(f"#{{{name}}}", value)
            return text

        query = filled("Query", "#{query}")
        location = (f"{filled('Protocol', '#{protocol}').lower()}://{filled('Host', '#{host}')}"
                    f":{filled('Port', '#{port}')}{filled('Path', '/#{path}')}" + (f"?{query}" if query else ""))
        return int(config.get("StatusCode", "HTTP_301").removeprefix("HTTP_")), [("Location", location)], b""

    def _forward(self, group_arn: str, listener: Record, method: str, target: str, headers: dict[str, str],
                 body: bytes, connections: dict[tuple[str, int], http.client.HTTPConnection]) -> Reply:
        group = alb._tgs.get(group_arn)
        if group is None:
            return _own(502, "The target group does not exist.")
        candidates = [address for address in (self._balancers.endpoint(group, entry)
                                              for entry in alb._targets.get(group_arn, [])) if address is not None]
        if not candidates:
            return _own(503, "The target group has no healthy targets.")
        turn = next(self._turns.setdefault(group_arn, itertools.count()))
        sent = alb._target_headers(self.balancer["LoadBalancerArn"], listener, headers, LOOPBACK)
        # A target that just went away is skipped, as a health check would have done.
        for address in (candidates[(turn + step) % len(candidates)] for step in range(len(candidates))):
            try:
                return _exchange(address, method, target, sent, body, connections)
            except (OSError, http.client.HTTPException):
                continue
        return _own(503, "No target of the group answers.")


def _exchange(address: tuple[str, int], method: str, target: str, headers: dict[str, str], body: bytes,
              connections: dict[tuple[str, int], http.client.HTTPConnection]) -> Reply:
    """One request to a target, over a connection kept for the next one."""
    for fresh in (False, True):
        connection = None if fresh else connections.get(address)
        if connection is None:
            if not fresh:
                continue
            connection = connections[address] = http.client.HTTPConnection(*address, timeout=_TIMEOUT)
        try:
            connection.request(method, target, body=body or None,
                               headers={name: value for name, value in headers.items() if name not in _HOP_BY_HOP})
            response = connection.getresponse()
            content = response.read()
        except (OSError, http.client.HTTPException):
            connection.close()
            connections.pop(address, None)
            if fresh:
                raise
            continue
        kept = [(name, value) for name, value in response.getheaders() if name.lower() not in _HOP_BY_HOP]
        return response.status, kept, content
    raise AssertionError("unreachable")


def _handler(front: _Front) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        is_public = True
        server_version = "awselb/2.0"
        sys_version = ""
        # Otherwise head and body leave in two packets, 40 ms apart.
        wbufsize = -1
        disable_nagle_algorithm = True

        def setup(self) -> None:
            super().setup()
            self.connections: dict[tuple[str, int], http.client.HTTPConnection] = {}

        def finish(self) -> None:
            for connection in self.connections.values():
                connection.close()
            super().finish()

        def answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(length) if length else b""
            headers = {name.lower(): value for name, value in self.headers.items()}
            status, kept, content = front.route(self.command, self.path, headers, body, self.connections)
            self.send_response_only(status)
            for name, value in kept:
                self.send_header(name, value)
            if not any(name.lower() == "date" for name, _ in kept):
                self.send_header("Date", self.date_time_string())
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(content)

        do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = do_PATCH = do_OPTIONS = answer

        def log_message(self, format: str, *arguments: Any) -> None:
            """Nothing: a load test would fill the log."""

    return Handler


def _own(status: int, text: str) -> Reply:
    """A reply the load balancer makes itself."""
    return status, [("Content-Type", "text/plain; charset=utf-8"), ("Server", "awselb/2.0")], f"{text}\n".encode()


def _first_port(key: str) -> int:
    """The same load balancer gets the same port in every deployment, as far as that port is free."""
    return _FIRST_PORT + zlib.crc32(key.encode()) % _PORTS


def _listen(first: int, handler: type[BaseHTTPRequestHandler]) -> LoopbackServer:
    for step in range(_PORTS):
        port = _FIRST_PORT + (first - _FIRST_PORT + step) % _PORTS
        try:
            return LoopbackServer((LOOPBACK, port), handler)
        except OSError:
            continue
    raise OSError("no free port for a load balancer")


def _has_rule(group: Record) -> bool:
    """Whether requests are forwarded to the group by a rule, which ministack does not count."""
    return any(action.get("TargetGroupArn") == group["TargetGroupArn"]
               for rule in alb._rules.values() for action in rule.get("Actions") or [])


def _accepts(address: tuple[str, int]) -> bool:
    try:
        with socket.create_connection(address, timeout=1):
            return True
    except OSError:
        return False


def _with_true_zones(serializer: Callable[[Record], str]) -> Callable[[Record], str]:
    """The zone of each subnet, where ministack names the first zone for all."""

    def zone(match: re.Match[str]) -> str:
        subnet = ec2._subnets.get(match["subnet"], {})
        return f"<ZoneName>{subnet.get('AvailabilityZone', '')}</ZoneName><SubnetId>{match['subnet']}</SubnetId>"

    return lambda balancer: re.sub(r"<ZoneName>[^<]*</ZoneName><SubnetId>(?P<subnet>[^<]*)</SubnetId>", zone,
                                   serializer(balancer))


def _complete_target_group(arn: str, properties: Properties, attributes: Attributes, context: Context) -> None:
    attributes["LoadBalancerArns"] = list(alb._tgs[arn].get("LoadBalancerArns", []))
