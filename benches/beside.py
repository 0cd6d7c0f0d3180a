#!/usr/bin/env python3
"""One question about twenty snapshots, asked as people do it and of a lake: processor seconds, and equal answers.

    benches/beside.py --kf target/release/kf --fleet /tmp/fleet/fleet --dir /tmp/beside [--auger PATH]

The fleet is that of benches/fleet.py; one day of its twenty clusters is taken. Needs jq and the package duckdb.
Which images run in how many pods of which cluster:

    jq       kf get pods -A -o json | jq, for each snapshot
    dumps    DuckDB over what `kubectl get pods -A -o json` would have written, one file for each cluster
    auger    auger extract of each pod's key | jq; of one snapshot, times twenty
    lake     DuckDB over the table images
"""

import argparse
import collections
import json
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

DAY = "2026-03-05"
JQ = '.items[] | .spec.containers[].image'


def spent(work):
    """Processor seconds of this process and its children, and what came of it."""
    before = os.times()
    found = work()
    after = os.times()
    return sum(after[:4]) - sum(before[:4]), found


def in_child(code, *args):
    """Runs Python in a process of its own, whose time counts as a child's."""
    done = subprocess.run([sys.executable, "-c", code, *map(str, args)], check=True, capture_output=True)
    return collections.Counter({(c, i): n for c, i, n in json.loads(done.stdout)})


OVER_DUMPS = """
import duckdb, json, sys
duckdb.execute("SET enable_progress_bar = false")
rows = duckdb.sql(f'''
    SELECT parse_filename(filename, true) AS cluster, c->>'$.image' AS image, count(*)::INT
    FROM (SELECT filename, unnest(items) AS item FROM read_json('{sys.argv[1]}/*.json', filename = true,
          columns = {{items: 'JSON[]'}}, maximum_object_size = 1000000000)),
         unnest(CAST(item->'$.spec.containers' AS JSON[])) AS u(c)
    GROUP BY ALL''').fetchall()
print(json.dumps(rows))
"""

OVER_LAKE = """
import duckdb, json, sys
duckdb.execute("SET enable_progress_bar = false")
rows = duckdb.sql(f'''
    SELECT cluster_name, image, count(*)::INT FROM read_parquet('{sys.argv[1]}/v1/images/**/*.parquet')
    WHERE kind = 'Pod' AND container_type = 'container' GROUP BY ALL''').fetchall()
print(json.dumps(rows))
"""


def with_jq(kf, files):
    found = collections.Counter()
    for cluster, file in files.items():
        get = subprocess.Popen([kf, "get", "pods", "-A", "-o", "json", "--snapshot", file], stdout=subprocess.PIPE)
        images = subprocess.run(["jq", "-r", JQ], stdin=get.stdout, capture_output=True, check=True).stdout
        get.wait()
        found.update((cluster, image) for image in images.decode().split())
    return found


def with_auger(auger, kf, file):
    keys = subprocess.run([kf, "keys", "/registry/pods/", "--snapshot", file], capture_output=True, check=True)
    found = collections.Counter()
    keys = [line.split()[-1] for line in keys.stdout.decode().splitlines() if "/registry/pods/" in line]
    for key in keys:
        extract = subprocess.Popen([auger, "extract", "-f", file, "-k", key, "-o", "json"], stdout=subprocess.PIPE)
        images = subprocess.run(["jq", "-r", ".spec.containers[].image"], stdin=extract.stdout, capture_output=True)
        extract.wait()
        found.update(images.stdout.decode().split())
    return len(keys), found


def main():
    parser = argparse.ArgumentParser()
    for name in ("--kf", "--fleet", "--dir"):
        parser.add_argument(name, required=True, type=lambda p: Path(p).resolve())
    parser.add_argument("--auger", type=Path)
    args = parser.parse_args()
    shutil.rmtree(args.dir, ignore_errors=True)
    dumps, lake = args.dir / "dumps", args.dir / "lake"
    dumps.mkdir(parents=True)
    files = {}
    for folder in sorted((args.fleet / DAY).iterdir()):
        files[folder.name] = next(file for file in sorted(folder.iterdir()) if file.suffix in (".db", ".zip"))
    sizes = sum(file.stat().st_size for file in files.values())
    print(f"{len(files)} snapshots, {sizes / 1e6:.0f} MB")

    def convert():
        add = [args.kf, "lake", "add", lake, args.fleet / DAY, "--paths", "{cluster}/*"]
        subprocess.run(add, check=True, capture_output=True)

    converting, _ = spent(convert)
    for cluster, file in files.items():
        with open(dumps / f"{cluster}.json", "wb") as to:
            subprocess.run([args.kf, "get", "pods", "-A", "-o", "json", "--snapshot", file], stdout=to, check=True)
    figures = {}
    figures["jq"], expected = spent(lambda: with_jq(args.kf, files))
    figures["dumps"], over_dumps = spent(lambda: in_child(OVER_DUMPS, dumps))
    figures["lake"], over_lake = spent(lambda: in_child(OVER_LAKE, lake))
    assert over_dumps == expected and over_lake == expected, (len(over_dumps), len(over_lake), len(expected))
    starting, _ = spent(lambda: in_child("import duckdb; duckdb.sql('SELECT 1').fetchall(); print('[]')"))
    if args.auger:
        cluster, file = next((c, f) for c, f in files.items() if f.suffix == ".db")
        seconds, (keys, found) = spent(lambda: with_auger(args.auger, args.kf, file))
        assert found == collections.Counter(
            {i: n for (c, i), n in expected.items() if c == cluster}), (found, cluster)
        figures["auger, of one snapshot"] = seconds
        print(f"auger: {keys} keys")
    print(f"{sum(expected.values())} containers of {len(expected)} images; converting took {converting:.2f} s, once")
    print(f"starting Python and DuckDB is {starting:.2f} s of the queries over dumps and lake")
    for name, seconds in figures.items():
        print(f"{name}: {seconds:.2f} s, {seconds / figures['lake']:.1f} times the lake's")


if __name__ == "__main__":
    sys.exit(main())
