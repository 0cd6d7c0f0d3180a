"""A recorded snapshot, through Python."""

import json
import subprocess
import sys
from pathlib import Path

import kf_snapshot as kf
import pytest

FIXTURES = Path(__file__).parents[2] / "fixtures"
NEW = FIXTURES / "snapshots/c136-A.zip"
LATER = FIXTURES / "snapshots/c136-B-flat.zip"
SEALED = FIXTURES / "snapshots/enc-aescbc-A.db.gz"


@pytest.fixture(scope="module")
def snapshot():
    return kf.open(NEW)


def run(*args):
    return subprocess.run([sys.executable, "-m", "kf_snapshot", *map(str, args)], capture_output=True)


def test_facts(snapshot):
    assert snapshot.revision == 1884
    assert snapshot.kube_version == "1.36"
    assert snapshot.cluster_uid == "8ec3f0e6-ea6e-453a-a021-526d07e5b4ad"
    assert snapshot.time.startswith("2026-11-22T18:22:30")
    assert snapshot.taken.isoformat() == "2026-11-22T18:22:30.255372+00:00"
    assert snapshot.sha256.startswith("922b66a9ceae")


def test_objects_are_those_of_the_program(snapshot):
    listed = json.loads(run("get", "pods", "-A", "-o", "json", "-s", NEW).stdout)["items"]
    assert list(snapshot.objects("pods")) == listed
    one = snapshot.get("configmap", "my-config", "prod")
    assert one == json.loads(run("get", "configmap", "my-config", "-n", "prod", "-o", "json", "-s", NEW).stdout)
    in_prod = [p for p in listed if p["metadata"]["namespace"] == "prod"]
    assert list(snapshot.objects("po", "prod")) == in_prod


def test_a_reader_may_leave_early(snapshot):
    objects = snapshot.objects("pods")
    next(objects)
    del objects


def test_errors_say_what_they_are(snapshot, tmp_path):
    with pytest.raises(kf.Error, match="not found") as missing:
        snapshot.get("configmap", "none", "prod")
    assert missing.value.kind == "not-found"
    with pytest.raises(kf.Error) as unknown:
        snapshot.table("pods")
    assert "objects" in unknown.value.hint
    with pytest.raises(kf.Error) as none:
        snapshot.objects("dragons")
    assert none.value.kind == "not-found"
    (tmp_path / "x.db").write_text("no snapshot at all")
    with pytest.raises(kf.Error) as text:
        kf.open(tmp_path / "x.db")
    assert text.value.kind == "unsupported"
    with pytest.raises(kf.Error):
        kf.open(NEW, redact_salt="short")


def test_history_and_diff(snapshot):
    changes = snapshot.history("configmap", "my-config", namespace="prod")
    assert changes[0]["operation"] == "created"
    assert [c["revision"] for c in changes] == sorted(c["revision"] for c in changes)
    assert len(kf.diff(NEW, LATER, "configmaps", namespace="prod")) > 0


def test_keys_and_redaction():
    sealed, opened = kf.open(SEALED), kf.open(SEALED, encryption_config=FIXTURES / "encryption/enc-aescbc.yaml")
    with pytest.raises(kf.Error) as locked:
        list(sealed.objects("secrets"))
    assert locked.value.kind == "encrypted"
    secrets = list(opened.objects("secrets"))
    assert secrets
    redacted = kf.open(SEALED, encryption_config=FIXTURES / "encryption/enc-aescbc.yaml", redact_salt=b"0" * 16)
    assert [s["metadata"]["name"] for s in redacted.objects("secrets")] == [s["metadata"]["name"] for s in secrets]
    assert json.dumps(list(redacted.objects("secrets"))) != json.dumps(secrets)


def test_the_program_is_there():
    assert run("version").stdout.startswith(b"kf ")
    failed = run("get", "pods", "-s", "/none")
    assert failed.returncode == 1 and failed.stderr
