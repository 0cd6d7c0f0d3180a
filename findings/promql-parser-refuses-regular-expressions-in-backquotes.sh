#!/usr/bin/env bash
# Software: PyPI promql-parser 0.12.0 (the Rust parser's Python form); npm @prometheus-io/lezer-promql 0.315.0, the grammar of Prometheus' own page, as the second reader.
# Expected: "No escaping is processed inside backticks" (Prometheus, Querying basics, String literals), so any character but a backquote may follow a backslash.
# Instead: what follows a backslash is checked as in quoted texts: `\d`, `\.`, `\w`, `\s` and `\-` are "unknown escape sequence". Then it is not used:
#   `\b` passes the check and stays a backslash and b. With the backslash doubled the rule passes, and its expression matches no name.
# Matters: backquotes are there for regular expressions. One such matcher makes the linter refuse a whole file of rules that Prometheus runs.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile promql-parser==0.12.0
npm init -y >/dev/null; npm i --silent --no-audit --no-fund @prometheus-io/lezer-promql@0.315.0 @lezer/common @lezer/lr @lezer/highlight >/dev/null
cat > l.mjs <<'J'
import { parser } from "@prometheus-io/lezer-promql";
let bad = false; parser.parse(process.argv[2]).iterate({ enter: n => { if (n.type.isError) bad = true; } }); console.log(bad ? "error" : "read");
J
cat > t.py <<'P'
import subprocess
import promql_parser as p
for inside, refused in (("web", 0), (r"\bapi\b", 0), (r"web-\\d+", 0), (r"web-\d+", 1), (r"a\.b", 1), (r"\w+", 1), (r"a\sb", 1), (r"a\-b", 1)):
    query = "up{pod=~`" + inside + "`}"
    lezer = subprocess.run(["node", "l.mjs", query], capture_output=True, text=True, check=True).stdout.strip()
    try: got = p.parse(query).matchers.matchers[0].value; assert got == inside, got
    except ValueError as e: got = "refused: " + str(e)
    print(f"{query:26} lezer: {lezer:6} promql-parser: {got}")
    assert lezer == "read" and ("unknown escape sequence" in got) == bool(refused), got
print("still so")
P
v/bin/python t.py
