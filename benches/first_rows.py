#!/usr/bin/env python3
"""Measures when kf browse shows the first rows: benches/first_rows.py RUNS FILE KF [KF ...]

Programs take turns, with `cat FILE` before each round. Milliseconds, least and median: from `:pods` to its
first rows SECONDS_BETWEEN (3) after those of nodes ("later") and at once ("soon"), and from the start of
`kf browse pods`.
"""

import fcntl
import os
import pty
import re
import select
import signal
import statistics
import struct
import subprocess
import sys
import termios
import time

runs, file, programs = int(sys.argv[1]), sys.argv[2], sys.argv[3:]


class Browser:
    def __init__(self, program, word):
        self.begun = time.monotonic()
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.environ["TERM"] = "xterm"
            os.execv(program, [program, "browse", word, "--snapshot", file])
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def press(self, keys):
        self.begun = time.monotonic()
        os.write(self.terminal, keys)

    def until(self, pattern):
        """Milliseconds from the start or the last key to a text on the terminal."""
        seen = b""
        while time.monotonic() - self.begun < 60:
            if select.select([self.terminal], [], [], 0.5)[0]:
                seen += os.read(self.terminal, 1 << 16)
                if re.search(pattern, seen):
                    return (time.monotonic() - self.begun) * 1000
        sys.exit(f"no {pattern!r} in {seen[-2000:]!r}")

    def settle(self, seconds):
        while select.select([self.terminal], [], [], seconds)[0]:
            os.read(self.terminal, 1 << 16)

    def end(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)


def after_nodes(program, seconds):
    browser = Browser(program, "nodes")
    browser.until(rb"Ready")
    if seconds:
        browser.settle(seconds)
    browser.press(b":pods\r")
    taken = browser.until(rb"Running")
    browser.end()
    return taken


def from_start(program):
    browser = Browser(program, "pods")
    taken = browser.until(rb"Running")
    browser.end()
    return taken


def cat():
    begun = time.monotonic()
    with open(os.devnull, "w") as nothing:
        subprocess.run(["cat", file], stdout=nothing, check=True)
    return (time.monotonic() - begun) * 1000


WAYS = {"later": lambda p: after_nodes(p, float(os.environ.get("SECONDS_BETWEEN", "3"))), "soon": lambda p: after_nodes(p, 0), "start": from_start}
taken = {}
for _ in range(runs):
    taken.setdefault(("", "cat"), []).append(cat())
    for way, measure in WAYS.items():
        for program in programs:
            taken.setdefault((program, way), []).append(measure(program))
for (program, way), all_of_them in sorted(taken.items()):
    print(f"{way:6} {program:40} least {min(all_of_them):4.0f} ms, median {statistics.median(all_of_them):4.0f} ms")
