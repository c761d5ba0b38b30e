"""Strings that match patterns: readable ones where they fit, and made from the pattern where they do not.

The packages that make strings from patterns choose by chance, from sets in no fixed order, and repeat up to a hundred
times. Here the same pattern gives the same short strings in every run.
"""

from __future__ import annotations

import random
import re
import string
from functools import lru_cache
from typing import Any

from conformance.validation import matches

try:
    from re import _parser as parser
except ImportError:  # Python 3.10
    import sre_parse as parser  # type: ignore[import-not-found, no-redef]

_VARIANTS = 4
_ATTEMPTS = 60

_READABLE = (
    "Text{n}", "text-{n}", "text{n}", "{n}", "1{n}", "true", "2030-01-0{n}T00:00:00Z", "2030-01-0{n}", "0{n}:00",
    "mon:0{n}:00-mon:0{n}:30", "10.{n}.0.0/16", "10.0.0.{n}", "2001:db8::{n}/64", "us-east-{n}", "us-east-1{l}",
    "12345678901{n}", "arn:aws:iam::12345678901{n}:role/Text{n}", "arn:aws:sns:us-east-1:12345678901{n}:text",
    "arn:aws:kms:us-east-1:12345678901{n}:key/12345678-1234-1234-1234-12345678901{n}",
    "arn:aws:s3:::text-{n}", "arn:aws:lambda:us-east-1:12345678901{n}:function:text",
    "12345678-1234-1234-1234-12345678901{n}", "https://example.com/{n}", "s3://text-{n}/text", "text{n}.example.com",
    "text{n}@example.com", "rate({n} minutes)", "cron(0 {n} * * ? *)", "PT{n}M", "P{n}D", "/text/{n}", "TEXT_{n}",
    "{{\"text\": {n}}}", "$.text{n}", "+1206555010{n}", "#00000{n}", "text.{n}", "text:{n}", "Text",
    "arn:aws:fsx:us-east-1:12345678901{n}:text", "Text {{####}}", "\u03a9",
)


def unconstrained(turn: int, minimum: int, maximum: int | None) -> str:
    """Any string of a length."""
    text = f"Text{turn}"
    text += "x" * (minimum - len(text))
    return text if maximum is None else text[-maximum:] if maximum else ""


@lru_cache(maxsize=None)
def matching(patterns: tuple[str, ...], minimum: int, maximum: int | None) -> tuple[str, ...]:
    """A few strings that match all patterns and have a length between the limits; none if none is found."""
    found: list[str] = []

    def add(text: str) -> None:
        if minimum <= len(text) and (maximum is None or len(text) <= maximum) and text not in found \
                and all(matches(pattern, text) for pattern in patterns):
            found.append(text)

    for template in _READABLE:
        for n in range(1, 3):
            add(template.format(n=n, l="abc"[n]))
        if len(found) >= _VARIANTS:
            return tuple(found[:_VARIANTS])
    for pattern in patterns:
        maker = _Maker(pattern)
        for attempt in range(_ATTEMPTS):
            text = maker.make(seed=attempt, extra=0 if attempt < 8 else attempt % 8, minimum=minimum)
            if text is None:
                break
            add(text)
            add(text[:maximum])
            add(text.ljust(minimum, text[-1:] or "a"))
            if len(found) >= _VARIANTS:
                return tuple(found)
    for character in "aA0":
        add(character * max(minimum, 1))
    return tuple(found)


# Classes that Python's parser does not know, by what stands for them within brackets.
_CLASSES = {"L": "a-zA-Z", "N": "0-9", "Z": " ", "P": r"._\-", "S": "+=", "M": "a", "C": " ", "ASCII": "a-zA-Z0-9 ",
            "Alpha": "a-zA-Z", "Alnum": "a-zA-Z0-9", "Digit": "0-9", "Print": "a-zA-Z0-9 ", "Graph": "a-zA-Z0-9",
            "Punct": r"._\-", "Space": " ", "IsL": "a-zA-Z", "Upper": "A-Z", "Lower": "a-z"}
_PROPERTY = re.compile(r"\\p(?:\{\^?([A-Za-z_]+)\}|([A-Z]))")
_POSIX = {"alnum": "a-zA-Z0-9", "alpha": "a-zA-Z", "digit": "0-9", "graph": "a-zA-Z0-9", "print": "a-zA-Z0-9 ",
          "space": " ", "upper": "A-Z", "lower": "a-z", "punct": r"._\-", "blank": " ", "word": "a-zA-Z0-9_"}


def _translated(pattern: str) -> str:
    """The pattern in Python's own terms, as nearly as making a string asks for."""
    def characters(match: re.Match[str]) -> str:
        name = match[1] or match[2]
        known = _CLASSES.get(name) or _CLASSES.get(name[:1], "a-z")
        before = re.sub(r"\\.", "", match.string[:match.start()])
        return known if before.rfind("[") > before.rfind("]") else f"[{known}]"

    pattern = re.sub(r"\[:(\w+):\]", lambda match: _POSIX.get(match[1], "a-z"), pattern)
    pattern = _PROPERTY.sub(characters, pattern)
    pattern = re.sub(r"\\u\{?([0-9A-Fa-f]{4})\}?", lambda match: f"\\u{match[1]}", pattern)
    pattern = re.sub(r"\\x\{([0-9A-Fa-f]+)\}", lambda match: re.escape(chr(int(match[1], 16))), pattern)
    pattern = re.sub(r"(?<!^)\(\?[ims]+\)", "", pattern)
    return pattern.replace(r"\P{M}", "[a-z]").replace(r"\/", "/").replace(r"\z", r"\Z").replace(r"\h", "[0-9a-f]")


class _Maker:
    """Makes strings from a pattern's syntax tree."""

    _READABLE = string.ascii_lowercase + string.digits + string.ascii_uppercase
    _ALL = _READABLE + string.punctuation + " "

    def __init__(self, pattern: str) -> None:
        try:
            self._tree: Any = parser.parse(_translated(pattern))
        except (re.error, OverflowError, RecursionError, ValueError):
            self._tree = None
        self._random = random.Random()
        self._extra = 0
        self._missing = 0
        self._groups: dict[int, str] = {}

    def make(self, seed: int, extra: int, minimum: int) -> str | None:
        """A string; ``extra`` is how often, at most, something is repeated beyond what it must be."""
        if self._tree is None:
            return None
        self._extra = extra
        self._missing = 0
        self._missing = minimum - len(self._seeded(seed))
        return self._seeded(seed)

    def _seeded(self, seed: int) -> str:
        self._random.seed(seed)
        self._groups = {}
        return self._sequence(self._tree)

    def _sequence(self, tree: Any) -> str:
        return "".join(self._one(operation.name, argument) for operation, argument in tree)

    def _one(self, operation: str, argument: Any) -> str:
        match operation:
            case "LITERAL":
                return chr(argument)
            case "NOT_LITERAL":
                return self._choose([c for c in self._READABLE if ord(c) != argument])
            case "ANY":
                return self._choose(list(self._READABLE))
            case "IN":
                return self._choose(self._class(argument))
            case "BRANCH":
                return self._sequence(self._random.choice(argument[1]))
            case "SUBPATTERN":
                text = self._sequence(argument[-1])
                if argument[0]:
                    self._groups[argument[0]] = text
                return text
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                return self._repeat(*argument)
            case "ATOMIC_GROUP":
                return self._sequence(argument)
            case "GROUPREF":
                return self._groups.get(argument, "")
        # What only looks ahead or marks a place adds nothing; whether it holds is verified.
        return ""

    def _repeat(self, low: int, high: int, tree: Any) -> str:
        times = self._random.randint(low, min(int(high), low + self._extra))
        text = "".join(self._sequence(tree) for _ in range(times))
        # The first repetitions that may be long make up for what is missing.
        while self._missing > 0 and times < min(int(high), 5_000):
            added = self._sequence(tree)
            if not added:
                break
            self._missing -= len(added)
            text += added
            times += 1
        return text

    def _choose(self, characters: list[str]) -> str:
        readable = [c for c in characters if c in self._READABLE]
        return self._random.choice(readable or characters or ["a"])

    def _class(self, parts: Any) -> list[str]:
        negated = parts[0][0].name == "NEGATE"
        characters: list[str] = []
        for operation, argument in parts:
            if operation.name == "LITERAL":
                characters.append(chr(argument))
            elif operation.name == "RANGE":
                low, high = argument
                characters += [chr(code) for code in range(low, min(high, low + 200) + 1)]
            elif operation.name == "CATEGORY":
                characters += self._category(argument.name)
        if negated:
            return [c for c in self._ALL if c not in characters]
        return [c for c in characters if c.isprintable()] or characters

    def _category(self, name: str) -> list[str]:
        kinds = {"DIGIT": string.digits, "SPACE": " ", "WORD": string.ascii_letters + string.digits + "_"}
        kind = kinds.get(name.removeprefix("CATEGORY_").removeprefix("NOT_"), "")
        return [c for c in self._ALL if c not in kind] if "_NOT_" in name else list(kind)
