"""The command line."""

from __future__ import annotations

import argparse
from pathlib import Path

from conformance.release import shipped
from peers import reasons, records, report, templates
from peers.run import Run
from peers.sites import Schemas


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    run = Run(options.check, Schemas(shipped()), options.output, options.seed, options.each, options.mutated)
    originals = _corpus(options.corpus) if options.corpus else _own(options.output)
    result = run.compare(originals)
    known = reasons.read()
    print(f"{result.originals} templates; errors in them:",
          ", ".join(f"{checker} {count}" for checker, count in result.errors.items()))
    for part in (report.sums(result.outcomes), report.agreement(result), report.groups(result, known),
                 report.listed(result.disagreements, known, options.limit)):
        print()
        print("\n".join(part))
    if options.record:
        _record(run, records.of_run(result, known), options)
    return int(any(reasons.reason(one, known) is None for one in result.disagreements))


def _record(run: Run, found: dict, options: argparse.Namespace) -> None:
    record = records.read()
    record["runs"][options.title if options.corpus else "templates of this repository"] = found
    written = templates.of_mistakes(templates.mistakes(), options.output / "mistakes")
    verdicts = run.verdicts([file for files in written.values() for file in files])
    record["mistakes"] = {name: records.of_mistake(verdicts[bad], verdicts[good]) for name, (bad, good) in written.items()}
    records.write(record)


def _corpus(folders: list[Path]) -> list[tuple[str, Path]]:
    return [(f"{folder.name}/{file.relative_to(folder)}", file) for folder in folders for file in templates.below(folder)]


def _own(output: Path) -> list[tuple[str, Path]]:
    """What this repository has: the first app's, the examples', and the table of mistakes."""
    folders = [templates.ROOT / "Stacks", templates.ROOT / "Examples"]
    written = templates.of_mistakes(templates.mistakes(), output / "mistakes")
    return _corpus(folders) + [
        (f"mistakes/{name}/{file.stem}", file) for name, files in written.items() for file in files]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="peers", description=__doc__)
    parser.add_argument("corpus", nargs="*", type=Path, help="folders with templates; without one this repository's own")
    parser.add_argument("--check", type=Path, default=templates.ROOT / ".build/debug/check", help="our executable")
    parser.add_argument("--output", type=Path, default=templates.ROOT / ".build/peers", help="for what is made on the way")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=1, help="mistakes of each kind in each template")
    parser.add_argument("--mutated", type=int, default=100, help="templates that mistakes are made in, at most")
    parser.add_argument("--limit", type=int, default=3, help="disagreements of each kind that are listed")
    parser.add_argument("--record", action="store_true", help="keep the counts, and what the peers say of the table of mistakes")
    parser.add_argument("--title", default="templates by others", help="of the folders, for what is kept")
    return parser
