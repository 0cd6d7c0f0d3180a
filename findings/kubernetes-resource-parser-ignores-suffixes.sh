#!/usr/bin/env bash
# Software: kubernetes-resource-parser 0.1.0, k8s-resource-parser 0.2.2 (both npm).
# Expected: valid quantities are read as Kubernetes' resource.Quantity reads them, or refused.
# Instead: kubernetes-resource-parser takes a suffix only after a whole number, for memory only those it knows, for CPU only m;
#   all else goes through parseFloat or parseInt and loses its suffix silently. CPU 500u is 500 cores and 2k is 2; memory 1.5Gi is 1 byte,
#   12E6 is 12, and 128974848000m (valid, the documentation's own example of memory) is NaN. k8s-resource-parser reads these rightly and
#   raises an error at u and n.
# Matters: metrics.k8s.io reports CPU usage in n, and manifests hold fractions such as 1.5Gi: sums over them are wrong by factors of 1e6 or 1e9 with no error.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts kubernetes-resource-parser@0.1.0 k8s-resource-parser@0.2.2 >/dev/null 2>&1
cat > t.cjs <<'J'
const assert = require('assert'), a = require('kubernetes-resource-parser'), b = require('k8s-resource-parser');
const ver = (n) => require(`./node_modules/${n}/package.json`).version;
console.log('kubernetes-resource-parser', ver('kubernetes-resource-parser'), 'k8s-resource-parser', ver('k8s-resource-parser'));
const get = (p, f, q) => { try { return p[f](q) } catch (e) { return e.constructor.name } };
for (const [f, q, x, y] of [['cpuParser', '100m', 0.1, 0.1], ['cpuParser', '500u', 500, 'SyntaxError'], ['cpuParser', '1234567n', 1234567, 'SyntaxError'],
  ['cpuParser', '2k', 2, 2000], ['memoryParser', '1Gi', 2 ** 30, 2 ** 30], ['memoryParser', '1.5Gi', 1, 1.5 * 2 ** 30], ['memoryParser', '12E6', 12, 12e6],
  ['memoryParser', '128974848000m', NaN, 128974848]]) {
  const r = [get(a, f, q), get(b, f, q)]; console.log(' ', f, q, '->', ...r); assert.deepStrictEqual(r, [x, y]);
}
console.log('still so');
J
node t.cjs
