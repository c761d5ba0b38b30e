"""Runs programs side by side and measures them whole: wall clock, processor time, peak memory."""

import os
import shutil
import signal
import statistics
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

STARTED = time.monotonic()
# What `ru_maxrss` counts in, for MiB.
MEMORY_UNIT = 1024 * 1024 if sys.platform == "darwin" else 1024


def progress(text):
    seconds = int(time.monotonic() - STARTED)
    print(f"[{seconds // 60:2}:{seconds % 60:02}] {text}", file=sys.stderr, flush=True)


@dataclass
class Run:
    wall: float  # seconds
    cpu: float  # seconds, with those of all processes that it waited for
    memory: float  # MiB, of the largest process
    round: int = 0  # runs of one round happened one after the other


@dataclass
class Subject:
    """A program to measure. `before` and `after` run around it and do not count."""

    name: str
    argv: list
    env: dict = field(default_factory=dict)
    cwd: Path = None
    output: Path = None  # a folder that is empty before each run
    before: object = None
    after: object = None
    runs: list = field(default_factory=list)
    problem: str = None
    exits: tuple = (0,)

    def median(self, what):
        return statistics.median(getattr(run, what) for run in self.runs)

    def ratio(self, other):
        """How many times as long as the other it takes: of the runs that met the same load, the median."""
        others = {run.round: run.wall for run in other.runs}
        pairs = [run.wall / others[run.round] for run in self.runs if run.round in others]
        return statistics.median(pairs) if pairs else self.median("wall") / other.median("wall")


def run(argv, log, env=None, cwd=None, exits=(0,)):
    """Runs a program to its end and returns what it took, or raises RuntimeError with the end of its output.

    `exits` are the statuses with which it may end: those of checkers say what was found.
    """
    home = os.getcwd()
    if cwd:
        os.chdir(cwd)
    started = time.perf_counter()
    try:
        # A process group of its own, so that Ctrl+C here ends the compilers and interpreters below it too.
        process = os.posix_spawnp(
            argv[0],
            [str(word) for word in argv],
            {**os.environ, **(env or {})},
            file_actions=[
                (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
                (os.POSIX_SPAWN_OPEN, 1, log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600),
                (os.POSIX_SPAWN_DUP2, 1, 2),
            ],
            setpgroup=0,
        )
    finally:
        os.chdir(home)
    try:
        _, status, used = os.wait4(process, 0)
    except BaseException:
        os.killpg(process, signal.SIGKILL)
        os.wait4(process, 0)
        raise
    wall = time.perf_counter() - started
    if os.waitstatus_to_exitcode(status) not in exits:
        raise RuntimeError(Path(log).read_text(errors="replace").strip()[-2000:] or f"status {status}")
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / MEMORY_UNIT)


def measure_once(subject, log, through=()):
    if subject.output:
        shutil.rmtree(subject.output, ignore_errors=True)
        subject.output.mkdir(parents=True)
    if subject.before:
        subject.before()
    result = run([*through, *subject.argv], log, subject.env, subject.cwd, subject.exits)
    if subject.after:
        subject.after()
    return result


def side_by_side(title, subjects, log, seconds, most):
    """Fills in the runs of the subjects, one run of each in turn, so that what else the machine does falls on all alike.

    The first run of each warms caches and tells how many more fit into `seconds`, but 3 at least where one is bearable.
    """
    progress(title)
    left = {}
    for subject in subjects:
        try:
            first = measure_once(subject, log)
        except (RuntimeError, OSError) as error:
            fail(subject, error)
            continue
        left[subject.name] = min(most, max(3 if first.wall < 20 else 1, int(seconds / first.wall)))
    for number in range(max(left.values(), default=0)):
        for subject in subjects:
            if left.get(subject.name, 0) <= number:
                continue
            try:
                result = measure_once(subject, log)
            except (RuntimeError, OSError) as error:
                fail(subject, error)
                left[subject.name] = 0
                continue
            result.round = number
            subject.runs.append(result)
    own = run(["true"], log).memory
    for subject in subjects:
        if subject.runs:
            if subject.median("memory") < own + 1:
                measure_memory(subject, log)
            progress(f"  {subject.name}: {duration(subject.median('wall'))}, {len(subject.runs)} runs")
    return subjects


# A program that is started counts the memory of its parent until it runs, so that what is smaller than this process
# would look as large. An interpreter without anything loaded is smaller than all that is measured here.
SMALL_PARENT = [
    sys.executable, "-I", "-S", "-c",
    "import os, sys\n"
    "child = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ)\n"
    "_, status, used = os.wait4(child, 0)\n"
    "open(sys.argv[1], 'w').write(str(used.ru_maxrss))\n"
    "sys.exit(status != 0)",
]


def measure_memory(subject, log):
    """Puts the peak memory of a small program right, which its timed runs cannot tell."""
    peak = log.with_name("peak")
    measure_once(subject, log, through=[*SMALL_PARENT, peak])
    for one in subject.runs:
        one.memory = int(peak.read_text()) / MEMORY_UNIT


def fail(subject, error):
    lines = str(error).splitlines() or [repr(error)]
    subject.runs = []
    subject.problem = lines[-1].strip()[:120]
    progress(f"  {subject.name}: failed")
    for line in lines[-8:]:
        print("        " + line, file=sys.stderr)


def duration(seconds):
    if seconds < 1:
        return f"{seconds * 1000:.1f} ms" if seconds < 0.1 else f"{seconds * 1000:.0f} ms"
    return f"{seconds:.2f} s" if seconds < 100 else f"{seconds:.0f} s"
