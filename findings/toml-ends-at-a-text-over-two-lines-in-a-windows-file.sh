#!/usr/bin/env bash
# Software: toml 0.10.2 (PyPI, the newest), beside it Python's own tomllib.
# Expected: TOML (0.5, which it names, and 1.0): a line ends with LF or CRLF; a text in """ or ''' may go over lines.
# Instead: in a file with CRLF such a text, its key and all that follows in the file are gone, with no error. With LF, or without such a text, all is right.
# Matters: configurations of containerd and of Telegraf and Vector on Windows nodes have CRLF, and their scripts and templates are texts over lines. What is read is half the file.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile toml==0.10.2
cat > t.py <<'P'
import toml, tomllib
from importlib.metadata import version
print("toml", version("toml"))
plain = 'version = 3\n[a]\nx = "one"\n[b]\ny = 2\n'; long = 'version = 3\n[a]\nx = """\none\ntwo\n"""\nz = 1\n[b]\ny = 2\n'; literal = long.replace('"""', "'''")
whole = {"version": 3, "a": {"x": "one\ntwo\n", "z": 1}, "b": {"y": 2}}
for name, text, right in (("one line", plain, {"version": 3, "a": {"x": "one"}, "b": {"y": 2}}), ('"""', long, whole), ("'''", literal, whole)):
    for end, crlf in (("LF", text), ("CRLF", text.replace("\n", "\r\n"))):
        assert tomllib.loads(crlf) == right; got = toml.loads(crlf); print("  ", name, end, "->", got)
        assert got == ({"version": 3, "a": {}} if end == "CRLF" and name != "one line" else right), got
print("still so")
P
v/bin/python t.py
