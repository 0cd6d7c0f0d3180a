#!/usr/bin/env bash
# Software: scapy 2.8.0, python-pcapng 2.1.1 and pycapng 0.19.7 (PyPI); dpkt 1.9.8 and pktcap 0.1.3 (PyPI) beside them.
# Expected: if_tsoffset of an interface is a number of seconds "that must be added to the timestamp of each packet to obtain the absolute timestamp" (pcapng, "Interface Description Block").
# Instead: three readers do not look at it: packets of a device that counts from its start, with the time of the start as the offset, are from the first day of 1970, and with an offset of an hour an hour early.
#   No error. The two others add it.
# Matters: beside an audit log none of the packets is where it belongs; with an offset of some hours, as for a device whose clock shows local time, nobody notices.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile dpkt==1.9.8 scapy==2.8.0 python-pcapng==2.1.1 pktcap==0.1.3 pycapng==0.19.7
cat > w.py <<'P'
import struct
def block(kind, body, e="<"): body += bytes(-len(body) % 4); return struct.pack(e + "II", kind, len(body) + 12) + body + struct.pack(e + "I", len(body) + 12)
def option(code, value, e="<"): return struct.pack(e + "HH", code, len(value)) + value + bytes(-len(value) % 4)
def section(e="<"): return block(0x0A0D0D0A, struct.pack(e + "IHHq", 0x1A2B3C4D, 1, 0, -1), e)
def interface(options=b"", e="<"): return block(1, struct.pack(e + "HHI", 1, 0, 0) + options + (option(0, b"", e) if options else b""), e)
def packet(i, time, e="<"): return block(6, struct.pack(e + "IIIII", i, time >> 32, time & 0xFFFFFFFF, len(FRAME), len(FRAME)) + FRAME, e)
FRAME, S = b"\xff" * 6 + b"\x02" * 6 + b"\x08\x00" + bytes(34), 1772359200 # 2026-03-01T10:00:00Z
nano, milli = option(9, b"\x09"), option(9, b"\x03")
open("start.pcapng", "wb").write(section() + interface(option(14, struct.pack("<q", S))) + packet(0, 5500000)); open("hour.pcapng", "wb").write(section() + interface(option(14, struct.pack("<q", 3600))) + packet(0, (S - 3600) * 10**6 + 5500000))
open("none.pcapng", "wb").write(section() + interface() + packet(0, S * 10**6 + 5500000))
P
python3 w.py
cat > t.py <<'P'
import logging; logging.disable(logging.CRITICAL)
from datetime import datetime, timezone
from importlib.metadata import version
import dpkt, pktcap, pycapng
from pcapng import FileScanner, blocks
from scapy.utils import rdpcap
print({n: version(n) for n in ("scapy", "python-pcapng", "pycapng", "dpkt", "pktcap")}); S = 1772359200
for f, wrong in (("none.pcapng", S + 5.5), ("hour.pcapng", S + 5.5 - 3600), ("start.pcapng", 5.5)):
    got = {"dpkt": [t for t, _ in dpkt.pcapng.Reader(open(f, "rb"))], "pktcap": [p.time for p in pktcap.read_frames(f)], "python-pcapng": [b.timestamp for b in FileScanner(open(f, "rb")) if isinstance(b, blocks.EnhancedPacket)],
        "scapy": [float(p.time) for p in rdpcap(f)], "pycapng": [p.timestamp_ns / 10**9 for p in pycapng.read_packets(f)]}
    for n, t in got.items(): print("  ", f, n, datetime.fromtimestamp(float(t[0]), timezone.utc).isoformat()); assert t == [S + 5.5 if n in ("dpkt", "pktcap") else wrong]
print("still so")
P
v/bin/python t.py
