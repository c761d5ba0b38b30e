"""Writes the template of each building block into the folder OUT, each a stack of its own."""

import importlib
import json
import os
from pathlib import Path

import aws_cdk as cdk

HERE = Path(__file__).resolve().parent

app = cdk.App(outdir=os.environ["OUT"], context=json.loads((HERE / "cdk.json").read_text())["context"])
for file in sorted((HERE / "blocks").glob("*.py")):
    importlib.import_module(f"blocks.{file.stem}").block(cdk.Stack(app, file.stem.capitalize()))
app.synth()
