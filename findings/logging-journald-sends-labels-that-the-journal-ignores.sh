#!/usr/bin/env bash
# Software: logging-journald 0.6.12 (PyPI), "Pure python logging handler for writing logs to the journald using native protocol".
# Expected: sd_journal_print(3): names of fields are upper case letters, digits and underscores; "All assignments that do not follow this syntax will be ignored". A handler that
#   sends dictionaries as fields makes such names of their keys, or says that it cannot.
# Instead: the keys are written in upper case and nothing else: of {"app": "web", "app.kubernetes.io/name": "web"} the second is EXTRA_LABELS_APP.KUBERNETES.IO/NAME, which the
#   journal throws away. No error on either side; the rest of the entry is kept.
# Matters: an operator or a node agent in Python logs an object's labels in this way. journalctl shows those without a prefix, and none of the others.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile logging-journald==0.6.12
cat > t.py <<'P'
import logging, re, socket
from importlib.metadata import version
from logging_journald import JournaldLogHandler
print("logging-journald", version("logging-journald"))
journal = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM); journal.bind("journal"); journal.settimeout(5)
log = logging.getLogger("t"); log.propagate = False; log.addHandler(JournaldLogHandler(identifier="operator", socket_path="journal"))
log.warning("evicted", extra={"labels": {"app": "web", "app.kubernetes.io/name": "web", "pod-template-hash": "5d9"}, "pod": "web-0"})
fields = dict(line.split("=", 1) for line in journal.recv(1 << 16).decode().splitlines()); extra = {k: v for k, v in fields.items() if k.startswith("EXTRA_")}
kept = {k: v for k, v in extra.items() if re.fullmatch(r"[A-Z0-9][A-Z0-9_]{0,63}", k)}
print("   sent:", extra); print("   names that the journal takes:", kept)
assert fields["MESSAGE"] == "evicted" and set(extra) == {"EXTRA_LABELS_APP", "EXTRA_LABELS_APP.KUBERNETES.IO/NAME", "EXTRA_LABELS_POD-TEMPLATE-HASH", "EXTRA_POD"} and kept == {"EXTRA_LABELS_APP": "web", "EXTRA_POD": "web-0"}
print("still so")
P
v/bin/python t.py
