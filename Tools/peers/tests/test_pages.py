"""The pages say what is recorded."""

from __future__ import annotations

from peers import pages, records, templates
from peers.comparison import OURS
from peers.findings import Finding


def test_the_pages_are_current() -> None:
    for name, page in pages.pages().items():
        assert (pages.DOCUMENTS / name).read_text(encoding="utf-8") == page, f"docs/{name} is stale; run 'make docs'"


def test_what_is_recorded_of_a_mistake_is_what_its_correction_does_not_have() -> None:
    def said(*rules: str) -> list[Finding]:
        return [Finding(rule, "warning" if rule[0] == "W" else "error", "A", (), "") for rule in rules]

    bad = {OURS: [], "cfn-lint": said("E1", "E2", "W3"), "validate": []}
    good = {OURS: [], "cfn-lint": said("E1"), "validate": []}
    assert records.of_mistake(bad, good) == {"cfn-lint": ["E2", "(W3)"], "validate": []}


def test_a_mistake_that_is_not_found_is_said_not_to_be() -> None:
    missed = [case for case in templates.mistakes() if not case.is_found]
    page = pages.pages()["mistakes.md"]
    for case in missed:
        row = next(line for line in page.splitlines() if f"/{case.name}.json" in line)
        assert "| not |" in row
