#!/usr/bin/env bash
# Software: dpkt 1.9.8 and scapy 2.8.0 (PyPI); python-pcapng 2.1.1 and pktcap 0.1.3 (PyPI) beside them.
# Expected: in pcapng each interface has its own resolution of time (if_tsresol), and a file may have several sections, each with interfaces of its own; files may be joined with cat (pcapng, "Section Header Block").
# Instead: dpkt counts all packets in the units of the first interface: behind one in microseconds a packet of one in nanoseconds is 56,000 years ahead. Both keep it over sections: of two files joined
#   scapy gives the second, in microseconds behind nanoseconds, as January 1970; dpkt, too. No error.
# Matters: of captures of two nodes, or of two interfaces of one, that were taken at different precision and put into one file, half of the packets are outside of every timeline.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile dpkt==1.9.8 scapy==2.8.0 python-pcapng==2.1.1 pktcap==0.1.3
cat > w.py <<'P'
import struct
def block(kind, body, e="<"): body += bytes(-len(body) % 4); return struct.pack(e + "II", kind, len(body) + 12) + body + struct.pack(e + "I", len(body) + 12)
def option(code, value, e="<"): return struct.pack(e + "HH", code, len(value)) + value + bytes(-len(value) % 4)
def section(e="<"): return block(0x0A0D0D0A, struct.pack(e + "IHHq", 0x1A2B3C4D, 1, 0, -1), e)
def interface(options=b"", e="<"): return block(1, struct.pack(e + "HHI", 1, 0, 0) + options + (option(0, b"", e) if options else b""), e)
def packet(i, time, e="<"): return block(6, struct.pack(e + "IIIII", i, time >> 32, time & 0xFFFFFFFF, len(FRAME), len(FRAME)) + FRAME, e)
FRAME, S = b"\xff" * 6 + b"\x02" * 6 + b"\x08\x00" + bytes(34), 1772359200 # 2026-03-01T10:00:00Z
nano, milli = option(9, b"\x09"), option(9, b"\x03")
open("two-interfaces.pcapng", "wb").write(section() + interface() + interface(nano) + packet(0, S * 10**6) + packet(1, (S + 1) * 10**9))
open("two-sections.pcapng", "wb").write(section() + interface(nano) + packet(0, S * 10**9) + section() + interface() + packet(0, (S + 1) * 10**6))
P
python3 w.py
cat > t.py <<'P'
import logging; logging.disable(logging.CRITICAL)
from importlib.metadata import version
import dpkt, pktcap
from pcapng import FileScanner, blocks
from scapy.utils import rdpcap
print({n: version(n) for n in ("dpkt", "scapy", "python-pcapng", "pktcap")}); S = 1772359200
right = [S, S + 1]; want = {"two-interfaces.pcapng": ([S, (S + 1) * 1000], right), "two-sections.pcapng": ([S, (S + 1) / 1000], [S, (S + 1) / 1000])}
for f, (d, s) in want.items():
    got = {"python-pcapng": [b.timestamp for b in FileScanner(open(f, "rb")) if isinstance(b, blocks.EnhancedPacket)], "pktcap": [p.time for p in pktcap.read_frames(f)], "dpkt": [t for t, _ in dpkt.pcapng.Reader(open(f, "rb"))], "scapy": [float(p.time) for p in rdpcap(f)]}
    for n, times in got.items(): print("  ", f, n, times)
    near = lambda a, b: all(abs(x - y) < 1e-3 for x, y in zip(a, b, strict=True))
    assert near(got["python-pcapng"], right) and near(got["pktcap"], right) and near(got["dpkt"], d) and near(got["scapy"], s)
print("still so")
P
v/bin/python t.py
