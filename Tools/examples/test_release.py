"""An app in a repository of its own, which depends on a release of this package by URL and version, and has nothing else.

A release is a clone with a tag. `make try-release` does all that the README says with it; what runs each time only asks
SwiftPM whether it takes the release for a dependency.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


# A file that the README shows: a paragraph that names it first, and the block below.
SHOWN = re.compile(r"^[^`\n]*`([\w./]+)`[^\n]*:\n\n```\w+\n(.*?)```\n", re.DOTALL | re.MULTILINE)


def shown_files() -> dict[str, str]:
    """The files that make an app after the README, with their text."""
    readme = (ROOT / "README.md").read_text()
    section = readme.split("or write six files.")[1].split("```sh")[0]
    return dict(SHOWN.findall(section))


class Orders:
    """The app of the README, in a repository elsewhere: the files that it shows and no other."""

    def __init__(self, place: Path) -> None:
        release = place / "CloudFormation.git"
        subprocess.run(["git", "clone", "--quiet", "--bare", str(ROOT), str(release)], check=True)
        subprocess.run(["git", "-C", str(release), "tag", "--force", "1.0.0"], check=True, capture_output=True)
        self.folder = place / "Orders"
        files = shown_files()
        assert len(files) == 6, sorted(files)
        url = "https://git.example.com/team/CloudFormation.git"
        assert url in files["Package.swift"]
        files["Package.swift"] = files["Package.swift"].replace(url, f"file://{release}")
        for name, text in files.items():
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_text(text)
        home = place / "home"
        home.mkdir()
        self.environment = {name: value for name, value in os.environ.items()
                            if name not in ("WARNINGS_AS_ERRORS", "MAKEFLAGS", "SWIFTPM_BUILD_DIR")} | {"HOME": str(home)}

    def run(self, *words: str) -> str:
        start = time.monotonic()
        outcome = subprocess.run(words, cwd=self.folder, env=self.environment, capture_output=True, text=True)
        print(f"{time.monotonic() - start:6.1f} s  {' '.join(words)}")
        assert outcome.returncode == 0, f"{' '.join(words)}\n{outcome.stdout}\n{outcome.stderr}"
        return outcome.stdout


def test_swiftpm_takes_a_release_for_a_dependency(tmp_path: Path) -> None:
    orders = Orders(tmp_path)
    tree = json.loads(orders.run("swift", "package", "show-dependencies", "--format", "json"))
    dependency, = tree["dependencies"]
    assert dependency["version"] == "1.0.0" and dependency["dependencies"] == []
    targets = json.loads(orders.run("swift", "package", "describe", "--type", "json"))["targets"]
    assert {target["name"]: target["sources"] for target in targets} == {
        "Stacks": ["Orders.swift"], "Infra": ["main.swift"], "StacksTests": ["OrdersTests.swift"]}


@pytest.mark.skipif("TRY_RELEASE" not in os.environ, reason="takes minutes: make try-release")
def test_everything_that_the_readme_says_works_elsewhere(tmp_path: Path) -> None:
    orders = Orders(tmp_path)
    orders.run("swift", "run", "Infra", "synth")
    built = {path.name.removesuffix(".build") for path in (orders.folder / ".build" / "debug").glob("AWS*.build")
             if any(path.glob("*.o"))}
    data = {"AWSAccess", "AWSInterfaceData", "AWSPermissionData", "AWSPriceData", "AWSResourceCatalogue", "AWSResourceData", "AWSResourceTypes"}
    # What functions, queues, alarms and a dashboard are made of, and what grants and events lead to.
    services = {"AWSCloudWatch", "AWSEC2", "AWSECR", "AWSEvents", "AWSIAM", "AWSLambda", "AWSLogs", "AWSSNS", "AWSSQS",
                "AWSScheduler"}
    assert built <= data | services, "no service is built that nobody asked for"
    orders.run("swift", "run", "Infra", "synth", "--check")
    orders.run("make", "local-up")
    try:
        orders.run("swift", "run", "Infra", "deploy", "--env", "local")
        assert "OrdersUrl" in json.loads(orders.run("swift", "run", "-q", "Infra", "outputs", "--env", "local", "--json"))
        orders.run("swift", "run", "Infra", "destroy", "--env", "local", "--yes", "--delete-retained")
        orders.run("swift", "test")
    finally:
        orders.run("make", "local-down")
