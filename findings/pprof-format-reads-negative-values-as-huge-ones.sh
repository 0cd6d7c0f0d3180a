#!/usr/bin/env bash
# Software: pprof-format 2.3.2 (npm, 21 million downloads a month), beside it protobuf 7.36.2 (PyPI) with the two messages of profile.proto.
# Expected: values of samples, numbers of labels and times of a profile are int64 in profile.proto. Differences of two profiles (`go tool pprof -proto -diff_base`) have negative values.
# Instead: pprof-format writes them rightly and reads them as unsigned: -5 is 18446744073709551611. Numbers that are not negative are right, up to 2^63 - 1.
# Matters: one function that became faster outweighs the whole profile; sums and shares made of it are nonsense, and no error says so. Use BigInt.asIntN(64, BigInt(v)).
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts pprof-format@2.3.2 >/dev/null 2>&1
python3 -m venv v >/dev/null; v/bin/pip -q --disable-pip-version-check install --no-compile protobuf==7.36.2
cat > t.cjs <<'J'
const assert = require('assert'), fs = require('fs'), { Profile, Sample, Label, StringTable } = require('pprof-format');
console.log('pprof-format', JSON.parse(fs.readFileSync('node_modules/pprof-format/package.json')).version);
const values = [7, -5, -(2 ** 40), 2n ** 63n - 1n, 0];
const p = Profile.decode(new Profile({ stringTable: new StringTable(), sample: [new Sample({ locationId: [1], value: values, label: [new Label({ key: 1, num: -7 })] })], durationNanos: -1 }).encode());
fs.writeFileSync('p.pb', p.encode());
const got = p.sample[0].value.map(String), rest = [p.sample[0].label[0].num, p.durationNanos].map(String);
console.log('   written', values.map(String), 'read', got, 'label and duration', rest);
assert.deepEqual(got, ['7', '18446744073709551611', '18446742974197923840', '9223372036854775807', '0']); assert.deepEqual(rest, ['18446744073709551609', '18446744073709551615']);
J
node t.cjs
cat > t.py <<'P'
from importlib.metadata import version
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
print("protobuf", version("protobuf"))
f = descriptor_pb2.FileDescriptorProto(name="p.proto", package="p", syntax="proto3"); s = f.message_type.add(name="Sample"); s.field.add(name="value", number=2, type=3, label=3)
f.message_type.add(name="Profile").field.add(name="sample", number=2, type=11, type_name=".p.Sample", label=3)
pool = descriptor_pool.DescriptorPool(); pool.Add(f)
got = list(message_factory.GetMessageClass(pool.FindMessageTypeByName("p.Profile")).FromString(open("p.pb", "rb").read()).sample[0].value); print("  ", got)
assert got == [7, -5, -2**40, 2**63 - 1, 0]
print("still so")
P
v/bin/python t.py
