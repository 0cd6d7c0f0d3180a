"""A data source for PySpark 4.1 and later: raw snapshots, read by the executors.

>>> from kf_snapshot.spark import KfDataSource
>>> spark.dataSource.register(KfDataSource)
>>> df = spark.read.format("kf").option("table", "images").load("/backups/*/*.zip")

Spark distributes, retries and shuffles; kf reads one snapshot at a time, one partition each. Paths are of a
file system that every executor has. Options:

    table       the table; by default objects
    columns     its columns, separated by commas; by default all. Spark tells a data source of Python
                nothing of the columns that a query needs, so this alone spares the rest
    resource    of objects, this plural alone
    namespace   of objects, this namespace alone
    cluster     name of the cluster; by default its uid
    clusterPart which part of the path names the cluster, counted from the end: 2 is the directory
    encryptionConfig, redactSalt, secretValues, changes   as for `kf_snapshot.open`

With `spark.sql.python.filterPushdown.enabled`, filters on `resource` and `namespace` do what the options do.
A snapshot that cannot be opened fails the job: what is wrong with parts of one is in the table `problems`.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyspark.sql.datasource import DataSource, DataSourceReader, EqualTo, Filter, InputPartition
from pyspark.sql.types import StructType

import kf_snapshot

if TYPE_CHECKING:
    import pyarrow

__all__ = ["KfDataSource"]

_PUSHDOWN = "spark.sql.python.filterPushdown.enabled"


@dataclass
class File(InputPartition):
    """A snapshot, and what it was when the job was planned."""

    path: str
    size: int
    changed: int


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

    def partitions(self) -> Sequence[InputPartition]:
        pattern = self.options.get("path")
        if not pattern:
            raise ValueError("no snapshots given: load(PATH), where PATH may have * in it")
        paths = sorted(glob.glob(pattern)) if glob.has_magic(pattern) else [pattern]
        if not paths:
            raise ValueError(f"no file is called {pattern}")
        stats = [(path, os.stat(path)) for path in paths]
        return [File(path, stat.st_size, stat.st_mtime_ns) for path, stat in stats]

    def read(self, partition: InputPartition) -> Iterator[pyarrow.RecordBatch]:
        import pyarrow as pa

        path, stat = partition.path, os.stat(partition.path)
        if (stat.st_size, stat.st_mtime_ns) != (partition.size, partition.changed):
            raise RuntimeError(f"{path} has changed since the job was planned")
        options = self.options
        part = options.get("clusterpart", options.get("clusterPart"))
        cluster = path.split("/")[-int(part)] if part else options.get("cluster")
        flag = lambda name: options.get(name.lower(), options.get(name, "false")).lower() == "true"
        text = lambda name: options.get(name.lower(), options.get(name))
        snapshot = kf_snapshot.open(
            path,
            cluster=cluster,
            encryption_config=[text("encryptionConfig")] if text("encryptionConfig") else [],
            redact_salt=text("redactSalt"),
            secret_values=flag("secretValues"),
            changes=flag("changes"),
            # Spark runs a task for each core.
            threads=1,
        )
        chosen = {name: value for name, value in self.chosen.items() if value is not None}
        rows = snapshot.table(self.table, **(chosen if self.table == "objects" else {}))
        for batch in pa.RecordBatchReader.from_stream(rows):
            yield batch.select(self.columns)


class FilteringReader(Reader):
    """Reader that takes filters on what kf can choose by the key alone."""

    def pushFilters(self, filters: list[Filter]) -> Iterator[Filter]:
        for filter in filters:
            name = ".".join(filter.attribute) if isinstance(filter, EqualTo) else None
            if self.table == "objects" and name in self.chosen and self.chosen[name] is None:
                self.chosen[name] = filter.value
            else:
                yield filter
