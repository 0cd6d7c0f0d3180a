#!/usr/bin/env bash
# Software: larztoml 0.1.0 (PyPI), beside it Python's own tomllib.
# Expected: "Real TOML ... arrays (including multi-line), inline tables, and comments", and TOML 1.0: a comment may stand behind an element of a list over lines; a backslash at
#   the end of a line in """ takes the break and the spaces after it away; a quoted key may have a =.
# Instead: the comment is "bad number: '# ...'", a quoted key with a = is "unterminated value". The backslash at the end of a
#   line stays in the text with the break and the spaces, and no error.
# Matters: lists of registries with a comment each and long commands that are broken over lines are what such files have.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile larztoml==0.1.0
cat > t.py <<'P'
import larztoml, tomllib
from importlib.metadata import version
print("larztoml", version("larztoml"))
for text, want in (('mirrors = [\n  "a",\n  "b",\n]\n', None), ('mirrors = [\n  "a", # ours\n  "b",\n]\n', "bad number"), ('"a=b" = 1\n', "unterminated value"), ('run = """one \\\n   two"""\n', {"run": "one \\\n   two"})):
    right = tomllib.loads(text)
    try: got = larztoml.loads(text)
    except larztoml.TOMLError as e: got = str(e)
    print("  ", repr(text), "->", got, "| tomllib:", right); assert got != right and (got == want if isinstance(want, dict) else want in got) if want else got == right, got
print("still so")
P
v/bin/python t.py
