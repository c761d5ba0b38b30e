"""What a comparison found, kept so that the pages can be made, and held, without the peers."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from peers.checkers import PEERS
from peers.comparison import OURS, Verdicts
from peers.findings import new
from peers.reasons import Reason, reason
from peers.run import Result

FILE = Path(__file__).with_name("recorded.json")


def of_run(result: Result, known: list[Reason]) -> dict[str, Any]:
    """Counts only: templates of others stay with the others."""
    kinds = dict.fromkeys(outcome.kind for outcome in result.outcomes)
    explained = Counter((one.checker, one.finding.rule, why.verdict, why.text) if (why := reason(one, known)) else
                        (one.checker, one.finding.rule, "", one.kind or "as it is") for one in result.disagreements)
    alone = Counter(one.checker for one in result.disagreements if not one.kind)
    return {
        "templates": result.originals,
        "errors": dict(result.errors),
        "alone": {checker: alone[checker] for checker in (OURS, *PEERS)},
        "kinds": {kind: _counts([one for one in result.outcomes if one.kind == kind]) for kind in kinds},
        "disagreements": [[*group, count] for group, count in sorted(explained.items())],
    }


def _counts(outcomes: list) -> dict[str, Any]:
    peers = [one for one in outcomes if one.found(*PEERS)]
    return {
        "made": len(outcomes),
        "found": {checker: [sum(one.verdicts[checker] == what for one in outcomes) for what in ("error", "warning")]
                  for checker in (OURS, *PEERS)},
        "errors of peers": len(peers), "said by us": sum(one.found(OURS, at="warning") for one in peers),
    }


def of_mistake(bad: Verdicts, good: Verdicts) -> dict[str, list[str]]:
    """What each peer says of the mistake and not of its correction: the rules, those of warnings in brackets."""
    said = {}
    for peer in PEERS:
        fresh = [one for one in new(bad[peer], good[peer]) if one.severity != "info"]
        errors = {one.rule for one in fresh if one.is_error}
        said[peer] = sorted(errors) + sorted(f"({rule})" for rule in {one.rule for one in fresh} - errors)
    return said


def read(file: Path = FILE) -> dict[str, Any]:
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else {"runs": {}, "mistakes": {}}


def write(record: dict[str, Any], file: Path = FILE) -> None:
    file.write_text(json.dumps(record, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")
