"""Random changes of a template: of its bytes, and of the values that they say."""

from __future__ import annotations

import copy
import json
import random
from typing import Any

JSON = Any

# What readers of JSON, of numbers, of text and of CloudFormation stumble over.
_TOKENS = [
    b"{", b"}", b"[", b"]", b":", b",", b'"', b"\\", b"\x00", b"\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\\ud800", b"\\u0000",
    b"null", b"true", b"1e999", b"-0", b"0.1e-400", b"99999999999999999999999999", b"[" * 600, b'{"a":' * 600,
    b'{"Fn::Sub":"${', b"${", b"${!", b"}", b'{"Ref":', b'{"Fn::GetAtt":["', b"AWS::NoValue", b"{{resolve:", b"}}",
    b'"Fn::ForEach::A":', b'"Fn::Transform":', b'"Condition":',
]
_VALUES: list[JSON] = [
    None, True, 0, -1, 2**63, 1e308, -0.0, "", " ", "\u0000", "é" * 2000, "a" * 70000, "${", "${}", "${A.}", "${.}", "${AWS::}",
    "{{resolve:ssm:}}", "{{resolve:secretsmanager:a:b:c:d:e:f}}", "0.0.0.0/0", "::/0", "10.0.0.0/33", "arn:::::", "arn:aws:s3:::",
    "(" * 200, "[" * 200, "cron()", "rate()", [], {}, [[]], [None], {"": None}, {"Ref": ""}, {"Ref": "AWS::NoValue"},
    {"Fn::GetAtt": ""}, {"Fn::GetAtt": []}, {"Fn::Sub": ["", {}]}, {"Fn::If": []}, {"Fn::Join": ["", {"Ref": "A"}]},
    {"Fn::Select": [-1, []]}, {"Fn::Cidr": ["0.0.0.0/0", 256, 0]}, {"Fn::FindInMap": ["", "", ""]}, {"Fn::Split": ["", ""]},
    {"Fn::Not": [{"Fn::Not": [{"Condition": "A"}]}]}, {"Condition": "A"}, {"Fn::Transform": {}}, {"Fn::ForEach::A": []},
]
_FUNCTIONS = ["Ref", "Fn::GetAtt", "Fn::Sub", "Fn::Join", "Fn::Select", "Fn::Split", "Fn::If", "Fn::Not", "Fn::And", "Fn::Or",
              "Fn::Equals", "Fn::FindInMap", "Fn::Base64", "Fn::Cidr", "Fn::GetAZs", "Fn::ImportValue", "Fn::Length",
              "Fn::ToJsonString", "Fn::Transform", "Fn::ForEach::X", "Condition", "Fn::Contains", "Fn::Nothing"]


def changed(seeds: list[bytes], source: random.Random) -> bytes:
    """One of the seeds with a few changes; mostly of its values, because few changes of bytes get past the reader."""
    content = source.choice(seeds)
    if source.random() < 0.75:
        try:
            template = json.loads(content)
        except (ValueError, RecursionError):
            template = None
        if isinstance(template, dict):
            for _ in range(source.randint(1, 6)):
                template = _change_value(template, seeds, source)
            content = json.dumps(template, ensure_ascii=source.random() < 0.5).encode("utf-8", "surrogatepass")
            if source.random() < 0.8:
                return content
    data = bytearray(content)
    for _ in range(source.randint(1, 8)):
        _change_bytes(data, source)
    return bytes(data)


def _change_bytes(data: bytearray, source: random.Random) -> None:
    at = source.randint(0, len(data))
    length = source.choice((1, 1, 2, 8, 64, 512))
    match source.randrange(6):
        case 0:
            del data[at:at + length]
        case 1:
            data[at:at] = source.choice(_TOKENS)
        case 2:
            data[at:at] = data[at:at + length]
        case 3:
            data[at:at + length] = source.randbytes(length)
        case 4 if source.random() < 0.2:
            del data[at:]
        case _:
            if at < len(data):
                data[at] ^= 1 << source.randrange(8)


def _change_value(template: JSON, seeds: list[bytes], source: random.Random) -> JSON:
    places = list(_places(template))
    if not places:
        return template
    owner, step = source.choice(places)
    value = owner[step]
    match source.randrange(9):
        case 0:
            del owner[step]
        case 1 | 2:
            owner[step] = copy.deepcopy(source.choice(_VALUES))
        case 3:
            owner[step] = {source.choice(_FUNCTIONS): value}
        case 4:
            owner[step] = {source.choice(_FUNCTIONS): [value, copy.deepcopy(source.choice(_VALUES)), value][:source.randint(1, 3)]}
        case 5:
            other, at = source.choice(places)
            owner[step] = copy.deepcopy(other[at])
        case 6 if isinstance(owner, dict):
            other, at = source.choice(places)
            owner[at if isinstance(at, str) else str(source.choice(_VALUES))[:300]] = owner.pop(step)
        case 7:
            owner[step] = _taken(seeds, source)
        case _:
            for _ in range(source.choice((3, 30, 300))):
                value = [value] if source.random() < 0.5 else {source.choice(_FUNCTIONS): value}
            owner[step] = value
    return template


def _taken(seeds: list[bytes], source: random.Random) -> JSON:
    """A value from somewhere in another seed."""
    try:
        places = list(_places(json.loads(source.choice(seeds))))
    except (ValueError, RecursionError):
        return None
    if not places:
        return None
    owner, step = source.choice(places)
    return owner[step]


def _places(value: JSON):
    """Where every value stands: what holds it, and under which key."""
    pairs = list(value.items()) if isinstance(value, dict) else list(enumerate(value)) if isinstance(value, list) else []
    for step, inner in pairs:
        yield value, step
        yield from _places(inner)
