"""Builds, tests, deploys and tries the packages in Examples, as whoever wrote them would, and makes a new one.

They are deployed, changed and deleted where everything is denied that `deploy-role` does not allow. They share one folder of
builds, which saves half of the time. SwiftPM takes the description of the last package that was built there for its own, so
that it is removed in between; what the packages compile alike stays.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import boto3

ROOT = Path(__file__).resolve().parents[2]
BUILDS = ROOT / ".build" / "examples"
ACCOUNT = "000000000000"


class Example:
    """A package, with what is deployed of it to its local cloud."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.place = json.loads((self.folder / "parameters" / "local.json").read_text())

    def make(self, *words: str) -> str:
        return self._run("make", "-s", *words)

    def _run(self, *words: str) -> str:
        # SwiftPM silences the warnings of a dependency, and then takes no flag that makes them errors.
        environment = {name: value for name, value in os.environ.items() if name not in ("WARNINGS_AS_ERRORS", "MAKEFLAGS")}
        environment |= {"SWIFTPM_BUILD_DIR": str(BUILDS), "PATH": f"{os.environ['PATH']}:{ROOT / '.venv' / 'bin'}"}
        outcome = subprocess.run(words, cwd=self.folder, env=environment, capture_output=True, text=True)
        assert outcome.returncode == 0, f"{' '.join(words)} in {self.folder}\n{outcome.stdout}\n{outcome.stderr}"
        return outcome.stdout

    @property
    def outputs(self) -> dict[str, str]:
        return json.loads(self.make("outputs", "ENV=local", "ARGS=--json"))

    def prepare(self) -> None:
        """Starts the local cloud, with the roles that deploy the example there."""
        self.make("local-up")
        self._run("swift", "run", "-q", "Infra", "bootstrap", "--env", "local", "--yes")

    def tried(self, verb: str, *words: str, **parameters: str) -> None:
        """Runs what has been built as the example's roles, where everything is denied that they are not computed to need."""
        infra = str(BUILDS / "debug" / "Infra")
        place = {**self.place, "parameters": {**self.place["parameters"], **parameters},
                 "roleArn": f"arn:aws:iam::{ACCOUNT}:role/deployment/{self.place['stackName']}-execution"}
        file = self.folder / "parameters" / "tried.json"
        try:
            file.write_text(json.dumps(place))
            with tempfile.TemporaryDirectory() as folder:
                # What is replaced and deleted may have names that only what is deployed tells.
                self._run(infra, "deploy-role", "--env", "tried", "--deployed", "--account", ACCOUNT, "--output", folder)
                self._enforce(folder)
            self._run(infra, verb, "--env", "tried", "--yes", *words)
            self._enforce("")
        finally:
            file.unlink(missing_ok=True)

    def _enforce(self, folder: str) -> None:
        request = urllib.request.Request(f"{self.place['endpoint']}/_localcloud/enforce?folder={folder}", method="POST",
                                         headers={"X-Local-Cloud-Token": self._keys["aws_secret_access_key"]})
        with urllib.request.urlopen(request) as reply:
            assert json.load(reply)["stacks"] == ([self.place["stackName"]] if folder else [])

    @property
    def _keys(self) -> dict[str, str]:
        text = (self.folder / self.place["credentials"]).read_text()
        return dict(line.split(" = ") for line in text.splitlines() if " = " in line)

    def client(self, service: str) -> Any:
        keys = self._keys
        return boto3.client(service, endpoint_url=self.place["endpoint"], region_name=self.place["region"],
                            aws_access_key_id=keys["aws_access_key_id"],
                            aws_secret_access_key=keys["aws_secret_access_key"])

    def ask(self, api: str, path: str, body: Any = None) -> Any:
        """The answer of an HTTP API, which AWS would serve to everybody."""
        headers = {"Host": f"{api}.execute-api.localhost:{self.place['endpoint'].rsplit(':', 1)[1]}",
                   "X-Local-Cloud-Token": self._keys["aws_secret_access_key"], "Content-Type": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        with urllib.request.urlopen(urllib.request.Request(self.place["endpoint"] + path, data, headers)) as reply:
            return json.load(reply)

    def page(self, site: str) -> str:
        """What a distribution shows, which AWS would serve to everybody."""
        place = urllib.parse.urlsplit(self.place["endpoint"])
        host = urllib.parse.urlsplit(site).netloc.replace(".cloudfront.net", f".cloudfront.{place.netloc}")
        headers = {"Host": host, "X-Forwarded-Proto": "https", "X-Local-Cloud-Token": self._keys["aws_secret_access_key"]}
        with urllib.request.urlopen(urllib.request.Request(self.place["endpoint"] + "/", headers=headers)) as reply:
            return reply.read().decode()


def passes_its_tests(folder: Path) -> Example:
    """A package whose tests pass."""
    for description in BUILDS.glob("*/debug/description.json"):
        description.unlink()
    example = Example(folder)
    example.make("test")
    return example


@contextmanager
def deployed(name: str, lost: list[str]) -> Iterator[Example]:
    """An example whose tests pass, deployed; nothing of it is left, not even the data of the resources that are named."""
    example = passes_its_tests(ROOT / "Examples" / name)
    try:
        example.prepare()
        example.tried("deploy")
        yield example
        # What is to stay nobody deletes who deploys.
        example.tried("destroy", *[f"--allow-replacement={path}" for path in lost])
        example.make("destroy", "ENV=local", "ARGS=--yes --delete-retained")
    finally:
        example.make("local-down")


def test_an_order_reaches_the_worker() -> None:
    with deployed("Orders", ["WorkerLogGroup"]) as orders:
        outputs = orders.outputs
        orders.client("sqs").send_message(QueueUrl=outputs["OrdersUrl"], MessageBody="two pounds of apples")
        logs = orders.client("logs")
        group = outputs["WorkerLog"]
        found: list[str] = []
        patience = time.monotonic() + 60
        while "1 orders" not in found and time.monotonic() < patience:
            time.sleep(0.2)
            if logs.describe_log_groups(logGroupNamePrefix=group)["logGroups"]:
                found = [event["message"].strip() for event in logs.filter_log_events(logGroupName=group)["events"]]
        assert "1 orders" in found
        orders.tried("deploy", AlarmEmail="ops@example.com", Environment="prod")
        orders.tried("deploy", AlarmEmail="night@example.com")


def test_a_note_is_kept() -> None:
    with deployed("Notes", ["HandlerLogGroup", "NotesAccessLog"]) as notes:
        api = notes.outputs["ApiId"]
        assert notes.ask(api, "/notes") == []
        note = notes.ask(api, "/notes", {"text": "milk"})
        assert note["text"] == "milk"
        assert notes.ask(api, "/notes") == [note]
        notes.tried("deploy", Environment="prod")
        notes.tried("deploy")


def test_an_order_in_the_shop_gets_a_receipt_and_pages_and_api_answer() -> None:
    with deployed("Shop", ["Receipts/WorkerLogGroup"]) as shop:
        outputs = shop.outputs
        order = {"id": "A-1", "items": [{"name": "apples", "price": "3.20"}, {"name": "pears", "price": "0.35"}]}
        shop.client("sqs").send_message(QueueUrl=outputs["Orders"], MessageBody=json.dumps(order))
        store = shop.client("s3")
        receipts: list[dict[str, Any]] = []
        patience = time.monotonic() + 60
        while not receipts and time.monotonic() < patience:
            time.sleep(0.2)
            receipts = store.list_objects_v2(Bucket=outputs["Receipts"]).get("Contents", [])
        assert [receipt["Key"] for receipt in receipts] == ["receipts/A-1.txt"]
        receipt = store.get_object(Bucket=outputs["Receipts"], Key="receipts/A-1.txt")["Body"].read().decode()
        assert receipt.split() == ["Order", "A-1", "apples", "3.20", "pears", "0.35", "3.55"]

        store.put_object(Bucket=outputs["SiteBucket"], Key="index.html", Body=b"<h1>Apples and pears</h1>")
        assert shop.page(outputs["SiteUrl"]) == "<h1>Apples and pears</h1>"

        balancer, = shop.client("elbv2").describe_load_balancers()["LoadBalancers"]
        with urllib.request.urlopen(f"http://{balancer['DNSName']}/orders") as answer:
            page = answer.read().decode()
        assert f"{outputs['Images']}:1" in page, "the API's image is stood in for, behind its load balancer"
        shop.tried("deploy", AlarmEmail="ops@example.com", Release="2")
        shop.tried("deploy", "--allow-replacement=API/APILogGroup", AlarmEmail="night@example.com", Release="")


def test_a_new_app_whose_name_has_two_words_passes_its_tests(tmp_path: Path) -> None:
    folder = tmp_path / "web-shop"
    subprocess.run(["swift", "run", "-q", "new-app", str(folder), "--product", str(ROOT)], cwd=ROOT, check=True)
    passes_its_tests(folder)
