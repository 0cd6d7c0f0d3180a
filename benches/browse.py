#!/usr/bin/env python3
"""Measures kf browse on a terminal of 80x24: benches/browse.py KF FILE

Prints the milliseconds from a key to the screen that answers it, and own memory (RssAnon).
"""

import fcntl
import os
import pty
import re
import select
import struct
import sys
import termios
import time

program, file = sys.argv[1:3]
pid, terminal = pty.fork()
if pid == 0:
    os.environ["TERM"] = "xterm"
    os.execv(program, [program, "browse", "nodes", "--snapshot", file])
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))


def until(pattern, keys=b"", patience=60.0):
    """Presses keys and reads until what is sent to the terminal matches; returns the milliseconds."""
    begun = time.monotonic()
    os.write(terminal, keys)
    seen = b""
    while time.monotonic() - begun < patience:
        if select.select([terminal], [], [], 0.5)[0]:
            seen += os.read(terminal, 1 << 16)
            if re.search(pattern, seen):
                return (time.monotonic() - begun) * 1000
    sys.exit(f"no {pattern!r} in {seen[-2000:]!r}")


def settle(seconds=0.7):
    """Reads until nothing has been sent for a while."""
    while select.select([terminal], [], [], seconds)[0]:
        os.read(terminal, 1 << 16)


def memory():
    with open(f"/proc/{pid}/status") as status:
        return int(re.search(r"RssAnon:\s+(\d+)", status.read())[1]) // 1024


print(f"start to first rows of nodes: {until(rb'Ready'):.0f} ms")
settle()
print(f":pods to first rows: {until(rb'Running', b':pods' + bytes([13])):.0f} ms")
begun = time.monotonic()
settle(1.5)
print(f"... to the last row: {(time.monotonic() - begun - 1.5) * 1000:.0f} ms, {memory()} MiB")
os.write(terminal, b"/")
settle()
for key in b"cat-2x":
    print(f"filter key {chr(key)!r}: {until(rb'(?s).', bytes([key])):.1f} ms")
    settle(0.3)
os.write(terminal, bytes([27]))
settle()
begun = time.monotonic()
for _ in range(300):
    os.write(terminal, b"j")
    time.sleep(1 / 60)
sent = time.monotonic()
while select.select([terminal], [], [], 0.05)[0]:
    os.read(terminal, 1 << 16)
print(f"300 times j at 60 a second: the last one shown {(time.monotonic() - sent) * 1000 - 50:.0f} ms after it")
print(f"sort by age: {until(rb'(?s).', b'A'):.0f} ms")
settle()
print(f"{memory()} MiB")
os.write(terminal, bytes([3]))
os.waitpid(pid, 0)
