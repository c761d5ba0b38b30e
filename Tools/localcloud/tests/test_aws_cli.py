"""The commands a deployment tool runs, through the real AWS CLI."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cloud import REGION, TEMPLATES, Cloud

STACK, BUCKET = "shop", "artifacts-of-the-tests"
AWS = shutil.which("aws", path=str(Path(sys.executable).parent)) or "aws"


def aws(cloud: Cloud, *arguments: str, code: int = 0) -> str:
    environment = {"PATH": os.environ["PATH"], "HOME": "/nonexistent",
                   "AWS_SHARED_CREDENTIALS_FILE": str(cloud.credentials_file), "AWS_DEFAULT_REGION": REGION, "AWS_PAGER": "",
                   # Not --endpoint-url: `package` uploads with an S3 client that ignores the option.
                   "AWS_ENDPOINT_URL": cloud.endpoint}
    result = subprocess.run([AWS, *arguments], text=True, capture_output=True, env=environment, timeout=60,
                            check=False)
    assert result.returncode == code, result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def packaged(cloud: Cloud, tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("package")
    aws(cloud, "s3api", "create-bucket", "--bucket", BUCKET,
        "--create-bucket-configuration", f"LocationConstraint={REGION}")
    aws(cloud, "s3api", "put-public-access-block", "--bucket", BUCKET, "--public-access-block-configuration",
        "BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true")
    aws(cloud, "s3api", "put-bucket-encryption", "--bucket", BUCKET, "--server-side-encryption-configuration",
        '{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"AES256"}}]}')
    aws(cloud, "s3api", "put-bucket-versioning", "--bucket", BUCKET, "--versioning-configuration", "Status=Enabled")
    aws(cloud, "s3api", "put-bucket-policy", "--bucket", BUCKET, "--policy", json.dumps({"Statement": [
        {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": f"arn:aws:s3:::{BUCKET}/*",
         "Condition": {"Bool": {"aws:SecureTransport": "false"}}}]}))
    aws(cloud, "s3api", "head-bucket", "--bucket", BUCKET)
    root = (TEMPLATES / "root.yaml").read_text()
    for name in ("network", "storage", "compute", "data", "monitoring"):
        shutil.copy(TEMPLATES / f"{name}.yaml", folder)
        lines = [f"      TemplateURL: {name}.yaml" if line.endswith(f"/{name}.yaml") else line
                 for line in root.splitlines()]
        root = "\n".join(lines) + "\n"
    (folder / "root.yaml").write_text(root)
    output = str(folder / "packaged.json")
    aws(cloud, "cloudformation", "package", "--template-file", str(folder / "root.yaml"), "--s3-bucket", BUCKET,
        "--use-json", "--output-template-file", output)
    return output


def _deploy(cloud: Cloud, packaged: str, *arguments: str) -> str:
    # The CLI calls a change set after the second it is made in.
    time.sleep(1)
    return aws(cloud, "cloudformation", "deploy", "--stack-name", STACK, "--template-file", packaged,
               "--capabilities", "CAPABILITY_NAMED_IAM", "--no-fail-on-empty-changeset", "--no-execute-changeset",
               "--tags", "Project=shop", *arguments)


def test_package_deploy_follow_and_delete(cloud: Cloud, packaged: str) -> None:
    text = _deploy(cloud, packaged, "--parameter-overrides", "Bucket=unused")
    change_set = text.split("--change-set-name ")[1].split()[0]
    described = json.loads(aws(cloud, "cloudformation", "describe-change-set", "--change-set-name", change_set,
                               "--include-property-values"))
    assert len(described["Changes"]) == 5
    assert all("AfterContext" in change["ResourceChange"] for change in described["Changes"])
    aws(cloud, "cloudformation", "execute-change-set", "--change-set-name", change_set)
    aws(cloud, "cloudformation", "wait", "stack-create-complete", "--stack-name", STACK)
    events = json.loads(aws(cloud, "cloudformation", "describe-stack-events", "--stack-name", STACK))["StackEvents"]
    assert events[0]["ResourceStatus"] == "CREATE_COMPLETE" and events[0]["LogicalResourceId"] == STACK
    resources = json.loads(aws(cloud, "cloudformation", "describe-stack-resources", "--stack-name", STACK))
    assert len(resources["StackResources"]) == 5

    # Deployed again without a change, the CLI says so and succeeds.
    assert "No changes to deploy" in _deploy(cloud, packaged)
    stack = json.loads(aws(cloud, "cloudformation", "describe-stacks", "--stack-name", STACK))["Stacks"][0]
    assert stack["StackStatus"] == "CREATE_COMPLETE"

    text = _deploy(cloud, packaged, "--parameter-overrides", "DesiredCapacity=1")
    change_set = text.split("--change-set-name ")[1].split()[0]
    described = json.loads(aws(cloud, "cloudformation", "describe-change-set", "--change-set-name", change_set))
    assert [change["ResourceChange"]["LogicalResourceId"] for change in described["Changes"]] == ["Compute"]
    aws(cloud, "cloudformation", "execute-change-set", "--change-set-name", change_set)
    aws(cloud, "cloudformation", "wait", "stack-update-complete", "--stack-name", STACK)

    aws(cloud, "cloudformation", "update-termination-protection", "--stack-name", STACK,
        "--enable-termination-protection")
    aws(cloud, "cloudformation", "delete-stack", "--stack-name", STACK, code=255)
    aws(cloud, "cloudformation", "update-termination-protection", "--stack-name", STACK,
        "--no-enable-termination-protection")
    aws(cloud, "cloudformation", "delete-stack", "--stack-name", STACK)
    aws(cloud, "cloudformation", "wait", "stack-delete-complete", "--stack-name", STACK)
    summaries = json.loads(aws(cloud, "cloudformation", "list-stacks"))["StackSummaries"]
    assert {summary["StackStatus"] for summary in summaries} == {"DELETE_COMPLETE"}
