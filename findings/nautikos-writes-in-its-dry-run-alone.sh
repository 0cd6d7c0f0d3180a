#!/usr/bin/env bash
# Software: nautikos 0.3.4 (PyPI, sets image tags in manifests) with typer 0.7.0, which it asks for, and click 8.3.1, as a fresh install brings it; beside it click 8.1.8.
# Expected: the tool writes the new tag into the file; with --dry-run it says what it would do.
# Instead: since click 8.3 the default of such an option comes as the text 'False', which counts as true, and the option given comes as None. So without
#   --dry-run nothing is written, though it says "modified" and "Updated 1 out of 1" with exit status 0, and with --dry-run the file is changed. With click 8.1 it is right. Every
#   program of typer 0.7 with an option that is a flag of one name does the same.
# Matters: a pipeline goes on with the old image after an update of a library two steps away, and the harmless look at it is what changes the repository.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
printf 'environments:\n- name: p\n  manifests:\n  - path: d.yaml\n    type: kubernetes\n' > nautikos.yaml
python3 -m venv v >/dev/null; v/bin/pip -q --disable-pip-version-check install --no-compile nautikos==0.3.4
v/bin/python -c 'from importlib.metadata import requires; print("nautikos asks for", requires("nautikos"))'
for c in 8.1.8 8.3.1; do
  v/bin/pip -q --disable-pip-version-check install --no-compile click==$c
  v/bin/python -c 'from importlib.metadata import version as v; print(*(f"{n} {v(n)}" for n in ("nautikos", "typer", "click")))'
  for o in "" --dry-run; do
    printf 'apiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n      - image: team/app:1.0\n' > d.yaml
    v/bin/nautikos team/app 2.0 $o > log; s=$?; i=$(sed -n 's/.*image: //p' d.yaml)
    echo "   ${o:-no option}: $(tail -1 log); exit status $s; the file has $i"
    grep -q "Updated 1 out of 1" log
    case $c$o in 8.1.8 | 8.3.1--dry-run) [ $i = team/app:2.0 ] ;; *) [ $i = team/app:1.0 ] ;; esac
  done
done
echo "still so"
