#!/usr/bin/env bash
# Software: prettier-plugin-nginx 1.0.3 with prettier 3.10.1 (npm); nginx-conf 2.1.0 (npm) reads the file before.
# Expected: a # between quotes is a character like any other; a comment begins at one outside of them (nginx, "Configuration File's Structure"). A formatter changes blanks.
# Instead: the parameters before the # are deleted, and the rest is written as a comment on a line of its own, so the directive has neither its text nor its semicolon. In a
#   file with more lines those after it may be cut as well. Exit status 0.
# Matters: with --write the file is replaced: nginx refuses it, or takes the lines that follow for parameters. Links with fragments and colours have a #.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts prettier@3.10.1 prettier-plugin-nginx@1.0.3 nginx-conf@2.1.0 >/dev/null 2>&1
cat > t.cjs <<'J'
const fs = require('fs'), assert = require('assert'), { execFileSync } = require('child_process'), { NginxConfFile } = require('nginx-conf');
for (const n of ['prettier-plugin-nginx', 'prettier', 'nginx-conf']) console.log(n, JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version);
for (const [text, read, now] of [
  ['add_header Link "</docs#top>; rel=help";', (c) => c.add_header[0]._value === 'Link "</docs#top>; rel=help"', 'add_header #top>; rel=help";'],
  ['server { return 200 "#1"; }', (c) => c.server[0].return[0]._value === '200 "#1"', 'server { return #1"; } }'],
  ['rewrite ^/a$ "/b#c" permanent;', (c) => c.rewrite[0]._value === '^/a$ "/b#c" permanent', 'rewrite #c" permanent;'],
  ['add_header Link "</docs>; rel=help";', (c) => c.add_header[0]._value === 'Link "</docs>; rel=help"', 'add_header Link "</docs>; rel=help";'],
]) {
  NginxConfFile.createFromSource(text, (error, c) => { assert.ifError(error); assert(read(c.nginx), text); });
  fs.writeFileSync('n.conf', text + '\n');
  const after = execFileSync('node_modules/.bin/prettier', ['--plugin', 'prettier-plugin-nginx', '--parser', 'nginx', 'n.conf'], { encoding: 'utf8' }).trim().split(/\s+/).join(' '); // raises unless the status is 0
  console.log('  ', text, '->', after); assert.equal(after, now);
}
console.log('still so');
J
node t.cjs
