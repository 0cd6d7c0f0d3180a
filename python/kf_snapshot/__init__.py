"""Kubernetes objects straight out of etcd snapshots, offline.

>>> import kf_snapshot as kf
>>> s = kf.open("etcd.zip")
>>> s.table("images")          # an Arrow stream: duckdb, polars, pyarrow and pandas take it
>>> next(s.objects("pods"))    # dicts, as `kubectl get -o json` prints them

Whatever is wrong raises `Error`, whose `kind` says what it is.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, timezone
from typing import Any

from . import _kf
from ._errors import Error
from ._kf import Table

__all__ = ["Error", "Snapshot", "Table", "diff", "open", "tables"]

Path = str | os.PathLike[str]


def open(
    path: Path,
    *,
    encryption_config: Path | Sequence[Path] = (),
    revision: int | None = None,
    kube_version: str | None = None,
    etcd_prefix: str | None = None,
    redact_salt: bytes | str | None = None,
    strict: bool = False,
    cluster: str | None = None,
    secret_values: bool = False,
    changes: bool = False,
    threads: int | None = None,
) -> Snapshot:
    """Opens a snapshot: a file in any form that `kf` reads, a directory with one, or the URL of one in a store
    (`s3://`, `gs://`, `az://`, `https://`), which is read whole into memory or an unlinked file.

    Args:
        encryption_config: EncryptionConfiguration files of the cluster, to decrypt with.
        revision: Look at the state at this etcd revision and not at the newest.
        kube_version: Render as this Kubernetes version, such as `1.31`, and not as that which the
            snapshot tells.
        etcd_prefix: First part of the etcd keys, where several clusters share an etcd.
        redact_salt: Replace secrets by digests under this salt of 16 bytes or more, in everything.
        strict: With a salt, replace everything that is not structural.
        cluster: Name of the cluster, for the column `cluster_name`; by default its uid.
        secret_values: Leave the values of Secrets in the table `objects`.
        changes: Say in the table `revisions` who made a change, when, and what changed.
        threads: How many threads read; by default as many as there are cores.

    Raises:
        Error: `corrupt`, `unsupported` or `io` when the file cannot be read at all; what is wrong with
            a part of it is a row of the table `problems`.
    """
    configs = [encryption_config] if isinstance(encryption_config, (str, os.PathLike)) else encryption_config
    salt = redact_salt.encode() if isinstance(redact_salt, str) else redact_salt
    opened = _kf.Snapshot(
        path,
        encryption_configs=list(configs),
        revision=revision,
        kube_version=kube_version,
        etcd_prefix=etcd_prefix,
        redact_salt=salt,
        strict=strict,
        cluster=cluster,
        secret_values=secret_values,
        changes=changes,
        threads=threads,
    )
    flags = [flag for config in configs for flag in ("--encryption-config", os.fspath(config))]
    for name, value in (("--kube-version", kube_version), ("--etcd-prefix", etcd_prefix)):
        if value is not None:
            flags += [name, value]
    if salt is not None:
        flags += ["--redact=strict" if strict else "--redact", "--redact-salt", os.fsdecode(salt)]
    return Snapshot(opened, os.fspath(path), flags)


class Snapshot:
    """A snapshot that `open` has opened. It is only ever read."""

    def __init__(self, opened: _kf.Snapshot, path: str, flags: list[str]) -> None:
        self._opened = opened
        self._flags = flags
        self._facts: tuple[int | None, str | None, str, str | None, str] | None = None
        self.path = path

    def __repr__(self) -> str:
        return f"<kf_snapshot.Snapshot {self.path!r}>"

    def _fact(self, at: int) -> Any:
        if self._facts is None:
            self._facts = self._opened.facts()
        return self._facts[at]

    @property
    def revision(self) -> int | None:
        """The etcd revision of the state; None where a dump tells none."""
        return self._fact(0)

    @property
    def cluster_uid(self) -> str | None:
        """The uid of the namespace `kube-system`, which no two clusters share."""
        return self._fact(1)

    @property
    def kube_version(self) -> str:
        """The Kubernetes version by whose rules objects are shown, such as `1.36`."""
        return self._fact(2)

    @property
    def time(self) -> str | None:
        """The newest time that the newest records tell, in RFC 3339: when the snapshot was taken."""
        return self._fact(3)

    @property
    def sha256(self) -> str:
        """SHA-256 of the database inside, by which a lake knows the snapshot."""
        return self._fact(4)

    @property
    def taken(self) -> datetime | None:
        """That time as a `datetime` in UTC, which the column `taken_at` has."""
        micros = self._opened.taken()
        return None if micros is None else datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(microseconds=micros)

    def table(
        self,
        name: str,
        *,
        columns: Sequence[str] | None = None,
        resource: str | None = None,
        namespace: str | None = None,
        share: tuple[int, int] | None = None,
    ) -> Table:
        """Returns a table as an Arrow stream: `tables()` names them all and their columns.

        Of `objects`, `resource` (a plural such as `pods`) and `namespace` choose rows, and nothing else is
        decoded. `columns` chooses columns: without `object` and `spec_sha256` no text is written, and without
        `snapshot_sha256` the file is not hashed. Of `objects`, `images`, `events` and `secrets`, `share=(2, 8)`
        chooses the third of eight shares of the key space, which are about as large as each other and have each
        row once: for several processes that read one large snapshot.

        The snapshot is read when a reader asks for rows, by threads of kf's own, and in memory that does not
        grow with the table. Each reader gets all rows.

        >>> duckdb.sql("FROM images")     # with images = s.table("images")
        >>> polars.DataFrame(s.table("images"))
        >>> pyarrow.table(s.table("images"))
        """
        return self._opened.table(name, resource, namespace, None if columns is None else list(columns), share)

    def get(self, type: str, name: str, namespace: str | None = None) -> dict[str, Any]:
        """Returns one object, as `kubectl get -o json` prints it.

        Raises:
            Error: `not-found` when there is none, `encrypted` or `corrupt` when it cannot be read.
        """
        return json.loads(self._opened.get(type, name, namespace))

    def objects(
        self, type: str, namespace: str | None = None, *, managed_fields: bool = False
    ) -> Iterator[dict[str, Any]]:
        """Yields the objects of a type, such as `pods` or `tenants.ops.example`, in the order of their keys.

        Raises:
            Error: `not-found` for a type that the snapshot does not know. An object that cannot be read
                raises in its place; `table("problems")` lists them all.
        """
        documents = self._opened.documents(type, namespace, managed_fields)
        return map(json.loads, documents)

    def history(self, *target: str, namespace: str | None = None) -> list[dict[str, Any]]:
        """Returns the changes that the snapshot still holds, oldest first: of everything, of a type, or of
        objects (`"configmap", "my-config"`), as `kf history -o jsonl` prints them: `revision`, `operation`,
        `time`, `manager`, `changed` and more."""
        where = ["-n", namespace] if namespace else ["-A"]
        return _lines(["history", *target, *where, "-o", "jsonl", "-s", self.path, *self._flags])


def diff(before: Path, after: Path, *target: str, namespace: str | None = None) -> list[dict[str, Any]]:
    """Returns what changed between two snapshots, as `kf diff -o jsonl` prints it: an object a line, of
    everything, of a type, or of one object."""
    where = ["-n", namespace] if namespace else ["-A"]
    return _lines(["diff", os.fspath(before), os.fspath(after), *target, *where, "-o", "jsonl"])


def tables() -> dict[str, dict[str, str]]:
    """Returns the columns of each table, beside those that all have, and what they mean."""
    return {name: {column: about for column, _, about in columns} for name, _, columns in _kf.tables()}


def _lines(args: list[str]) -> list[dict[str, Any]]:
    code, out, err = _kf.run(args)
    # 1 is what a comparison says that found something; then nothing is said beside.
    if code > 1 or (code == 1 and not out):
        raise Error(err.strip(), "invalid")
    return [json.loads(line) for line in out.splitlines()]
