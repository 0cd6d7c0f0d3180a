#!/usr/bin/env python3
"""A fleet of 200 snapshots through kf lake: what it must come to, and what it costs.

    cargo build --release -p kf-snapshot --features lake && cargo build --release -p xtask
    benches/fleet.py --kf target/release/kf --xtask target/release/xtask --dir /tmp/fleet

20 made-up clusters over 10 days, a twentieth of whose pods change each day; a third of the files zipped,
one truncated, one damaged, two encrypted (one of them without its key), and some a second time in
another form. The lake is made twice, with writers killed at ten moments, and by two writers at once: each
time it must have the same bytes. Prints figures for benches/README.md.

Then a cluster of 30 days, a twentieth of whose objects (of all types) change each day, is made a lake and that one
a lake of months: what of the size is left beside the snapshots zipped one by one.
"""

import argparse
import hashlib
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

FIXTURES = Path(__file__).parents[1] / "fixtures"
CLUSTERS, DAYS, REVISIONS, CHANGED = 20, 10, 2000, 25


def make(fleet, xtask):
    if (fleet / "made").exists():
        return
    shutil.rmtree(fleet, ignore_errors=True)
    for cluster in range(CLUSTERS):
        for day in range(DAYS):
            folder = fleet / f"2026-03-{day + 1:02}" / f"cluster-{cluster:02}"
            folder.mkdir(parents=True)
            file = folder / "etcd.db"
            place = (cluster, day)
            if place in ((18, 0), (18, 1)):
                name = ("enc-aescbc-A", "enc-kms-A")[day]
                shutil.copy(FIXTURES / f"snapshots/{name}.db.gz", folder / "etcd.db.gz")
                continue
            then = ["--then", str(day * CHANGED)] if day else []
            subprocess.run(
                [xtask, "generate", "--out", file, "--revisions", str(REVISIONS), "--size", "6MiB"]
                + ["--seed", str(cluster + 1)] + then, check=True, stdout=subprocess.DEVNULL)
            if place == (19, 0):
                os.truncate(file, file.stat().st_size // 2)
            elif place == (19, 1):
                damage(file)
            elif (cluster + day) % 3 == 0:
                with zipfile.ZipFile(folder / "etcd.zip", "w", zipfile.ZIP_DEFLATED) as archive:
                    archive.write(file, "backup/etcd")
                if (cluster + day) % 6:
                    file.unlink()
    (fleet / "made").touch()


def damage(file):
    data = bytearray(file.read_bytes())
    for page in range(400, 410):
        data[page * 4096 + 8: page * 4096 + 4096] = b"\xff" * 4088
    file.write_bytes(data)


MONTH, MONTH_REVISIONS = 30, 4000


def make_month(dir, xtask):
    """The same cluster on each of 30 days; a twentieth of its 1,500 objects or so are changed each day."""
    if (dir / "made").exists():
        return
    shutil.rmtree(dir, ignore_errors=True)
    for day in range(MONTH):
        folder = dir / f"2026-04-{day + 1:02}"
        folder.mkdir(parents=True)
        subprocess.run(
            [xtask, "generate", "--out", folder / "etcd.db", "--revisions", str(MONTH_REVISIONS), "--size", "8MiB"]
            + ["--seed", "99", "--days", str(day), "--daily", str(MONTH_REVISIONS * 157 // 400 // 20)],
            check=True, stdout=subprocess.DEVNULL)
    (dir / "made").touch()


def month(kf, dir, scratch):
    lake, months = scratch / "month", scratch / "month-compact"
    for day in sorted(dir.glob("2026-*")):
        subprocess.run([kf, "lake", "add", lake, day, "--cluster", "one", "--taken", f"{day.name}T03:00:00Z"],
                       check=True, capture_output=True)
    subprocess.run([kf, "lake", "compact", lake, months], check=True, capture_output=True)
    zipped = sum(zipped_size(file, scratch) for file in dir.rglob("*.db"))
    plain = size(dir.rglob("*.db"))
    print(f"30 days of one cluster: {plain / 1e6:.1f} MB of snapshots, {zipped / 1e6:.1f} MB zipped")
    for name, of in (("objects of days", lake / "v1/objects"), ("objects of the month", months / "v1/objects"),
                     ("all tables of days", lake / "v1"), ("all tables of the month", months / "v1")):
        bytes_ = size(of.rglob("*.parquet"))
        print(f"{name}: {bytes_ / 1e6:.2f} MB, {bytes_ / zipped:.3f} of that")


def zipped_size(file, scratch):
    with zipfile.ZipFile(scratch / "x.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(file, "etcd")
    return (scratch / "x.zip").stat().st_size


def command(kf, lake, fleet, day):
    return [kf, "lake", "add", lake, fleet / f"2026-03-{day + 1:02}", "--paths", "{cluster}/*",
            "--taken", f"2026-03-{day + 1:02}T03:00:00Z",
            "--encryption-config", FIXTURES / "encryption/enc-aescbc.yaml"]


def add(kf, lake, fleet):
    codes = [subprocess.run(command(kf, lake, fleet, day), capture_output=True).returncode for day in range(DAYS)]
    # Days 1 and 2 have files with problems.
    assert codes == [1, 1] + [0] * (DAYS - 2), codes


def tree(lake):
    files = sorted(path for path in (lake / "v1").rglob("*") if path.is_file())
    return {str(path.relative_to(lake)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def killed(kf, lake, fleet, seconds):
    """Kills writers at ten moments, then lets one finish."""
    moments = random.Random(7)
    for _ in range(10):
        day = moments.randrange(DAYS)
        writer = subprocess.Popen(command(kf, lake, fleet, day), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(moments.uniform(0.05, seconds / DAYS))
        writer.kill()
        writer.wait()
    add(kf, lake, fleet)


def at_once(kf, lake, fleet):
    writers = []
    for day in list(range(DAYS)) + list(reversed(range(DAYS))):
        writers.append(subprocess.Popen(command(kf, lake, fleet, day), stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL))
        if len(writers) == 4:
            [writer.wait() for writer in writers]
            writers = []
    [writer.wait() for writer in writers]
    add(kf, lake, fleet)


def size(paths):
    return sum(path.stat().st_size for path in paths)


def main():
    parser = argparse.ArgumentParser()
    for name in ("--kf", "--xtask", "--dir"):
        parser.add_argument(name, required=True, type=lambda p: Path(p).resolve())
    args = parser.parse_args()
    fleet, lakes = args.dir / "fleet", args.dir / "lakes"
    make(fleet, args.xtask)
    shutil.rmtree(lakes, ignore_errors=True)
    lakes.mkdir(parents=True)
    kf = args.kf

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.time()
    add(kf, lakes / "one", fleet)
    seconds = time.time() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    whole = tree(lakes / "one")

    listed = subprocess.run([kf, "lake", "list", lakes / "one", "-o", "json"], check=True, capture_output=True)
    snapshots = json.loads(listed.stdout)["snapshots"]
    complete = sum(s["complete"] for s in snapshots)
    locked = sum(s["locked"] for s in snapshots)
    assert (len(snapshots), complete) == (CLUSTERS * DAYS, CLUSTERS * DAYS - 2), (len(snapshots), complete)
    print(f"{len(snapshots)} snapshots, {complete} complete, {locked} values locked: "
          f"{seconds:.1f} s, {cpu:.1f} s of processors, at most {after.ru_maxrss / 1024:.0f} MiB")

    started = time.time()
    add(kf, lakes / "one", fleet)
    print(f"again, nothing to do: {time.time() - started:.1f} s")
    assert tree(lakes / "one") == whole

    for name, way in (("twice", add), ("at once", at_once)):
        way(kf, lakes / name, fleet)
        assert tree(lakes / name) == whole, name
        print(f"{name}: the same {len(whole)} files to the byte")
    killed(kf, lakes / "killed", fleet, seconds)
    left = {name: sum_ for name, sum_ in tree(lakes / "killed").items() if name not in whole}
    subprocess.run([kf, "lake", "gc", lakes / "killed", "--older-than", "0s"], check=True, capture_output=True)
    assert tree(lakes / "killed") == whole, "killed"
    print(f"killed at ten moments and resumed: the same files to the byte, {len(left)} left over")
    verified = subprocess.run([kf, "lake", "verify", lakes / "killed"], check=True, capture_output=True, text=True)
    print(verified.stdout.strip())

    months = subprocess.run([kf, "lake", "compact", lakes / "one", lakes / "months"], check=True,
                            capture_output=True, text=True)
    print(months.stdout.strip())
    zipped = 0
    for file in fleet.rglob("*"):
        if file.suffix == ".db":
            zipped += zipped_size(file, args.dir)
        elif file.is_file() and not (file.with_suffix(".db")).exists():
            zipped += file.stat().st_size
    days = size((lakes / "one/v1/objects").rglob("*.parquet"))
    months_ = size((lakes / "months/v1/objects").rglob("*.parquet"))
    print(f"snapshots zipped {zipped / 1e6:.1f} MB; objects of days {days / 1e6:.1f} MB ({days / zipped:.2f}), "
          f"of months {months_ / 1e6:.1f} MB ({months_ / zipped:.3f})")
    make_month(args.dir / "month", args.xtask)
    month(kf, args.dir / "month", lakes)


if __name__ == "__main__":
    sys.exit(main())
