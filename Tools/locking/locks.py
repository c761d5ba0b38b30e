"""What a lock file says, and whether it still belongs to its requirements."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

_HEADER = "# All that {name} needs, with the hashes of every file of each release. Made by 'make lock'; not to be edited.\n"
_DIGEST = "# From requirements with the SHA-256 {digest}\n"
_PIN = re.compile(r"(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)(?P<rest>.*)", re.DOTALL)
_HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


@dataclass(frozen=True)
class Lock:
    """A file of requirements, and the lock that belongs to it."""

    requirements: Path

    @property
    def path(self) -> Path:
        return self.requirements.with_suffix(".lock")

    def pins(self) -> list[str]:
        """The requirements, one a line, without comments."""
        lines = (line.partition(" #")[0].strip() for line in self.requirements.read_text(encoding="utf-8").splitlines())
        return [line for line in lines if line and not line.startswith("#")]

    def header(self) -> str:
        digest = hashlib.sha256("\n".join(sorted(self.pins())).encode()).hexdigest()
        return _HEADER.format(name=self.requirements.name) + _DIGEST.format(digest=digest)

    def write(self, resolved: str) -> None:
        self.path.write_text(self.header() + resolved, encoding="utf-8")

    def problems(self) -> Iterator[str]:
        """Why this lock may not be installed from."""
        if not self.path.exists():
            yield f"{_shown(self.path)} is missing; make it with 'make lock'"
            return
        text = self.path.read_text(encoding="utf-8")
        pins = self.pins()
        for pin in pins:
            if _PIN.fullmatch(pin) is None:
                yield f"{_shown(self.requirements)}: '{pin}' is not pinned; write NAME==VERSION"
        if not text.startswith(self.header()):
            yield f"{_shown(self.path)} was not made from {self.requirements.name} as it is now; run 'make lock'"
        entries = _entries(text)
        locked = {(_normalized(match["name"]), match["version"]) for entry in entries if (match := _PIN.match(entry))}
        for pin in pins:
            match = _PIN.fullmatch(pin)
            if match is not None and (_normalized(match["name"]), match["version"]) not in locked:
                yield f"{_shown(self.path)} has no {match['name']}=={match['version']}; run 'make lock'"
        for entry in entries:
            if _PIN.match(entry) is None or not _HASH.search(entry):
                yield f"{_shown(self.path)}: '{entry.split(chr(10))[0]}' is not a version with its hashes; run 'make lock'"


LOCKS = tuple(Lock(ROOT / folder / "requirements.txt")
              for folder in ("Tools", "Tools/locking", "Tools/peers", "Tools/prices", "Benchmarks/peers"))


def _entries(text: str) -> list[str]:
    """What stands at the beginning of a line, each with its continuation."""
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    entries: list[str] = []
    for line in lines:
        if line[0].isspace() and entries:
            entries[-1] += "\n" + line
        else:
            entries.append(line)
    return entries


def _normalized(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _shown(path: Path) -> str:
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)
