"""Why we and the peers differ: every kind of disagreement that was looked into."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from peers.comparison import Disagreement

FILE = Path(__file__).with_name("disagreements.json")


@dataclass(frozen=True)
class Reason:
    """Who says what, and why they or we are right: regular expressions, an empty one for anything."""

    checker: str
    rule: str
    # In the message, where a rule has several reasons.
    saying: str
    # The kind of mistake that was made, where the same rule means something else without.
    kind: str
    # Where only templates with macros of some kind are meant.
    macros: str
    # Where only some templates are meant.
    template: str
    verdict: str
    text: str

    def explains(self, disagreement: Disagreement) -> bool:
        return (re.fullmatch(self.checker, disagreement.checker) is not None
                and re.fullmatch(self.rule, disagreement.finding.rule) is not None
                and self.macros in ("", disagreement.macros)
                and re.match(self.template, disagreement.template) is not None
                and (not self.kind or re.search(self.kind, disagreement.kind) is not None)
                and re.search(self.saying, disagreement.finding.message) is not None)


# We are right, they are, or it is a matter of opinion.
VERDICTS = ("ours", "theirs", "either")


def read(file: Path = FILE) -> list[Reason]:
    return [Reason(one["checker"], one["rule"], *(one.get(key, "") for key in ("saying", "kind", "macros", "template")),
                   verdict=one["right"], text=one["reason"])
            for one in json.loads(file.read_text(encoding="utf-8"))]


def reason(disagreement: Disagreement, reasons: list[Reason]) -> Reason | None:
    return next((one for one in reasons if one.explains(disagreement)), None)
