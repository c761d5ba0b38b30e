"""Prints a CloudFormation template in YAML as JSON, with every function in its full form.

    python Tools/migration/decode.py TEMPLATE

Keys and values begin in the line and column in which they stand in the file, wherever JSON lets them, so that a place in the
one is a place in the other. What is no template is said on standard error as LINE:COLUMN: MESSAGE, and ends with 1.
"""

from __future__ import annotations

import datetime
import json
import logging
import sys
from pathlib import Path
from typing import Any

from cfnlint.decode import decode


class Writer:
    """Collects JSON, and knows where it is."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._line = 0
        self._column = 0

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def write(self, value: Any) -> None:
        """A value of cfn-lint's; dates are the text that CloudFormation takes them for."""
        if isinstance(value, dict):
            self._members("{", [(key, item) for key, item in value.items()], "}")
        elif isinstance(value, list):
            self._members("[", [(None, item) for item in value], "]")
        elif isinstance(value, (datetime.date, datetime.datetime)):
            self._token(json.dumps(value.isoformat()))
        elif value is None or isinstance(value, (str, int, float, bool)):
            self._move_to(value)
            self._token(json.dumps(value, ensure_ascii=False))
        else:
            self._token(json.dumps(str(value), ensure_ascii=False))

    def _members(self, begin: str, members: list[tuple[Any, Any]], end: str) -> None:
        self._token(begin)
        for index, (key, item) in enumerate(members):
            if index:
                self._token(",")
            if key is not None:
                self._move_to(key)
                self._token(json.dumps(str(key), ensure_ascii=False))
                self._token(":")
            self.write(item)
        self._token(end)

    def _move_to(self, node: Any) -> None:
        """Goes forward to where a node begins; what is behind already stays where it is."""
        mark = getattr(node, "start_mark", None)
        if mark is None:
            return
        if mark.line > self._line:
            self._token("\n" * (mark.line - self._line))
            self._line, self._column = mark.line, 0
        if mark.line == self._line and mark.column > self._column:
            self._token(" " * (mark.column - self._column))

    def _token(self, text: str) -> None:
        self._parts.append(text)
        self._column += len(text)


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("usage: decode.py TEMPLATE", file=sys.stderr)
        return 2
    # What cfn-lint logs besides, the message says again.
    logging.disable(logging.CRITICAL)
    try:
        Path(arguments[0]).read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        print(f"1:1: the file is no text in UTF-8: byte {error.start + 1} belongs to no character", file=sys.stderr)
        return 1
    template, matches = decode(arguments[0])
    if matches:
        first = matches[0]
        print(f"{first.linenumber}:{first.columnnumber}: {first.message}", file=sys.stderr)
        return 1
    if template is None:
        print("1:1: there is no template in the file", file=sys.stderr)
        return 1
    writer = Writer()
    writer.write(template)
    sys.stdout.write(writer.text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
