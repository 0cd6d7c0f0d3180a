"""Tables as Arrow streams, in whatever reader is there, and lakes."""

from pathlib import Path

import kf_snapshot as kf
import pytest

FIXTURES = Path(__file__).parents[2] / "fixtures"
NEW = FIXTURES / "snapshots/c136-A.zip"


@pytest.fixture(scope="module")
def snapshot():
    return kf.open(NEW, cluster="prod")


def test_all_tables_have_the_columns_that_are_told(snapshot):
    pyarrow = pytest.importorskip("pyarrow")
    told = kf.tables()
    assert len(told) == 10
    for name, columns in told.items():
        table = pyarrow.table(snapshot.table(name))
        assert table.column_names[5:] == list(columns)
        assert table.column_names == snapshot.table(name).columns
        assert table.num_rows > 0, name
        table.validate(full=True)


def test_duckdb(snapshot):
    duckdb = pytest.importorskip("duckdb")
    images, objects = snapshot.table("images"), snapshot.table("objects")
    connection = duckdb.connect()
    rows = connection.sql("SELECT cluster_name, count(*) FROM images WHERE repository = 'library/nginx' AND kind = 'Pod' GROUP BY ALL")
    assert rows.fetchall() == [("prod", 2)]
    # A table can be read again, as a join with itself does.
    assert connection.sql("SELECT count(*) FROM images a JOIN images b USING (uid, container)").fetchall()[0][0] > 0
    labels = connection.sql("SELECT count(*) FROM objects WHERE labels['app'] = 'web' OR labels['app'] IS NULL")
    assert labels.fetchall()[0][0] > 0
    pods = connection.sql("SELECT object->>'$.metadata.name' = name FROM objects WHERE resource = 'pods'")
    assert set(pods.fetchall()) == {(True,)}


def test_polars(snapshot):
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame(snapshot.table("objects"))
    assert frame.height > 1000
    pods = frame.filter(polars.col("resource") == "pods")
    assert pods.height == sum(1 for _ in snapshot.objects("pods"))


def test_rows_that_are_chosen(snapshot):
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame(snapshot.table("objects"))
    pods = polars.DataFrame(snapshot.table("objects", resource="pods", namespace="prod"))
    assert pods.equals(frame.filter((polars.col("resource") == "pods") & (polars.col("namespace") == "prod")))
    with pytest.raises(kf.Error):
        snapshot.table("images", resource="pods")


def test_columns_that_are_chosen(snapshot):
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame(snapshot.table("objects"))
    # With and without what costs most: the text of objects, and the digest of the file.
    for columns in (["name", "kind"], ["uid", "object"], ["spec_sha256", "cluster_name"], ["snapshot_sha256"]):
        assert snapshot.table("objects", columns=columns).columns == columns
        assert polars.DataFrame(snapshot.table("objects", columns=columns)).equals(frame.select(columns)), columns
    with pytest.raises(kf.Error) as unknown:
        snapshot.table("objects", columns=["shape"])
    assert "object" in unknown.value.hint


def test_values_of_secrets_are_asked_for(snapshot):
    polars = pytest.importorskip("polars")
    secret = next(s for s in snapshot.objects("secrets") if s.get("data"))
    value = next(v for v in secret["data"].values() if len(v) > 8)
    texts = lambda s: "".join(polars.DataFrame(s.table("objects")).get_column("object").to_list())
    assert value not in texts(snapshot)
    assert value in texts(kf.open(NEW, secret_values=True))


def test_a_lake_has_the_same_rows(snapshot, tmp_path):
    polars = pytest.importorskip("polars")
    from kf_snapshot import _kf

    code, _, err = _kf.run(["lake", "add", str(tmp_path / "lake"), str(NEW), "--cluster", "prod"])
    assert code == 0, err
    for name in kf.tables():
        if name == "snapshots":
            continue
        files = tmp_path / f"lake/v1/{name}/**/*.parquet"
        lake = polars.scan_parquet(files, hive_partitioning=True).drop("cluster", "day").collect()
        own = polars.DataFrame(snapshot.table(name))
        assert lake.equals(own), name


def test_a_stream_that_nobody_reads_to_its_end(snapshot):
    pyarrow = pytest.importorskip("pyarrow")
    reader = pyarrow.RecordBatchReader.from_stream(snapshot.table("keys"))
    reader.read_next_batch()
    reader.close()
