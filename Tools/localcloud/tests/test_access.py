"""Who may use the cloud: programs that hold its credentials, and no web page."""

from __future__ import annotations

import io
import json
import socket
import stat
import subprocess
import sys
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

import botocore.config
import botocore.session
import pytest
from botocore.exceptions import ClientError
from cloud import REGION, TOOLS, Cloud, free_port
from test_aws_cli import AWS

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
CREATE = json.dumps({"FunctionName": "stranger", "Runtime": "python3.13", "Handler": "index.handle", "Role": "arn:aws:iam::0:role/r",
                     "Code": {"ZipFile": ""}})
# One of each kind of thing that the port answers, as a web page can ask for it.
DOORS = [
    ("POST", "/2015-03-31/functions", {"Content-Type": "text/plain"}, CREATE),
    ("POST", "/2015-03-31/functions/known/invocations", {}, "{}"),
    ("GET", "/", {}, ""),
    ("PUT", "/strangers-bucket", {}, ""),
    ("POST", "/", FORM, "Action=CreateQueue&QueueName=stranger"),
    ("GET", "/?Action=ListQueues&Version=2012-11-05", {}, ""),
    ("GET", "/_localcloud/status", {}, ""),
    ("POST", "/_localcloud/back-date-snapshot?name=x&days=1", {}, ""),
    ("POST", "/_ministack/reset", {}, ""),
    ("POST", "/_ministack/config", {"Content-Type": "text/plain"}, "{}"),
    ("GET", "/_ministack/health", {}, ""),
    ("GET", "/_localstack/health", {}, ""),
    ("GET", "/health", {}, ""),
    ("GET", "/_alb/any/", {}, ""),
    ("GET", "/_ministack/lambda-code/000000000000/eu-west-3/known", {}, ""),
    ("GET", "/latest/meta-data/", {}, ""),
]


def ask(cloud: Cloud, method: str, path: str, headers: dict[str, str], body: str = "") -> tuple[int, str, str]:
    """Status, head and body of the answer to a request with exactly these headers and a Host."""
    port = int(cloud.options[1])
    sent = {"Host": f"localhost:{port}", "Content-Length": str(len(body)), "Connection": "close", **headers}
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        head = "".join(f"{name}: {value}\r\n" for name, value in sent.items())
        connection.sendall(f"{method} {path} HTTP/1.1\r\n{head}\r\n{body}".encode())
        answer = b""
        while part := connection.recv(65536):
            answer += part
    head, _, content = answer.decode(errors="replace").partition("\r\n\r\n")
    return int(head.split()[1]), head.lower(), content


@pytest.fixture(scope="module")
def known(cloud: Cloud) -> Cloud:
    """With a function and a queue, which no stranger's request may touch."""
    _function(cloud, "known", "def handle(event, context):\n    return 'ran'\n")
    cloud.client("sqs").create_queue(QueueName="known")
    return cloud


def _function(cloud: Cloud, name: str, code: str, runtime: str = "python3.13", file: str = "index.py") -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as contents:
        entry = zipfile.ZipInfo(file)
        entry.external_attr = 0o755 << 16
        contents.writestr(entry, code)
    cloud.client("lambda").create_function(
        FunctionName=name, Runtime=runtime, Handler="index.handle", Role="arn:aws:iam::000000000000:role/any",
        Code={"ZipFile": archive.getvalue()}, Timeout=20)


def _unharmed(cloud: Cloud) -> None:
    assert [entry["FunctionName"] for entry in cloud.client("lambda").list_functions()["Functions"]] == ["known"]
    assert [url.rsplit("/")[-1] for url in cloud.client("sqs").list_queues()["QueueUrls"]] == ["known"]
    assert cloud.client("s3").list_buckets()["Buckets"] == []


def _refused(cloud: Cloud, headers: dict[str, str], *, doors: list = DOORS) -> None:
    for method, path, own, body in doors:
        status, head, content = ask(cloud, method, path, {**own, **headers}, body)
        assert status == 403, (method, path, headers, status, content)
        assert "access-control-" not in head
    _unharmed(cloud)


def test_nothing_is_done_without_the_credentials(known: Cloud) -> None:
    _refused(known, {})


@pytest.mark.parametrize("token", ["", "test", "LKIAAAAAAAAAAAAAAAAA", "\u00e9"])
def test_nothing_is_done_with_a_wrong_token(known: Cloud, token: str) -> None:
    _refused(known, {"X-Local-Cloud-Token": token})


@pytest.mark.parametrize("headers", [
    {"Origin": "http://localhost:8000"}, {"Origin": "https://shop.example"}, {"Origin": "null"},
    {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Sec-Fetch-Site": ""},
    {"Host": "shop.example"}, {"Host": "shop.example:{port}"}, {"Host": "localhost.shop.example:{port}"},
    {"Host": "localhost:1"}, {"Host": "localhost"}, {"Host": "127.0.0.1.shop.example:{port}"}, {"Host": "0.0.0.0:{port}"}, {"Host": ""},
], ids=str)
def test_a_web_page_is_refused_even_with_the_token(known: Cloud, headers: dict[str, str]) -> None:
    given = {name: value.format(port=known.options[1]) for name, value in headers.items()}
    _refused(known, {**known.token, **given}, doors=[door for door in DOORS if not door[1].startswith("/_ministack/reset")])
    assert ask(known, "POST", "/_ministack/reset", {**known.token, **given})[0] == 403
    _unharmed(known)


def test_no_preflight_is_granted(known: Cloud) -> None:
    for _, path, _, _ in DOORS:
        status, head, _ = ask(known, "OPTIONS", path, {"Origin": "https://shop.example", "Access-Control-Request-Method": "PUT",
                                                       "Access-Control-Request-Headers": "x-local-cloud-token"})
        assert status == 403 and "access-control-" not in head


def test_holders_are_answered_without_sharing_with_other_origins(known: Cloud) -> None:
    port = known.options[1]
    for host in ("localhost", "127.0.0.1", "[::1]", "bucket.localhost", "api.execute-api.localhost"):
        status, head, _ = ask(known, "GET", "/_localcloud/status", {**known.token, "Host": f"{host}:{port}"})
        assert status == 200 and "access-control-" not in head
    status, head, content = ask(known, "GET", "/2015-03-31/functions", known.token)
    assert status == 200 and "known" in content and "access-control-" not in head


def test_another_secret_or_a_changed_request_is_refused(known: Cloud) -> None:
    own = known.client("sqs")._get_credentials()
    for access_key, secret in ((own.access_key, "test"), ("test", own.secret_key), ("111122223333", own.secret_key)):
        for service, operation in (("sqs", "list_queues"), ("s3", "list_buckets"), ("ec2", "describe_vpcs"),
                                   ("lambda", "list_functions"), ("cloudformation", "list_stacks"), ("cloudwatch", "list_dashboards")):
            client = botocore.session.Session().create_client(
                service, REGION, endpoint_url=known.endpoint, aws_access_key_id=access_key, aws_secret_access_key=secret,
                config=botocore.config.Config(retries={"max_attempts": 0}))
            with pytest.raises(ClientError, match="this local cloud wants the credentials in .*credentials"):
                getattr(client, operation)()


def test_a_presigned_url_opens_its_object_and_nothing_else(known: Cloud) -> None:
    s3 = botocore.session.Session().create_client(
        "s3", REGION, endpoint_url=known.endpoint, aws_access_key_id=known.client("s3")._get_credentials().access_key,
        aws_secret_access_key=known.client("s3")._get_credentials().secret_key,
        config=botocore.config.Config(signature_version="s3v4", s3={"addressing_style": "path"}))
    s3.create_bucket(Bucket="presigned", CreateBucketConfiguration={"LocationConstraint": REGION})
    try:
        for key in ("a b/\u00e9+", "other"):
            s3.put_object(Bucket="presigned", Key=key, Body=b"text")
        url = s3.generate_presigned_url("get_object", {"Bucket": "presigned", "Key": "a b/\u00e9+"})
        assert known.get(url) == (200, "text")
        assert known.get(url.replace("a%20b/%C3%A9%2B", "other"))[0] == 403
        expired = s3.generate_presigned_url("get_object", {"Bucket": "presigned", "Key": "other"}, ExpiresIn=-1)
        assert known.get(expired)[0] == 403
    finally:
        for key in ("a b/\u00e9+", "other"):
            s3.delete_object(Bucket="presigned", Key=key)
        s3.delete_bucket(Bucket="presigned")


def test_the_account_is_the_same_for_every_run(known: Cloud) -> None:
    assert known.client("sts").get_caller_identity()["Account"] == "000000000000"


def test_the_cli_says_which_credentials_are_wanted(known: Cloud) -> None:
    result = subprocess.run(
        [AWS, "cloudformation", "list-stacks"], text=True, capture_output=True, check=False,
        env={"PATH": "/usr/bin:/bin", "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": REGION,
             "AWS_ENDPOINT_URL": known.endpoint})
    assert result.returncode != 0
    assert f"this local cloud wants the credentials in {known.credentials_file}" in result.stderr


def test_the_credentials_are_the_users_alone_and_go_with_the_server(tmp_path: Path) -> None:
    cloud = Cloud(tmp_path / "state", free_port())
    seen = []
    for _ in range(2):
        cloud.up()
        assert stat.S_IMODE(cloud.credentials_file.stat().st_mode) == 0o600
        seen.append(cloud.credentials_file.read_text())
        cloud.down()
        assert list((tmp_path / "state").glob("*credentials*")) == []
    assert seen[0] != seen[1]


def test_a_function_calls_the_cloud_back_and_sees_nothing_of_the_shell(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cloud = Cloud(tmp_path / "state", free_port())
    with monkeypatch.context() as shell:
        for name in ("DB_PASSWORD", "AWS_SESSION_TOKEN", "AWS_PROFILE"):
            shell.setenv(name, "hunter2")
        cloud.up()
    try:
        botocore_path = str(Path(botocore.__file__).parents[1])
        _function(cloud, "caller", f"import os, sys\nsys.path.append({botocore_path!r})\nimport botocore.session\n"
                  "def handle(event, context):\n"
                  "    client = botocore.session.Session().create_client('sqs')\n"
                  "    client.create_queue(QueueName='made-by-the-function')\n"
                  "    return [name for name in os.environ if 'hunter2' in os.environ[name]]\n")
        answer = cloud.client("lambda").invoke(FunctionName="caller")
        assert json.load(answer["Payload"]) == [] and "FunctionError" not in answer
        assert len(cloud.client("sqs").list_queues()["QueueUrls"]) == 1
    finally:
        cloud.down()


def test_an_http_api_is_for_holders_and_its_function_does_not_see_the_token(known: Cloud) -> None:
    _function(known, "behind", "import json\ndef handle(event, context):\n    return {'statusCode': 200, 'body': json.dumps(event)}\n")
    gateway = known.client("apigatewayv2")
    api = gateway.create_api(Name="api", ProtocolType="HTTP")
    integration = gateway.create_integration(
        ApiId=api["ApiId"], IntegrationType="AWS_PROXY", PayloadFormatVersion="2.0",
        IntegrationUri=f"arn:aws:lambda:{REGION}:000000000000:function:behind")["IntegrationId"]
    gateway.create_route(ApiId=api["ApiId"], RouteKey="GET /orders", Target=f"integrations/{integration}")
    gateway.create_stage(ApiId=api["ApiId"], StageName="$default", AutoDeploy=True)
    try:
        host = {"Host": api["ApiEndpoint"].removeprefix("http://")}
        assert ask(known, "GET", "/orders", host)[0] == 403
        assert ask(known, "GET", "/orders", {**host, **known.token, "Origin": "http://localhost:8000"})[0] == 403
        status, _, content = ask(known, "GET", "/orders", {**host, **known.token})
        assert status == 200 and '"rawPath": "/orders"' in content, (status, content)
        assert known.token["x-local-cloud-token"] not in content
    finally:
        gateway.delete_api(ApiId=api["ApiId"])
        known.client("lambda").delete_function(FunctionName="behind")


def test_a_functions_events_are_for_its_runtime_only(known: Cloud) -> None:
    _function(known, "bootstrapped", f"""#!{sys.executable}
import json, os, urllib.error, urllib.request
api = f"http://{{os.environ['AWS_LAMBDA_RUNTIME_API']}}/2018-06-01/runtime/invocation"
def send(path, body=None, **headers):
    try:
        return urllib.request.urlopen(urllib.request.Request(api + path, body, headers))
    except urllib.error.HTTPError as error:
        return error
while True:
    event = send("/next")
    seen = [send("/next", **{{"Origin": "http://localhost:8000"}}).status, send("/next", Host="shop.example").status]
    send("/" + event.headers["Lambda-Runtime-Aws-Request-Id"] + "/response", json.dumps(seen).encode())
""", runtime="provided.al2023", file="bootstrap")
    try:
        answer = known.client("lambda").invoke(FunctionName="bootstrapped")
        assert json.load(answer["Payload"]) == [403, 403]
    finally:
        known.client("lambda").delete_function(FunctionName="bootstrapped")


@pytest.mark.parametrize("service, operation", [("glue", "list_jobs"), ("ecs", "list_clusters"), ("codebuild", "list_projects"),
                                                ("batch", "describe_job_queues"), ("athena", "list_work_groups")])
def test_services_that_start_programs_are_switched_off(known: Cloud, service: str, operation: str) -> None:
    with pytest.raises(ClientError, match=f"the service '{service}' is switched off"):
        getattr(known.client(service), operation)()


def test_only_functions_start_programs_and_nothing_listens_beyond_loopback() -> None:
    script = """
import os, socket, subprocess
from localcloud.access import processes
processes.install()
for act in (lambda: subprocess.run(["true"]), lambda: os.system("true"), lambda: os.posix_spawn("/bin/true", ["true"], {}),
            lambda: socket.socket().bind(("0.0.0.0", 0)), lambda: socket.socket().bind(("", 0)),
            lambda: socket.socket(socket.AF_INET6).bind(("::", 0))):
    try:
        act()
    except PermissionError as error:
        assert str(error).startswith("the local cloud"), error
    else:
        raise AssertionError("allowed")
socket.socket().bind(("127.0.0.1", 0))
exec(compile("import subprocess; subprocess.run(['true'], check=True)", "f", "exec"), {"__name__": "ministack.services.lambda_svc"})
"""
    subprocess.run([sys.executable, "-c", script], env={"PYTHONPATH": str(TOOLS), "PATH": "/usr/bin:/bin"}, check=True)
