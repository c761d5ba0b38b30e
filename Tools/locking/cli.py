"""The command line: make, pin."""

from __future__ import annotations

import argparse
import re
import sys

from locking.locks import LOCKS, ROOT, Lock
from locking.resolution import ResolutionError, newest, resolve


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        return options.act(options)
    except ResolutionError as error:
        print(f"locking: error: {error}", file=sys.stderr)
        return 1


def _make(options: argparse.Namespace) -> int:
    for lock in LOCKS:
        _write(lock, upgrade=options.upgrade)
    return 0


def _pin(options: argparse.Namespace) -> int:
    pin = re.compile(rf"(?m)^{re.escape(options.package)}==\S+$")
    lock = next((lock for lock in LOCKS if len(pin.findall(lock.requirements.read_text(encoding="utf-8"))) == 1), None)
    if lock is None:
        raise ResolutionError(f"no requirements.txt pins {options.package}")
    version = options.version or newest(options.package, lock)
    before = lock.requirements.read_text(encoding="utf-8")
    lock.requirements.write_text(pin.sub(f"{options.package}=={version}", before), encoding="utf-8")
    try:
        _write(lock)
    except ResolutionError:
        lock.requirements.write_text(before, encoding="utf-8")
        raise
    return 0


def _write(lock: Lock, *, upgrade: bool = False) -> None:
    lock.write(resolve(lock, upgrade=upgrade))
    print(f"wrote {lock.path.relative_to(ROOT)}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="locking", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    make = commands.add_parser("make", help="make every lock anew from its requirements")
    make.add_argument("--upgrade", action="store_true", help="also to newer versions of what the requirements bring along")
    make.set_defaults(act=_make)
    pin = commands.add_parser("pin", help="pin another version of a package, and lock it")
    pin.add_argument("package")
    pin.add_argument("version", nargs="?", help="without it the newest")
    pin.set_defaults(act=_pin)
    return parser
