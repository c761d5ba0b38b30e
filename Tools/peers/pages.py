"""``python -m peers.pages`` writes docs/peers.md and docs/mistakes.md from what is recorded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from peers import records, templates
from peers.checkers import PEERS
from peers.comparison import OURS
from peers.report import share, table

DOCUMENTS = templates.ROOT / "docs"

# What typed Swift has no way to write: it does not compile.
COMPILED = {
    "unknown-type", "unknown-property", "read-only-property", "unknown-attribute", "dangling-reference", "unknown-function",
    "malformed-function", "null-value", "unknown-key", "malformed-loop", "find-in-map-key",
}


def mistakes(record: dict[str, Any]) -> Iterator[str]:
    cases = templates.mistakes()
    rows = []
    for case in cases:
        said = record["mistakes"].get(case.name, {})
        here = f"`{case.code}`" + (", and does not compile in typed Swift" if case.code in COMPILED else "")
        rows.append((f"[{case.text}]({_address(case.name)})", here if case.is_found else "not",
                     *(", ".join(said[peer]) or "-" if peer in said else "?" for peer in PEERS), case.source))
    found = sum(case.is_found for case in cases)
    yield "# Mistakes"
    yield ""
    yield from _wrapped("Mistakes that people make, each a small template with its correction in `Tests/ChecksTests/Mistakes`. "
                        "`MistakeTests` holds that the checks find what is found here, at the right resource, and call nothing "
                        "in a correction an error. What the peers say was recorded by `make check-peers ARGS=--record`: rules "
                        "that speak of the mistake and not of its correction, warnings in brackets, `?` where it was not "
                        "recorded yet. Made by `make docs`.")
    yield ""
    yield f"Of {len(cases)} the checks find {found}" + "".join(
        f", {peer} {_found_by(peer, cases, record)}" for peer in PEERS) + "."
    yield ""
    yield from table(("mistake", "found as", *PEERS, "source"), rows, 0)


def peers(record: dict[str, Any]) -> Iterator[str]:
    yield "# Peers"
    yield ""
    yield from _wrapped("The checks beside cfn-lint and AWS's cloudformation-validate: on templates as they are, and with one "
                        "mistake made in them, of every kind where it fits, at places that a seed chooses. Recorded by "
                        "`make check-peers ARGS=--record`; made by `make docs`. A mistake counts as found when something is said "
                        "that was not said before it was made; `5 + 2` are five errors and two warnings.")
    for name, run in sorted(record["runs"].items()):
        yield from ("", f"## {name[:1].upper()}{name[1:]}", "")
        yield from _run(run)


def _run(run: dict[str, Any]) -> Iterator[str]:
    checkers = (OURS, *PEERS)
    said = ", ".join(f"{checker} finds {run['errors'].get(checker, 0)} errors ({run['alone'][checker]} alone)"
                     for checker in checkers)
    yield from _wrapped(f"In {run['templates']} templates as they are, {said}.")
    yield ""
    rows = [_row(kind, counts) for kind, counts in run["kinds"].items()]
    yield from table(("mistake", "made", *checkers, "a peer's errors", "of them we say"),
                     [*sorted(rows), _row("all", _sum(list(run["kinds"].values())))], len(checkers) + 3)
    yield from ("", "What one says alone:", "")
    yield from table(("who", "rule", "right", "because", "times"),
                     [(who, f"`{rule}`", right or "?", because, count)
                      for who, rule, right, because, count in run["disagreements"]], 1)


def _row(kind: str, counts: dict[str, Any]) -> tuple:
    found = (f"{errors} + {warnings}" if warnings else str(errors) for errors, warnings in
             (counts["found"][checker] for checker in (OURS, *PEERS)))
    return kind, counts["made"], *found, counts["errors of peers"], share(counts["said by us"], counts["errors of peers"])


def _sum(all_counts: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "found": {checker: [sum(one["found"][checker][index] for one in all_counts) for index in (0, 1)]
                  for checker in (OURS, *PEERS)},
        **{key: sum(one[key] for one in all_counts) for key in ("made", "errors of peers", "said by us")},
    }


def _found_by(peer: str, cases: list[templates.Mistake], record: dict[str, Any]) -> str:
    recorded = [record["mistakes"][case.name] for case in cases if case.name in record["mistakes"]]
    return f"{sum(bool(one[peer]) for one in recorded)} of {len(recorded)}"


def _address(name: str) -> str:
    return f"../Tests/ChecksTests/Mistakes/{name}.json"


def _wrapped(text: str, width: int = 120) -> Iterator[str]:
    line = ""
    for word in text.split():
        if len(line) + len(word) + 1 > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def write() -> None:
    for name, page in pages().items():
        (DOCUMENTS / name).write_text(page, encoding="utf-8")


def pages() -> dict[str, str]:
    record = records.read()
    return {"mistakes.md": "\n".join(mistakes(record)) + "\n", "peers.md": "\n".join(peers(record)) + "\n"}


if __name__ == "__main__":
    write()
