"""The mistakes that are made are mistakes, one in each template, and the same ones every time."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from conformance.release import shipped
from peers.mutations import KINDS, Mutation, mutations
from peers.sites import Schemas

TEMPLATE: dict[str, Any] = {
    "Parameters": {"Stage": {"Type": "String", "Default": "dev", "AllowedValues": ["dev", "prod"]}},
    "Mappings": {"Sizes": {"dev": {"Delay": "5"}, "prod": {"Delay": "9"}}},
    "Conditions": {"IsProd": {"Fn::Equals": [{"Ref": "Stage"}, "prod"]}},
    "Resources": {
        "Key": {"Type": "AWS::KMS::Key", "Condition": "IsProd", "Properties": {"KeyPolicy": {}}},
        "Queue": {
            "Type": "AWS::SQS::Queue", "DependsOn": "Subscription",
            "Properties": {
                "DelaySeconds": {"Fn::FindInMap": ["Sizes", {"Ref": "Stage"}, "Delay"]}, "MessageRetentionPeriod": 60,
                "KmsMasterKeyId": {"Fn::If": ["IsProd", {"Ref": "Key"}, {"Ref": "AWS::NoValue"}]},
                "Tags": [{"Key": "Stage", "Value": {"Fn::Sub": "of-${Stage}"}}],
            },
        },
        "Subscription": {
            "Type": "AWS::SNS::Subscription",
            "Properties": {"TopicArn": {"Ref": "Topic"}, "Protocol": "email", "FilterPolicyScope": "MessageBody"},
        },
        "Topic": {"Type": "AWS::SNS::Topic", "Properties": {}},
        "Instance": {"Type": "AWS::EC2::Route", "Properties": {"RouteTableId": "rtb-1"}},
        "Function": {"Type": "AWS::Lambda::Function",
                     "Properties": {"Code": {"ZipFile": "x"}, "Role": "arn:aws:iam::123456789012:role/a", "MemorySize": 128, "PackageType": "Zip"}},
    },
    "Outputs": {"Url": {"Value": {"Fn::GetAtt": ["Queue", "QueueUrl"]}}},
}


@pytest.fixture(scope="module", name="schemas")
def _schemas() -> Schemas:
    return Schemas(shipped())


def made(schemas: Schemas, seed: int = 1, each: int = 1) -> list[Mutation]:
    return list(mutations(TEMPLATE, "test", schemas, seed, each))


def test_every_kind_is_made_where_it_fits(schemas: Schemas) -> None:
    assert {mutation.kind for mutation in made(schemas)} == set(KINDS)


def test_every_mistake_is_one_and_leaves_the_original_alone(schemas: Schemas) -> None:
    before = copy.deepcopy(TEMPLATE)
    for mutation in made(schemas, each=3):
        assert mutation.template != before, mutation.kind
    assert TEMPLATE == before


def test_the_seed_alone_chooses(schemas: Schemas) -> None:
    assert made(schemas) == made(schemas)
    assert made(schemas) != made(schemas, seed=2)


def test_what_is_dropped_was_required(schemas: Schemas) -> None:
    dropped = {mutation.path for mutation in made(schemas, each=9) if mutation.kind == "required property dropped"}
    assert ("Resources", "Function", "Properties", "Code") in dropped
    assert ("Resources", "Queue", "Properties", "Tags", 0, "Key") in dropped
    assert not any(path[-1] == "DelaySeconds" for path in dropped)


def test_functions_are_not_taken_for_values(schemas: Schemas) -> None:
    paths = {site.path for site in schemas.sites(TEMPLATE)}
    assert ("Resources", "Queue", "Properties", "DelaySeconds") not in paths
    assert ("Resources", "Queue", "Properties", "Tags", 0, "Key") in paths


def test_a_template_of_odd_shapes_is_no_trouble(schemas: Schemas, tmp_path: Path) -> None:
    odd = {"Resources": {"A": None, "B": {"Type": 3}, "C": {"Type": "AWS::SNS::Topic", "Properties": []}},
           "Parameters": [], "Outputs": {"A": {"Value": {"Ref": {"Ref": []}}}}, "Conditions": None}
    assert all(mutation.template != odd for mutation in mutations(odd, "odd", schemas, 1, 1))
