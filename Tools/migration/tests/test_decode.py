"""Templates in YAML are printed as JSON with every function in its full form."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from migration.decode import main


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
