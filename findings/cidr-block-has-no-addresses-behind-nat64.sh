#!/usr/bin/env bash
# Software: cidr-block 2.3.0 (npm); ip-address 10.7.6 (npm) and Node's net beside it.
# Expected: the last four bytes of any IPv6 address may be written as an IPv4 address (RFC 4291, 2.2, third form), and RFC 6052 writes the addresses of NAT64 so: 64:ff9b::192.0.2.33.
# Instead: only ::ffff: may stand before the dots. 64:ff9b::192.0.2.33, 2001:db8:122:344::192.0.2.33 and ::192.0.2.33 are "not a valid IPv6 address", and a block of them is none.
# Matters: in clusters that are IPv6 alone DNS64 gives these addresses for everything outside, and logs and policies show them in this form.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts cidr-block@2.3.0 ip-address@10.7.6 >/dev/null 2>&1
cat > t.mjs <<'J'
import fs from 'fs'; import net from 'net'; import assert from 'assert'; import { ipv6 } from 'cidr-block'; import { Address6 } from 'ip-address';
for (const n of ['cidr-block', 'ip-address']) console.log(n, JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version);
for (const [text, right, ok] of [['64:ff9b::192.0.2.33', '64:ff9b::c000:221', false], ['2001:db8:122:344::192.0.2.33', '2001:db8:122:344::c000:221', false], ['::192.0.2.33', '::c000:221', false], ['::ffff:192.0.2.33', '::ffff:c000:221', true], ['64:ff9b::c000:221', '64:ff9b::c000:221', true]]) {
  const node = net.isIPv6(text), other = new Address6(text).correctForm(); let here; try { here = String(ipv6.address(text)); } catch (e) { here = e.message; }
  console.log('  ', text, '| Node:', node, '| ip-address:', other, '| cidr-block:', here); assert(node); assert.equal(other, right); assert.equal(here, ok ? right : `${text} is not a valid IPv6 address`);
}
console.log('still so');
J
node t.mjs
