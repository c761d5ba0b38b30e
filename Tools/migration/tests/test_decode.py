"""Templates in YAML are printed as JSON with every function in its full form."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from migration.decode import Problem, decoded, main


def test_short_forms_are_functions_in_full(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    template = tmp_path / "t.yaml"
    template.write_text("""
AWSTemplateFormatVersion: 2010-09-09
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !Sub '${AWS::StackName}-orders'
      DelaySeconds: 5
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName: !Join ['-', [!GetAtt Queue.QueueName, !Ref Queue]]
""")
    assert main([str(template)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["AWSTemplateFormatVersion"] == "2010-09-09"
    assert found["Resources"]["Queue"]["Properties"] == {"QueueName": {"Fn::Sub": "${AWS::StackName}-orders"}, "DelaySeconds": 5}
    name = found["Resources"]["Topic"]["Properties"]["DisplayName"]
    assert name == {"Fn::Join": ["-", [{"Fn::GetAtt": ["Queue", "QueueName"]}, {"Ref": "Queue"}]]}


def test_what_is_no_yaml_is_said_with_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    template = tmp_path / "t.yaml"
    template.write_text("Resources:\n  Queue: [\n")
    assert main([str(template)]) == 1
    line, column, message = capsys.readouterr().err.split(":", 2)
    assert int(line) > 0
    assert int(column) > 0
    assert message.strip()


@pytest.mark.parametrize(("text", "said"), [
    ("", "1:1: there is no template in the file"),
    ("Resources:\n  Queue: 1\n  Queue: 2\n", "3:3: the key 'Queue' is there twice, first in line 2"),
    ("Resources: &all [*all]\n", "1:12: the value contains itself"),
    ("Resources: *all\n", "1:12: found undefined alias"),
    ("Resources: {}\n---\nResources: {}\n", "2:1: expected a single document in the stream, but found another document"),
    ("Data: !!binary aGVsbG8=\n", "1:7: CloudFormation knows no values of the type binary"),
    ("Size: .inf\n", "1:7: '.inf' is no value of a template of the type float"),
    ("Size: !!int ''\n", "1:7: '' is no value of a template of the type int"),
    ("Size: !!bool maybe\n", "1:7: 'maybe' is no value of a template of the type bool"),
    (f"Size: 0x{'f' * 5000}\n", f"1:7: '0x{'f' * 38}...' is no value of a template of the type int"),
    (f"Size: {'1:' * 300}1.5\n", f"1:7: '{'1:' * 20}...' is no value of a template of the type float"),
    ("Names: !!set {a, b}\n", "1:8: CloudFormation knows no values of the type set"),
    ("a: &a {b: 1}\nc: {<<: *a, ? [q] : r}\n", "2:15: a key is no text"),
    ("a: &a {<<: *a}\n", "1:4: the value contains itself"),
    ("x: {<<: &a {<<: *a}}\n", "1:1: the template is nested too deeply"),
    ("a: !<tag:example.com,2026:list> [1]\n", "1:4: CloudFormation knows no values of the type tag:example.com,2026:list"),
    ("a: {<<: 5}\n", "1:9: what is merged is no object"),
    ("---\n", "1:1: there is no template in the file"),
    (f"a: &a {'x' * 60_000}\nb: [{', '.join(['*a'] * 300)}]\n",
     "1:1: the template has more than 16,000,000 characters once its aliases are written out"),
    ("~: 1\n", "1:1: a key is no text"),
    ("a: " + "[" * 900 + "]" * 900, "1:203: the template is nested more than 200 levels deep"),
    ("\x00", "1:1: the file has a character that YAML does not allow: control characters are not allowed"),
    ("".join(f"{name}: &{name} [{of}]\n" for name, of in zip("abcdefg", ["x"] + [",".join([f"*{c}"] * 9) for c in "abcdef"], strict=True)),
     "1:1: the template has more than 250,000 values once its aliases are written out"),
])
def test_what_is_no_template_is_said_where_it_stands(text: str, said: str) -> None:
    with pytest.raises(Problem) as problem:
        decoded(text.encode())
    assert str(problem.value) == said


def test_text_that_is_no_utf_8_is_said() -> None:
    with pytest.raises(Problem, match=r"1:1: the file is no text in UTF-8: byte 3 belongs to no character"):
        decoded(b"a:\xff")


def test_values_are_those_of_yaml_1_1() -> None:
    text = "{a: 0x1F, b: 010, c: 1.50, d: yes, e: ~, f: 2012-10-17, g: '5', h: 1e3, i: !Sub 5, 0123: k, on: l}"
    assert json.loads(decoded(text.encode())) == {
        "a": 31, "b": 8, "c": 1.5, "d": True, "e": None, "f": "2012-10-17", "g": "5", "h": "1e3", "i": {"Fn::Sub": "5"},
        "0123": "k", "on": "l"}


def test_aliases_and_merged_keys_are_written_out() -> None:
    text = """
tags: &tags {Owner: web, Stage: dev}
own: &own {<<: *tags, Stage: prod}
same: *own
both: {<<: [*own, {Stage: test, Team: a}], Team: b}
"""
    own = {"Owner": "web", "Stage": "prod"}
    assert json.loads(decoded(text.encode())) == {
        "tags": {"Owner": "web", "Stage": "dev"}, "own": own, "same": own, "both": {**own, "Team": "b"}}


def test_what_is_printed_is_utf_8_whatever_the_terminal_takes(tmp_path: Path) -> None:
    template = tmp_path / "t.yaml"
    template.write_text("Text: \N{PARTY POPPER}\n", encoding="utf-8")
    script = Path(__file__).resolve().parents[1] / "decode.py"
    printed = subprocess.run([sys.executable, str(script), str(template)], env={"PYTHONIOENCODING": "latin-1"}, capture_output=True, check=True)
    assert json.loads(printed.stdout.decode()) == {"Text": "\N{PARTY POPPER}"}


def test_a_file_that_is_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "none.yaml")]) == 1
    assert capsys.readouterr().err == "1:1: the file cannot be read: No such file or directory\n"


def test_functions_in_functions_are_written_out() -> None:
    text = "a: !Base64\n  Fn::Sub: !FindInMap [x, !Ref y, !GetAtt [b, c]]\nb: !GetAtt c.d.e\nc: !Condition f\nd: !Transform {Name: g}\n"
    assert json.loads(decoded(text.encode())) == {
        "a": {"Fn::Base64": {"Fn::Sub": {"Fn::FindInMap": ["x", {"Ref": "y"}, {"Fn::GetAtt": ["b", "c"]}]}}},
        "b": {"Fn::GetAtt": ["c", "d.e"]}, "c": {"Condition": "f"}, "d": {"Fn::Transform": {"Name": "g"}}}


def test_what_stands_in_a_line_of_the_file_stands_there_in_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    template = tmp_path / "t.yaml"
    template.write_text("""
Resources:
  Queue:
    Type: AWS::SQS::Queue
    # a comment
    Properties:
      QueueName: !Sub 'a-${AWS::StackName}'
      Tags:
        - Key: Of
          Value: |
            two
            lines
      DelaySeconds: 5
""")
    assert main([str(template)]) == 0
    lines = capsys.readouterr().out.split("\n")
    found = {word: (line.index(f'"{word}"'), number) for number, line in enumerate(lines, 1) for word in ("Queue", "Properties", "DelaySeconds") if f'"{word}"' in line}
    assert found == {"Queue": (2, 3), "Properties": (4, 6), "DelaySeconds": (6, 13)}
