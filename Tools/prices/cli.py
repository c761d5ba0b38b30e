"""The command line: makes the table of EC2's prices, or says that it is not current."""

from __future__ import annotations

import argparse
import json
import sys
from decimal import Decimal
from importlib import metadata
from pathlib import Path

from prices.assembly import assembly
from prices.instances import Instances

_PACKAGE = "apache-libcloud"
_FOLDER = Path(__file__).resolve().parents[2] / "Sources/AWSPriceData"


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    made = _shipped()
    table, tables = _FOLDER / "instances.tsv", _FOLDER / "tables.S"
    before = table.read_text(encoding="utf-8") if table.exists() else ""
    if options.check:
        stale = [name for name, is_stale in ((table.name, made.text != before), (tables.name, tables.read_text() != assembly(_FOLDER)))
                 if is_stale]
        for name in stale:
            print(f"prices: error: {name} is stale; run 'make prices'", file=sys.stderr)
        return int(bool(stale))
    if made.text == before:
        print("the prices of EC2 are current")
    else:
        for line in made.changes(Instances.of_text(before)) if before else ():
            print(line)
        table.write_text(made.text, encoding="utf-8")
        print(f"wrote {len(made.prices)} types in {len(made.regions)} regions, as of {made.date}")
    tables.write_text(assembly(_FOLDER), encoding="utf-8")
    return 0


def _shipped() -> Instances:
    package = metadata.distribution(_PACKAGE)
    text = Path(str(package.locate_file("libcloud/data/pricing.json"))).read_text(encoding="utf-8")
    return Instances.of_package(json.loads(text, parse_float=Decimal, parse_int=Decimal), f"{_PACKAGE} {package.version}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="prices", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, and fail where something would change")
    return parser
