"""The assembler's file that puts the tables into the executable. It has their checksums, so that a build sees when one of
them is another one."""

from __future__ import annotations

import hashlib
from pathlib import Path

_TABLES = {
    "instances.tsv": "aws_instance_prices",
    "prices.tsv": "aws_prices",
    "billing.tsv": "aws_billing",
    "support.tsv": "aws_support",
}

_HEAD = """#if defined(__APPLE__)
#define SYMBOL(name) _##name
    .section __TEXT,__const
#else
#define SYMBOL(name) name
    .section .rodata
#endif
"""
_TABLE = """    .globl SYMBOL({symbol})
    .globl SYMBOL({symbol}_end)
SYMBOL({symbol}):
    .incbin "{name}"
SYMBOL({symbol}_end):
    .byte 0
"""
_END = """#if defined(__linux__)
    .section .note.GNU-stack, "", %progbits
#endif
"""


def assembly(folder: Path) -> str:
    """The file for the tables as they are."""
    text = "// Made by `make prices`. Do not edit.\n"
    for name in _TABLES:
        digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        text += f"// {name} has the SHA-256 {digest}.\n"
    return text + _HEAD + "".join(_TABLE.format(symbol=symbol, name=name) for name, symbol in _TABLES.items()) + _END
