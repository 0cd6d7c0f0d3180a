#!/usr/bin/env bash
# Software: kubernetesjs 0.7.4 (npm, a typed client made from Kubernetes' OpenAPI document).
# Expected: replace...() sends the object it is given, patch...() the patch with one of the media types of Kubernetes' patches.
# Instead: both send no body at all: PUT and PATCH with Content-Type application/json and Content-Length 0. create...() sends its object.
# Matters: everything that was tried with list, get and create works, and no object can ever be changed; the API server's answer speaks of a missing body
#   or of an unknown media type and so looks like a mistake in the object.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts kubernetesjs@0.7.4 >/dev/null 2>&1
cat > t.cjs <<'J'
const assert = require('assert'), fs = require('fs'), http = require('http'), { KubernetesClient } = require('kubernetesjs');
console.log('kubernetesjs', JSON.parse(fs.readFileSync('node_modules/kubernetesjs/package.json')).version);
let seen;
const server = http.createServer((q, r) => { let b = ''; q.on('data', (d) => (b += d)); q.on('end', () => { seen = [q.method, q.headers['content-type'], b]; r.setHeader('content-type', 'application/json'); r.end('{"kind":"Status"}'); }); });
server.listen(0, '127.0.0.1', async () => {
  const c = new KubernetesClient({ restEndpoint: `http://127.0.0.1:${server.address().port}` }), path = { namespace: 'd' }, one = { namespace: 'd', name: 'x' }, body = { metadata: { name: 'x' }, data: { k: 'v' } };
  for (const [what, call, want] of [
    ['create ', () => c.createCoreV1NamespacedConfigMap({ path, query: {}, body }), ['POST', 'application/json', JSON.stringify(body)]],
    ['replace', () => c.replaceCoreV1NamespacedConfigMap({ path: one, query: {}, body }), ['PUT', 'application/json', '']],
    ['patch  ', () => c.patchCoreV1NamespacedConfigMap({ path: one, query: {}, body }), ['PATCH', 'application/json', '']],
    ['patch, media type given', () => c.patchCoreV1NamespacedConfigMap({ path: one, query: {}, body }, { headers: { 'Content-Type': 'application/merge-patch+json' } }), ['PATCH', 'application/merge-patch+json', '']],
  ]) { await call(); console.log('  ', what, '->', JSON.stringify(seen)); assert.deepEqual(seen, want); }
  console.log('still so'); process.exit(0);
});
J
node t.cjs
