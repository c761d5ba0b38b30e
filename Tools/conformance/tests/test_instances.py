"""What instances are built from a schema."""

from __future__ import annotations

from typing import Any

import pytest

from conformance.instances import TypeInstances, build_from
from conformance.release import Variant
from conformance.validation import Validator


def built(properties: dict[str, Any], **schema: Any) -> TypeInstances:
    source = {"typeName": "AWS::Test::Thing", "properties": properties, "additionalProperties": False, **schema}
    result = build_from(source, Variant("AWS::Test::Thing", "thing"))
    for instance in result.instances:
        Validator(source).validate(instance)
    return result


TEXT = {"type": "string"}
TWO = {"A": TEXT, "B": TEXT}


def test_properties_that_fit_together_take_one_instance() -> None:
    result = built({"Name": TEXT, "Size": {"type": "integer"}})
    assert [sorted(instance) for instance in result.instances] == [["Name", "Size"]]
    assert result.unreachable == {}


@pytest.mark.parametrize("exclusion", [
    {"oneOf": [{"required": ["A"]}, {"required": ["B"]}]},
    {"requiredXor": ["A", "B"]},
    {"dependentExcluded": {"A": ["B"]}},
    {"minProperties": 1, "maxProperties": 1},
    {"dependencies": {"A": {"not": {"required": ["B"]}}}},
])
def test_an_exclusive_pair_takes_two_instances(exclusion: dict[str, Any]) -> None:
    result = built(TWO, **exclusion)
    assert sorted(sorted(instance) for instance in result.instances) == [["A"], ["B"]]
    assert result.unreachable == {}


def test_an_exclusive_pair_in_a_list_takes_two_items() -> None:
    part = {"type": "object", "properties": TWO, "requiredXor": ["A", "B"]}
    result = built({"Parts": {"type": "array", "items": part}})
    assert [sorted(item) for item in result.instances[0]["Parts"]] in ([["A"], ["B"]], [["B"], ["A"]])


def test_what_a_property_requires_comes_with_it() -> None:
    result = built({**TWO, "C": TEXT}, dependentRequired={"A": ["B"]}, dependentExcluded={"B": ["C"]})
    assert sorted(sorted(instance) for instance in result.instances) == [["A", "B"], ["C"]]


def test_a_chain_of_requirements_comes_as_a_whole() -> None:
    names = "ABCDEFGHI"
    result = built({name: TEXT for name in names}, dependentExcluded={"H": ["I"]},
                   dependentRequired={name: [after] for name, after in zip("ABCDEFG", "BCDEFGH")})
    assert sorted("".join(sorted(instance)) for instance in result.instances) == ["ABCDEFGH", "I"]


def test_read_only_properties_are_not_asked_for() -> None:
    properties = {"Arn": TEXT, "Name": TEXT,
                  "Endpoint": {"type": "object", "properties": {"Address": TEXT}},
                  "Disk": {"type": "object", "properties": {"Id": TEXT, "Size": TEXT}}}
    pointers = ["/properties/Arn", "/properties/Endpoint/Address", "/properties/Disk/properties/Id"]
    result = built(properties, readOnlyProperties=pointers)
    assert result.paths == ["Disk", "Disk/Size", "Name"]
    assert [sorted(instance) for instance in result.instances] == [["Disk", "Name"]]


def test_a_read_only_property_cannot_be_required() -> None:
    source = {"properties": {"Id": TEXT, "Name": TEXT}, "required": ["Id", "Name"],
              "readOnlyProperties": ["/properties/Id"]}
    result = build_from(source, Variant("AWS::Test::Thing", "thing"))
    assert [sorted(instance) for instance in result.instances] == [["Name"]]


def test_a_recursive_definition_is_entered_once() -> None:
    node = {"type": "object", "required": ["Name"],
            "properties": {"Next": {"$ref": "#/definitions/Node"}, "Name": TEXT}}
    result = built({"Root": {"$ref": "#/definitions/Node"}}, definitions={"Node": node})
    assert result.paths == ["Root", "Root/Name", "Root/Next"]
    assert list(result.instances[0]["Root"]["Next"]) == ["Name"]


def test_a_property_of_several_types_is_wanted_with_each() -> None:
    result = built({"Axis": {"oneOf": [TEXT, {"type": "array", "items": TEXT}]}})
    assert result.paths == ["Axis", "Axis/|array", "Axis/|string"]
    assert sorted(type(instance["Axis"]).__name__ for instance in result.instances) == ["list", "str"]


def test_free_names_are_set_beside_known_ones() -> None:
    result = built({"Token": TEXT}, patternProperties={"^[a-z]+$": {"type": "integer"}})
    assert result.paths == ["*", "Token"]
    assert len(result.instances[0]) == 2


def test_values_of_an_enumeration_are_used_in_turn() -> None:
    result = built({"Colours": {"type": "array", "uniqueItems": True,
                                "items": {"type": "string", "enum": ["red", "green", "blue"]}}})
    assert result.instances[0]["Colours"] == ["red", "green", "blue"]


@pytest.mark.parametrize("schema", [
    {"type": "string", "pattern": r"^[\p{L}\p{Z}]{3,5}-\d+$"},
    {"type": "string", "pattern": "^(?!aws:)[a-z:]{40}$", "minLength": 40, "maxLength": 40},
    {"type": "string", "pattern": "^ab*c$", "minLength": 30},
    {"type": "string", "minLength": 300, "maxLength": 310},
    {"type": "array", "minItems": 4, "uniqueItems": True,
     "items": {"type": "number", "multipleOf": 0.1, "minimum": 3, "maximum": 4}},
    {"type": "integer", "exclusiveMinimum": 4, "maximum": 5},
    {"type": "array", "items": {"type": "boolean"}, "minItems": 2, "uniqueItems": True},
    {"type": "array", "minItems": 2, "uniqueKeys": ["A"], "items": {"type": "object", "properties": {
        "A": {"type": "string", "pattern": "^(x|y)$"}, "B": TEXT}}},
    {"type": "object", "additionalProperties": {"type": "integer"}, "minProperties": 3},
    {"$ref": "#/definitions/Word", "type": "object"},
])
def test_limits_are_kept(schema: dict[str, Any]) -> None:
    result = built({"Value": schema}, definitions={"Word": {"type": "string", "pattern": "^x+$"}})
    assert len(result.instances) == 1
    assert result.unreachable == {}


def test_a_pattern_that_cannot_be_compiled_is_skipped_and_counted() -> None:
    result = built({"Value": {"type": "string", "pattern": "^[b-a]$"}})
    assert result.skipped_patterns == ["^[b-a]$"]
    assert result.unreachable == {}


def test_what_nothing_matches_is_unreachable_and_keeps_nothing_else_back() -> None:
    result = built({"Name": TEXT, "Value": {"type": "string", "pattern": "a^b"}})
    assert [sorted(instance) for instance in result.instances] == [["Name"]]
    assert list(result.unreachable) == ["Value"]
    assert "a^b" in result.unreachable["Value"]
