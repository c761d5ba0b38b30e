"""Policies of IAM as far as they allow things: actions, resources, and conditions that compare texts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

# Texts of a request by the keys that conditions ask for, in small letters.
Context = Mapping[str, Iterable[str]]


@dataclass(frozen=True)
class Statement:
    actions: tuple[str, ...]
    resources: tuple[str, ...]
    conditions: tuple[tuple[str, str, tuple[str, ...]], ...]

    def names(self, action: str) -> bool:
        return any(_glob(pattern, True).fullmatch(action) for pattern in self.actions)

    def allows(self, action: str, resource: str, context: Context) -> bool:
        return self.names(action) and any(_glob(pattern).fullmatch(resource) for pattern in self.resources) \
            and all(_holds(operator, context.get(key.lower(), ()), values) for operator, key, values in self.conditions)


@dataclass(frozen=True)
class Policies:
    statements: tuple[Statement, ...]

    @staticmethod
    def read(files: Iterable[Path]) -> Policies:
        documents = [json.loads(file.read_text()) for file in files]
        if any(written["Effect"] != "Allow" for document in documents for written in _many(document["Statement"])):
            raise ValueError("only policies that allow things are understood")
        return Policies.of(documents, "Allow")

    @staticmethod
    def of(documents: Iterable[dict[str, Any]], effect: str) -> Policies:
        """The statements that allow, or those that deny: what they name is what `allows` says of them."""
        return Policies(tuple(_statement(written) for document in documents for written in _many(document["Statement"])
                              if written["Effect"] == effect))

    def allows(self, action: str, resource: str | None, context: Context) -> bool:
        """Whether something is allowed on a resource; on any, where nobody knows which it is."""
        if resource is None:
            return any(statement.names(action) for statement in self.statements)
        return any(statement.allows(action, resource, context) for statement in self.statements)


def _statement(written: dict[str, Any]) -> Statement:
    conditions = tuple((operator, key, tuple(_many(values)))
                       for operator, tests in written.get("Condition", {}).items() for key, values in tests.items())
    return Statement(tuple(_many(written["Action"])), tuple(_many(written["Resource"])), conditions)


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _holds(operator: str, given: Iterable[str], wanted: tuple[str, ...]) -> bool:
    if operator == "StringEquals":
        return any(text in wanted for text in given)
    if operator in ("StringLike", "ArnLike"):
        return any(_glob(pattern).fullmatch(text) for text in given for pattern in wanted)
    raise ValueError(f"the condition {operator} is not understood")


@cache
def _glob(pattern: str, ignores_case: bool = False) -> re.Pattern[str]:
    text = "".join(".*" if part == "*" else "." if part == "?" else re.escape(part) for part in re.split(r"([*?])", pattern))
    return re.compile(text, re.DOTALL | (re.IGNORECASE if ignores_case else 0))
