"""A comparison in words and tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from peers.checkers import PEERS
from peers.comparison import OURS, Disagreement, Outcome
from peers.reasons import Reason, reason
from peers.run import Result


def table(header: tuple[str, ...], rows: list[tuple], numbers: int) -> Iterator[str]:
    """In Markdown; all but the first columns are numbers, so many of them."""
    plain = len(header) - numbers
    yield f"| {' | '.join(header)} |"
    yield f"|{'---|' * plain}{'--:|' * numbers}"
    for row in rows:
        yield f"| {' | '.join(str(cell) for cell in row)} |"


def sums(outcomes: list[Outcome]) -> Iterator[str]:
    """Who finds mistakes of which kind, as an error or as a warning."""
    checkers = (OURS, *PEERS)
    kinds = list(dict.fromkeys(outcome.kind for outcome in outcomes))
    rows = [_row(kind, [one for one in outcomes if one.kind == kind]) for kind in kinds]
    yield from table(("mistake", "made", *checkers, "a peer's errors", "of them we say"),
                     [*rows, _row("all", outcomes)], len(checkers) + 3)


def _row(kind: str, outcomes: list[Outcome]) -> tuple:
    peers = [one for one in outcomes if one.found(*PEERS)]
    said = sum(one.found(OURS, at="warning") for one in peers)
    return (kind, len(outcomes), *(_found(outcomes, checker) for checker in (OURS, *PEERS)), len(peers), share(said, len(peers)))


def _found(outcomes: list[Outcome], checker: str) -> str:
    errors, warnings = (sum(one.verdicts[checker] == what for one in outcomes) for what in ("error", "warning"))
    return f"{errors} + {warnings}" if warnings else str(errors)


def agreement(result: Result) -> Iterator[str]:
    """Of each rule the errors in the templates as they are, and how many another one says too."""
    alone = Counter(one.group for one in result.disagreements if not one.kind)
    rows = [(checker, f"`{rule}`", count, count - alone[checker, rule]) for (checker, rule), count in sorted(
        result.rules.items(), key=lambda item: (item[0][0], -item[1], item[0][1]))]
    for checker in (OURS, *PEERS):
        said, agreed = (sum(row[column] for row in rows if row[0] == checker) for column in (2, 3))
        others = "a peer says" if checker == OURS else "we say"
        yield f"Of {said} errors of {checker} in the templates as they are, {others} {share(agreed, said)}."
    yield ""
    yield from table(("who", "rule", "errors", "said by us, or of ours by a peer"), rows, 2)


def share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "-"


def groups(result: Result, reasons: list[Reason]) -> Iterator[str]:
    """Every kind of disagreement, those that nobody has looked into first."""
    counts: Counter[tuple[str, str, str, Reason | None]] = Counter()
    for one in result.disagreements:
        known = reason(one, reasons)
        counts[(*one.group, "" if known else one.kind, known)] += 1
    yield from table(
        ("who alone", "rule", "times", "right", "because"),
        [(checker, f"`{rule}`", count, known.verdict if known else "?", known.text if known else kind or "as it is")
         for (checker, rule, kind, known), count in sorted(counts.items(), key=lambda item: (
             item[0][3] is not None, item[0][0], -item[1], item[0][1], item[0][2], item[0][3].text if item[0][3] else ""))], 0)


def listed(disagreements: list[Disagreement], reasons: list[Reason], limit: int) -> Iterator[str]:
    """Each disagreement that has no reason yet, at most so many of a kind."""
    shown: Counter[tuple[str, str, str]] = Counter()
    for one in disagreements:
        key = (*one.group, one.kind)
        if reason(one, reasons) is not None or shown[key] >= limit:
            continue
        shown[key] += 1
        yield f"{one.checker} {one.finding.rule}: {one.finding.message}"
        yield f"    {one.kind or 'as it is'}: {one.template}, at {one.finding.place}"
