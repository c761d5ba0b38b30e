"""Calls that meet on one stack: one of them wins, the others are told in AWS's words, and nothing is torn."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError
from cloud import REGION, Cloud, free_port

ROUNDS, CALLERS = 6, 6
QUEUES = {"Resources": {name: {"Type": "AWS::SQS::Queue"} for name in ("First", "Second", "Third")}}


@pytest.fixture(scope="module")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cloud]:
    instance = Cloud(tmp_path_factory.mktemp("cloud"), free_port())
    # Operations last long enough to be met.
    instance.options += ["--resource-seconds", "0.02"]
    instance.up()
    yield instance
    instance.down()


def _at_once(cloud: Cloud, call: Callable[[Any, int], Any]) -> list[Any]:
    """What each caller got, an answer or an error; every one has a connection of its own."""
    clients = [cloud.client_in(REGION, "cloudformation") for _ in range(CALLERS)]
    start = threading.Barrier(CALLERS)

    def act(number: int) -> Any:
        start.wait()
        try:
            return call(clients[number], number)
        except ClientError as error:
            return error

    with ThreadPoolExecutor(CALLERS) as callers:
        return list(callers.map(act, range(CALLERS)))


def _won(outcomes: list[Any]) -> list[Any]:
    return [outcome for outcome in outcomes if not isinstance(outcome, ClientError)]


def _lost(outcomes: list[Any]) -> set[str]:
    return {outcome.response["Error"]["Code"] for outcome in outcomes if isinstance(outcome, ClientError)}


def _count(cloud: Cloud, stack: str, status: str) -> int:
    return sum(name == stack.split("/")[-2] and found == status for name, found, _ in cloud.events(stack))


@pytest.mark.parametrize("round", range(ROUNDS))
def test_first_deployments_at_once_are_of_one_stack(cloud: Cloud, round: int) -> None:
    name = f"first-{round}"
    made = _at_once(cloud, lambda client, number: client.create_change_set(
        StackName=name, ChangeSetName=f"change-{number}", ChangeSetType="CREATE", TemplateBody=_template(number)))
    assert len(_won(made)) == CALLERS
    stack, = {answer["StackId"] for answer in made}
    assert cloud.describe(name)["StackId"] == stack
    executed = _at_once(cloud, lambda client, number: client.execute_change_set(ChangeSetName=made[number]["Id"]))
    assert len(_won(executed)) == 1 and _lost(executed) <= {"ChangeSetNotFound", "InvalidChangeSetStatus"}
    assert cloud.settled(name)["StackStatus"] == "CREATE_COMPLETE"
    assert _count(cloud, stack, "CREATE_IN_PROGRESS") == 1


def test_one_change_set_is_executed_once(cloud: Cloud) -> None:
    made = cloud.stacks.create_change_set(StackName="once", ChangeSetName="change", ChangeSetType="CREATE", TemplateBody=_template(0))
    executed = _at_once(cloud, lambda client, _: client.execute_change_set(ChangeSetName=made["Id"]))
    assert len(_won(executed)) == 1 and _lost(executed) == {"InvalidChangeSetStatus"}
    # Whoever comes late on a busy machine finds that it is over.
    told = [str(outcome) for outcome in executed if isinstance(outcome, ClientError)]
    assert all(re.search(r"cannot be executed in its current execution status of \[EXECUTE_(IN_PROGRESS|COMPLETE)\]", one) for one in told)
    cloud.settled("once")
    assert _count(cloud, made["StackId"], "CREATE_IN_PROGRESS") == 1


@pytest.mark.parametrize("round", range(ROUNDS))
def test_of_creations_at_once_one_wins(cloud: Cloud, round: int) -> None:
    outcomes = _at_once(cloud, lambda client, number: client.create_stack(StackName=f"create-{round}", TemplateBody=_template(number)))
    assert len(_won(outcomes)) == 1 and _lost(outcomes) == {"AlreadyExistsException"}
    assert cloud.settled(f"create-{round}")["StackId"] == _won(outcomes)[0]["StackId"]


def test_of_updates_at_once_one_goes_on_at_a_time(cloud: Cloud) -> None:
    stack = cloud.create("update", QUEUES)["StackId"]
    outcomes = _at_once(cloud, lambda client, number: client.update_stack(StackName="update", TemplateBody=_template(number)))
    assert _lost(outcomes) == {"ValidationError"}
    for outcome in outcomes:
        if isinstance(outcome, ClientError):
            assert f"Stack:{stack} is in UPDATE" in str(outcome) and "state and can not be updated." in str(outcome)
    assert cloud.settled("update")["StackStatus"] == "UPDATE_COMPLETE"
    assert _count(cloud, stack, "UPDATE_IN_PROGRESS") == len(_won(outcomes)) == _count(cloud, stack, "UPDATE_COMPLETE")


@pytest.mark.parametrize("round", range(ROUNDS))
def test_deletions_at_once_delete_once(cloud: Cloud, round: int) -> None:
    stack = cloud.create(f"delete-{round}", QUEUES)["StackId"]
    outcomes = _at_once(cloud, lambda client, _: client.delete_stack(StackName=stack))
    assert len(_won(outcomes)) == CALLERS
    assert cloud.settled(stack)["StackStatus"] == "DELETE_COMPLETE"
    assert _count(cloud, stack, "DELETE_IN_PROGRESS") == _count(cloud, stack, "DELETE_COMPLETE") == 1
    assert "Traceback" not in (Path(cloud.options[3]) / "cloud.log").read_text()


def test_deletions_that_break_a_creation_off_delete_once(cloud: Cloud) -> None:
    # What is made by then takes long enough to delete that the deletion can be met.
    queues = {"Resources": {f"Queue{number}": {"Type": "AWS::SQS::Queue"} for number in range(200)}}
    cloud.create("broken-off", queues, wait=False)
    stack = cloud.describe("broken-off")["StackId"]
    while len(cloud.resources("broken-off")) < 80:
        time.sleep(0.02)
    assert len(_won(_at_once(cloud, lambda client, _: client.delete_stack(StackName=stack)))) == CALLERS
    with pytest.raises(ClientError, match="is in DELETE_IN_PROGRESS state and can not be updated"):
        cloud.stacks.update_stack(StackName="broken-off", TemplateBody=_template(1))
    assert _gone(cloud, stack)
    assert _count(cloud, stack, "DELETE_COMPLETE") == 1
    assert "Traceback" not in (Path(cloud.options[3]) / "cloud.log").read_text()


def test_a_nested_stack_is_deleted_once_by_its_parent_and_directly(cloud: Cloud) -> None:
    cloud.put_templates()
    url = cloud.put("queues.json", QUEUES)
    parent = cloud.create("parent", {"Resources": {"Child": {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": url}}}})
    child = cloud.resources("parent")["Child"]
    _at_once(cloud, lambda client, number: client.delete_stack(StackName=child if number % 2 else parent["StackId"]))
    assert _gone(cloud, parent["StackId"])
    assert cloud.settled(child)["StackStatus"] == "DELETE_COMPLETE" and _count(cloud, child, "DELETE_COMPLETE") == 1
    assert "Traceback" not in (Path(cloud.options[3]) / "cloud.log").read_text()


def test_a_refused_change_set_leaves_the_stack_of_the_others(cloud: Cloud) -> None:
    made = cloud.stacks.create_change_set(StackName="kept", ChangeSetName="good", ChangeSetType="CREATE", TemplateBody=_template(0))
    with pytest.raises(ClientError):
        cloud.stacks.create_change_set(StackName="kept", ChangeSetName="bad", ChangeSetType="CREATE", TemplateBody="{")
    with pytest.raises(ClientError, match=r"Stack \[kept\] does not exist"):
        cloud.stacks.create_change_set(StackName="kept", ChangeSetName="update", ChangeSetType="UPDATE", TemplateBody=_template(0))
    assert cloud.describe("kept")["StackId"] == made["StackId"]
    cloud.stacks.execute_change_set(ChangeSetName=made["Id"])
    assert cloud.settled("kept")["StackStatus"] == "CREATE_COMPLETE"


def _gone(cloud: Cloud, stack: str) -> bool:
    deadline = time.monotonic() + 30
    while (status := cloud.settled(stack)["StackStatus"]) != "DELETE_COMPLETE":
        assert status != "DELETE_FAILED" and time.monotonic() < deadline, status
    return True


def _template(number: int) -> str:
    queues = ", ".join(f'"Queue{number}x{index}": {{"Type": "AWS::SQS::Queue"}}' for index in range(3))
    return f'{{"Resources": {{{queues}}}}}'
