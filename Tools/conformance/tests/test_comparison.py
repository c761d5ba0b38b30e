"""What counts as a difference."""

from __future__ import annotations

from typing import Any

from conformance.comparison import Comparison, compare

TYPE = "AWS::Test::Thing"


def compared(built: Any, rendered: Any, paths: list[str] | None = None) -> Comparison:
    return compare([{"type": TYPE, "index": 0, "properties": built}],
                   [{"Resources": {"Thing": {"Type": TYPE, "Metadata": {"Index": 0}, "Properties": rendered}}}],
                   {TYPE: paths or []})


def test_numbers_are_compared_by_value_and_keys_in_any_order() -> None:
    result = compared({"A": 1.0, "B": 2}, {"B": 2, "A": 1}, ["A", "B"])
    assert (result.failures, result.covered, result.paths) == ([], 2, 2)


def test_a_lost_property_is_reported_by_its_path() -> None:
    paths = ["Parts", "Parts/*/Name", "Parts/*/Size"]
    result = compared({"Parts": [{"Size": 1, "Name": "a"}]}, {"Parts": [{"Name": "a"}]}, paths)
    assert result.failures == [f"{TYPE} #0: Parts/0/Size: 1 is lost"]
    assert (result.covered, result.paths) == (2, 3)


def test_a_changed_value_is_reported_with_both_values() -> None:
    assert compared({"Flag": True}, {"Flag": 1}).failures == [f"{TYPE} #0: Flag: True became 1"]
    assert compared({"Flag": "true"}, {"Flag": True}).failures == [f"{TYPE} #0: Flag: 'true' became True"]


def test_an_added_property_and_a_shorter_list_are_reported() -> None:
    assert compared({}, {"A": 1}).failures == [f"{TYPE} #0: A: 1 is added"]
    assert compared({"A": [1, 2]}, {"A": [1]}).failures == [f"{TYPE} #0: A: 2 items became 1"]


def test_a_resource_that_was_not_rendered_is_reported() -> None:
    result = compare([{"type": TYPE, "index": 3, "properties": {}}], [], {TYPE: [], "AWS::Test::Other": []})
    assert result.failures == [f"{TYPE} #3: nothing was rendered", "AWS::Test::Other: no instance"]
