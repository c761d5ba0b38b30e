"""Mistakes against CloudFormation's language: names, functions, conditions, what declares them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from functools import partial

from peers.schema_mistakes import Candidates, misspelt
from peers.sites import JSON, Schemas, Site, Steps, functions, members, removed, renamed, replaced


def _of(template: JSON, name: str) -> Iterator[tuple[Site, JSON]]:
    """The functions of a name, with their argument."""
    for site in functions(template):
        if name in site.value and site.path[0] != "Metadata":
            yield site, site.value[name]


def _refs(template: JSON) -> Iterator[tuple[Site, str]]:
    for site, name in _of(template, "Ref"):
        if isinstance(name, str):
            yield site, name


def _ref_broken(template: JSON, _: Schemas, source: random.Random) -> Candidates:
    for site, name in _refs(template):
        yield site.path, partial(replaced, template, site.path, {"Ref": misspelt(name, source)})


def _ref_swapped(template: JSON, _: Schemas, source: random.Random) -> Candidates:
    """For one of another type: what is an ID of a subnet becomes one of a bucket."""
    resources = {name: one["Type"] for name, one in members(template, "Resources")
                 if isinstance(one, dict) and isinstance(one.get("Type"), str)}
    for site, name in _refs(template):
        # One that waits for this one would make a circle, which is another mistake.
        others = [other for other, kind in resources.items() if kind != resources.get(name)
                  and other != site.path[1] and not _mentions(template["Resources"][other], str(site.path[1]))]
        if name in resources and others and site.path[0] == "Resources":
            yield site.path, partial(replaced, template, site.path, {"Ref": source.choice(others)})


def _mentions(value: JSON, name: str) -> bool:
    return f'"{name}' in repr(value).replace("'", '"')


def _attribute_misspelt(template: JSON, _: Schemas, source: random.Random) -> Candidates:
    for site, argument in _of(template, "Fn::GetAtt"):
        parts = argument if isinstance(argument, list) else str(argument).split(".", 1)
        if len(parts) == 2 and isinstance(parts[1], str):
            yield site.path, partial(replaced, template, site.path, {"Fn::GetAtt": [parts[0], misspelt(parts[1], source)]})


def _variable_broken(template: JSON, _: Schemas, source: random.Random) -> Candidates:
    for site, argument in _of(template, "Fn::Sub"):
        text = argument[0] if isinstance(argument, list) and argument else argument
        names = re.findall(r"\$\{([A-Za-z][^}]*)\}", text) if isinstance(text, str) else []
        if names:
            name = source.choice(names)
            wrong = text.replace("${%s}" % name, "${%s}" % misspelt(name, source), 1)
            changed = [wrong, *argument[1:]] if isinstance(argument, list) else wrong
            yield site.path, partial(replaced, template, site.path, {"Fn::Sub": changed})


def _shape_broken(template: JSON, _: Schemas, source: random.Random) -> Candidates:
    for name in ("Fn::Join", "Fn::Select", "Fn::Split", "Fn::If", "Fn::Equals", "Fn::FindInMap", "Fn::GetAtt", "Fn::Not",
                 "Fn::And", "Fn::Or"):
        for site, argument in _of(template, name):
            if isinstance(argument, list) and argument:
                wrong = source.choice((argument[:-1], [*argument, "more"] if len(argument) > 1 else [], "text"))
                # An attribute may have one dot, and what follows an And more of its kind.
                if name in ("Fn::And", "Fn::Or", "Fn::GetAtt"):
                    wrong = argument[:1]
                yield site.path, partial(replaced, template, site.path, {name: wrong})


def _function_misspelt(template: JSON, _: Schemas, source: random.Random) -> Candidates:
    for site in functions(template):
        name = next(iter(site.value))
        if name.startswith("Fn::") and not name.startswith(("Fn::ForEach", "Fn::Transform")) and site.path[0] != "Metadata":
            yield site.path, partial(renamed, template, (*site.path, name), "Fn::" + misspelt(name[4:], source))


def _condition_broken(template: JSON, _: Schemas, source: random.Random) -> Candidates:
    for site, argument in _of(template, "Fn::If"):
        if isinstance(argument, list) and argument and isinstance(argument[0], str):
            path = (*site.path, "Fn::If", 0)
            yield path, partial(replaced, template, path, misspelt(argument[0], source))
    for section in ("Resources", "Outputs"):
        for name, member in members(template, section):
            if isinstance(member, dict) and isinstance(member.get("Condition"), str):
                path = (section, name, "Condition")
                yield path, partial(replaced, template, path, misspelt(member["Condition"], source))


def _mapping_broken(template: JSON, _: Schemas, source: random.Random) -> Candidates:
    for site, argument in _of(template, "Fn::FindInMap"):
        for index, text in enumerate(argument if isinstance(argument, list) else ()):
            if isinstance(text, str):
                path = (*site.path, "Fn::FindInMap", index)
                yield path, partial(replaced, template, path, misspelt(text, source))


def _dependency_broken(template: JSON, _: Schemas, source: random.Random) -> Candidates:
    for name, resource in members(template, "Resources"):
        if isinstance(resource, dict) and isinstance(resource.get("DependsOn"), str):
            path = ("Resources", name, "DependsOn")
            yield path, partial(replaced, template, path, misspelt(resource["DependsOn"], source))


def _dependency_removed(template: JSON, _: Schemas, __: random.Random) -> Candidates:
    for name, resource in members(template, "Resources"):
        if isinstance(resource, dict) and "DependsOn" in resource:
            path = ("Resources", name, "DependsOn")
            yield path, partial(removed, template, path)


def _circle_made(template: JSON, _: Schemas, __: random.Random) -> Candidates:
    """What something refers to waits for what refers to it."""
    resources = {name: one for name, one in members(template, "Resources") if isinstance(one, dict)}
    for site, name in _refs(template):
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
    for section in ("Resources", "Outputs"):
        for name, member in members(template, section):
            if isinstance(member, dict) and "Condition" in member:
                path = (section, name, "Condition")
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
    for name, output in members(template, "Outputs"):
        if isinstance(output, dict) and "Value" in output:
            yield ("Outputs", name, "Value"), partial(removed, template, ("Outputs", name, "Value"))


KINDS = {
    "Ref of nothing": _ref_broken,
    "Ref of another type": _ref_swapped,
    "attribute misspelt": _attribute_misspelt,
    "variable of Fn::Sub misspelt": _variable_broken,
    "function of another shape": _shape_broken,
    "function misspelt": _function_misspelt,
    "condition misspelt where it is used": _condition_broken,
    "mapping or its key misspelt": _mapping_broken,
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
