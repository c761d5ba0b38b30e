"""Installs the peers into Benchmarks/.venv: the Python packages, and the JavaScript ones that the CDK's wheels hold."""

import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

from measuring import progress

HERE = Path(__file__).resolve().parent
PEERS = HERE / "peers"
VENV = HERE / ".venv"
PYTHON = VENV / "bin" / "python"
NODE_MODULES = VENV / "node_modules"


def install():
    """Returns None, or in one line why the peers cannot be measured."""
    requirements = PEERS / "requirements.lock"
    stamp = VENV / ".installed"
    wanted = hashlib.sha256(requirements.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return None
    progress("installing the peers into Benchmarks/.venv")
    try:
        subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=True, capture_output=True, text=True)
        pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", requirements]
        subprocess.run(pip, check=True, capture_output=True, text=True)
    except subprocess.CalledProcessError as error:
        return ((error.stderr or error.stdout or "").strip().splitlines() or ["pip failed"])[-1]
    unpack()
    stamp.write_text(wanted)
    return None


def unpack():
    """Puts every package that jsii carries where Node looks for it."""
    shutil.rmtree(NODE_MODULES, ignore_errors=True)
    for archive in sorted(VENV.glob("lib/python*/site-packages/**/_jsii/*.tgz")):
        with tarfile.open(archive) as tar:
            name = json.load(tar.extractfile("package/package.json"))["name"]
            target = NODE_MODULES / name
            for member in tar.getmembers():
                member.name = member.name.removeprefix("package/")
            target.mkdir(parents=True)
            if hasattr(tarfile, "data_filter"):
                tar.extractall(target, filter="data")
            else:
                tar.extractall(target)
