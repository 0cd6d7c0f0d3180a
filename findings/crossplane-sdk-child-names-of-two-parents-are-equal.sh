#!/usr/bin/env bash
# Software: PyPI crossplane-function-sdk-python 0.15.1: resource.child_name.
# Expected: a name for a child of a parent that no other pair of parts has: the hash at its end is there "for uniqueness", as the function says of itself.
# Instead: the hash is taken over the text that the parts make when they are joined with "-", which names may contain:
#   the child "blue-db" of "shop" and the child "db" of "shop-blue" have the same name, hash and all, at any length.
# Matters: two composite resources in one namespace, or of cluster scope, ask for one and the same object, and only one can have it.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile crossplane-function-sdk-python==0.15.1
cat > t.py <<'P'
from crossplane.function import resource
long = "a" * 40
for one, two in ((("shop", "blue-db"), ("shop-blue", "db")), (("a", "b", "c"), ("a-b", "c")), ((long, "x-" + long), (long + "-x", long))):
    a, b = resource.child_name(*one), resource.child_name(*two)
    print(one, "->", a, "|", two, "->", b); assert a == b and len(a) <= 63
assert resource.child_name("shop", "db") != resource.child_name("shop", "db2")
print("still so")
P
v/bin/python t.py
