"""Values without parts, and free-form JSON."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from conformance import strings

if TYPE_CHECKING:
    from conformance.leaves import Leaves

_FORMATS = {"date-time": "2030-01-0{n}T00:00:00Z", "date": "2030-01-0{n}", "uri": "https://example.com/{n}",
            "email": "text{n}@example.com", "ipv4": "10.0.0.{n}", "ipv6": "2001:db8::{n}"}


def value(leaves: Leaves, turn: int) -> Any:
    """A value of a scalar type, another one at the next turn where there are several; None if there is none."""
    if leaves.enumeration is not None:
        return leaves.enumeration[turn % len(leaves.enumeration)] if leaves.enumeration else None
    match leaves.type:
        case "boolean":
            return turn % 2 == 0
        case "integer" | "number":
            return _number(leaves, turn)
        case "string":
            return _string(leaves, turn)
    return None


def _number(leaves: Leaves, turn: int) -> int | float | None:
    low = leaves.minimum("minimum", None)
    high = leaves.maximum("maximum")
    if above := leaves.all("exclusiveMinimum"):
        low = max(above) + 1 if low is None else max(low, max(above) + 1)
    if below := leaves.all("exclusiveMaximum"):
        high = min(below) - 1 if high is None else min(high, min(below) - 1)
    if low is None:
        low = min(1, high) if high is not None else 1
    if high is None:
        high = low + 100
    steps = leaves.all("multipleOf")
    if leaves.type == "number" and not steps:
        fraction = math.floor(low) + 0.5 + turn % (min(int(high - low), 4) + 1)
        return fraction if low <= fraction <= high else low
    step = max(steps, default=1)
    first = math.ceil(low / step)
    candidates = [round(count * step, 6) for count in range(first, first + 30)]
    # As the validator sees it, who divides fractions.
    fitting = [number for number in candidates if low <= number <= high and (number / step).is_integer()][:5]
    if not fitting:
        return None
    number = fitting[turn % len(fitting)]
    return int(number) if float(number).is_integer() else number


def _string(leaves: Leaves, turn: int) -> str | None:
    shortest = int(leaves.minimum("minLength", 0))
    longest = leaves.maximum("maxLength")
    longest = None if longest is None else int(longest)
    if patterns := leaves.all("pattern"):
        found = strings.matching(tuple(patterns), shortest, longest)
        return found[turn % len(found)] if found else None
    for format in leaves.all("format"):
        if format in _FORMATS:
            return _FORMATS[format].format(n=1 + turn % 9)
    return strings.unconstrained(turn, shortest, longest)


def keys(pattern: str, count: int) -> list[str]:
    """Keys of a map."""
    found = list(strings.matching((pattern,), 1, None)) if pattern else []
    return found[:count] or [f"Key{n + 1}" for n in range(count)]


def free_form(turn: int) -> Any:
    """A value where a schema allows any."""
    return free_form_object(turn, 1)


def free_form_object(turn: int, count: int) -> dict[str, Any]:
    """An object where a schema leaves its contents open: one of every kind of value, and characters to be escaped."""
    result: dict[str, Any] = {
        "Text": f"line {turn}\nsaid \"caf\u00e9\" \\(turn) \u2713",
        "Number": turn, "Fraction": 0.25, "Flag": turn % 2 == 0,
        "List": ["one", 2, [False], {}], "Object": {"Inner": {"Deep": []}},
    }
    result.update({f"Key{n + 1}": "text" for n in range(len(result), count)})
    return result
