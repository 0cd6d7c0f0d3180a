#!/usr/bin/env bash
# Software: dissect.target 3.25.1 (PyPI): its function journal. The journal below was written by systemd-journal-remote 252; where journalctl is there, it reads it too.
# Expected: systemd.journal-fields: PRIORITY is a number between 0 ("emerg") and 7 ("debug"), and dissect's own list of names begins with EMERG = 0.
# Instead: 1 to 7 have their names, 0 has none: the number is asked whether it is true. An emergency looks like an entry that came without a priority.
# Matters: the kernel says "soft lockup" and its like at 0. Who filters a node's timeline for all up to err, or sorts by it, sees all but the worst.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile dissect.target==3.25.1 backports.zstd==1.8.0
base64 -d > j.lzma <<'B'
XQAAAAT//////////wAmFAV5uv0sO2S7Q1esTCCfb2wWdJqpDTQeQvU2pLQfjrdcL8TxQOYMtrzdOFCqtxL+QWwroZMymtgekhCQuQLqOo2yxxS1k9hmbpsrSSZoMZcnlp2tBMj9lz70FOyfT2OI/crDT16SMWLWmLEgvzmXBU
lZNW4s+38ZJV8ZZRNZvOAomprSfrNt/CeqaDYBnkebXzsZFaCPBG484CkLWHzQG9j9HH/+kVpvYzPYFmvq1x0Ejwhl/nj7QcvDRqafDUXoovOi0Og6bMqx4CChcUviGbM/9rYbzPLe6KjPdQ3I1Vgw9kaREGjWWsXjqfB/8j+h
Y/dVsEZOWHBC8HRR20aGpRk9wHUtjYPxyoo2rtKcrUFalYRBnjjesJdX0wQFmUDX6j2ZSRYrlflH+k7nUuKSBlYZnkSe4tLkRvZU8Ih1LDDbwlBUkSKXBgNfyXA7FMAyN5ilFQGl6KMJKuyq/1omrHIMFpKnvjmPJOFwnqcjX+
woy4XRlZiKfiqR8id19xnABphNmP3Yr9WQD8QlU/j1kTYxBaWw7m/Ba9eSXd6CT1EVwpdiWFoB0I6Uy3NMTQ9vvYzadvTmXkH/ADsOJMY423bGwdB0SVzEbdoB1I+2flzYYyeDFN0dQNasBrKKbtHVevM+FFNidqxZ5OVbBQj5
x9qt/PtSK3TNHlsgQvndUz34KWQJO4DLKmzftTvwxL0uX6oPOtTTmy/kayd+l7nzgHhRwx7UlUts/CVsDY9g0oNpWaRMH0f//q0FYc0/WDCg5stcTRvUV3NtpuHI/nkhtaf3hwpPB0guN70bhZMsf5JuHWAXQefCCZj92K/VkA
/EJVP49ZE2MQWlsO5vwXBNRwzRkRGqrWAdus6xJxhcWYbpZlJYvul2rFnk5VsFCPnH2q38+1IrdMwsSaGvOsJxg95Vr4nmO+7qTlO1CX4NLEv/WiascgwWkqe+OY8k4XCepyNf7CjLhdGVmIp+KpHyJ3X3GcAGmE+MPXvLxsbK
7wbIu6fljCK3desiX8jJnTu0RvHks3dtRhh0DGKEfVpRYpJ0SVzEbbKS56DIUrcTFo3o94TELh0HB7odhapSM37gbB89jyThcJ6nI1/sKMuF0ZWYin4qlSKA6LKki06BDIDY4dQBCmltI8Aj9f3eSJVS64ZCEz1noET4Mx36n6
xKA2UsrOYveXEqE1ZmXn5bW/3A3o2fxGw0dgi2gc5cszJoV1cwa7cEGLIgwgg77hlPe1kAjKg802fWNswYDZmW+ZdJRABTe11Sr+SUw7vC82I7SKxQxbZeZeJoJxspP6xTKjzXlzvE1Y9rPMbDOjZD+76ZmVostIWkOuZLFt0M
h03jG4NSvgnoS+/rajh2rf4FlHYNJywxJ5zlE8RzCfhkQ+tYE1tUq9xt6OtaQqG06+ZrJ6+gv3Bphb4R95P6+SsQZGllX97ryr7JlISz2kf/syLAy1hL9BwEkG+5tlzxnWG4c0S9UNCCBlQbLgH+k339LxwhQAmwWvOyzdTBby
bZeIES9tYErVAxiYaNxeC0embl72elpSCSXXBFkvVxAWB+mtZyXWS1/jQLZGtQhdaCjnBlLZWqQ3VdSLYa6uVng+dD5HtuK5YWVq98AlSV/F10zjx2eUONZ969pwpPWYM456TjABZtoPHBV1C4UG4XA50F/IpKITFmBK3tZO29
I0OQ7WZpUd9vCkbMf4bK/vTX+SEJvtRXUuY3O9/ANJ/M15sVZaXfNj/PiYMByOeaLweKOSlWgeDFMvkjPqi4WlJvJSfHBGLLYikKeke2p7gpIleL+HNphn7MQkJ3kq9q0PtbPtr5Mo36
B
cat > t.py <<'P'
import logging, lzma, os, re, shutil, subprocess; logging.disable(logging.CRITICAL)
from importlib.metadata import version
from dissect.target import Target
from dissect.target.filesystem import VirtualFilesystem
print("dissect.target", version("dissect.target"))
data = lzma.open("j.lzma").read().ljust(8388608, b"\0")
folder = "root/var/log/journal/" + "0" * 32
for d in ("root/etc", "root/opt", folder): os.makedirs(d)
open(folder + "/system.journal", "wb").write(data)
assert re.findall(rb"PRIORITY=(\d)", data) == [b"0", b"1", b"3", b"7"]
if shutil.which("journalctl"):
    said = subprocess.run(["journalctl", "-q", "--no-pager", "-p", "0", "-o", "cat", "--file", folder + "/system.journal"], capture_output=True, text=True).stdout.strip(); print("   journalctl -p 0:", said)
    assert said == "watchdog: BUG: soft lockup - CPU#1 stuck for 22s!", said
fs = VirtualFilesystem(); fs.map_dir("/", "root")
t = Target(); t.filesystems.add(fs); t.fs.mount("/", fs); t.apply()
got = [(r.priority, r.message) for r in t.journal()]
for p, m in got: print("  ", p, "|", m)
assert [p for p, _ in got] == [None, "alert", "err", "debug"] and got[0][1].startswith("watchdog"), got
print("still so")
P
v/bin/python t.py
