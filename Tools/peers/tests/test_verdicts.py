"""Who says what, and when that is a disagreement."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from peers import checkers, reasons, templates
from peers.comparison import OURS, Disagreement, of_mutation, of_original
from peers.findings import Finding, new
from peers.reasons import Reason


def finding(rule: str, path: str = "", severity: str = "error", member: str = "Queue") -> Finding:
    return Finding(rule, severity, member, tuple(path.split("/")) if path else (), f"{rule} at {path}")


def verdicts(ours: list[Finding], linter: list[Finding], validate: list[Finding]) -> dict[str, list[Finding]]:
    return {OURS: ours, "cfn-lint": linter, "validate": validate}


def test_places_agree_when_one_is_nearer_to_the_root() -> None:
    assert finding("a", "Properties/Tags").is_near(finding("b", "Properties/Tags/0/Key"))
    assert not finding("a", "Properties/Tags").is_near(finding("b", "Properties/Name"))
    assert not finding("a", member="Topic").is_near(finding("b"))


def test_only_what_was_not_there_is_new() -> None:
    before = [finding("E1", "Properties/A")]
    assert new([finding("E1", "Properties/B")], before) == []
    assert [one.rule for one in new([finding("E1"), finding("E1"), finding("E2")], before)] == ["E1", "E2"]


def test_an_error_that_nobody_else_speaks_of_is_a_disagreement() -> None:
    found = of_original(verdicts([finding("ours", "Properties/A")], [finding("E1", "Properties/B")], []), "t")
    assert [one.group for one in found] == [(OURS, "ours"), ("cfn-lint", "E1")]
    agreed = of_original(verdicts([finding("ours", "Properties/A", "warning")], [finding("E1", "Properties/A/0")], []), "t")
    assert agreed == []


def test_what_is_said_of_several_together_counts_for_each() -> None:
    ours = Finding("dependency-cycle", "error", "A", (), "these resources wait for each other: A -> B -> A")
    said = [finding("E3004", member="B"), finding("E3004", member="C"), finding("E3002", member="B")]
    found = of_original(verdicts([ours], [finding("E3004", member="A"), *said], []), "t")
    assert [one.finding for one in found] == said[1:]


def test_of_a_mistake_anything_new_counts() -> None:
    nothing = verdicts([], [], [])
    outcome, found = of_mutation("k", nothing, verdicts([], [finding("E1"), finding("E2")], [finding("F1", severity="info")]), "t")
    assert (outcome.verdicts, [one.group for one in found]) == ({OURS: "", "cfn-lint": "error", "validate": ""}, [("cfn-lint", "E1")])
    outcome, found = of_mutation("k", nothing, verdicts([finding("a", member="Other")], [finding("E1")], []), "t")
    assert outcome.found(OURS) and found == []
    _, found = of_mutation("k", nothing, verdicts([finding("a")], [], []), "t")
    assert [one.group for one in found] == [(OURS, "a")]


def test_a_reason_explains_what_it_names_and_no_more() -> None:
    known = Reason("cfn-lint", "E1", "Properties/A", "dropped", "", "t", "ours", "because")
    said = Disagreement("cfn-lint", finding("E1", "Properties/A"), "t", "required property dropped")
    assert known.explains(said)
    assert not known.explains(Disagreement("cfn-lint", finding("E1", "Properties/B"), "t", "required property dropped"))
    assert not known.explains(Disagreement("cfn-lint", finding("E1", "Properties/A"), "t"))


def test_every_reason_says_who_is_right_and_why() -> None:
    for one in reasons.read():
        assert one.verdict in reasons.VERDICTS and one.text, one


def test_our_findings_are_read_with_their_places(tmp_path: Path) -> None:
    said = {"diagnostics": [{"severity": "high", "code": "a", "message": "m", "place": {"file": str(tmp_path / "x.json")},
                             "logicalID": "Queue", "property": "Properties.Tags.0"}]}
    executable = tmp_path / "check"
    executable.write_text(f"#!/bin/sh\ncat <<'END'\n{json.dumps(said)}\nEND\n", encoding="utf-8")
    executable.chmod(0o755)
    found = checkers.ours([tmp_path / "x.json", tmp_path / "y.json"], executable)
    assert found[tmp_path / "y.json"] == []
    assert found[tmp_path / "x.json"] == [Finding("a", "warning", "Queue", ("Properties", "Tags", "0"), "m")]


def test_cfn_lint_is_asked_once_for_each_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    template = {"Resources": {"Queue": {"Type": "AWS::SQS::Queue", "Properties": {"DelaySeconds": 5000}}}}
    files = [templates.write(tmp_path / name, template) for name in ("a.json", "b.json")]
    found = checkers.remembered("cfn-lint", files, tmp_path / "verdicts")
    assert [one.path for one in found[files[1]] if one.is_error] == [("Properties", "DelaySeconds")]
    monkeypatch.setitem(checkers.PEERS, "cfn-lint", ("cfn-lint", lambda missing: pytest.fail(str(missing))))
    assert checkers.remembered("cfn-lint", files, tmp_path / "verdicts") == found
