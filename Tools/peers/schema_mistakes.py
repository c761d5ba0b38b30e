"""Mistakes against the schema of a resource's type."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import partial

from peers.sites import JSON, Schemas, Site, Steps, is_function, members, removed, renamed, replaced

Candidates = Iterator[tuple[Steps, Callable[[], JSON]]]


def misspelt(name: str, source: random.Random) -> str:
    """A name with two letters swapped, one doubled or one lost."""
    places = [at for at in range(len(name) - 1) if name[at].isalpha() and name[at + 1].isalpha() and name[at] != name[at + 1]]
    if not places:
        return name + "x"
    at = source.choice(places)
    return source.choice((name[:at] + name[at + 1] + name[at] + name[at + 2:], name[:at] + name[at] + name[at:],
                          name[:at] + name[at + 1:]))


def _types(site: Site) -> list[str]:
    types = site.schema.get("type", [])
    return [types] if isinstance(types, str) else types


def _required_dropped(template: JSON, schemas: Schemas, _: random.Random) -> Candidates:
    for site in schemas.sites(template):
        for name in site.schema.get("required", []) if isinstance(site.value, dict) else ():
            if name in site.value:
                path = (*site.path, name)
                yield path, partial(removed, template, path)


def _property_misspelt(template: JSON, schemas: Schemas, source: random.Random) -> Candidates:
    for site in schemas.sites(template):
        if isinstance(site.value, dict) and site.schema.get("additionalProperties") is False:
            for name in site.value:
                wrong = misspelt(name, source)
                if wrong not in site.schema.get("properties", {}):
                    yield (*site.path, wrong), partial(renamed, template, (*site.path, name), wrong)


def _type_misspelt(template: JSON, schemas: Schemas, source: random.Random) -> Candidates:
    for name, resource in members(template, "Resources"):
        if isinstance(resource, dict) and schemas.schema(str(resource.get("Type"))):
            path = ("Resources", name, "Type")
            yield path, partial(replaced, template, path, misspelt(resource["Type"], source))


def _value_of_none(template: JSON, schemas: Schemas, source: random.Random) -> Candidates:
    for site in schemas.sites(template):
        if isinstance(site.value, str) and "enum" in site.schema:
            wrong = source.choice((misspelt(site.value, source), site.value.swapcase()))
            if wrong not in site.schema["enum"]:
                yield site.path, partial(replaced, template, site.path, wrong)


def _limit_exceeded(template: JSON, schemas: Schemas, source: random.Random) -> Candidates:
    for site in schemas.sites(template):
        wrong: list[JSON] = []
        value, schema = site.value, site.schema
        if isinstance(value, (int, str)) and str(value).isdigit() and {"integer", "number"} & set(_types(site)):
            wrong += [schema["maximum"] + 1] if "maximum" in schema else []
            wrong += [schema["minimum"] - 1] if "minimum" in schema else []
        elif isinstance(value, str) and "string" in _types(site):
            wrong += [value + value[-1:] * schema["maxLength"]] if value and schema.get("maxLength", 9999) < 9999 else []
            wrong += [value[:schema["minLength"] - 1]] if schema.get("minLength", 0) > 1 else []
        elif isinstance(value, list) and value and not is_function(value[0]):
            wrong += [value * (schema["maxItems"] + 1)] if schema.get("maxItems", 99) < 99 else []
            wrong += [[]] if schema.get("minItems", 0) > 0 else []
        if wrong:
            yield site.path, partial(replaced, template, site.path, source.choice(wrong))


def _pattern_broken(template: JSON, schemas: Schemas, source: random.Random) -> Candidates:
    for site in schemas.sites(template):
        if isinstance(site.value, str) and "pattern" in site.schema:
            yield site.path, partial(replaced, template, site.path, site.value + source.choice(("\u0001", " §", "\n?")))


def _other_type(template: JSON, schemas: Schemas, _: random.Random) -> Candidates:
    wrong: dict[str, JSON] = {"string": {"Value": "a"}, "integer": "many", "number": "many", "boolean": "maybe",
                              "object": "text", "array": {"Value": "a"}}
    for site in schemas.sites(template):
        # The properties as a whole are no property.
        if len(_types(site)) == 1 and len(site.path) > 3 and _types(site)[0] in wrong:
            yield site.path, partial(replaced, template, site.path, wrong[_types(site)[0]])


def _nothing(template: JSON, schemas: Schemas, _: random.Random) -> Candidates:
    for site in schemas.sites(template):
        if len(site.path) > 3:
            yield site.path, partial(replaced, template, site.path, None)


def _read_only_set(template: JSON, schemas: Schemas, _: random.Random) -> Candidates:
    for name, resource in members(template, "Resources"):
        schema = schemas.schema(str(resource.get("Type"))) if isinstance(resource, dict) else None
        properties = resource.get("Properties") if isinstance(resource, dict) else None
        if schema is None or not isinstance(properties, dict):
            continue
        for path in sorted(schema.read_only):
            if len(path) == 1 and path[0] not in properties:
                place = ("Resources", name, "Properties", path[0])
                yield place, partial(replaced, template, place, "given")


KINDS = {
    "required property dropped": _required_dropped,
    "property misspelt": _property_misspelt,
    "resource type misspelt": _type_misspelt,
    "value that is none of those allowed": _value_of_none,
    "limit exceeded": _limit_exceeded,
    "pattern broken": _pattern_broken,
    "value of another JSON type": _other_type,
    "null for a value": _nothing,
    "read-only property set": _read_only_set,
}
