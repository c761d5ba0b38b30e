"""What an app's Makefile includes follows what the app sets."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_local_cloud_is_that_of_the_apps_own_environments(tmp_path: Path) -> None:
    (tmp_path / "Makefile").write_text(f"APP := Infra\nPRODUCT := {ROOT}\nPARAMETERS := environments\n"
                                       "include $(PRODUCT)/Tools/app.mk\n")
    environment = {name: value for name, value in os.environ.items() if name != "MAKEFLAGS"}
    for target in ("local-up", "local-down"):
        said = subprocess.run(["make", "-n", target], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
        assert "--environment environments/local.json" in said.stdout
