#!/usr/bin/env bash
# Software: @sigyn/logql 2.2.0 (npm), "Parse and serialize LogQL query", beside it @grafana/lezer-logql 0.4.2, Grafana's own grammar.
# Expected: a query that is read and written again asks for the same lines: filters, parsers and label filters as they were, in their order, as the order matters in LogQL.
# Instead: a query without |= gets one, for lines that contain the query's own text: {app="web"} becomes {app="web"} |= `{app="web"}`, which nothing matches. A label filter
#   behind a parser becomes a stream selector and stands before the parser, and a |~ behind a != is gone. A selector with one |= is right.
# Matters: queries are taken from dashboards and alerts to be given another namespace. They come back valid, and with other lines or none.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts @sigyn/logql@2.2.0 @grafana/lezer-logql@0.4.2 @lezer/lr@1.4.10 @lezer/common@1.5.5 >/dev/null 2>&1
cat > t.mjs <<'J'
import fs from 'fs'; import assert from 'assert'; import { LogQL } from '@sigyn/logql'; import { parser } from '@grafana/lezer-logql';
for (const n of ['@sigyn/logql', '@grafana/lezer-logql']) console.log(n, JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version);
const valid = (q) => { let ok = true; parser.parse(q).iterate({ enter: (n) => { if (n.type.isError) ok = false; } }); return ok; };
for (const [query, want, still] of [['{app="web"} |= `a`', '{app="web"} |= `a`', true], ['{app="web"}', '{app="web"} |= `{app="web"}`', true],
  ['{app="web"} | json | level="error"', '{app="web",level="error"} |= `{app="web"} | json | level="error"` | level = "error" | json', true],
  ['{app="web"} != "b" |~ "c"', '{app="web"} != `b`', true]]) {
  const got = new LogQL(query).toString(); console.log('  ', query, '->', got, valid(got) ? '' : '(no LogQL)');
  assert(valid(query)); if (want) assert.equal(got, want); assert.equal(valid(got), still); if (want !== query) assert.notEqual(got, query);
}
console.log('still so');
J
node t.mjs
