#!/usr/bin/env python3
"""One question about twenty snapshots, asked as people do it and of a lake: processor seconds, and equal answers.

    benches/beside.py --kf target/release/kf --fleet /tmp/fleet/fleet --dir /tmp/beside [--auger PATH]

The fleet is that of benches/fleet.py; one day of its twenty clusters is taken. Needs jq and the package duckdb.
Which images run in how many pods of which cluster:

    jq       kf get pods -A -o json | jq, for each snapshot
    dumps    DuckDB over what `kubectl get pods -A -o json` would have written, one file for each cluster
    auger    auger extract with a filter on kind and a template of the images, for each snapshot; unzipped before
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
import zipfile
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
    done = subprocess.run([sys.executable, "-c", code, *map(str, args)], check=True, stdout=subprocess.PIPE)
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
import duckdb, json, sys, time
duckdb.execute("SET enable_progress_bar = false")
duckdb.sql("SELECT 1").fetchall()
started = time.process_time()
rows = duckdb.sql(f'''
    SELECT cluster_name, image, count(*)::INT FROM read_parquet('{sys.argv[1]}/v1/images/**/*.parquet')
    WHERE kind = 'Pod' AND container_type = 'container' GROUP BY ALL''').fetchall()
print(f"the query of the lake alone: {time.process_time() - started:.3f} s", file=sys.stderr)
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


TEMPLATE = '{{range .Value.spec.containers}}{{.image}} {{end}}'


def with_auger(auger, files):
    found = collections.Counter()
    for cluster, file in files.items():
        extract = [auger, "extract", "-f", file, "--filter", ".Value.kind=Pod", "--template", TEMPLATE]
        images = subprocess.run(extract, capture_output=True, check=True).stdout
        found.update((cluster, image) for image in images.decode().split())
    return found


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
        plain = {}
        for cluster, file in files.items():
            plain[cluster] = file
            if file.suffix == ".zip":
                plain[cluster] = dumps / f"{cluster}.db"
                with zipfile.ZipFile(file) as archive:
                    plain[cluster].write_bytes(archive.read(archive.namelist()[0]))
        figures["auger"], by_auger = spent(lambda: with_auger(args.auger.resolve(), plain))
        assert by_auger == expected, (len(by_auger), len(expected))
    print(f"{sum(expected.values())} containers of {len(expected)} images; converting took {converting:.2f} s, once")
    print(f"starting Python and DuckDB is {starting:.2f} s of the queries over dumps and lake")
    for name, seconds in figures.items():
        print(f"{name}: {seconds:.2f} s, {seconds / figures['lake']:.1f} times the lake's")


if __name__ == "__main__":
    sys.exit(main())
