#!/usr/bin/env bash
# Software: fancy-ansi 0.1.3 (npm, the colour library of a Kubernetes log viewer) and rich 15.0.0 (PyPI), on what `ls --hyperlink` of GNU coreutils prints;
#   ansi_up 6.0.6 and @xterm/headless 6.0.0 (npm) beside them.
# Expected: the sequence OSC 8 gives an address to the text between two of them; OSC ends with BEL or with ESC \ (xterm control sequences). The text is shown,
#   as a link or plain, and the address is not.
# Instead: fancy-ansi removes the text with the sequences: toHtml of a line of linked names has the blanks between them, hasAnsi is true, nothing is
#   an error. rich's Text.from_ansi knows OSC 8 with ESC \ only: with BEL, as ls and many programs write it, the addresses are shown as text and the
#   link is lost.
# Matters: names are missing from logs shown in a browser, as programs that believe themselves on a terminal (kubectl exec -t, CI) write such links.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts fancy-ansi@0.1.3 ansi_up@6.0.6 @xterm/headless@6.0.0 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile rich==15.0.0
mkdir d; touch d/member d/snap.db
(cd d && ls -1 --hyperlink=always --color=never) | sed 's,file:[^ ]*/d/,file://host/d/,' | tr '\n' ' ' > bel.txt
sed 's/\x07/\x1b\\/g' bel.txt > st.txt
cat > t.mjs <<'J'
import fs from 'fs'; import assert from 'assert'; import { FancyAnsi } from 'fancy-ansi'; import { AnsiUp } from 'ansi_up'; import xterm from '@xterm/headless';
const ver = (n) => n + ' ' + JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version;
console.log(ver('fancy-ansi'), ver('ansi_up'), ver('@xterm/headless'));
for (const f of ['bel.txt', 'st.txt']) {
  const s = fs.readFileSync(f, 'utf8'), a = new FancyAnsi().toHtml(s), b = new AnsiUp(); b.url_allowlist = { file: 1 }; const c = b.ansi_to_html(s);
  const t = new xterm.Terminal({ cols: 60, rows: 2, allowProposedApi: true }); await new Promise((r) => t.write(s, r));
  const x = t.buffer.active.getLine(0).translateToString(true).trim();
  console.log(' ', f, JSON.stringify(s)); console.log('    xterm.js', JSON.stringify(x)); console.log('    ansi_up ', c); console.log('    fancy-ansi', JSON.stringify(a));
  assert.equal(x, 'member snap.db'); assert.match(c, /<a href="file:\/\/host\/d\/member">member<\/a> <a [^>]*>snap.db<\/a>/); assert.equal(a.trim(), '');
}
J
node t.mjs
v/bin/python - <<'P'
from importlib.metadata import version
from rich.text import Text
print("rich", version("rich"))
st, bel = (Text.from_ansi(open(f, newline="").read()) for f in ("st.txt", "bel.txt"))
for n, t in (("ESC \\", st), ("BEL", bel)): print("  ", n, repr(t.plain), [str(s.style) for s in t.spans])
assert st.plain.strip() == "member snap.db" and str(st.spans[0].style) == "link file://host/d/member", st
assert bel.plain.strip() == "8;;file://host/d/membermember8;; 8;;file://host/d/snap.dbsnap.db8;;" and not bel.spans, bel
print("still so")
P
