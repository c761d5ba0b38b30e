"""Prints a CloudFormation template in YAML as JSON, with every function in its full form.

    python Tools/migration/decode.py TEMPLATE

What is no template is said on standard error as LINE:COLUMN: MESSAGE, and ends with 1.
"""

from __future__ import annotations

import datetime
import json
import sys
from typing import Any

from cfnlint.decode import decode


def plain(value: Any) -> Any:
    """The value without cfn-lint's marks; dates are the text that CloudFormation takes them for."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()
    if isinstance(value, (str, int, float, bool)) or value is None:
        return value
    return str(value)


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("usage: decode.py TEMPLATE", file=sys.stderr)
        return 2
    template, matches = decode(arguments[0])
    if matches:
        first = matches[0]
        print(f"{first.linenumber}:{first.columnnumber}: {first.message}", file=sys.stderr)
        return 1
    if template is None:
        print("1:1: there is no template in the file", file=sys.stderr)
        return 1
    json.dump(plain(template), sys.stdout, ensure_ascii=False)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
