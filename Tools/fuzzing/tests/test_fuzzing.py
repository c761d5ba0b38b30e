"""What fails is found among many, and kept."""

from __future__ import annotations

import random
from pathlib import Path

from fuzzing.changes import changed
from fuzzing.cli import main
from fuzzing.watching import Limits, failures

_SEED = b'{"Resources": {"A": {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": "a"}}}}'


def program(folder: Path, script: str) -> Path:
    file = folder / "check"
    file.write_text(f"#!/bin/sh\n{script}\necho '{{}}'\n", encoding="utf-8")
    file.chmod(0o755)
    return file


def test_the_one_file_that_fails_is_found(tmp_path: Path) -> None:
    files = [tmp_path / f"{index}.json" for index in range(9)]
    for file in files:
        file.write_bytes(b"{}")
    files[5].write_bytes(b"crash")
    crashing = program(tmp_path, 'shift 2; grep -q crash "$@" 2>/dev/null && kill -SEGV $$')
    assert [failure.file for failure in failures(crashing, files, Limits())] == [files[5]]


def test_a_hang_and_words_that_are_no_json_are_failures(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(b"{}")
    assert "did not end" in next(failures(program(tmp_path, "sleep 30"), [file], Limits(seconds=0.05))).problem
    assert "printed no JSON" in next(failures(program(tmp_path, "echo oops"), [file], Limits())).problem


def test_changes_are_many_and_the_same_for_the_same_seed() -> None:
    first = [changed([_SEED], random.Random(f"1/{index}")) for index in range(200)]
    assert first == [changed([_SEED], random.Random(f"1/{index}")) for index in range(200)]
    assert len(set(first)) > 150


def test_what_fails_is_kept(tmp_path: Path, capsys) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "a.json").write_bytes(_SEED)
    code = main(["--check", str(program(tmp_path, "kill -SEGV $$")), "--seeds", str(seeds), "--output", str(tmp_path / "out"),
                 "--seconds", "0.01"])
    assert code == 1
    assert (tmp_path / "out" / "0.json").exists()
    assert "failures" in capsys.readouterr().out
