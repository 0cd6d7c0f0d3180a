#!/usr/bin/env bash
# Software: dissect.target 3.25.1 (PyPI): docker.logs, for the files of Docker's log driver "local"; protobuf 7.36.2 writes and reads them here by entry.proto.
# Expected: the driver's files are messages of moby's entry.proto (proto3), each between two lengths. A field with its default value is not there in proto3, so an empty
#   line has no field "line"; any number of lines may be empty.
# Instead: dissect reads the fields as if each was always there. At an empty line it takes the closing length for the field, and all that follows is gone: of six lines
#   three come, the third empty, with a warning of one entry that may be wrong and no error.
# Matters: programs print empty lines at their start (a banner, a stack trace, a JVM), so of a container's log, which cri-dockerd leaves to Docker's drivers, there is often
#   but the first page.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile dissect.target==3.25.1 protobuf==7.36.2
cat > t.py <<'P'
import io, logging, os, struct; logging.disable(logging.CRITICAL)
from importlib.metadata import version
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from dissect.target import Target
from dissect.target.filesystem import VirtualFilesystem
print("dissect.target", version("dissect.target"), "protobuf", version("protobuf"))
proto = descriptor_pb2.FileDescriptorProto(name="entry.proto", syntax="proto3"); message = proto.message_type.add(name="LogEntry")
for i, (n, kind) in enumerate((("source", 9), ("time_nano", 3), ("line", 12), ("partial", 8)), 1): message.field.add(name=n, number=i, type=kind, label=1)
pool = descriptor_pool.DescriptorPool(); pool.Add(proto); Entry = message_factory.GetMessageClass(pool.FindMessageTypeByName("LogEntry"))
folder = "root/var/lib/docker/containers/d1/local-logs"
for d in ("root/etc", "root/opt", "root/var/log", folder): os.makedirs(d)
def check(lines, want):
    out = b""
    for i, line in enumerate(lines):
        body = Entry(source="stdout", time_nano=1772359200_000000000 + i * 10**9, line=line.encode()).SerializeToString()
        out += struct.pack(">I", len(body)) + body + struct.pack(">I", len(body))
    open(folder + "/container.log", "wb").write(out)
    back, f = [], io.BytesIO(out)
    while head := f.read(4):
        back.append(Entry.FromString(f.read(*struct.unpack(">I", head))).line.decode()); assert f.read(4) == head
    assert back == lines, back
    fs = VirtualFilesystem(); fs.map_dir("/", "root")
    t = Target(); t.filesystems.add(fs); t.fs.mount("/", fs); t.apply()
    got = [r.message for r in t.docker.logs()]
    print("  protobuf:", back, "| dissect:", got); assert got == want, got
check(["one", "two", "three", "four", "five", "six"], ["one", "two", "three", "four", "five", "six"])
check(["one", "two", "", "four", "five", "six"], ["one", "two", ""])
print("still so")
P
v/bin/python t.py
