"""An app in a repository of its own, which depends on a release of this package by URL and version, and has nothing else.

A release is a clone with a tag. `make try-release` does all that the README says with it; what runs each time only asks
SwiftPM whether it takes the release for a dependency.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


class Orders:
    """The example, as its authors would have it outside this repository."""

    def __init__(self, place: Path) -> None:
        release = place / "CloudFormation.git"
        subprocess.run(["git", "clone", "--quiet", "--bare", str(ROOT), str(release)], check=True)
        subprocess.run(["git", "-C", str(release), "tag", "--force", "1.0.0"], check=True, capture_output=True)
        self.folder = place / "Orders"
        shutil.copytree(ROOT / "Examples" / "Orders", self.folder, ignore=shutil.ignore_patterns(".build", ".local", ".venv"))
        self._replace("Package.swift", '.package(name: "CloudFormation", path: "../..")',
                      f'.package(url: "file://{release}", from: "1.0.0")')
        self._replace("Makefile", "PRODUCT := ../..\n", "PRODUCT := .build/checkouts/CloudFormation\n")
        home = place / "home"
        home.mkdir()
        self.environment = {name: value for name, value in os.environ.items()
                            if name not in ("WARNINGS_AS_ERRORS", "MAKEFLAGS", "SWIFTPM_BUILD_DIR")} | {"HOME": str(home)}

    def _replace(self, name: str, old: str, new: str) -> None:
        file = self.folder / name
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new))

    def run(self, *words: str) -> str:
        start = time.monotonic()
        outcome = subprocess.run(words, cwd=self.folder, env=self.environment, capture_output=True, text=True)
        print(f"{time.monotonic() - start:6.1f} s  {' '.join(words)}")
        assert outcome.returncode == 0, f"{' '.join(words)}\n{outcome.stdout}\n{outcome.stderr}"
        return outcome.stdout


def test_swiftpm_takes_a_release_for_a_dependency(tmp_path: Path) -> None:
    tree = json.loads(Orders(tmp_path).run("swift", "package", "show-dependencies", "--format", "json"))
    dependency, = tree["dependencies"]
    assert dependency["version"] == "1.0.0" and dependency["dependencies"] == []


@pytest.mark.skipif("TRY_RELEASE" not in os.environ, reason="takes minutes: make try-release")
def test_everything_that_the_readme_says_works_elsewhere(tmp_path: Path) -> None:
    orders = Orders(tmp_path)
    orders.run("swift", "run", "Infra", "synth")
    built = {path.name.removesuffix(".build") for path in (orders.folder / ".build" / "debug").glob("AWS*.build")
             if any(path.glob("*.o"))}
    used = {"AWSLambda", "AWSSQS", "AWSAccess", "AWSResourceCatalogue", "AWSResourceTypes"}
    constructs = {"AWSAutoScaling", "AWSCloudWatch", "AWSEC2", "AWSElasticLoadBalancingV2", "AWSIAM", "AWSLogs", "AWSRDS",
                  "AWSS3", "AWSScheduler", "AWSSNS"}
    assert built <= used | constructs, "no service is built that nobody asked for"
    orders.run("swift", "run", "Infra", "synth", "--check")
    orders.run("make", "test")
    orders.run("make", "deploy", "ENV=local")
    try:
        orders.run("swift", "run", "Infra", "deploy", "--env", "local")
        assert "OrdersUrl" in json.loads(orders.run("swift", "run", "-q", "Infra", "outputs", "--env", "local", "--json"))
        orders.run("swift", "run", "Infra", "destroy", "--env", "local", "--yes", "--delete-retained")
    finally:
        orders.run("make", "local-down")
