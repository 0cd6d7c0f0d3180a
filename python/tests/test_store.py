"""Snapshots in a store, with moto in the place of S3, if it is there."""

import os
import subprocess
import sys
from pathlib import Path

import kf_snapshot as kf
import pytest

boto3 = pytest.importorskip("boto3")
server = pytest.importorskip("moto.server")

FIXTURES = Path(__file__).parents[2] / "fixtures/snapshots"
SNAPSHOTS = {"old": "c115-A.db.gz", "new": "c136-A.zip"}
KEYS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_REGION": "us-east-1"}


@pytest.fixture(scope="module")
def s3():
    moto = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    moto.start()
    endpoint = "http://%s:%s" % moto.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {**KEYS, "AWS_ENDPOINT_URL": endpoint, "HOME": "/nonexistent"}.items():
            patch.setenv(name, value)
        s3 = boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1")
        s3.create_bucket(Bucket="backups")
        for cluster, name in SNAPSHOTS.items():
            s3.upload_file(str(FIXTURES / name), "backups", f"{cluster}/{name}")
        yield s3
    moto.stop()


def url(cluster):
    return f"s3://backups/{cluster}/{SNAPSHOTS[cluster]}"


def test_an_object_is_opened_as_the_file_is(s3):
    for cluster, name in SNAPSHOTS.items():
        there, here = kf.open(url(cluster)), kf.open(FIXTURES / name)
        assert (there.sha256, there.revision, there.taken) == (here.sha256, here.revision, here.taken)
        assert list(there.objects("pods")) == list(here.objects("pods"))
        assert there.path == url(cluster)
    assert there.history("configmap", "my-config", namespace="prod")


def test_what_is_not_there_says_so(s3):
    with pytest.raises(kf.Error, match="there is no such object"):
        kf.open("s3://backups/old/none.db")
    with pytest.raises(kf.Error):
        kf.open("s3://backups/old/")


def test_objects_are_listed_and_looked_at(s3):
    listed = kf._kf.listed("s3://backups/")
    assert [url for url, _, _ in listed] == [url("new"), url("old")]
    for there, size, version in listed:
        assert version and kf._kf.looked(there) == (size, version)
    assert kf._kf.looked("s3://backups/none") is None


SPARK = """
import json, sys
from pathlib import Path
from pyspark.sql import SparkSession
from kf_snapshot.spark import KfDataSource, Reader, add_to_lake
import boto3, os

builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
spark = builder.config("spark.sql.session.timeZone", "UTC").getOrCreate()
spark.sparkContext.setLogLevel("ERROR")
spark.dataSource.register(KfDataSource)

def images(path):
    frame = spark.read.format("kf").option("table", "images").option("clusterPart", "2").load(path)
    return sorted(map(repr, frame.select("cluster_name", "namespace", "name", "container", "image").collect()))

files, scratch = sys.argv[1:]
there, here = images("s3://backups/*/*"), images(files + "/*/*")
assert len(there) > 20 and there == here
one = images("s3://backups/new/c136-A.zip")
assert one == [row for row in here if "'new'" in row], one[:3]

added = add_to_lake(spark, scratch + "/there", "s3://backups/*/*", "--paths", "{cluster}/*")
assert [row["code"] for row in added] == [0, 0], added
add_to_lake(spark, scratch + "/here", files + "/*/*", "--paths", "{cluster}/*")
lake = lambda name: {p.relative_to(f"{scratch}/{name}"): p.read_bytes() for p in Path(scratch, name, "v1").rglob("*.parquet")}
assert lake("there") == lake("here")

reader = Reader({"path": "s3://backups/*/*"}, "objects", ["name"])
planned = reader.partitions()[0]
assert next(reader.read(planned)).num_rows
s3 = boto3.client("s3", endpoint_url=os.environ["AWS_ENDPOINT_URL"], region_name="us-east-1")
s3.put_object(Bucket="backups", Key=planned.path.split("/", 3)[3], Body=Path(files, "old/c115-A.db.gz").read_bytes())
try:
    next(reader.read(planned))
except RuntimeError as e:
    assert "has changed" in str(e), e
else:
    raise AssertionError("another object was read than was planned")
spark.stop()
print("done")
"""


def test_spark_reads_a_bucket_as_it_reads_files(s3, tmp_path):
    pytest.importorskip("pyspark")
    for cluster, name in SNAPSHOTS.items():
        (tmp_path / "files" / cluster).mkdir(parents=True)
        (tmp_path / "files" / cluster / name).symlink_to(FIXTURES / name)
    # In a process of its own: executors get the environment with which Java was started.
    env = {**os.environ, "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable}
    args = [sys.executable, "-c", SPARK, str(tmp_path / "files"), str(tmp_path)]
    done = subprocess.run(args, env=env, capture_output=True, text=True)
    assert done.returncode == 0 and done.stdout.endswith("done\n"), done.stderr[-4000:]
