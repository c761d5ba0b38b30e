"""What a checker says of a template, in one form whoever says it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

Path = tuple[str, ...]


@dataclass(frozen=True)
class Finding:
    """A problem at a member of a template, such as a resource, and at what it has there."""

    rule: str
    # error, warning or info.
    severity: str
    # Empty for the template as a whole.
    member: str
    # Within the member: Properties, Tags, 0.
    path: Path
    message: str

    def is_near(self, other: Finding) -> bool:
        """Whether both speak of the same place: one of them may be nearer to the root of the member."""
        if self.member != other.member:
            return False
        common = min(len(self.path), len(other.path))
        return self.path[:common] == other.path[:common]

    @property
    def is_error(self) -> bool:
        return self.severity == "error"

    @property
    def place(self) -> str:
        return "/".join((self.member, *self.path)) or "template"


def new(found: Iterable[Finding], before: Iterable[Finding]) -> list[Finding]:
    """What is found in a changed template, and was not in the original; messages may name what was changed."""
    known = Counter((finding.rule, finding.member) for finding in before)
    fresh = []
    for finding in found:
        key = (finding.rule, finding.member)
        if known[key] > 0:
            known[key] -= 1
        else:
            fresh.append(finding)
    return fresh
