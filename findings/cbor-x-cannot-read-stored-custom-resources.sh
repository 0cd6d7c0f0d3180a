#!/usr/bin/env bash
# Software: cbor-x 1.6.9, cbor 10.0.12 (both npm), on a value in the form Kubernetes 1.32 and later stores (gate CBORServingAndStorage).
# Expected: CBOR libraries read the value into an object whose kind is "Foo".
# Instead: Kubernetes' encoder writes text as byte strings (major type 2), map keys too, which CBOR allows. cbor-x with its default
#   settings wants property names and raises "Invalid property name type object" at the first key; only mapsAsObjects:false reads it, as a
#   Map whose keys are Buffers, so map.get("kind") is undefined there as well. The package cbor reads it, but does not take the
#   self-described tag off: it returns a Tagged object around a Map with Buffer keys.
# Matters: neither popular JavaScript decoder gives a usable object from a stored custom resource; the strings must be turned by hand, and
#   with them real byte fields cannot be told from text.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts cbor-x@1.6.9 cbor@10.0.12 >/dev/null 2>&1
cat > t.mjs <<'J'
import assert from 'assert'; import fs from 'fs'; import * as X from 'cbor-x'; import cbor from 'cbor';
// d9d9f7 {'apiVersion': 'ex.example/v1', 'kind': 'Foo', 'spec': {'n': 3}}, every string a byte string
const s = (t) => Buffer.concat([Buffer.from([0x40 + t.length]), Buffer.from(t)]);
const value = Buffer.concat([Buffer.from([0xd9, 0xd9, 0xf7, 0xa3]), s('apiVersion'), s('ex.example/v1'), s('kind'), s('Foo'), s('spec'), Buffer.from([0xa1]), s('n'), Buffer.from([3])]);
const ver = (n) => JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version;
console.log('cbor-x', ver('cbor-x'), 'cbor', ver('cbor'));
let err = ''; try { X.decode(value) } catch (e) { err = e.message }
console.log('cbor-x default:', err);
const m = new X.Decoder({ mapsAsObjects: false }).decode(value);
console.log('cbor-x mapsAsObjects:false:', m.constructor.name, 'first key', [...m.keys()][0], 'get("kind")', m.get('kind'));
const t = cbor.decodeFirstSync(value);
console.log('cbor:', t.constructor.name, t.tag, t.value.constructor.name, 'get("kind")', t.value.get('kind'));
assert.equal(err, 'Invalid property name type object');
assert(m instanceof Map && Buffer.isBuffer([...m.keys()][0]) && m.get('kind') === undefined);
assert(t.constructor.name === 'Tagged' && t.tag === 55799 && t.value instanceof Map && Buffer.isBuffer([...t.value.keys()][0]) && t.value.get('kind') === undefined);
console.log('still so');
J
node t.mjs
