"""The command line: instances, compare."""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import warnings
from pathlib import Path

from conformance import comparison, files
from conformance.instances import TypeInstances, build
from conformance.release import Release, Variant, shipped

_ALLOWED = Path(__file__).with_name("unreachable.json")


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    return int(options.run(options))


# The release each process of the pool reads from.
_release: Release


def _begin(directory: Path) -> None:
    global _release
    _release = Release(directory)
    # Patterns written for other engines look to Python as if they used what it may have one day.
    warnings.simplefilter("ignore", FutureWarning)


def _build(variant: Variant) -> TypeInstances:
    return build(_release, variant)


def _instances(options: argparse.Namespace) -> int:
    with multiprocessing.Pool(options.jobs, _begin, (options.schemas,)) as pool:
        built = list(pool.imap(_build, Release(options.schemas).variants, chunksize=2))
    files.write_instances(options.output, built)
    failures = files.unexpected(built, files.read_allowed(options.allowed))
    for line in files.summary(built):
        print(line)
    return _report(failures, options.limit)


def _compare(options: argparse.Namespace) -> int:
    result = comparison.compare(files.read_instances(options.output), files.read_lines(options.rendered),
                                files.read_paths(options.output))
    print(result.summary)
    return _report(result.failures, options.limit)


def _report(failures: list[str], limit: int) -> int:
    for line in failures[:limit]:
        print(line)
    if len(failures) > limit:
        print(f"... and {len(failures) - limit} more")
    return 1 if failures else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="conformance", description=sys.modules["conformance"].__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    text = "build instances that set every settable property of every type"
    command = commands.add_parser("instances", help=text, description=text)
    command.add_argument("output", type=Path, help="the directory to write to")
    command.add_argument("--schemas", type=Path, default=shipped(), help="default: those of the installed cfn-lint")
    command.add_argument("--allowed", type=Path, default=_ALLOWED, help="paths that no instance can set")
    command.add_argument("--jobs", type=int, default=2, help="default: %(default)s")
    command.set_defaults(run=_instances)
    text = "compare the instances with what the typed resources rendered"
    command = commands.add_parser("compare", help=text, description=text)
    command.add_argument("output", type=Path, help="the directory that `instances` wrote to")
    command.add_argument("rendered", type=Path, help="what the program printed: one template a line")
    command.set_defaults(run=_compare)
    for command in commands.choices.values():
        command.add_argument("--limit", type=int, default=100, help="failures to print; default: %(default)s")
    return parser
