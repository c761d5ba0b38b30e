"""The command line: up, down, status, run."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from localcloud import daemon
from localcloud.environment_file import EnvironmentFileError, EnvironmentPlace
from localcloud.lock import AlreadyRunning
from localcloud.settings import DEFAULT_PORT, DEFAULT_REGION, DEFAULT_STATE_DIR, Settings


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        return _COMMANDS[options.command](_settings(options))
    except EnvironmentFileError as error:
        print(f"localcloud: error: {error}", file=sys.stderr)
    except daemon.DaemonError as error:
        print(f"localcloud: error: {error}", file=sys.stderr)
    except AlreadyRunning:
        print(f"localcloud: error: a local cloud already runs from {settings.state_dir}", file=sys.stderr)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.startswith("localcloud"):
            raise
        print(f"localcloud: error: the Python package {error.name} is missing: "
              "make setup", file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    return 1


def _settings(options: argparse.Namespace) -> Settings:
    """What is given, else what the environment's file says, else the defaults."""
    place = EnvironmentPlace.read(options.environment) if options.environment else EnvironmentPlace()
    return Settings(options.port or place.port, options.region or place.region,
                    (options.state_dir or place.state_dir).absolute(), options.resource_seconds)


def _up(settings: Settings) -> int:
    running, started = daemon.up(settings)
    print(f"local cloud {'started' if started else 'already running'} at {settings.endpoint} "
          f"(credentials {settings.shown_credentials_file}, log {settings.log_file}, pid {running.pid})")
    return 0


def _down(settings: Settings) -> int:
    stopped = daemon.down(settings)
    print(f"local cloud stopped (pid {stopped.pid})" if stopped else "local cloud is not running")
    return 0


def _status(settings: Settings) -> int:
    running = daemon.status(settings)
    if running is None:
        print("local cloud is not running")
        return 1
    print(f"local cloud running at http://localhost:{running.port} "
          f"(region {running.region}, log {settings.log_file}, pid {running.pid})")
    return 0


def _run(settings: Settings) -> int:
    from localcloud import server  # imports ministack, which up, down and status do without

    return server.run(settings)


_COMMANDS = {"up": _up, "down": _down, "status": _status, "run": _run}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="localcloud", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, text in (("up", "start it in the background, unless it runs already"),
                       ("down", "stop it; everything deployed to it is gone"),
                       ("status", "say whether it runs; exit status 0 or 1"),
                       ("run", "run it in the foreground")):
        command = commands.add_parser(name, help=text, description=text)
        command.add_argument("--environment", type=Path, metavar="FILE",
                             help="take port, region and state directory from an environment's file, such as parameters/local.json")
        command.add_argument("--port", type=_port, help=f"default: {DEFAULT_PORT}")
        command.add_argument("--region", help=f"default: {DEFAULT_REGION}")
        command.add_argument("--state-dir", type=Path,
                             help=f"where its credentials, log and lock are kept; default: {DEFAULT_STATE_DIR}")
        command.add_argument("--resource-seconds", type=_seconds, default=0, metavar="SECONDS",
                             help="how long each resource of a stack takes, to watch progress; default: %(default)s")
    return parser


def _port(text: str) -> int:
    port = int(text) if text.isdigit() else 0
    if not 1 <= port <= 65535:
        raise argparse.ArgumentTypeError(f"{text} is not a port (1 to 65535)")
    return port


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1
    if not 0 <= seconds <= 3600:
        raise argparse.ArgumentTypeError(f"{text} is not a number of seconds (0 to 3600)")
    return seconds
