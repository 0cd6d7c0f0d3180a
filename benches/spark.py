#!/usr/bin/env python3
"""Raw snapshots through Spark with two workers, one of which is killed: the result must be DuckDB's over the lake.

    benches/spark.py FLEET LAKE     # as benches/fleet.py makes them: DIR/fleet and DIR/lakes/one

Needs Java 17 and the packages kf-snapshot, pyspark, pyarrow, pandas<3 and duckdb.
"""

import os
import sys
import threading
import time

os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
os.environ.setdefault("PYSPARK_PYTHON", sys.executable)

import duckdb
from pyspark.sql import SparkSession

from kf_snapshot.spark import KfDataSource

fleet, lake = sys.argv[1:3]
spark = (
    SparkSession.builder.master("local-cluster[2,1,1024]")
    .config("spark.ui.enabled", "false")
    .config("spark.sql.python.filterPushdown.enabled", "true")
    .config("spark.task.maxFailures", "4")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("ERROR")
spark.dataSource.register(KfDataSource)


def parent(pid):
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return int(stat.read().rsplit(")", 1)[1].split()[1])
    except (OSError, ValueError):
        return 0


def executors():
    """The JVMs of executors below this process, and no others."""
    mine = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/cmdline", "rb") as command:
                if b"CoarseGrainedExecutorBackend" not in command.read():
                    continue
        except OSError:
            continue
        above = int(pid)
        while above > 1 and above != os.getpid():
            above = parent(above)
        if above == os.getpid() and os.path.realpath(f"/proc/{pid}/exe").endswith("java"):
            mine.append(int(pid))
    return sorted(mine)


def kill_one(after):
    time.sleep(after)
    running = executors()
    if running:
        os.kill(running[0], 9)
        print(f"killed one of {len(running)} executors after {after} s")


def read(table, days, columns, **options):
    reader = spark.read.format("kf").option("table", table).option("columns", columns).option("clusterPart", "2")
    for name, value in options.items():
        reader = reader.option(name, value)
    return reader.load(f"{fleet}/2026-03-{days}/*/etcd.[dz]*")


questions = {
    "images": (
        read("images", "0[3-6]", "cluster_name,snapshot_sha256,namespace,name,container,image,kind"),
        # Some snapshots are there in two forms, of which a lake has one.
        "SELECT cluster_name, image, count(DISTINCT concat(snapshot_sha256, namespace, '/', name, '/', container)) "
        "FROM t WHERE kind = 'Pod' GROUP BY 1, 2 ORDER BY 1, 2",
    ),
    "objects": (
        read("objects", "0[3-6]", "cluster_name,snapshot_sha256,resource,namespace,name,mod_revision"),
        "SELECT cluster_name, namespace, count(DISTINCT concat(snapshot_sha256, name)), max(mod_revision) FROM t WHERE resource = 'pods' "
        "GROUP BY 1, 2 ORDER BY 1, 2",
    ),
}
for at, (table, (frame, question)) in enumerate(questions.items()):
    frame.createOrReplaceTempView("t")
    victim = threading.Thread(target=kill_one, args=(3 + at,))
    started = time.time()
    victim.start()
    rows = [tuple(row) for row in spark.sql(question).collect()]
    seconds = time.time() - started
    victim.join()
    connection = duckdb.connect()
    connection.execute(
        f"CREATE VIEW t AS FROM read_parquet('{lake}/v1/{table}/**/*.parquet', hive_partitioning = true) "
        "WHERE day BETWEEN '2026-03-03' AND '2026-03-06'"
    )
    want = connection.execute(question).fetchall()
    assert rows == want, f"{table}: {len(rows)} rows of Spark are not the {len(want)} of DuckDB"
    print(f"{table}: {len(rows)} rows as DuckDB has them, {seconds:.1f} s")
spark.stop()
