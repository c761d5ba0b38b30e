"""Finding the versions and hashes of everything, with uv."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from locking.locks import Lock

# The oldest that the README promises.
OLDEST_PYTHON = "3.10"


class ResolutionError(Exception):
    """What uv says."""


def resolve(lock: Lock, *, upgrade: bool = False) -> str:
    """The lock's contents; packages that are in it already keep their versions, unless they shall be upgraded."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "requirements.lock"
        if lock.path.exists() and not upgrade:
            shutil.copy(lock.path, output)
        _compile(lock.requirements, output, "--generate-hashes")
        return _body(output)


def newest(package: str, lock: Lock) -> str:
    """The newest version of a package that goes with the other requirements."""
    with tempfile.TemporaryDirectory() as folder:
        requirements = Path(folder) / "requirements.txt"
        requirements.write_text("\n".join(package if re.match(rf"{re.escape(package)}==", pin) else pin for pin in lock.pins()))
        _compile(requirements, Path(folder) / "requirements.lock")
        match = re.search(rf"^{re.escape(package)}==(\S+)$", _body(Path(folder) / "requirements.lock"), re.MULTILINE)
    if match is None:
        raise ResolutionError(f"there is no one version of {package} for every Python from {OLDEST_PYTHON} on")
    return match.group(1)


def _compile(requirements: Path, output: Path, *options: str) -> None:
    # Without annotations and addresses: where packages come from is everyone's own setting.
    command = [str(Path(sys.executable).parent / "uv"), "pip", "compile", "--quiet", "--no-config", "--universal",
               "--python-version", OLDEST_PYTHON, "--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links",
               *options, "--output-file", str(output), str(requirements)]
    done = subprocess.run(command, text=True, capture_output=True, check=False)
    if done.returncode != 0:
        raise ResolutionError(f"{requirements}: {done.stderr.strip()}")


def _body(output: Path) -> str:
    lines = output.read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith("#")) + "\n"
