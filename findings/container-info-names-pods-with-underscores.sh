#!/usr/bin/env bash
# Software: container-info 1.1.0 (npm, 128,000 downloads a month: container and pod from /proc/self/cgroup).
# Expected: podId is the uid of the pod in the API, whatever cgroup driver the kubelet has. With the driver systemd, kubeadm's default, the kubelet writes "_" for each "-" of a uid, since
#   "-" separates levels in the name of a slice (systemd.slice(5)); the uid of a static pod is a hash without hyphens.
# Instead: the underscores are left in, so one pod has two ids by driver, and no object has the one; for static pods (etcd, the API server) there is no podId at
#   all, though the line holds it. containerId is right in all of them.
# Matters: traces and logs that carry this id do not join with objects by metadata.uid, and those of the control plane have no pod. No error.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts container-info@1.1.0 >/dev/null 2>&1
cat > t.cjs <<'J'
const fs = require('fs'), assert = require('assert'), info = require('container-info');
console.log('container-info', JSON.parse(fs.readFileSync('node_modules/container-info/package.json')).version);
const id = '2227daf62df6694645fee5df53c1f91271546a9560e8600a525690ae252b7f63', uid = '90d81341-92de-11e7-8cf2-507b9d4141fa', hash = 'd3b9c1f2a4e5968778695a4b3c2d1e0f';
for (const [what, line, want, now] of [
  ['cgroupfs', `0::/kubepods/burstable/pod${uid}/${id}`, uid, uid],
  ['systemd', `0::/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod${uid.replace(/-/g, '_')}.slice/cri-containerd-${id}.scope`, uid, uid.replace(/-/g, '_')],
  ['systemd, static pod', `0::/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod${hash}.slice/cri-containerd-${id}.scope`, hash, undefined],
  ['cgroupfs, static pod', `0::/kubepods/burstable/pod${hash}/${id}`, hash, undefined],
]) {
  const got = info.parse(line); console.log('  ', what, '| uid:', want, '| podId:', got.podId);
  assert.equal(got.containerId, id); assert.equal(got.podId, now);
}
console.log('still so');
J
node t.cjs
