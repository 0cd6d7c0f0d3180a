#!/usr/bin/env python3
"""How processor time grows with the history: each command on files of n, 4n and 16n revisions.

    cargo xtask generate --revisions 100000 --size 290MiB --out /tmp/n.db
    cargo xtask generate --out /tmp/4n.db
    cargo xtask generate --revisions 1600000 --size 4GiB --out /tmp/16n.db
    benches/growth.py target/release/kf /tmp/n.db /tmp/4n.db /tmp/16n.db [--runs 5]

User time, medians: other work on the machine shifts it less than it shifts the clock. Asked is at most
4.1 times the time for 4 times the revisions. MiB: what the process had of its own (RssAnon) at most,
as seen every few milliseconds.
"""

import argparse
import os
import re
import statistics
import subprocess
import sys
import time

COMMANDS = {
    "get, named": "get configmap {name} -n {namespace} -o yaml -s {file}",
    "get, table": "get pods -A -s {file}",
    "get, json": "get pods -A -o json -s {file}",
    "diff": "diff --stat --rev {middle} --rev {last} {file}",
    "history": "history -n {namespace} -s {file}",
    "check": "check {file}",
}


def facts(kf, file):
    """A ConfigMap, its namespace, and two revisions of a file."""
    listed = subprocess.run([kf, *"get cm -A --no-headers -s".split(), file], capture_output=True, text=True)
    namespace, name = listed.stdout.split()[:2]
    none = subprocess.run([kf, *"history -n no-such -s".split(), file], capture_output=True, text=True)
    first, last = map(int, re.search(r"from revision (\d+) to (\d+)", none.stdout + none.stderr).groups())
    return {"file": file, "namespace": namespace, "name": name, "middle": (first + last) // 2, "last": last}


def own(pid):
    """KiB that a process has of its own."""
    try:
        with open(f"/proc/{pid}/status", encoding="ascii") as status:
            return next((int(line.split()[1]) for line in status if line.startswith("RssAnon")), 0)
    except OSError:
        return 0


def spent(command):
    """User seconds of one run, and the MiB that it had of its own at most."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    most = 0
    while True:
        most = max(most, own(process.pid))
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            break
        time.sleep(0.002)
    process.returncode = os.waitstatus_to_exitcode(status)
    # diff ends with 1 where there is a difference.
    if process.returncode != ("diff" in command):
        sys.exit(f"{' '.join(command)}: exit code {process.returncode}")
    return usage.ru_utime, most / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kf")
    parser.add_argument("files", nargs="+")
    parser.add_argument("--runs", type=int, default=5)
    args = parser.parse_args()
    told = [facts(args.kf, file) for file in args.files]
    heads = " user s | times | MiB |" * len(args.files)
    print(f"| command |{heads}")
    print("| --- |" + " --- |" * 3 * len(args.files))
    for name, command in COMMANDS.items():
        row, before = [], None
        for of_file in told:
            words = [args.kf, *command.format(**of_file).split()]
            runs = [spent(words) for _ in range(args.runs)]
            user = statistics.median(run[0] for run in runs)
            times = f"{user / before:.2f}" if before else ""
            row.append(f" {user:.2f} | {times} | {max(run[1] for run in runs):.0f} |")
            before = user
        print(f"| {name} |{''.join(row)}", flush=True)


if __name__ == "__main__":
    main()
