#!/usr/bin/env bash
# Software: npm properties-reader 3.0.1 and properties 1.2.1 beside properties-file 5.0.7, on an application.properties of a ConfigMap. Needs Node 20 and npm.
# Expected: java.util.Properties (load): a backslash at the end of a line joins the next one, \: is a colon, \u00fc is ü, and every value is a text; properties-file does so.
# Instead: properties-reader knows no backslash: a list over two lines ends with the backslash, its second line is a key of its own with an empty value,
#   and C\:\\x stays as written. Its get() makes numbers of texts that look so: version 1.10 is 1.1, the account 007 is 7, an id of 20 digits is rounded.
#   properties joins the lines, but 1.10 is 1.1, 0x1F is 31 and an empty value null.
# Matters: lists of brokers and JDBC addresses are written over several lines; an audit of ConfigMaps in JavaScript sees half of the brokers.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null; npm i --silent --no-audit --no-fund properties-reader@3.0.1 properties@1.2.1 properties-file@5.0.7 >/dev/null
cat > t.mjs <<'J'
import assert from "node:assert";
import fs from "node:fs";
import { propertiesReader } from "properties-reader";
import properties from "properties";
import { getProperties } from "properties-file";
const text = "brokers=one:9092,\\\n  two:9092\npath=C\\:\\\\x\nowner=M\\u00fcller\nversion=1.10\naccount=007\nid=12345678901234567890\nmask=0x1F\nempty=\n";
fs.writeFileSync("a.properties", text);
const reader = propertiesReader({ sourceFile: "a.properties" }), keys = ["brokers", "path", "owner", "version", "account", "id", "mask", "empty"];
const java = getProperties(text), get = Object.fromEntries(keys.map(k => [k, reader.get(k)])), other = properties.parse(text);
console.log("properties-file  ", JSON.stringify(java));
console.log("properties-reader", JSON.stringify(get), "keys:", Object.keys(reader.getAllProperties()).join(" "));
console.log("properties       ", JSON.stringify(other));
assert.deepEqual({ ...java }, { brokers: "one:9092,two:9092", path: "C:\\x", owner: "Müller", version: "1.10", account: "007", id: "12345678901234567890", mask: "0x1F", empty: "" });
assert.equal(get.brokers, "one:9092,\\"); assert.equal(get.path, "C\\:\\\\x"); assert.equal(get.owner, "M\\u00fcller");
assert.deepEqual([get.version, get.account, get.id], [1.1, 7, 12345678901234567000]);
assert.ok(Object.keys(reader.getAllProperties()).some(k => k.startsWith("two")));
assert.deepEqual([other.brokers, other.version, other.mask, other.empty], ["one:9092,two:9092", 1.1, 31, null]);
console.log("still so");
J
node t.mjs
