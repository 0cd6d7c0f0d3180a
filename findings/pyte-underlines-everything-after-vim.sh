#!/usr/bin/env bash
# Software: pyte 0.8.2 and rich 15.0.0 (PyPI); @xterm/headless 6.0.0 (npm) as the judge.
# Expected: ESC [ > 4 ; 2 m asks for modified keys (XTMODKEYS) and ESC [ ? 4 m for a report of them (XTQMODKEYS); only without > or ? does the m set colours
#   (xterm control sequences). vim 9 writes both when it starts, so every recording of `kubectl edit` has them.
# Instead: pyte takes the first for "underlined": all text from there on is underlined until a reset, and leaving vim (ESC [ > 4 ; m)
#   resets all attributes. The second is a TypeError out of Screen.select_graphic_rendition. rich takes the first for "dim".
# Matters: screens rebuilt from terminal recordings (session audit, tests of terminal programs) show emphasis that nobody saw, or stop at the first edit.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts @xterm/headless@6.0.0 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile pyte==0.8.2 rich==15.0.0
cat > t.cjs <<'J'
const assert = require('assert'), { Terminal } = require('@xterm/headless'); console.log('@xterm/headless', JSON.parse(require('fs').readFileSync('node_modules/@xterm/headless/package.json')).version);
(async () => { for (const [s, bold] of [['\x1b[>4;2mkind: Pod', 0], ['\x1b[?4mkind: Pod', 0], ['\x1b[1m\x1b[>4;mkind: Pod', 1]]) {
  const t = new Terminal({ cols: 20, rows: 2, allowProposedApi: true }); await new Promise((r) => t.write(s, r));
  const l = t.buffer.active.getLine(0), c = l.getCell(0), got = [l.translateToString(true), !!c.isUnderline(), !!c.isDim(), !!c.isBold()];
  console.log('  ', JSON.stringify(s), 'text, underlined, dim, bold:', got); assert.deepEqual(got, ['kind: Pod', false, false, !!bold]);
} })();
J
node t.cjs
v/bin/python - <<'P'
from importlib.metadata import version
import pyte
from rich.text import Text
print({n: version(n) for n in ("pyte", "rich")})
def show(s):
    screen = pyte.Screen(20, 2)
    try: pyte.Stream(screen).feed(s)
    except TypeError as e: return str(e)
    c = screen.buffer[0][0]; return screen.display[0].rstrip(), c.underscore, c.bold
for s, want in [("\x1b[>4;2mkind: Pod", ("kind: Pod", True, False)), ("\x1b[1m\x1b[>4;mkind: Pod", ("kind: Pod", False, False))]:
    got = show(s); print("   pyte", repr(s), "text, underlined, bold:", got); assert got == want, got
got = show("\x1b[?4mkind: Pod"); print("   pyte", repr("\x1b[?4mkind: Pod"), got); assert "unexpected keyword argument 'private'" in got, got
r = Text.from_ansi("\x1b[>4;2mkind: Pod"); print("   rich", [str(x.style) for x in r.spans]); assert [str(x.style) for x in r.spans] == ["dim"], r.spans
print("still so")
P
