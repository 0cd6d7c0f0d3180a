#!/usr/bin/env bash
# Software: @socialgouv/parse-manifests 1.16.4 (npm: "parse and summarize a bunch of kubernetes YAML manifests").
# Expected: an Ingress may have a default backend alone, a rule without a host is for all hosts, and a rule with a host alone leads to the default backend (API reference,
#   IngressSpec and IngressRule: rules, host and http may be left out). Images are those of all workloads.
# Instead: a rule without a host gives the host "https://undefined/"; a rule without http and an Ingress without rules are "Cannot read properties of undefined" for all
#   manifests together, as is a List, which `kubectl get -o yaml` prints. Images are those of Deployments: a CronJob's and a StatefulSet's are not there.
# Matters: the summary is what a pipeline shows of a change: an address that does not exist, images that are not listed, or nothing at all for one valid object.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts @socialgouv/parse-manifests@1.16.4 >/dev/null 2>&1
cat > t.cjs <<'J'
const fs = require('fs'), assert = require('assert'), parse = require('@socialgouv/parse-manifests').default;
console.log('@socialgouv/parse-manifests', JSON.parse(fs.readFileSync('node_modules/@socialgouv/parse-manifests/package.json')).version);
const backend = '{service: {name: a, port: {number: 80}}}', ingress = (spec) => `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: i}\nspec: ${spec}\n`;
const http = `http: {paths: [{path: /, pathType: Prefix, backend: ${backend}}]}`, pod = (image) => `template: {spec: {containers: [{name: c, image: "${image}"}]}}`;
const cases = [ // what, manifests, hosts, images (or the error)
  ['host and http', ingress(`{rules: [{host: a.example, ${http}}]}`), ['https://a.example/'], []],
  ['http alone', ingress(`{rules: [{${http}}]}`), ['https://undefined/'], []],
  ['host alone', ingress(`{defaultBackend: ${backend}, rules: [{host: a.example}]}`), "Cannot read properties of undefined (reading 'paths')"],
  ['no rules', ingress(`{defaultBackend: ${backend}}`), "Cannot read properties of undefined (reading 'flatMap')"],
  ['List', 'apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Service, metadata: {name: a}}\n', "Cannot read properties of undefined (reading 'namespace')"],
  ['workloads', `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: d}\nspec: {${pod('web:1')}}\n---\napiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: s}\nspec: {${pod('db:1')}}\n---\napiVersion: batch/v1\nkind: CronJob\nmetadata: {name: c}\nspec: {jobTemplate: {spec: {${pod('job:1')}}}}\n`, [], ['web:1']],
];
for (const [what, text, hosts, images] of cases) {
  let got; try { const r = parse(text); got = [r.hosts, r.images]; } catch (e) { got = e.message; }
  console.log('  ', what, '->', JSON.stringify(got)); assert.deepEqual(got, images ? [hosts, images] : hosts);
}
console.log('still so');
J
node t.cjs
