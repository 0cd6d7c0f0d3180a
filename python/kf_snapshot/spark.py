"""A data source for PySpark 4.1 and later: raw snapshots, read by the executors, and lakes made by them.

>>> from kf_snapshot.spark import KfDataSource
>>> spark.dataSource.register(KfDataSource)
>>> df = spark.read.format("kf").option("table", "images").load("/backups/*/*.zip")

Spark distributes, retries and shuffles; kf reads one snapshot at a time, one partition each. Paths are of a
file system that every executor has, or URLs of a store (`s3://backups/*`, gs, az), with the credentials that
each executor finds. Options:

    table       the table; by default objects
    columns     its columns, separated by commas; by default all. Spark tells a data source of Python
                nothing of the columns that a query needs, so this alone spares the rest: without
                `object` and `spec_sha256` no text is written, without `snapshot_sha256` the file is not hashed
    resource    of objects, this plural alone
    namespace   of objects, this namespace alone
    cluster     name of the cluster; by default its uid
    clusterPart which part of the path names the cluster, counted from the end: 2 is the directory
    partitionBytes   a database on a file system that is longer is read in several partitions, each a share of its
                keys: of objects, images, events and secrets. By default each snapshot is one partition
    encryptionConfig, redactSalt, strict, secretValues, changes   as for `kf_snapshot.open`

With `spark.sql.python.filterPushdown.enabled`, filters on `resource` and `namespace` do what the options do; of
files whose `cluster_name` a filter leaves out none is opened, and of one whose `taken_at` it leaves out nothing
is decoded.
A snapshot that cannot be opened fails the job: what is wrong with parts of one is in the table `problems`.

`add_to_lake` makes or extends a lake on the executors, one snapshot a task.
"""

from __future__ import annotations

import fnmatch
import glob
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from pyspark.sql.datasource import (
    DataSource,
    DataSourceReader,
    EqualTo,
    Filter,
    GreaterThan,
    GreaterThanOrEqual,
    In,
    InputPartition,
    LessThan,
    LessThanOrEqual,
)
from pyspark.sql.types import StructType

import kf_snapshot

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import SparkSession

__all__ = ["KfDataSource", "add_to_lake"]

_SHARED = ("objects", "images", "events", "secrets")

_PUSHDOWN = "spark.sql.python.filterPushdown.enabled"


@dataclass
class File(InputPartition):
    """A snapshot, and what it was when the job was planned."""

    path: str
    size: int
    version: str | None
    cluster: str | None
    share: tuple[int, int] | None = None


def _paths(pattern: str) -> list[tuple[str, int, str | None]]:
    """The files or objects of a pattern, with their length and what tells versions of them apart."""
    from kf_snapshot import _kf

    if "://" in pattern:
        if not glob.has_magic(pattern):
            return [(pattern, *(_kf.looked(pattern) or (0, None)))]
        # A store lists what begins alike.
        start = pattern[: min(pattern.find(c) for c in "*?[" if c in pattern)]
        listed = _kf.listed(start[: start.rfind("/") + 1])
        parts = pattern.count("/")
        found = [o for o in listed if o[0].count("/") == parts and fnmatch.fnmatchcase(o[0], pattern)]
    else:
        paths = sorted(glob.glob(pattern)) if glob.has_magic(pattern) else [pattern]
        found = [(path, *_version(path)) for path in paths]
    if not found:
        raise ValueError(f"no file is called {pattern}")
    return found


def _version(path: str) -> tuple[int, str]:
    stat = os.stat(path)
    return stat.st_size, str(stat.st_mtime_ns)


def _is_database(path: str) -> bool:
    """Whether a file is bbolt's own, as it begins with a page that says so."""
    with open(path, "rb") as file:
        return file.read(20)[16:] == b"\xed\xda\x0c\xed"


def _looked(url: str) -> tuple[int, str | None] | None:
    from kf_snapshot import _kf

    return _kf.looked(url)


class KfDataSource(DataSource):
    """The data source `kf`."""

    @classmethod
    def name(cls) -> str:
        return "kf"

    def _table(self) -> str:
        return self.options.get("table", "objects")

    def _columns(self) -> list[str]:
        common = ["cluster_name", "cluster_uid", "taken_at", "snapshot_sha256", "etcd_revision"]
        told = kf_snapshot.tables()
        if self._table() not in told:
            raise ValueError(f"there is no table {self._table()!r}: {', '.join(told)}")
        all_columns = common + list(told[self._table()])
        asked = self.options.get("columns")
        if asked is None:
            return all_columns
        columns = [column.strip() for column in asked.split(",")]
        for column in columns:
            if column not in all_columns:
                raise ValueError(f"{self._table()} has no column {column!r}: {', '.join(all_columns)}")
        return columns

    def schema(self) -> StructType:
        import pyarrow as pa
        from pyspark.sql.pandas.types import from_arrow_schema

        from kf_snapshot import _kf

        arrow = pa.schema(_kf.schema(self._table()))
        return from_arrow_schema(pa.schema([arrow.field(column) for column in self._columns()]))

    def reader(self, schema: StructType) -> DataSourceReader:
        from pyspark.sql import SparkSession

        session = SparkSession.getActiveSession()
        pushes = session is not None and session.conf.get(_PUSHDOWN, "false") == "true"
        # A reader that takes filters is refused while they are not pushed down.
        reader = FilteringReader if pushes else Reader
        return reader(dict(self.options), self._table(), self._columns())


class Reader(DataSourceReader):
    """Reads a table of each snapshot."""

    def __init__(self, options: dict[str, str], table: str, columns: Sequence[str]) -> None:
        self.options = options
        self.table = table
        self.columns = list(columns)
        self.chosen = {name: options.get(name) for name in ("resource", "namespace")}
        # What filters say of the cluster and the time, of which each has to hold.
        self.clusters: list[set[Any]] = []
        self.times: list[Filter] = []

    def partitions(self) -> Sequence[InputPartition]:
        pattern = self.options.get("path")
        if not pattern:
            raise ValueError("no snapshots given: load(PATH), where PATH may have * in it")
        files = [File(*found, self._cluster(found[0])) for found in _paths(pattern)]
        # One without a name is called by its uid, which nobody knows who has not opened it.
        wanted = lambda cluster: cluster is None or all(cluster in names for names in self.clusters)
        return [part for file in files if wanted(file.cluster) for part in self._shares(file)]

    def _shares(self, file: File) -> list[File]:
        """The partitions of a file: each opens it and looks through all keys, so that packed ones have one."""
        most = int(self.options.get("partitionbytes", self.options.get("partitionBytes", "0")))
        if self.table not in _SHARED or not 0 < most < file.size or "://" in file.path:
            return [file]
        if not _is_database(file.path):
            return [file]
        of = -(-file.size // most)
        return [replace(file, share=(number, of)) for number in range(of)]

    def _cluster(self, path: str) -> str | None:
        part = self.options.get("clusterpart", self.options.get("clusterPart"))
        return path.split("/")[-int(part)] if part else self.options.get("cluster")

    def read(self, partition: InputPartition) -> Iterator[pyarrow.RecordBatch]:
        import pyarrow as pa

        path = partition.path
        planned = (partition.size, partition.version)
        changed = RuntimeError(f"{path} has changed since the job was planned")
        if "://" not in path and _version(path) != planned:
            raise changed
        options = self.options
        flag = lambda name: options.get(name.lower(), options.get(name, "false")).lower() == "true"
        text = lambda name: options.get(name.lower(), options.get(name))
        snapshot = kf_snapshot.open(
            path,
            cluster=partition.cluster,
            encryption_config=[text("encryptionConfig")] if text("encryptionConfig") else [],
            redact_salt=text("redactSalt"),
            strict=flag("strict"),
            secret_values=flag("secretValues"),
            changes=flag("changes"),
            # Spark runs a task for each core.
            threads=1,
        )
        # An object that was opened in the meantime is the planned one if that is still there now.
        if "://" in path and partition.version is not None and _looked(path) != planned:
            raise changed
        if self.times and not self._is_of_the_time(snapshot.taken):
            return
        chosen = {name: value for name, value in self.chosen.items() if value is not None}
        rows = snapshot.table(
            self.table, columns=self.columns, share=partition.share, **(chosen if self.table == "objects" else {})
        )
        yield from pa.RecordBatchReader.from_stream(rows)

    def _is_of_the_time(self, taken: datetime | None) -> bool:
        if taken is None:
            return False
        return all(_COMPARE[type(filter)](taken, _utc(filter.value)) for filter in self.times)


_COMPARE = {
    EqualTo: datetime.__eq__,
    GreaterThan: datetime.__gt__,
    GreaterThanOrEqual: datetime.__ge__,
    LessThan: datetime.__lt__,
    LessThanOrEqual: datetime.__le__,
}


def _utc(time: datetime) -> datetime:
    """A time that says no zone is one of this machine's, as in all of PySpark."""
    return time.astimezone(timezone.utc)


class FilteringReader(Reader):
    """Reader that takes filters on what kf can choose by the key alone."""

    def pushFilters(self, filters: list[Filter]) -> Iterator[Filter]:
        for filter in filters:
            name = ".".join(filter.attribute) if hasattr(filter, "attribute") else None
            if self.table == "objects" and isinstance(filter, EqualTo) and self.chosen.get(name, "") is None:
                self.chosen[name] = filter.value
                continue
            if name == "cluster_name" and isinstance(filter, (EqualTo, In)):
                self.clusters.append({filter.value} if isinstance(filter, EqualTo) else set(filter.value))
            elif name == "taken_at" and type(filter) in _COMPARE and isinstance(filter.value, datetime):
                self.times.append(filter)
            # Spark looks at each row again: kf has only spared it the files.
            yield filter


def add_to_lake(spark: SparkSession, lake: str, snapshots: str | Sequence[str], *flags: str) -> list[dict[str, Any]]:
    """Adds snapshots to a lake, each by an executor, as `kf lake add LAKE SNAPSHOT FLAGS` does.

    `lake` is a directory that every executor has, which is made if there is none. A task that is lost is run
    again, and writes the same bytes. What is wrong with a snapshot is a row of the table `problems` and no
    reason to end the job.

    Args:
        snapshots: A path or URL that may have `*` in it, or several.
        flags: Such as `"--paths", "{cluster}/*"`; files that they name are there for every executor.

    Returns:
        For each snapshot `path`, `code` (0, or 1 for one with problems), and what kf `said`.

    Raises:
        ValueError: no file is called so.
    """
    patterns = [snapshots] if isinstance(snapshots, str) else snapshots
    paths = [path for pattern in patterns for path, *_ in _paths(pattern)]

    def add(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        import pyarrow as pa

        from kf_snapshot import _kf

        for batch in batches:
            for at in batch.column(0).to_pylist():
                code, out, err = _kf.run(["lake", "add", lake, paths[at], *flags])
                said = (out.decode(errors="replace") + err).strip()
                row = {"path": [paths[at]], "code": [code], "said": [said]}
                yield pa.RecordBatch.from_pydict(row, schema=pa.schema(
                    [("path", pa.string()), ("code", pa.int32()), ("said", pa.string())]))

    tasks = spark.range(0, len(paths), 1, len(paths))
    return [row.asDict() for row in tasks.mapInArrow(add, "path string, code int, said string").collect()]
