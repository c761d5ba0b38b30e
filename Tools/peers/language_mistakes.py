"""Mistakes in the functions of CloudFormation's language, and in what they name."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import partial

from peers.schema_mistakes import Candidates, misspelt
from peers.sites import JSON, Schemas, Site, functions, members, renamed, replaced


def of(template: JSON, name: str) -> Iterator[tuple[Site, JSON]]:
    """The functions of a name, with their argument."""
    for site in functions(template):
        if name in site.value and site.path[0] != "Metadata":
            yield site, site.value[name]


def refs(template: JSON) -> Iterator[tuple[Site, str]]:
    for site, name in of(template, "Ref"):
        if isinstance(name, str):
            yield site, name


def _ref_broken(template: JSON, _: Schemas, source: random.Random) -> Candidates:
    for site, name in refs(template):
        yield site.path, partial(replaced, template, site.path, {"Ref": misspelt(name, source)})


def _ref_swapped(template: JSON, _: Schemas, source: random.Random) -> Candidates:
    """For one of another type: what is an ID of a subnet becomes one of a bucket."""
    resources = {name: one["Type"] for name, one in members(template, "Resources")
                 if isinstance(one, dict) and isinstance(one.get("Type"), str)}
    for site, name in refs(template):
        # One that waits for this one would make a circle, which is another mistake.
        others = [other for other, kind in resources.items() if kind != resources.get(name)
                  and other != site.path[1] and not _mentions(template["Resources"][other], str(site.path[1]))]
        if name in resources and others and site.path[0] == "Resources":
            yield site.path, partial(replaced, template, site.path, {"Ref": source.choice(others)})


def _mentions(value: JSON, name: str) -> bool:
    return f'"{name}' in repr(value).replace("'", '"')


def _attribute_misspelt(template: JSON, _: Schemas, source: random.Random) -> Candidates:
    for site, argument in of(template, "Fn::GetAtt"):
        parts = argument if isinstance(argument, list) else str(argument).split(".", 1)
        if len(parts) == 2 and isinstance(parts[1], str):
            yield site.path, partial(replaced, template, site.path, {"Fn::GetAtt": [parts[0], misspelt(parts[1], source)]})


def _variable_broken(template: JSON, _: Schemas, source: random.Random) -> Candidates:
    for site, argument in of(template, "Fn::Sub"):
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
        for site, argument in of(template, name):
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


def _mapping_broken(template: JSON, _: Schemas, source: random.Random) -> Candidates:
    for site, argument in of(template, "Fn::FindInMap"):
        for index, text in enumerate(argument if isinstance(argument, list) else ()):
            if isinstance(text, str):
                path = (*site.path, "Fn::FindInMap", index)
                yield path, partial(replaced, template, path, misspelt(text, source))


KINDS = {
    "Ref of nothing": _ref_broken,
    "Ref of another type": _ref_swapped,
    "attribute misspelt": _attribute_misspelt,
    "variable of Fn::Sub misspelt": _variable_broken,
    "function of another shape": _shape_broken,
    "function misspelt": _function_misspelt,
    "mapping or its key misspelt": _mapping_broken,
}
