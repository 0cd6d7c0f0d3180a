#!/usr/bin/env bash
# Software: sql.js 1.17.0, node-sqlite3-wasm 0.8.60 (both npm).
# Expected: a whole JavaScript number that a double holds exactly is bound as an SQLite integer, as node-sqlite3-wasm does up to 2^53-1.
# Instead: sql.js binds whole numbers as integers only within 32 bits; from 2^31 on they are REAL. A column of INTEGER affinity turns them back, but
#   in an expression they stay: 'rv-' || ? with 2147483648 is "rv-2147483648.0", json_object gives 2147483648.0, and ? / 1000 is no whole
#   division any more. The same value as a BigInt is right.
# Matters: kine's ids, revisions and the milliseconds of any time are above 2^31 in long-lived clusters: keys or JSON composed in SQL change
#   their form on the day the counter passes it, and no test with small ids shows it.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts sql.js@1.17.0 node-sqlite3-wasm@0.8.60 >/dev/null 2>&1
cat > t.cjs <<'J'
const assert = require('assert'), fs = require('fs'), { Database } = require('node-sqlite3-wasm');
const ver = (n) => JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version;
require('sql.js')().then((S) => {
  console.log('sql.js', ver('sql.js'), 'node-sqlite3-wasm', ver('node-sqlite3-wasm'));
  const a = new S.Database(), b = new Database(), sql = "select 'rv-' || ? t, json_object('rv', ?) j, ? / 1000 d";
  for (const [v, want] of [[2147483647, ['rv-2147483647', '{"rv":2147483647}', 2147483]], [2147483648, ['rv-2147483648.0', '{"rv":2147483648.0}', 2147483.648]],
    [2147483648n, ['rv-2147483648', '{"rv":2147483648}', 2147483]]]) {
    const x = a.exec(sql, [v, v, v])[0].values[0], y = Object.values(b.get(sql, [v, v, v]));
    console.log(' ', typeof v, String(v), x, y);
    assert.deepStrictEqual(x, want); assert.deepStrictEqual(y, ['rv-' + v, `{"rv":${v}}`, 2147483]);
  }
  a.run('create table kine (id integer primary key)'); a.run('insert into kine values (?)', [2147483648]);
  assert.deepStrictEqual(a.exec("select typeof(id), 'rv-' || id from kine")[0].values, [['integer', 'rv-2147483648']]);
  b.close(); console.log('still so');
});
J
node t.cjs
