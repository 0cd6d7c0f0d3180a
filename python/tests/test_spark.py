"""Raw snapshots and a lake through Spark, if it is there."""

import os
import re
import shutil
import sys
from pathlib import Path

import kf_snapshot as kf
import pytest

pyspark = pytest.importorskip("pyspark")
duckdb = pytest.importorskip("duckdb")

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "fixtures/snapshots"
SNAPSHOTS = {"old": ["c115-A.db.gz", "c115-C.db.gz"], "new": ["c136-A.zip", "c136-B-flat.zip"]}
PUSHDOWN = "spark.sql.python.filterPushdown.enabled"


@pytest.fixture(scope="module")
def backups(tmp_path_factory):
    backups = tmp_path_factory.mktemp("backups")
    for cluster, names in SNAPSHOTS.items():
        (backups / cluster).mkdir()
        for name in names:
            shutil.copy(FIXTURES / name, backups / cluster)
    return backups


@pytest.fixture(scope="module")
def spark():
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    from pyspark.sql import SparkSession

    from kf_snapshot.spark import KfDataSource

    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").config(PUSHDOWN, "true")
    spark = builder.config("spark.sql.session.timeZone", "UTC").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    spark.dataSource.register(KfDataSource)
    yield spark
    spark.stop()


def read(spark, backups, table, **options):
    reader = spark.read.format("kf").option("table", table).option("clusterPart", "2")
    for name, value in options.items():
        reader = reader.option(name, value)
    return reader.load(f"{backups}/*/*")


@pytest.fixture(scope="module")
def lake(spark, backups, tmp_path_factory):
    from kf_snapshot.spark import add_to_lake

    lake = tmp_path_factory.mktemp("lake") / "lake"
    done = add_to_lake(spark, str(lake), f"{backups}/*/*", "--paths", "{cluster}/*")
    assert [(row["code"], Path(row["path"]).name) for row in done] == [
        (0, name) for cluster in sorted(SNAPSHOTS) for name in sorted(SNAPSHOTS[cluster])
    ]
    return lake


def test_a_lake_of_the_executors_is_one_of_the_program(lake, backups, tmp_path):
    code, _, err = kf._kf.run(["lake", "add", str(tmp_path / "lake"), str(backups), "--paths", "{cluster}/*"])
    assert code == 0, err
    bytes_of = lambda lake: {p.relative_to(lake): p.read_bytes() for p in (lake / "v1").rglob("*.parquet")}
    assert bytes_of(lake) == bytes_of(tmp_path / "lake")


# Where the two say the same otherwise.
SPARK_SAYS = [
    (r"list_sort\(list\(DISTINCT (\w+)\)\)", r"array_sort(collect_set(\1))"),
    (r"list_contains", "array_contains"),
    (r"(\w+)->>'([^']*)'", r"get_json_object(\1, '\2')"),
    (r"FROM secrets s, UNNEST\((\w+)\) AS u\(c\)", r"FROM secrets s LATERAL VIEW explode(\1) u AS c"),
    (r"NOT EXISTS \(FROM (\w+) n WHERE", r"NOT EXISTS (SELECT 1 FROM \1 n WHERE"),
    (r"([\w.]+)::(\w+)", r"CAST(\1 AS \2)"),
    (r"min\(taken_at\)::DATE", "CAST(min(taken_at) AS DATE)"),
    (r"\bAND day BETWEEN '([^']*)' AND '([^']*)'", r"AND CAST(taken_at AS DATE) BETWEEN '\1' AND '\2'"),
    # NULLs come last in DuckDB, and ties are nobody's.
    (r"ORDER BY ([\w+ ]+) DESC LIMIT", r"ORDER BY \1 DESC NULLS LAST LIMIT"),
]


def test_questions_of_the_guide_have_the_same_answers_over_raw_snapshots(spark, backups, lake):
    page = (ROOT / "docs/src/guides/fleets.md").read_text()
    queries = [sql for sql in re.findall(r"```sql\n(.*?)\n```", page, re.S) if not sql.startswith("CREATE")]
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    for table in kf.tables():
        source = f"read_parquet('{lake}/v1/{table}/**/*.parquet', hive_partitioning = true)"
        connection.execute(f"CREATE VIEW {table} AS FROM {source}")
        read(spark, backups, table).createOrReplaceTempView(table)
    plain = lambda cell: (
        sorted(cell) if isinstance(cell, list) else cell.replace(tzinfo=None) if hasattr(cell, "hour") else cell
    )
    rows = lambda rows: [tuple(map(plain, row)) for row in rows]
    for sql in queries:
        # Order by all columns puts NULLs elsewhere, so that all rows are compared and none cut off.
        asked = re.sub(r"ORDER BY ALL( LIMIT \d+)?", "", sql.rstrip(";"))
        told = asked
        for there, here in SPARK_SAYS:
            told = re.sub(there, here, told)
        order = lambda rows: sorted(rows, key=repr) if asked != sql.rstrip(";") else rows
        want = order(rows(connection.execute(asked).fetchall()))
        assert want
        assert order(rows(spark.sql(told).collect())) == want, told
    assert len(queries) >= 9


def test_filters_spare_files(spark, backups, monkeypatch):
    from kf_snapshot.spark import FilteringReader, _paths
    from pyspark.sql.datasource import EqualTo, In, LessThan

    options = {"path": f"{backups}/*/*", "clusterPart": "2"}
    reader = FilteringReader(options, "objects", ["name"])
    assert len(reader.partitions()) == len(_paths(options["path"])) == 4
    left = list(reader.pushFilters([EqualTo(("resource",), "pods"), In(("cluster_name",), ("old", "older"))]))
    assert [type(f) for f in left] == [In]
    assert {file.cluster for file in reader.partitions()} == {"old"}
    assert reader.chosen["resource"] == "pods"
    # Of another time, nothing is decoded.
    import datetime

    late = LessThan(("taken_at",), datetime.datetime(2026, 11, 1, tzinfo=datetime.timezone.utc))
    list(reader.pushFilters([late]))
    assert [batch for file in reader.partitions() for batch in reader.read(file)] == []


def test_filters_choose_the_same_rows_with_and_without(spark, backups):
    frame = read(spark, backups, "objects", columns="cluster_name,taken_at,resource,namespace,name")
    count = lambda: frame.where(
        "cluster_name = 'new' AND taken_at > '2026-11-22T18:24:00Z' AND resource = 'pods' AND namespace = 'prod'"
    ).count()
    pushed = count()
    assert pushed > 0
    spark.conf.set(PUSHDOWN, "false")
    try:
        frame = read(spark, backups, "objects", columns="cluster_name,taken_at,resource,namespace,name")
        assert count() == pushed
    finally:
        spark.conf.set(PUSHDOWN, "true")


def test_shares_of_a_large_file_have_its_rows(spark, tmp_path):
    from kf_snapshot import _kf

    code, _, said = _kf.run(["unpack", str(tmp_path / "etcd.db"), "-s", str(FIXTURES / "c136-A.zip")])
    assert code == 0, said
    for table in ("objects", "images", "events", "owners"):
        found = []
        for most in ("0", "500000"):
            source = spark.read.format("kf").option("table", table).option("partitionBytes", most)
            rows = source.load(str(tmp_path / "etcd.db"))
            shared = most != "0" and table != "owners"
            assert (rows.rdd.getNumPartitions() > 1) == shared
            found.append(sorted(map(str, rows.collect())))
        assert found[0] and found[0] == found[1]


def test_a_file_that_changed_is_an_error(spark, backups, tmp_path):
    from kf_snapshot.spark import Reader

    copy = tmp_path / "a.zip"
    shutil.copy(FIXTURES / "c136-A.zip", copy)
    reader = Reader({"path": str(copy)}, "objects", ["name"])
    file = reader.partitions()[0]
    os.utime(copy, ns=(1, 1))
    with pytest.raises(RuntimeError, match="has changed"):
        next(reader.read(file))
