#!/usr/bin/env bash
# Software: json-merge-patch 0.0.1 (crates.io, "Implementation of RFC 7396"), beside it json-patch 5.0.0 (crates.io) with its merge(). Needs cargo with Rust 1.80 or newer.
# Expected: RFC 7396 (2): where the patch has an object and the target no object, the target counts as an empty object; a list of the patch replaces what was there, as it is.
# Instead: an object of numbers as keys goes into a list by place: {"0": null} removes the first element, {"3": "tcp"} fills up with nulls. An empty object
#   leaves the list as it is. From a list in the patch the nulls are dropped, so what stood behind them moves forward.
# Matters: data of ConfigMaps and selectors by port have numbers as keys, and rows of results have null in their places; what is stored is another object than
#   an API server makes of the same patch.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
mkdir src; export CARGO_TARGET_DIR=$T/target
cat > Cargo.toml <<'C'
[package]
name = "t"
version = "0.0.0"
edition = "2021"
[dependencies]
json-merge-patch = "=0.0.1"
json-patch = "=5.0.0"
serde_json = "1"
[profile.dev]
debug = 0
[workspace]
C
cat > src/main.rs <<'R'
use serde_json::{json, Value};
fn main() {
    let cases = [
        (json!({"a": 1}), json!({"a": [1, 2]}), json!({"a": [1, 2]}), true),
        (json!({"a": ["x", "y"]}), json!({"a": {"0": null}}), json!({"a": {}}), false),
        (json!({"a": ["x"]}), json!({"a": {"3": "tcp"}}), json!({"a": {"3": "tcp"}}), false),
        (json!({"a": ["x"]}), json!({"a": {"3": "tcp", "b": 1}}), json!({"a": {"3": "tcp", "b": 1}}), true),
        (json!({"a": ["x"]}), json!({"a": {}}), json!({"a": {}}), false),
        (json!({"row": []}), json!({"row": ["web", null, 3]}), json!({"row": ["web", null, 3]}), false),
    ];
    for (target, patch, right, same) in cases {
        let (mut a, mut b): (Value, Value) = (target.clone(), target.clone());
        json_merge_patch::json_merge_patch(&mut a, &patch);
        json_patch::merge(&mut b, &patch);
        println!("   {target} with {patch}: {a} | json-patch: {b}");
        assert_eq!(b, right);
        assert_eq!(a == right, same);
    }
}
R
cargo build -q; for n in json-merge-patch json-patch; do cargo pkgid $n | sed "s/.*#/$n /; s/$n $n@/$n /"; done
target/debug/t
echo "still so"
