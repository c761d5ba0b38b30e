"""The command line."""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

from fuzzing.changes import changed
from fuzzing.watching import Failure, Limits, failures
from peers import templates

_BATCH = 64


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    # What is nested deeply is what is wanted.
    sys.setrecursionlimit(20_000)
    seeds = _seeds(options.seeds)
    found: list[Failure] = []
    tried, ends, reported = 0, time.monotonic() + options.seconds, time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < ends:
            # Each batch can be made again by its number.
            source = random.Random(f"{options.seed}/{tried}")
            files = []
            for index in range(_BATCH):
                file = Path(folder, f"{index}.json")
                file.write_bytes(changed(seeds, source))
                files.append(file)
            tried += len(files)
            for failure in failures(options.check, files, Limits()):
                found.append(_kept(failure, options.output, len(found)))
                print(f"{found[-1].file}: {failure.problem}", flush=True)
            if time.monotonic() - reported > 60:
                reported = time.monotonic()
                print(f"{tried} templates, {len(found)} failures", file=sys.stderr, flush=True)
    print(f"{tried} templates from {len(seeds)} seeds, {len(found)} failures")
    return int(bool(found))


def _kept(failure: Failure, output: Path, number: int) -> Failure:
    output.mkdir(parents=True, exist_ok=True)
    file = output / f"{number}.json"
    file.write_bytes(failure.file.read_bytes())
    return Failure(file, failure.problem)


def _seeds(folder: Path) -> list[bytes]:
    """The table of mistakes, which has something of everything, and files that failed once or are odd."""
    cases = [templates.encoded(template) for case in templates.mistakes() for template in case.files.values()]
    return cases + [file.read_bytes() for file in sorted(folder.iterdir())]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="fuzzing", description=__doc__)
    parser.add_argument("--check", type=Path, default=templates.ROOT / ".build/debug/check", help="our executable")
    parser.add_argument("--seeds", type=Path, default=templates.ROOT / "Tests/ChecksTests/Malformed")
    parser.add_argument("--output", type=Path, default=templates.ROOT / ".build/fuzzing", help="for what fails")
    parser.add_argument("--seconds", type=float, default=1800)
    parser.add_argument("--seed", type=int, default=1)
    return parser
