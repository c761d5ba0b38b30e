"""Mistakes in what a template declares: sections, names, conditions, what waits for what."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from functools import partial

from peers.language_mistakes import of, refs
from peers.schema_mistakes import Candidates, misspelt
from peers.sites import JSON, Schemas, Steps, members, removed, renamed, replaced


def _condition_broken(template: JSON, _: Schemas, source: random.Random) -> Candidates:
    for site, argument in of(template, "Fn::If"):
        if isinstance(argument, list) and argument and isinstance(argument[0], str):
            path = (*site.path, "Fn::If", 0)
            yield path, partial(replaced, template, path, misspelt(argument[0], source))
    for path, name in _with(template, "Condition", "Resources", "Outputs"):
        if isinstance(name, str):
            yield path, partial(replaced, template, path, misspelt(name, source))


def _with(template: JSON, key: str, *sections: str) -> Iterator[tuple[Steps, JSON]]:
    """What members of the sections have under a key."""
    for section in sections:
        for name, member in members(template, section):
            if isinstance(member, dict) and key in member:
                yield (section, name, key), member[key]


def _dependency_broken(template: JSON, _: Schemas, source: random.Random) -> Candidates:
    for path, name in _with(template, "DependsOn", "Resources"):
        if isinstance(name, str):
            yield path, partial(replaced, template, path, misspelt(name, source))


def _dependency_removed(template: JSON, _: Schemas, __: random.Random) -> Candidates:
    for path, _value in _with(template, "DependsOn", "Resources"):
        yield path, partial(removed, template, path)


def _circle_made(template: JSON, _: Schemas, __: random.Random) -> Candidates:
    """What something refers to waits for what refers to it."""
    resources = {name: one for name, one in members(template, "Resources") if isinstance(one, dict)}
    for site, name in refs(template):
        if site.path[0] == "Resources" and name in resources and name != site.path[1] and "Properties" in site.path:
            path = ("Resources", name, "DependsOn")
            yield path, partial(replaced, template, path, [site.path[1]])


def _declaration_removed(section: str) -> Callable[[JSON, Schemas, random.Random], Candidates]:
    def candidates(template: JSON, _: Schemas, __: random.Random) -> Candidates:
        rest = {key: value for key, value in template.items() if key != section or section == "Resources"}
        for name in dict(members(template, section)):
            if re.search(r"[\"{]%s[\".}]" % re.escape(name), repr(rest).replace("'", '"').replace(f'"{name}":', "")):
                yield (section, name), partial(removed, template, (section, name))

    return candidates


def _condition_flipped(template: JSON, _: Schemas, __: random.Random) -> Candidates:
    for name, condition in members(template, "Conditions"):
        path = ("Conditions", name)
        yield path, partial(replaced, template, path, {"Fn::Not": [condition]})


def _condition_removed(template: JSON, _: Schemas, __: random.Random) -> Candidates:
    for path, _value in _with(template, "Condition", "Resources", "Outputs"):
        yield path, partial(removed, template, path)


def _keyword_misspelt(template: JSON, _: Schemas, source: random.Random) -> Candidates:
    for section in ("Resources", "Parameters", "Outputs"):
        for name, member in members(template, section):
            for key in member if isinstance(member, dict) else ():
                yield (section, name, key), partial(renamed, template, (section, name, key), misspelt(key, source))


def _section_misspelt(template: JSON, _: Schemas, source: random.Random) -> Candidates:
    for section in template:
        yield (section,), partial(renamed, template, (section,), misspelt(section, source))


def _name_illegal(template: JSON, _: Schemas, __: random.Random) -> Candidates:
    for section in ("Resources", "Parameters", "Outputs", "Mappings", "Conditions"):
        for name in dict(members(template, section)):
            if not name.startswith("Fn::"):
                yield (section, f"{name}-1"), partial(renamed, template, (section, name), f"{name}-1")


def _parameter_wrong(template: JSON, _: Schemas, source: random.Random) -> Candidates:
    for name, parameter in members(template, "Parameters"):
        if not isinstance(parameter, dict):
            continue
        path: Steps = ("Parameters", name)
        yield (*path, "Type"), partial(replaced, template, (*path, "Type"), misspelt(str(parameter.get("Type")), source))
        if "Default" in parameter and {"AllowedValues", "MaxValue", "MaxLength"} & set(parameter):
            wrong = "9" * (int(parameter.get("MaxLength", 0)) + 20)
            yield (*path, "Default"), partial(replaced, template, (*path, "Default"), wrong)


def _output_without_value(template: JSON, _: Schemas, __: random.Random) -> Candidates:
    for path, _value in _with(template, "Value", "Outputs"):
        yield path, partial(removed, template, path)


KINDS = {
    "condition misspelt where it is used": _condition_broken,
    "DependsOn of nothing": _dependency_broken,
    "DependsOn removed": _dependency_removed,
    "circle of dependencies": _circle_made,
    "parameter removed": _declaration_removed("Parameters"),
    "resource removed": _declaration_removed("Resources"),
    "condition removed": _declaration_removed("Conditions"),
    "mapping removed": _declaration_removed("Mappings"),
    "condition negated": _condition_flipped,
    "condition of a resource or output removed": _condition_removed,
    "keyword of a declaration misspelt": _keyword_misspelt,
    "section misspelt": _section_misspelt,
    "name with a hyphen": _name_illegal,
    "parameter with a wrong type or default": _parameter_wrong,
    "output without a value": _output_without_value,
}
