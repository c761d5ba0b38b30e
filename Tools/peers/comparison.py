"""Our findings beside those of the peers: where they agree, and every place where they do not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from peers.findings import Finding, new

OURS = "check"
# What we say once, of several members that its message names or of one of their properties, and peers say of each. By
# our codes, with the numbers that the peers' have in common.
_SAID_ONCE = {"authorizer-type": "3708", "cache-failover": "3026", "dead-letter-kind": "3502", "dependency-cycle": "3004",
              "duplicate-identifier": "3019", "duplicate-route-table": "3022", "launch-type": "3054",
              "literal-substitution": "1029", "overlapping-addresses": "3060", "state-machine": "1029"}
# What each checker says of one template, by its name.
Verdicts = dict[str, list[Finding]]


@dataclass(frozen=True)
class Disagreement:
    """What one says is an error, and no other speaks of."""

    # Who says it: ours alone, or a peer where we say nothing.
    checker: str
    finding: Finding
    template: str
    # The kind of mistake that was made in it; empty for a template as it was.
    kind: str = ""
    # Whose macros the template has: see templates.macros.
    macros: str = ""

    @property
    def group(self) -> tuple[str, str]:
        return self.checker, self.finding.rule


@dataclass(frozen=True)
class Outcome:
    """Who finds a mistake that was made."""

    kind: str
    # The worst that each checker newly says of it: error, warning, or nothing.
    verdicts: dict[str, str]

    def found(self, *checkers: str, at: str = "error") -> bool:
        return any(self.verdicts[checker] in (at, "error") for checker in checkers)


def of_original(verdicts: Verdicts, template: str, macros: str = "") -> list[Disagreement]:
    """In a template as it is: what stands near counts as the same."""
    peers = [finding for checker, found in verdicts.items() if checker != OURS for finding in found]
    alone = [Disagreement(OURS, finding, template, macros=macros) for finding in verdicts[OURS]
             if finding.is_error and not _is_said(finding, peers)]
    return alone + [
        Disagreement(checker, finding, template, macros=macros) for checker, found in verdicts.items() if checker != OURS
        for finding in found if finding.is_error and not _is_said(finding, verdicts[OURS])]


def of_mutation(
        kind: str, before: Verdicts, after: Verdicts, template: str, macros: str = "",
) -> tuple[Outcome, list[Disagreement]]:
    """There is one mistake: whatever is said anew is said of it."""
    fresh = {checker: [one for one in new(found, before[checker]) if one.severity != "info"]
             for checker, found in after.items()}
    outcome = Outcome(kind, {checker: _worst(found) for checker, found in fresh.items()})
    peers = [checker for checker in fresh if checker != OURS]
    if outcome.found(OURS) and not outcome.found(*peers, at="warning"):
        return outcome, [Disagreement(OURS, one, template, kind, macros) for one in fresh[OURS] if one.is_error][:1]
    if outcome.found(OURS, at="warning"):
        return outcome, []
    # Of each peer the first: the others tell what follows from it.
    return outcome, [Disagreement(peer, one, template, kind, macros)
                     for peer in peers for one in [one for one in fresh[peer] if one.is_error][:1]]


def _is_said(finding: Finding, others: Iterable[Finding]) -> bool:
    return any(other.severity != "info" and (
        finding.is_near(other) or not other.member or not finding.member
        or _is_part(finding, other) or _is_part(other, finding)) for other in others)


def _is_part(finding: Finding, other: Finding) -> bool:
    """Whether ours is of the same kind as what a peer says, and is of the same member or names it."""
    return finding.rule[1:] == _SAID_ONCE.get(other.rule) and (
        finding.member == other.member or finding.member in re.findall(r"\w+", other.message))


def _worst(found: list[Finding]) -> str:
    return "error" if any(one.is_error for one in found) else "warning" if found else ""
