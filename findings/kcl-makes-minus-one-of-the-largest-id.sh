#!/usr/bin/env bash
# Software: KCL 0.13.2 by PyPI kcl-lib.
# Expected: numbers are 64 bit with a sign, and one that does not fit is an error: so says the compiler to 9223372036854775807 + 1 and to 18446744073709551616.
# Instead: a number from 2^63 to 2^64 - 1 that is written down becomes negative: 18446744073709551615 is -1, also with the type int, also as 0xFFFFFFFFFFFFFFFF.
#   Read from JSON the same number is the float 18446744073709551616.0, and 1Gi, which the language has for Kubernetes, is 1073741824.0.
# Matters: half of all etcd member and lease ids, and hashes of 64 bit in labels and status, are above 2^63. What comes out looks like a sound id.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile kcl-lib==0.13.2
cat > t.py <<'P'
import json, re
import kcl_lib.api as api
def run(code):
    open("t.k", "w").write(code)
    try: r = api.API().exec_program(api.ExecProgramArgs(k_filename_list=["t.k"])); said = r.err_message
    except Exception as e: said = str(e)
    if said: return re.sub(r"\x1b\[[0-9;]*m", "", said).strip()
    return json.loads(r.json_result)["a"]
cases = [("a = 9223372036854775807", 2**63 - 1), ("a = 9223372036854775808", -2**63), ("a: int = 10276657743932975437", 10276657743932975437 - 2**64), ("a = 18446744073709551615", -1), ("a = 0xFFFFFFFFFFFFFFFF", -1),
    ("import json\na = json.decode('18446744073709551615')", 2.0**64), ("a = 1Gi", 2.0**30)]
for code, want in cases:
    got = run(code); print(f"{code.splitlines()[-1]:50} -> {got!r}"); assert got == want and type(got) is type(want), got
for code, word in (("a = 9223372036854775807 + 1", "overflow"), ("a = 18446744073709551616", "InvalidSyntax")):
    got = run(code); print(f"{code:50} -> {' '.join(str(got).split())[-90:]}"); assert word in str(got), got
print("still so")
P
v/bin/python t.py
