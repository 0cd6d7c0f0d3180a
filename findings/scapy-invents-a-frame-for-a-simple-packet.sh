#!/usr/bin/env bash
# Software: scapy 2.8.0 and dpkt 1.9.8 (PyPI); python-pcapng 2.1.1 and pktcap 0.1.3 (PyPI) beside them.
# Expected: a Simple Packet Block of pcapng has a packet without a time; its bytes are as many as its length and the interface's snaplen allow, and a snaplen of 0 is none at all.
# Instead: for scapy 0 means no bytes: the packet becomes a frame of Ethernet that it makes itself, with addresses that are in no file, and its time is the time of reading. With a snaplen of 65535 it is the
#   packet, with the time of reading. dpkt leaves such packets out, so the file is empty. No error.
# Matters: the block is there for writers that must save space and time; the list of packets has invented addresses, or nothing, and a time that looks as if it were captured now.
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
for snaplen in (0, 65535): open(f"{snaplen}.pcapng", "wb").write(section() + block(1, struct.pack("<HHI", 1, 0, snaplen)) + block(3, struct.pack("<I", len(FRAME)) + FRAME))
P
python3 w.py
cat > t.py <<'P'
import logging, time; logging.disable(logging.CRITICAL)
from importlib.metadata import version
import dpkt, pktcap
from pcapng import FileScanner, blocks
from scapy.all import rdpcap
print({n: version(n) for n in ("dpkt", "scapy", "python-pcapng", "pktcap")}); frame = b"\xff" * 6 + b"\x02" * 6 + b"\x08\x00" + bytes(34)
for snaplen in (0, 65535):
    f = f"{snaplen}.pcapng"; a = [b.packet_data for b in FileScanner(open(f, "rb")) if isinstance(b, blocks.SimplePacket)]; b = [bytes(p.data) for p in pktcap.read_frames(f)]; c = [bytes(x) for _, x in dpkt.pcapng.Reader(open(f, "rb"))]
    s = rdpcap(f); now = abs(float(s[0].time) - time.time()) < 60
    print("   snaplen", snaplen, "| python-pcapng, pktcap:", len(a[0]), len(b[0]), "bytes to", a[0][:6].hex(":"), "| dpkt:", c, "| scapy:", len(bytes(s[0])), "bytes, of", "the file" if bytes(s[0]) == frame else "its own", "at", "the time of reading" if now else s[0].time)
    assert a == b == [frame] and c == [] and len(s) == 1 and now and (bytes(s[0]) == frame) is (snaplen == 65535) and (snaplen or len(bytes(s[0])) == 14)
print("still so")
P
v/bin/python t.py
