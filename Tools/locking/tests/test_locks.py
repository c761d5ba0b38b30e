"""Whether a lock belongs to its requirements is found without any registry."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from locking.locks import LOCKS, ROOT, Lock

HASH = "--hash=sha256:" + "0" * 64


@pytest.fixture
def lock(tmp_path: Path) -> Lock:
    made = Lock(tmp_path / "requirements.txt")
    made.requirements.write_text("# why\nFirst_one==1.0\nsecond==2.0 ; python_version < '3.11'\n")
    made.write(f"first-one==1.0 \\\n    {HASH}\nsecond==2.0 ; python_full_version < '3.11' \\\n    {HASH}\nthird==3.0 \\\n    {HASH}\n")
    return made


def test_the_projects_locks_belong_to_their_requirements() -> None:
    assert [problem for lock in LOCKS for problem in lock.problems()] == []


def test_every_file_of_requirements_has_a_lock() -> None:
    skipped = {".venv", ".build", ".git", "node_modules"}
    found = {path for path in ROOT.rglob("*requirements*.txt")
             if not any(part in skipped or part.startswith(".build-") for part in path.relative_to(ROOT).parts)}
    assert found == {lock.requirements for lock in LOCKS}


def test_no_lock_says_where_packages_come_from() -> None:
    for lock in LOCKS:
        assert re.search(r"://|--(extra-)?index|--find-links", lock.path.read_text()) is None


def test_each_locked_release_has_files_for_linux_and_macos() -> None:
    # A compiled package has a file for each system and Python; one hash would be this machine's alone.
    releases = re.split(r"\n(?=\S)", LOCKS[0].path.read_text())
    for package in ("regex", "rpds-py", "pyyaml"):
        counts = [release.count("--hash") for release in releases if release.startswith(f"{package}==")]
        assert counts and min(counts) > 30, package


def test_a_comment_changes_nothing(lock: Lock) -> None:
    lock.requirements.write_text("second==2.0 ; python_version < '3.11'\nFirst_one==1.0  # another\n")
    assert list(lock.problems()) == []


@pytest.mark.parametrize("change, problem", [
    (("First_one==1.0", "First_one==1.1"), "was not made from requirements.txt as it is now"),
    (("# why\n", "fourth==4.0\n"), "has no fourth==4.0"),
    (("First_one==1.0\n", ""), "was not made from requirements.txt as it is now"),
    (("First_one==1.0", "First_one>=1.0"), "'First_one>=1.0' is not pinned"),
])
def test_other_requirements_are_found(lock: Lock, change: tuple[str, str], problem: str) -> None:
    lock.requirements.write_text(lock.requirements.read_text().replace(*change))
    assert any(problem in found for found in lock.problems())


@pytest.mark.parametrize("change", [(f"third==3.0 \\\n    {HASH}", "third==3.0"), ("third==3.0", "third>=3.0"), ("third==3.0", "--pre")])
def test_a_lock_edited_by_hand_is_found(lock: Lock, change: tuple[str, str]) -> None:
    lock.path.write_text(lock.path.read_text().replace(*change))
    assert any("is not a version with its hashes" in found for found in lock.problems())


def test_a_missing_lock_is_found(lock: Lock) -> None:
    lock.path.unlink()
    assert any("is missing" in found for found in lock.problems())
