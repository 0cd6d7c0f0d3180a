#!/usr/bin/env bash
# Software: kubernetesjs 0.7.4 (npm, a typed client made from Kubernetes' OpenAPI document).
# Expected: query parameters of a call are sent, whatever its verb: labelSelector of a deletion of a collection, dryRun=All of a create or a delete,
#   propagationPolicy, gracePeriodSeconds.
# Instead: they are sent with GET alone. deleteCoreV1CollectionNamespacedPod with the selector app=old asks to delete all pods of the namespace, and a create
#   or a delete with dryRun=All is a real one. A list with the same selector is right, so a look before shows the right pods.
# Matters: a clean-up that was tried out with list, or with dryRun, removes everything in the namespace.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts kubernetesjs@0.7.4 >/dev/null 2>&1
cat > t.cjs <<'J'
const assert = require('assert'), fs = require('fs'), http = require('http'), { KubernetesClient } = require('kubernetesjs');
console.log('kubernetesjs', JSON.parse(fs.readFileSync('node_modules/kubernetesjs/package.json')).version);
let seen;
const server = http.createServer((q, r) => { let b = ''; q.on('data', (d) => (b += d)); q.on('end', () => { seen = `${q.method} ${q.url}`; r.setHeader('content-type', 'application/json'); r.end('{"kind":"Status"}'); }); });
server.listen(0, '127.0.0.1', async () => {
  const c = new KubernetesClient({ restEndpoint: `http://127.0.0.1:${server.address().port}` }), path = { namespace: 'd' }, one = { namespace: 'd', name: 'x' };
  for (const [what, call, want] of [
    ['list, labelSelector=app=old', () => c.listCoreV1NamespacedPod({ path, query: { labelSelector: 'app=old' } }), 'GET /api/v1/namespaces/d/pods?labelSelector=app%3Dold'],
    ['delete of a collection, labelSelector=app=old', () => c.deleteCoreV1CollectionNamespacedPod({ path, query: { labelSelector: 'app=old' } }), 'DELETE /api/v1/namespaces/d/pods'],
    ['delete, dryRun=All, propagationPolicy=Orphan', () => c.deleteAppsV1NamespacedDeployment({ path: one, query: { dryRun: 'All', propagationPolicy: 'Orphan' } }), 'DELETE /apis/apps/v1/namespaces/d/deployments/x'],
    ['create, dryRun=All', () => c.createCoreV1NamespacedPod({ path, query: { dryRun: 'All' }, body: { metadata: { name: 'x' } } }), 'POST /api/v1/namespaces/d/pods'],
  ]) { await call(); console.log('  ', what, '->', seen); assert.equal(seen, want); }
  console.log('still so'); process.exit(0);
});
J
node t.cjs
