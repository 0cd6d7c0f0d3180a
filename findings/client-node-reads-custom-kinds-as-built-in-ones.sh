#!/usr/bin/env bash
# Software: @kubernetes/client-node 1.4.0 (npm), the last version for Node 20; 2.0 looks at the group. Against a small API server below.
# Expected: KubernetesObjectApi is the generic client: it reads and writes objects of any kind as they are; what it has no model for, such as a custom
#   resource, it passes on.
# Instead: it picks the model by version and kind, without the group. A NetworkPolicy of crd.projectcalico.org/v1 is read as the one of networking.k8s.io/v1 and
#   loses selector, order, types and the actions of its rules; a Service of serving.knative.dev/v1 is read and also created without its template; an
#   Ingress of config.openshift.io/v1 loses its domain. No error. A kind that no built-in has (here Gateway) comes through whole.
# Matters: copies and backups of Calico, Knative and OpenShift objects made with it are hollow, and a replace with what was read deletes the fields.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts @kubernetes/client-node@1.4.0 >/dev/null 2>&1
cat > t.mjs <<'J'
import assert from 'assert'; import fs from 'fs'; import http from 'http'; import { KubeConfig, KubernetesObjectApi } from '@kubernetes/client-node';
console.log('@kubernetes/client-node', JSON.parse(fs.readFileSync('node_modules/@kubernetes/client-node/package.json')).version);
const objects = [['crd.projectcalico.org/v1', 'NetworkPolicy', 'networkpolicies', { order: 10, selector: "app == 'web'", types: ['Ingress'], ingress: [{ action: 'Deny', source: { nets: ['10.0.0.0/8'] } }] }, { ingress: [{}] }],
  ['serving.knative.dev/v1', 'Service', 'services', { template: { spec: { containers: [{ image: 'web' }] } }, traffic: [{ latestRevision: true, percent: 100 }] }, {}],
  ['config.openshift.io/v1', 'Ingress', 'ingresses', { domain: 'apps.example.com' }, {}], ['gateway.networking.k8s.io/v1', 'Gateway', 'gateways', { gatewayClassName: 'x', listeners: [{ name: 'a', port: 80 }] }, null],
  ['networking.k8s.io/v1', 'NetworkPolicy', 'networkpolicies', { podSelector: {}, policyTypes: ['Ingress'] }, null]]
  .map(([apiVersion, kind, plural, spec, left]) => ({ plural, left, o: { apiVersion, kind, metadata: { name: 'a', namespace: 'prod' }, spec } }));
let posted;
const server = http.createServer((q, r) => {
  const path = q.url.split('?')[0], x = objects.find(({ o }) => path.startsWith(`/apis/${o.apiVersion}`) && (path.endsWith('v1') || path.includes('/prod/')));
  let body = ''; q.on('data', (d) => body += d); q.on('end', () => {
    if (q.method === 'POST') posted = JSON.parse(body);
    r.setHeader('content-type', 'application/json');
    r.end(JSON.stringify(path.endsWith('v1') ? { kind: 'APIResourceList', groupVersion: x.o.apiVersion, resources: [{ name: x.plural, singularName: '', namespaced: true, kind: x.o.kind, verbs: ['get'] }] } : x.o)); });
}).listen(0, '127.0.0.1', async () => {
  const c = new KubeConfig(); c.loadFromClusterAndUser({ name: 'c', server: `http://127.0.0.1:${server.address().port}`, skipTLSVerify: true }, { name: 'u' });
  const api = KubernetesObjectApi.makeApiClient(c);
  for (const { o, left } of objects) {
    const read = JSON.parse(JSON.stringify(await api.read(structuredClone(o)))); await api.create(structuredClone(o));
    console.log(' ', o.apiVersion, o.kind, '\n     is  ', JSON.stringify(o.spec), '\n     read', JSON.stringify(read.spec), '\n     sent', JSON.stringify(posted.spec));
    assert.deepStrictEqual(read.spec, left ?? o.spec); assert.deepStrictEqual(posted.spec, left ?? o.spec);
  }
  console.log('still so'); process.exit(0);
});
J
node t.mjs
