"""The list of unreachable paths."""

from __future__ import annotations

from pathlib import Path

from conformance.files import read_instances, read_paths, unexpected, write_instances
from conformance.instances import TypeInstances
from conformance.release import Variant

THING = Variant("AWS::Test::Thing", "thing")


def test_only_listed_paths_may_be_unreachable_and_all_that_are_listed_must_be() -> None:
    built = [TypeInstances(THING, unreachable={"A": "why", "B": "why"})]
    assert unexpected(built, {"AWS::Test::Thing": {"A": "", "C": ""}}) == [
        "AWS::Test::Thing: B is set by no instance: why",
        "AWS::Test::Thing: C can be set by now; take it from the list of unreachable paths"]


def test_instances_of_all_variants_are_counted_together(tmp_path: Path) -> None:
    other = Variant("AWS::Test::Thing", "elsewhere")
    write_instances(tmp_path, [TypeInstances(THING, [{"A": 1}], ["A"]), TypeInstances(other, [{"B": 2}], ["A", "B"])])
    assert [(line["index"], line["properties"]) for line in read_instances(tmp_path)] == [(0, {"A": 1}), (1, {"B": 2})]
    assert read_paths(tmp_path) == {"AWS::Test::Thing": ["A", "B"]}
