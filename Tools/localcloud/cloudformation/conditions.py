"""Conditions with everything a condition may contain.

ministack compares pseudo parameters and mappings in conditions as raw JSON, and spells booleans the
Python way.
"""

from __future__ import annotations

from typing import Any

from localcloud.emulator import engine, replace_everywhere

_original = engine._evaluate_conditions


def install() -> None:
    replace_everywhere(_original, evaluate)


def evaluate(template: dict[str, Any], parameters: dict[str, Any]) -> dict[str, bool]:
    """Every condition of the template, by name."""
    definitions = template.get("Conditions", {})
    mappings = template.get("Mappings", {})
    values: dict[str, bool] = {}

    def named(name: str) -> bool:
        if name not in values:
            if name not in definitions:
                raise ValueError(f"Template format error: Unresolved condition dependency [{name}] "
                                 "in the Conditions block of the template")
            values[name] = condition(definitions[name])
        return values[name]

    def condition(node: Any) -> bool:
        if isinstance(node, dict) and len(node) == 1:
            (function, arguments), = node.items()
            if function == "Fn::Equals":
                return operand(arguments[0]) == operand(arguments[1])
            if function == "Fn::And":
                return all(condition(argument) for argument in arguments)
            if function == "Fn::Or":
                return any(condition(argument) for argument in arguments)
            if function == "Fn::Not":
                return not condition(arguments[0])
            if function == "Condition":
                return named(arguments)
        return operand(node) == "true"

    def operand(node: Any) -> Any:
        value = engine._resolve_refs(node, {}, parameters, values, mappings, "", "")
        if isinstance(value, bool):
            return "true" if value else "false"
        return value if isinstance(value, (list, dict)) else str(value)

    for name in definitions:
        named(name)
    return values
