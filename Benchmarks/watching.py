"""Measures `check --watch`: from a saved file to all findings."""

import os
import subprocess
import time

from measuring import Run

TICKS = os.sysconf("SC_CLK_TCK")
# What is said after the findings of a round.
WAITING = "watching "


class Watching:
    """A process that watches, and is ended at last."""

    def __init__(self, argv, cwd):
        self.process = subprocess.Popen(
            [str(word) for word in argv], cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True)

    def __enter__(self):
        self.round()
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.communicate()

    def round(self):
        """What is said until it waits for the next edit."""
        said = []
        for line in self.process.stdout:
            said.append(line)
            if WAITING in line:
                return "".join(said)
        raise RuntimeError("".join(said)[-2000:] or "the watch ended")

    def cpu(self):
        """Seconds of the process and of all that it waited for. Linux only: elsewhere nobody tells of a living process."""
        try:
            with open(f"/proc/{self.process.pid}/stat") as file:
                return sum(int(word) for word in file.read().rsplit(")", 1)[1].split()[11:15]) / TICKS
        except OSError:
            return 0

    def measure(self, edit, mark):
        """From an edit until everything is said of it, in which the mark has to be."""
        before, started = self.cpu(), time.perf_counter()
        edit()
        said = self.round()
        wall = time.perf_counter() - started
        if mark not in said:
            raise RuntimeError(f"nothing was found of '{mark}': {said[-2000:]}")
        return Run(wall, self.cpu() - before, 0)
