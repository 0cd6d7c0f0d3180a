#!/usr/bin/env bash
# Software: pyte 0.8.2, ansi2html 1.9.5, rich 15.0.0 (PyPI); ansi_up 6.0.6, ansi-to-html 0.7.2, anser 2.3.5, fancy-ansi 0.1.3 (npm); @xterm/headless 6.0.0 as the judge.
# Expected: ITU-T T.416 separates the parts of a colour by colons: ESC [ 38:2::255:128:0 m is orange, ESC [ 4:3 m a curly underline. Terminals take it,
#   and compilers, editors and fish write it. A reader that does not know it drops the sequence: a control sequence ends at its final byte (ECMA-48).
# Instead: five of seven end the sequence at the colon, so `2::255:128:0m` becomes text before the word; ansi2html makes the curly underline italic
#   as well, as if 4:3 were 4;3; only rich drops it without a trace.
# Matters: logs and recordings searched or shown with these have numbers glued to the words: `pod-1` is `3mpod-1` and no longer found.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts ansi_up@6.0.6 ansi-to-html@0.7.2 anser@2.3.5 fancy-ansi@0.1.3 @xterm/headless@6.0.0 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile pyte==0.8.2 ansi2html==1.9.5 rich==15.0.0
cat > t.mjs <<'J'
import fs from 'fs'; import assert from 'assert'; import { createRequire } from 'module'; const require = createRequire(import.meta.url);
const { AnsiUp } = await import('ansi_up'), Convert = require('ansi-to-html'), Anser = require('anser'), { FancyAnsi } = require('fancy-ansi'), { Terminal } = require('@xterm/headless');
console.log(['ansi_up', 'ansi-to-html', 'anser', 'fancy-ansi', '@xterm/headless'].map((n) => n + ' ' + JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version).join(', '));
const bare = (h) => h.replace(/<[^>]*>/g, '').replace(/[\x1b]/g, '');
const libs = { ansi_up: (s) => { const a = new AnsiUp(); return a.ansi_to_html(s) + a.ansi_to_html('') }, 'ansi-to-html': (s) => new Convert().toHtml(s), anser: (s) => Anser.ansiToHtml(s), 'fancy-ansi': (s) => new FancyAnsi().toHtml(s) };
for (const code of ['38:2::255:128:0', '38:5:208', '4:3']) {
  const s = `\x1b[${code}mpod-1\x1b[m`, t = new Terminal({ cols: 40, rows: 2, allowProposedApi: true }); await new Promise((r) => t.write(s, r));
  const l = t.buffer.active.getLine(0), c = l.getCell(0), x = [l.translateToString(true), c.isUnderline() ? 'underlined' : c.getFgColor()]; console.log(' ', code, '| xterm.js', x);
  assert.deepEqual(x, ['pod-1', { '38:2::255:128:0': 0xff8000, '38:5:208': 208, '4:3': 'underlined' }[code]]);
  for (const n in libs) { const got = bare(libs[n](s)); console.log('    ', n, JSON.stringify(got)); assert.ok(got !== 'pod-1' && got.endsWith(code.slice(code.indexOf(':') + 1) + 'mpod-1'), got) }
}
J
node t.mjs
v/bin/python - <<'P'
from importlib.metadata import version
import pyte
from ansi2html import Ansi2HTMLConverter
from rich.text import Text
print({n: version(n) for n in ("pyte", "ansi2html", "rich")})
for code in ("38:2::255:128:0", "38:5:208", "4:3"):
    s = f"\x1b[{code}mpod-1\x1b[m"; screen = pyte.Screen(40, 2); pyte.Stream(screen).feed(s)
    p, r, a = screen.display[0].rstrip(), Text.from_ansi(s).plain, Ansi2HTMLConverter(inline=True).convert(s, full=False)
    print("  ", code, "pyte", repr(p), "rich", repr(r), "ansi2html", a)
    assert p == code.split(":", 1)[1] + "mpod-1" and r == "pod-1" and ("italic" in a) == (code == "4:3"), (p, r, a)
print("still so")
P
