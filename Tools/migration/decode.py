"""Prints a CloudFormation template in YAML as JSON, with every function in its full form.

    python Tools/migration/decode.py TEMPLATE

Keys, texts and numbers begin in the line and column in which they stand in the file, wherever JSON lets them, so that a place
in the one is a place in the other. What is no template is said on standard error as LINE:COLUMN: MESSAGE, and ends with 1.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import yaml

_TYPES = "tag:yaml.org,2002:"
# Written as they stand; dates are the text that CloudFormation takes them for, and `=` is one too.
_TEXTS = {f"{_TYPES}{name}" for name in ("str", "timestamp", "value")}
_SCALARS = {f"{_TYPES}{name}" for name in ("int", "float", "bool", "null")}
_COLLECTIONS = {f"{_TYPES}{name}" for name in ("map", "seq")}
_MERGE = f"{_TYPES}merge"
# Anchors that are used again and again make a small file a huge template, where CloudFormation takes one of 1 MB.
_MOST_NODES = 250_000
_MOST_CHARACTERS = 16_000_000
# What Python carries, whatever else runs in its process.
_MOST_LEVELS = 200

_Member = tuple[yaml.ScalarNode, yaml.Node]


class Problem(Exception):
    """What is wrong, and where it begins."""

    def __init__(self, mark: yaml.Mark | None, message: str) -> None:
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        super().__init__(f"{line}:{column}: {message}")


class Writer:
    """Collects JSON, and knows where it is."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._line = 0
        self._column = 0
        self._nodes = 0
        self._characters = 0
        self._open: set[yaml.Node] = set()
        self._members: dict[yaml.Node, list[_Member]] = {}
        self._constructor = yaml.constructor.SafeConstructor()

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def write(self, node: yaml.Node) -> None:
        """A value; a short form is an object of one member."""
        self._nodes += 1
        if self._nodes > _MOST_NODES:
            raise Problem(None, f"the template has more than {_MOST_NODES:,} values once its aliases are written out")
        if node in self._open:
            raise Problem(node.start_mark, "the value contains itself")
        if len(self._open) >= _MOST_LEVELS:
            raise Problem(node.start_mark, f"the template is nested more than {_MOST_LEVELS} levels deep")
        self._open.add(node)
        if not node.tag.startswith("!") or node.tag == "!":
            self._value(node)
        else:
            name = node.tag[1:]
            self._token("{")
            self._text(name if name in ("Ref", "Condition") else f"Fn::{name}")
            self._token(":")
            self._argument(name, node)
            self._token("}")
        self._open.remove(node)

    def _value(self, node: yaml.Node) -> None:
        if not isinstance(node, yaml.ScalarNode) and not node.tag.startswith("!") and node.tag not in _COLLECTIONS:
            raise _unknown(node)
        if isinstance(node, yaml.MappingNode):
            self._object(node)
        elif isinstance(node, yaml.SequenceNode):
            self._list(node)
        else:
            self._move_to(node)
            if node.tag in _TEXTS or node.tag == "!":
                self._text(node.value)
            elif node.tag in _SCALARS:
                self._scalar(node)
            else:
                raise _unknown(node)

    def _argument(self, name: str, node: yaml.Node) -> None:
        """What a short form is about."""
        if not isinstance(node, yaml.ScalarNode):
            self._value(node)
        elif name == "GetAtt":
            self._token("[")
            for index, part in enumerate(node.value.split(".", 1)):
                if index:
                    self._token(",")
                self._text(part)
            self._token("]")
        else:
            self._text(node.value)

    def _object(self, node: yaml.MappingNode) -> None:
        self._token("{")
        for index, (key, value) in enumerate(self._members_of(node)):
            if index:
                self._token(",")
            self._move_to(key)
            self._text(key.value)
            self._token(":")
            self.write(value)
        self._token("}")

    def _members_of(self, node: yaml.MappingNode) -> list[_Member]:
        """The members that are merged, then the object's own, which win; of what is merged, the first wins."""
        if node not in self._members:
            own: dict[str, _Member] = {}
            merged: dict[str, _Member] = {}
            for key, value in node.value:
                if not isinstance(key, yaml.ScalarNode) or key.tag == f"{_TYPES}null":
                    raise Problem(key.start_mark, "a key is no text")
                if key.tag == _MERGE:
                    for source in value.value if isinstance(value, yaml.SequenceNode) else [value]:
                        if not isinstance(source, yaml.MappingNode):
                            raise Problem(source.start_mark, "what is merged is no object")
                        if source in self._open:
                            raise Problem(source.start_mark, "the value contains itself")
                        for member in self._members_of(source):
                            merged.setdefault(member[0].value, member)
                elif key.value in own:
                    line = own[key.value][0].start_mark.line + 1
                    raise Problem(key.start_mark, f"the key '{key.value}' is there twice, first in line {line}")
                else:
                    own[key.value] = (key, value)
            self._members[node] = [*(member for name, member in merged.items() if name not in own), *own.values()]
        return self._members[node]

    def _list(self, node: yaml.SequenceNode) -> None:
        self._token("[")
        for index, element in enumerate(node.value):
            if index:
                self._token(",")
            self.write(element)
        self._token("]")

    def _scalar(self, node: yaml.ScalarNode) -> None:
        try:
            value = self._constructor.construct_object(node)
            text = json.dumps(value, allow_nan=False)
        except (ArithmeticError, LookupError, ValueError):
            kind = node.tag.removeprefix(_TYPES)
            shown = node.value if len(node.value) <= 40 else f"{node.value[:40]}..."
            raise Problem(node.start_mark, f"'{shown}' is no value of a template of the type {kind}") from None
        self._token(text)

    def _move_to(self, node: yaml.Node) -> None:
        """Goes forward to where a node begins; what is behind already stays where it is."""
        mark = node.start_mark
        if mark.line > self._line:
            self._parts.append("\n" * (mark.line - self._line))
            self._line, self._column = mark.line, 0
        if mark.line == self._line and mark.column > self._column:
            self._token(" " * (mark.column - self._column))

    def _text(self, text: str) -> None:
        self._token(json.dumps(text, ensure_ascii=False))

    def _token(self, text: str) -> None:
        self._parts.append(text)
        self._column += len(text)
        self._characters += len(text)
        if self._characters > _MOST_CHARACTERS:
            raise Problem(None, f"the template has more than {_MOST_CHARACTERS:,} characters once its aliases are written out")


def _unknown(node: yaml.Node) -> Problem:
    return Problem(node.start_mark, f"CloudFormation knows no values of the type {node.tag.removeprefix(_TYPES)}")


def decoded(content: bytes) -> bytes:
    """A template in YAML as JSON.

    Raises Problem for what is none.
    """
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        raise Problem(None, f"the file is no text in UTF-8: byte {error.start + 1} belongs to no character") from None
    try:
        root = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        if root is None or root.tag == f"{_TYPES}null":
            raise Problem(None, "there is no template in the file")
        writer = Writer()
        writer.write(root)
        return writer.text.encode()
    except yaml.MarkedYAMLError as error:
        said = ", ".join(part for part in (error.context, error.problem) if part)
        raise Problem(error.problem_mark or error.context_mark, said) from None
    except yaml.reader.ReaderError as error:
        raise Problem(None, f"the file has a character that YAML does not allow: {error.reason}") from None
    except RecursionError:
        raise Problem(None, "the template is nested too deeply") from None


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("usage: decode.py TEMPLATE", file=sys.stderr)
        return 2
    try:
        sys.stdout.buffer.write(decoded(Path(arguments[0]).read_bytes()))
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"1:1: the file cannot be read: {error.strerror}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
