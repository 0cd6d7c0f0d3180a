#!/usr/bin/env bash
# Software: cdk8s-plus-33 2.5.57 with cdk8s 2.70.106 (npm).
# Expected: a HorizontalPodAutoscaler without scaleDown goes down to minReplicas after five minutes of stabilization, as the documentation of scaleDown says
#   ("Scale down to minReplica count with a 5 minute stabilization window") and as Kubernetes' own default (100 percent each 15 seconds) does.
# Instead: the policy that is written is `type: Pods, value: <minReplicas>, periodSeconds: 300`. The value of such a policy is how many pods may go in
#   one period, not how many stay: with minReplicas 1 and 60 pods it takes 59 periods, nearly five hours.
# Matters: after a peak a cluster is paid for hours longer, the more the smaller minReplicas is. Nothing in the object looks wrong unless one knows
#   what value means.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts cdk8s@2.70.106 cdk8s-plus-33@2.5.57 constructs@10 >/dev/null 2>&1
cat > t.cjs <<'J'
const assert = require('assert'), fs = require('fs'), { App, Chart } = require('cdk8s'), k = require('cdk8s-plus-33');
for (const n of ['cdk8s', 'cdk8s-plus-33']) console.log(n, JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version);
for (const minReplicas of [undefined, 1, 7]) {
  const chart = new Chart(new App(), 'c');
  const target = new k.Deployment(chart, 'd', { containers: [{ image: 'web', resources: { cpu: { request: k.Cpu.millis(100) } } }] });
  new k.HorizontalPodAutoscaler(chart, 'h', { target, minReplicas, maxReplicas: 60 });
  const { spec } = chart.toJson().find((o) => o.kind === 'HorizontalPodAutoscaler'), [policy] = spec.behavior.scaleDown.policies;
  console.log('   minReplicas', minReplicas, '-> scaleDown', JSON.stringify(spec.behavior.scaleDown), '| from 60 pods down:', Math.ceil((60 - spec.minReplicas) / policy.value) * policy.periodSeconds / 60, 'minutes');
  assert.deepEqual(spec.behavior.scaleDown.policies, [{ type: 'Pods', value: minReplicas ?? 1, periodSeconds: 300 }]);
}
assert.match(fs.readFileSync('node_modules/cdk8s-plus-33/lib/horizontal-pod-autoscaler.d.ts', 'utf8'), /scaling down\.\s+\*\s+\* @default - Scale down to minReplica count with a 5 minute stabilization window/);
console.log('still so');
J
node t.cjs
