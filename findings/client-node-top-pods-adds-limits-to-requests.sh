#!/usr/bin/env bash
# Software: @kubernetes/client-node 1.4.0 (npm), the official client (topPods of 2.0.1 has the same lines), with an API of plain objects below.
# Expected: topPods gives the requests, limits and usage of every pod: the sums over its containers, and the usage that the metrics API has for the pod of
#   this name in this namespace.
# Instead: three things. For memory each step of RequestTotal begins with the limits so far, not the requests: a pod of two containers with requests of
#   100 and limits of 1000 each has requests of 1100 (CPU is right). Over all namespaces the metrics are looked up by the name of the pod
#   alone: web-0 of staging has the usage of web-0 of prod. And 1.5Gi, a good quantity, rejects the call for all pods with
#   "Cannot convert 1.5 to a BigInt", here and in topNodes; 1536Mi, 1.5 and 12E6 are read.
# Matters: StatefulSets and sidecars make equal names and two containers the rule; capacity reports made with it are wrong and look plausible.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts @kubernetes/client-node@1.4.0 >/dev/null 2>&1
cat > t.mjs <<'J'
import assert from 'assert'; import fs from 'fs'; import { topNodes, topPods } from '@kubernetes/client-node';
console.log('@kubernetes/client-node', JSON.parse(fs.readFileSync('node_modules/@kubernetes/client-node/package.json')).version);
const box = (i, request, limit) => ({ name: 'c' + i, resources: { requests: { memory: request, cpu: '1' }, limits: { memory: limit, cpu: '10' } } });
const pod = (namespace, name, ...boxes) => ({ metadata: { name, namespace }, spec: { nodeName: 'n', containers: boxes.map((b, i) => box(i, ...b)) }, status: { phase: 'Running' } });
const api = (pods) => ({ listNamespacedPod: async () => ({ items: pods }), listPodForAllNamespaces: async () => ({ items: pods }), listNode: async () => ({ items: [{ metadata: { name: 'n' }, status: { allocatable: { cpu: '4', memory: '16Gi' } } }] }) });
const none = { getPodMetrics: async () => ({ items: [] }) };
for (const [n, want] of [[1, [100, 1000, 1, 10]], [2, [1100, 2000, 2, 20]], [3, [2100, 3000, 3, 30]]]) {
  const [s] = await topPods(api([pod('prod', 'web-0', ...Array(n).fill(['100', '1000']))]), none), r = [s.Memory.RequestTotal, s.Memory.LimitTotal, s.CPU.RequestTotal, s.CPU.LimitTotal];
  const [d] = await topNodes(api([pod('prod', 'web-0', ...Array(n).fill(['100', '1000']))]));
  console.log(`  ${n} containers of 100/1000: memory requests ${r[0]}, limits ${r[1]}; CPU ${r[2]}, ${r[3]}; topNodes memory requests ${d.Memory.RequestTotal}`); assert.deepStrictEqual([r, d.Memory.RequestTotal], [want, 100 * n]);
}
const usage = (namespace, cpu) => ({ metadata: { name: 'web-0', namespace }, containers: [{ name: 'c0', usage: { cpu, memory: '50' } }] });
const both = await topPods(api([pod('prod', 'web-0', ['100', '1000']), pod('staging', 'web-0', ['100', '1000'])]), { getPodMetrics: async () => ({ items: [usage('staging', '1m'), usage('prod', '3')] }) });
const seen = Object.fromEntries(both.map((s) => [s.Pod.metadata.namespace, s.CPU.CurrentUsage])); console.log('  usage of web-0, prod 3 and staging 1m:', seen); assert.deepStrictEqual(seen, { prod: 3, staging: 3 });
for (const [q, want] of [['1.5Gi', 'Cannot convert 1.5 to a BigInt'], ['1536Mi', 'read'], ['12E6', 'read']]) {
  const pods = [pod('a', 'x', ['1Gi', '1Gi']), pod('a', 'y', [q, '2Gi'])], t = async (f) => { try { await f(); return 'read'; } catch (e) { return e.message; } };
  const r = [await t(() => topPods(api(pods), none)), await t(() => topNodes(api(pods)))]; console.log('  one pod with', q, '->', ...r); assert.deepStrictEqual(r, [want, want]);
}
console.log('still so');
J
node t.mjs
