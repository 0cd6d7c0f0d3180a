#!/usr/bin/env bash
# Software: @kubernetes/client-node 1.4.0 (npm).
# Expected: V1LeaseSpec.renewTime is declared as V1MicroTime (a class that extends Date), so an object read from a server or from YAML holds such
#   an object, as metadata.creationTimestamp, declared Date, holds a Date.
# Instead: the deserializer has no entry for the type and leaves the text as it is: renewTime, acquireTime and an Event's eventTime are plain
#   strings at run time. TypeScript compiles lease.spec.renewTime.getTime(), and it raises "is not a function"; comparing it with a
#   Date by < is false both ways. Turning it into the declared class loses digits: new V1MicroTime("...40.123456Z") prints
#   "...40.123000Z", six digits of which three are always zero.
# Matters: Lease and Event times are the sub-second clock of an etcd snapshot. Tools on this client that sort Leases by time compare
#   strings or NaN without an error, and the declared class would drop the microseconds.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund @kubernetes/client-node@1.4.0 >/dev/null 2>&1
cat > t.mjs <<'J'
import assert from 'assert'; import fs from 'fs'; import { loadYaml, V1MicroTime } from '@kubernetes/client-node';
const root = 'node_modules/@kubernetes/client-node/';
console.log('@kubernetes/client-node', JSON.parse(fs.readFileSync(root + 'package.json')).version);
const declared = fs.readFileSync(root + 'dist/gen/models/V1LeaseSpec.d.ts', 'utf8').match(/'renewTime'\?: (\w+)/)[1];
const l = loadYaml(`
apiVersion: coordination.k8s.io/v1
kind: Lease
metadata: {name: a, creationTimestamp: "2026-11-22T18:00:00Z"}
spec: {renewTime: "2026-11-22T18:24:40.123456Z"}
`);
const created = l.metadata.creationTimestamp, renew = l.spec.renewTime;
let err = ''; try { renew.getTime() } catch (e) { err = e.message }
const printed = JSON.stringify(new V1MicroTime(renew));
console.log('declared:', declared, '| read as:', typeof renew, '| creationTimestamp read as:', created.constructor.name);
console.log('getTime():', err); console.log('renewTime < creationTimestamp:', renew < created, '; >:', renew > created); console.log('new V1MicroTime(renewTime):', printed);
assert.equal(declared, 'V1MicroTime'); assert.equal(typeof renew, 'string'); assert(created instanceof Date); assert(V1MicroTime.prototype instanceof Date);
assert.equal(err, 'renew.getTime is not a function'); assert(!(renew < created) && !(renew > created));
assert.equal(printed, '"2026-11-22T18:24:40.123000Z"');
console.log('still so');
J
node t.mjs
