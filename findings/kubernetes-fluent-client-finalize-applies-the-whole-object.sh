#!/usr/bin/env bash
# Software: kubernetes-fluent-client 3.11.6 (npm, the client of Pepr).
# Expected: Finalize("remove", f) takes one finalizer off an object and touches nothing else, as a JSON patch or an update of metadata.finalizers does.
# Instead: it reads the object and sends all of it back, spec and status included, as a forced server-side apply of the manager "pepr", with the
#   other finalizers. By the rules of server-side apply "pepr" owns every field from then on, and a finalizer that another manager set stays, since
#   leaving out what one never applied removes nothing.
# Matters: managedFields of a snapshot name "pepr" as the owner of replicas, images and all else; the next kubectl apply --server-side of the real owner
#   is a conflict, a change in between is undone (the resourceVersion is taken out), and an object that should go does not.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts kubernetes-fluent-client@3.11.6 >/dev/null 2>&1
cat > t.mjs <<'J'
import assert from 'assert'; import fs from 'fs'; import http from 'http';
const object = { apiVersion: 'apps/v1', kind: 'Deployment',
  metadata: { name: 'x', namespace: 'd', resourceVersion: '5', finalizers: ['example.org/a', 'example.org/b'], managedFields: [{ manager: 'argocd-controller' }] },
  spec: { replicas: 7, selector: { matchLabels: { a: 'b' } }, template: { metadata: { labels: { a: 'b' } }, spec: { containers: [{ name: 'c', image: 'web:1' }] } } }, status: { replicas: 7 } };
const seen = [];
const server = http.createServer((q, r) => { let b = ''; q.on('data', (d) => (b += d)); q.on('end', () => { seen.push([q.method, q.url, q.headers['content-type'], b]); r.setHeader('content-type', 'application/json'); r.end(JSON.stringify(object)); }); });
server.listen(0, '127.0.0.1', async () => {
  fs.writeFileSync('kc', JSON.stringify({ apiVersion: 'v1', kind: 'Config', clusters: [{ name: 'c', cluster: { server: `http://127.0.0.1:${server.address().port}`, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'u', user: {} }], contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }], 'current-context': 'x' }));
  process.env.KUBECONFIG = 'kc';
  const { K8s, kind } = await import('kubernetes-fluent-client');
  console.log('kubernetes-fluent-client', JSON.parse(fs.readFileSync('node_modules/kubernetes-fluent-client/package.json')).version);
  await K8s(kind.Deployment, { name: 'x', namespace: 'd' }).Finalize('remove', 'example.org/a');
  const [method, url, type, body] = seen.at(-1), sent = JSON.parse(body);
  console.log('  ', method, url, type); console.log('  ', body);
  assert.equal(method, 'PATCH'); assert.equal(type, 'application/apply-patch+yaml'); assert.match(url, /fieldManager=pepr.*force=true/);
  assert.deepEqual(sent.metadata, { name: 'x', namespace: 'd', finalizers: ['example.org/b'] });
  assert.deepEqual(sent.spec, object.spec); assert.deepEqual(sent.status, object.status);
  console.log('still so'); process.exit(0);
});
J
node t.mjs
