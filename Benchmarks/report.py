"""Turns what was measured into the Markdown of RESULTS.md."""

import datetime
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

import peers
from measuring import duration


def table(heads, rows):
    lines = ["| " + " | ".join(heads) + " |", "|" + "|".join("---" if i == 0 else "--:" for i in range(len(heads))) + "|"]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def compared(subjects):
    """One row a subject, each compared with the first."""
    ours = subjects[0]
    rows = []
    for subject in subjects:
        if not subject.runs:
            rows.append([subject.name, f"not measured: {subject.problem}", "", "", "", ""])
            continue
        wall = subject.median("wall")
        times = subject.ratio(ours) if ours.runs else 0
        ratio = f"{times:.1f}" if times < 20 else f"{times:,.0f}"
        rows.append([
            subject.name, duration(wall), duration(subject.median("cpu")), memory(subject), ratio, str(len(subject.runs))])
    return table(["", "time", "processor time", "peak memory", "times ours", "runs"], rows)


def memory(subject):
    return f"{max(run.memory for run in subject.runs):.0f} MiB"


def webmarket(subjects, resources):
    counts = ", ".join(f"{name} {count}" for name, count in resources.items() if count)
    return f"""## WebMarket+ to templates

The whole process, into an empty folder, with all checks. The peers' programs build the same architecture with what
each of them offers (resources: {counts}). Budget: 10 ms.

{compared(subjects)}
"""


def scale(groups):
    parts = ["""## Many resources

Buckets, queues, and alarms that refer to both, in stacks of 500; the resources of ours and troposphere's templates are
compared and equal. Budget for 50,000: 0.5 s and 150 MiB, and linear.
"""]
    for count, subjects in groups.items():
        parts.append(f"### {count:,}\n\n{compared(subjects)}\n")
    largest, smallest = max(groups), min(groups)
    rows = []
    for subject in groups[largest]:
        before = next((other for other in groups[smallest] if other.name == subject.name), None)
        if subject.runs and before and before.runs:
            each = (subject.median("wall") - before.median("wall")) / (largest - smallest)
            rows.append([subject.name, f"{each * 1e6:.1f} µs"])
    parts.append(f"### Each further resource, from {smallest:,} to {largest:,}\n\n{table(['', 'time'], rows)}\n")
    return "\n".join(parts)


def edit(subjects, watched):
    return f"""## From an edit to the template

`swift run synth`, debug, after an edit, until the new template is written. Budget: 4 s.

{edits(subjects)}

## From an edit to the findings

`swift run check --watch`, debug: from the moment that a file is saved until everything is said that is wrong with it. Budget: 2 s.

{edits(watched)}
"""


def edits(subjects):
    rows = []
    for subject in subjects:
        if subject.runs:
            walls = sorted(run.wall for run in subject.runs)
            rows.append([subject.name, duration(subject.median("wall")), duration(walls[-1]),
                         duration(subject.median("cpu")), str(len(walls))])
        else:
            rows.append([subject.name, f"not measured: {subject.problem}", "", "", ""])
    return table(["edited", "time", "slowest", "processor time", "runs"], rows)


def clean_clone(subject):
    taken = subject.runs[0]
    return f"""## From a clean clone to the first template

`swift run synth` in a fresh clone, debug, with nothing built: {duration(taken.wall)} ({duration(taken.cpu)} of processor time).
"""


def types(subjects):
    rows = [[subject.name, duration(subject.runs[0].wall), duration(subject.runs[0].cpu)] for subject in subjects]
    return f"""## Building the typed resources

Debug, with nothing built before. Budgets: 45 s for the app, 6 minutes for every module.

{table(["", "time", "processor time"], rows)}
"""


def reading(subjects, megabytes):
    rows = [[subject.name, f"{megabytes / subject.median('wall'):,.0f} MB/s", memory(subject)] for subject in subjects]
    return f"""## Reading templates

The same file again and again, whole processes, start included. Budget: 100 MB/s of JSON.

{table(["", "speed", "peak memory"], rows)}
"""


def checks(groups):
    parts = ["""## Checking templates

Whole processes, start included. Budgets: 50 ms for 500 resources, 50 ms and 30 MiB for conditions built on each other, a second for
what has too many combinations.
"""]
    for title, subjects in groups.items():
        parts.append(f"### {title}\n\n{compared(subjects)}\n")
    return "\n".join(parts)


def plan(groups):
    parts = ["""## Planning a change

Two templates or trees of them, whole processes, start included; the bill and who may do what are part of it. Budgets: 30 ms for
WebMarket+, 100 ms for 500 resources.
"""]
    for title, subjects in groups.items():
        parts.append(f"### {title}\n\n{compared(subjects)}\n")
    return "\n".join(parts)


def constructs(blocks, region):
    columns = {"lines": "lines", "resources": "resources", "cfn_lint": "cfn-lint", "checkov": "checkov", "checks": "`check`",
               "idle": "idle, USD a month"}

    def row(name, ours, theirs):
        return [name, *(f"{ours[what]:{form}} : {theirs[what]:{form}}" for what, form in
                        ((what, ".2f" if what == "idle" else "d") for what in columns))]

    sides = [[vars(block) for block in side] for side in zip(*blocks.values())]
    rows = [row(name, *pair) for name, *pair in zip(blocks, *sides)]
    rows.append(row("together", *({what: sum(block[what] for block in side) for what in columns} for side in sides)))
    return f"""## Building blocks beside the CDK

The same intent with our constructs and with the CDK's (Python), a file each: `Sources/blocks` and `peers/cdk-python/blocks`. Ours : theirs.
Lines of code, resources of the template, what cfn-lint finds, what fails of checkov's checks, what `check` finds above a hint, and what it
costs in a month in {region} in which nothing happens. The CDK's defaults are left as they are where no line says otherwise.

{table(["", *columns.values()], rows)}
"""


def not_measured(title, why):
    return f"## {title}\n\nNot measured: {why}.\n"


def large(subjects, stacks, resources):
    rows = [[subject.name, duration(subject.median("wall")), duration(subject.median("cpu")), str(len(subject.runs))]
            for subject in subjects]
    return f"""## A large app

{resources:,} resources in {stacks} nested stacks, a file each: tables, queues, buckets, roles with policies, functions, alarms.
Budgets: 3 s from a saved file to the executable, 0.2 s of synthesis in a debug build. With the trait `Optimized`, synthesis and checks
are compiled as in a release.

{table(["", "time", "processor time", "runs"], rows)}
"""


def load(results, connections, seconds):
    rows = []
    for name in ("ours", "ab", "wrk"):
        if name not in results:
            rows.append([name, "not installed", "", ""])
            continue
        throughput, efficiency = (statistics.median(values) for values in zip(*results[name]))
        rows.append([name, f"{throughput:,.0f}", f"{efficiency:,.0f}", str(len(results[name]))])
    return f"""## Load

`load-generator` beside ab and wrk, one thread each: {connections} kept connections over http to one nginx worker on the same
machine, a page of 600 bytes, {seconds} s a run. Budgets: at least ab's requests a second, and at least half of wrk's for each second
of processor time.

{table(["", "requests a second", "for each second of processor time", "runs"], rows)}
"""


def page(sections, root):
    body = "\n".join(sections)
    return f"""# Results

Written by `make bench`. Medians of whole processes; the programs of a table run in turn, one run of each at a time,
and ratios are taken between neighbouring runs, so that other work of the machine falls on both.
Where the machine was busy, processor time says more than time; it leaves out what a program does not wait for, which
is the Python CDK's Node.

{machine()}
{busy()}
{body}
## Reproduce

    make bench                  # all of this, about a quarter of an hour on two idle cores
    Benchmarks/run --quick      # fewer runs, nothing written

The peers' programs are in `peers/`, ours in `Sources`. Ours is built with
`swift build -c release`, and where it says so with `--static-swift-stdlib`.
"""


def machine():
    facts = [
        ("date", datetime.date.today().isoformat()),
        ("commit", commit()),
        ("processor", f"{os.cpu_count()} cores, {processor()}"),
        ("memory", f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB"),
        ("system", system()),
        ("load when written", f"{os.getloadavg()[2]:.1f} over 15 minutes"),
        ("Swift", version(["swift", "--version"], r"Swift version (\S+)")),
        ("Python", version([peers.PYTHON, "--version"], r"Python (\S+)")),
        ("Node", version(["node", "--version"], r"v(\S+)") if shutil.which("node") else "not installed"),
    ]
    for line in (peers.PEERS / "requirements.txt").read_text().splitlines():
        if "==" in line:
            facts.append(tuple(line.split("==")))
    return table(["", ""], [list(fact) for fact in facts])


def busy():
    if os.getloadavg()[2] < 1.5 * os.cpu_count():
        return ""
    return """
**The machine was busy with other work**: times are longer than on an idle one. Ratios and processor time hold.
"""


def version(argv, pattern):
    try:
        done = subprocess.run(argv, capture_output=True, text=True)
    except OSError:
        return "not installed"
    found = re.search(pattern, done.stdout + done.stderr)
    return found[1] if found else "unknown"


def commit():
    def git(*words):
        return subprocess.run(["git", "-C", peers.HERE, *words], capture_output=True, text=True).stdout.strip()

    changed = git("status", "--porcelain", "--untracked-files=no", "--", "..", ":!RESULTS.md")
    return git("rev-parse", "--short", "HEAD") + (" with changes" if changed else "")


def processor():
    if sys.platform == "darwin":
        return version(["sysctl", "-n", "machdep.cpu.brand_string"], r"(.+)")
    found = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text())
    return found[1] if found else platform.machine()


def system():
    release = Path("/etc/os-release")
    found = re.search(r'PRETTY_NAME="(.+)"', release.read_text()) if release.exists() else None
    return f"{found[1] if found else platform.system()}, {platform.machine()}"
