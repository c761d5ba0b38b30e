"""Building blocks that most teams run, written with our constructs and with the CDK's: what each says, makes and costs."""

import json
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
OURS = HERE / "Sources" / "blocks"
THEIRS = HERE / "peers" / "cdk-python" / "blocks"
NAMES = [
    "Network", "Bucket", "Worker", "Topic", "Table", "Schedule", "API", "Site", "Database", "Container",
]
# Where prices and offers are looked up.
REGION = "us-east-1"


@dataclass
class Block:
    """One building block, as one of the two says it."""

    lines: int  # of code
    resources: int
    cfn_lint: int  # findings
    checkov: int  # checks that failed
    checks: int  # findings of `check` above a hint
    idle: float  # USD a month


def code_lines(path):
    """Without what is blank, a comment, or closes a bracket and nothing else."""
    text = re.sub(r'""".*?"""', "", path.read_text(), flags=re.DOTALL)
    lines = (line.strip() for line in text.splitlines())
    return sum(1 for line in lines if line and not line.startswith(("//", "#")) and line.strip("()[]{},"))


def said_by(argv, exits=(0,)):
    """What a program says as JSON, which may tell by its status what it found."""
    done = subprocess.run([str(word) for word in argv], capture_output=True, text=True)
    if done.returncode not in exits:
        raise RuntimeError(f"{Path(argv[0]).name}: status {done.returncode}\n{(done.stderr or done.stdout)[-2000:]}")
    return json.loads(done.stdout or "[]")


def measure(source, template, tools):
    """One block, from the file that says it and the template that came of it."""
    empty = template.with_name("empty.json")
    empty.write_text('{"Resources": {}}')
    lint = said_by([tools["cfn-lint"], "--regions", REGION, "--format", "json", template], exits=range(16))
    failed = said_by(
        [tools["checkov"], "--framework", "cloudformation", "--compact", "--quiet", "--output", "json", "--soft-fail",
         "--skip-download", "--file", template])
    found = said_by([tools["check"], "--region", REGION, "--format", "json", template], exits=range(16))
    bill = said_by([tools["plan"], empty, template, "--region", REGION, "--format", "json"])["costs"]["after"]
    return Block(
        lines=code_lines(source),
        resources=len(json.loads(template.read_text())["Resources"]),
        cfn_lint=len(lint),
        # Where nothing was found it tells only that.
        checkov=len(failed["results"]["failed_checks"]) if "results" in failed else 0,
        checks=sum(1 for finding in found["diagnostics"] if finding["severity"] not in ("info", "suppressed")),
        idle=bill["atLeast"])
