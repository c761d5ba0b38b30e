"""The three that check: this repository's ``check``, cfn-lint, and AWS's cloudformation-validate."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import re
import subprocess
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path

from peers.findings import Finding

# In one process each: all of them read much before they check anything.
Found = dict[Path, list[Finding]]
_BATCH = 200

# Ours has four below errors; what it calls a note, others do not speak of.
_SEVERITIES = {"error": "error", "FATAL": "error", "ERROR": "error", "warning": "warning", "WARN": "warning",
               "critical": "warning", "high": "warning", "medium": "warning", "low": "warning", "info": "info"}


def ours(files: Iterable[Path], executable: Path) -> Found:
    """What the executable says; nested templates have findings of their own."""
    files = list(files)
    found: Found = {file: [] for file in files}
    for start in range(0, len(files), _BATCH):
        batch = files[start:start + _BATCH]
        ran = subprocess.run([executable, "--format", "json", *batch], capture_output=True, text=True, check=False)
        if ran.returncode not in (0, 1):
            raise RuntimeError(f"{executable} ended with {ran.returncode}: {ran.stderr.strip()[-500:]}")
        for diagnostic in json.loads(ran.stdout)["diagnostics"]:
            file = Path(diagnostic.get("place", {}).get("file", ""))
            path = diagnostic.get("property", "")
            found.setdefault(file, []).append(Finding(
                diagnostic["code"], _SEVERITIES.get(diagnostic["severity"], "warning"), diagnostic.get("logicalID", ""),
                tuple(path.split(".")) if path else (), diagnostic["message"]))
    return found


def cfn_lint(files: Iterable[Path]) -> Found:
    files = list(files)
    with multiprocessing.Pool(initializer=_begin_cfn_lint) as pool:
        return dict(zip(files, pool.imap(_cfn_lint, files, chunksize=4)))


def cloudformation_validate(files: Iterable[Path]) -> Found:
    from cloudformation_validate import CompositeEngine

    engine = CompositeEngine()
    return {file: _validate(engine, file) for file in files}


# Where the peers' verdicts are kept: they are the same for the same template.
PEERS: dict[str, tuple[str, Callable[[Iterable[Path]], Found]]] = {
    "cfn-lint": ("cfn-lint", cfn_lint),
    "validate": ("cloudformation-validate", cloudformation_validate),
}


def remembered(peer: str, files: Iterable[Path], folder: Path) -> Found:
    """What a peer says, asked once for each content."""
    package, ask = PEERS[peer]
    store = folder / f"{package}-{version(package)}.json"
    known: dict[str, list[list]] = json.loads(store.read_text(encoding="utf-8")) if store.exists() else {}
    digests = {file: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
    # Of those with the same content one is enough.
    missing = list({digest: file for file, digest in digests.items() if digest not in known}.values())
    if missing:
        for file, findings in ask(missing).items():
            known[digests[file]] = [[f.rule, f.severity, f.member, list(f.path), f.message] for f in findings]
        folder.mkdir(parents=True, exist_ok=True)
        store.write_text(json.dumps(known), encoding="utf-8")
    return {file: [Finding(rule, severity, member, tuple(path), message)
                   for rule, severity, member, path, message in known[digest]]
            for file, digest in digests.items()}


# The linter of each process of the pool.
_linter: Callable[[str], Iterable]


def _begin_cfn_lint() -> None:
    global _linter
    from cfnlint.config import ConfigMixIn
    from cfnlint.runner import Runner
    from cfnlint.runner.template.runner import run_template_by_file_path

    rules = Runner(ConfigMixIn([], regions=["us-east-1"])).rules

    def lint(file: str) -> Iterable:
        # A template may configure the linter, for itself.
        return run_template_by_file_path(file, ConfigMixIn([], regions=["us-east-1"]), rules, False)

    _linter = lint


def _cfn_lint(file: Path) -> list[Finding]:
    findings = []
    try:
        matches = list(_linter(str(file)))
    except Exception as problem:  # noqa: BLE001: what it raises for a template that it cannot read is its own
        return [Finding("unreadable", "error", "", (), f"{type(problem).__name__}: {problem}"[:300])]
    for match in matches:
        section, member, *path = [str(part) for part in getattr(match, "path", None) or []] + ["", ""]
        path = [part for part in path if part]
        # Of a section as a whole it says the section's name, and that is none of a member's.
        findings.append(Finding(match.rule.id, _SEVERITIES.get(match.rule.severity, "info"), member if section else "",
                                tuple(path), match.message))
    return findings


def _validate(engine, file: Path) -> list[Finding]:
    try:
        report = engine.validate_template(str(file))
    except Exception as problem:  # noqa: BLE001: what it raises for a template that it cannot read is its own
        return [Finding("unreadable", "error", "", (), str(problem)[:300])]
    findings = []
    for diagnostic in report.diagnostics:
        path = [part for part in re.split(r"[./\[\]]+", diagnostic.property_path or "") if part]
        member = diagnostic.entity.logical_id if diagnostic.entity else ""
        if not member and len(path) > 1 and path[0] in _SECTIONS:
            member, path = path[1], path[2:]
        findings.append(Finding(diagnostic.rule_id, _SEVERITIES.get(diagnostic.severity.name, "info"), member,
                                tuple(path), diagnostic.message))
    return findings


_SECTIONS = {"Resources", "Parameters", "Outputs", "Conditions", "Mappings", "Rules"}
