#!/usr/bin/env bash
# Software: fpcap 0.2.0 and pycapng 0.19.7 (PyPI); dpkt 1.9.8 and pktcap 0.1.3 (PyPI) beside them.
# Expected: pcapng's if_tsresol says in which fraction of a second an interface counts, and a pcap file whose magic is a1b23c4d has nanoseconds.
# Instead: fpcap's timestamp_microseconds is the fraction in units of the interface: half a second in nanoseconds is 500000000 microseconds, that is 500 seconds; in milliseconds it is 500. With pcap it is right.
#   pycapng reads pcap in nanoseconds as microseconds: 10:00:00.5 is 10:08:20. With pcapng it is right, but of one in the other byte order it has no packet. No error.
# Matters: tcpdump writes such files with --time-stamp-precision=nano; two captures of one request are minutes apart, up to a quarter of an hour, and packets of one file out of order.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile fpcap==0.2.0 pycapng==0.19.7 dpkt==1.9.8 pktcap==0.1.3
cat > w.py <<'P'
import struct
def block(kind, body, e="<"): body += bytes(-len(body) % 4); return struct.pack(e + "II", kind, len(body) + 12) + body + struct.pack(e + "I", len(body) + 12)
def option(code, value, e="<"): return struct.pack(e + "HH", code, len(value)) + value + bytes(-len(value) % 4)
def section(e="<"): return block(0x0A0D0D0A, struct.pack(e + "IHHq", 0x1A2B3C4D, 1, 0, -1), e)
def interface(options=b"", e="<"): return block(1, struct.pack(e + "HHI", 1, 0, 0) + options + (option(0, b"", e) if options else b""), e)
def packet(i, time, e="<"): return block(6, struct.pack(e + "IIIII", i, time >> 32, time & 0xFFFFFFFF, len(FRAME), len(FRAME)) + FRAME, e)
FRAME, S = b"\xff" * 6 + b"\x02" * 6 + b"\x08\x00" + bytes(34), 1772359200 # 2026-03-01T10:00:00Z
nano, milli = option(9, b"\x09"), option(9, b"\x03")
open("micro.pcapng", "wb").write(section() + interface() + packet(0, S * 10**6 + 500000)); open("milli.pcapng", "wb").write(section() + interface(milli) + packet(0, S * 10**3 + 500))
open("nano.pcapng", "wb").write(section() + interface(nano) + packet(0, S * 10**9 + 500000000)); open("other-order.pcapng", "wb").write(section(">") + interface(b"", ">") + packet(0, S * 10**6 + 500000, ">"))
for n, magic, f in (("micro", 0xA1B2C3D4, 500000), ("nano", 0xA1B23C4D, 500000000)): open(n + ".pcap", "wb").write(struct.pack("<IHHiIIIIIII", magic, 2, 4, 0, 0, 65535, 1, S, f, len(FRAME), len(FRAME)) + FRAME)
P
python3 w.py
cat > t.py <<'P'
from importlib.metadata import version
import dpkt, fpcap, pktcap, pycapng
print({n: version(n) for n in ("fpcap", "pycapng", "dpkt", "pktcap")}); S = 1772359200
for f, fast, py in (("micro.pcapng", .5, .5), ("milli.pcapng", .0005, .5), ("nano.pcapng", 500, .5), ("micro.pcap", .5, .5), ("nano.pcap", .5, 500), ("other-order.pcapng", "not asked", [])):
    a = [float(t) - S for t, _ in (dpkt.pcapng if f.endswith("ng") else dpkt.pcap).Reader(open(f, "rb"))]; b = [p.time - S for p in pktcap.read_frames(f)]
    c = fast if isinstance(fast, str) else [p.timestamp_seconds - S + p.timestamp_microseconds / 10**6 for p in fpcap.PacketReader(f)]; d = [p.timestamp_ns / 10**9 - S for p in pycapng.read_packets(f)]
    print("  ", f, "| dpkt:", a, "| pktcap:", b, "| fpcap:", c, "| pycapng:", d)
    assert a == b == [.5] and (c == fast or abs(c[0] - fast) < 1e-9) and d == ([py] if py else py), (a, b, c, d)
print("still so")
P
v/bin/python t.py
