#!/usr/bin/env bash
# Software: pydot 4.0.1 (PyPI), ts-graphviz 3.0.7 (npm).
# Expected: Node("system:masters") and Edge("system:masters", "view") speak of one node with that name: Kubernetes' own groups, users and roles begin with
#   `system:` (RBAC documentation), and in DOT a name with a colon is written in quotes, as both do with a slash or a blank.
# Instead: both take what stands behind the colon for a port, as in DOT's `node:port`. pydot's Node drops it: the node is `system`, and three subjects are
#   one. ts-graphviz writes "system:masters" for the node and "system":"masters" for the end of the edge, so that every edge of every such subject
#   starts at one new node "system", and the subjects stand alone. No error in either.
# Matters: a graph of who may do what shows the rights of system:masters, system:nodes and system:anonymous as those of one subject.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v && v/bin/pip -q install pydot==4.0.1 2>/dev/null
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts ts-graphviz@3.0.7 >/dev/null 2>&1
cat > t.py <<'P'
import pydot
from importlib.metadata import version
print("pydot", version("pydot"))
g = pydot.Dot("rbac", graph_type="digraph")
for s in ("system:masters", "system:nodes", "system:anonymous", "team/ops"):
    g.add_node(pydot.Node(s)); g.add_edge(pydot.Edge(s, "view"))
text = g.to_string(); print(text)
nodes = {n.get_name() for n in pydot.graph_from_dot_data(text)[0].get_nodes()}; print("  nodes:", sorted(nodes))
assert nodes == {"system", '"team/ops"'}, nodes
P
v/bin/python t.py
cat > t.mjs <<'J'
import fs from 'fs'; import assert from 'assert'; import { digraph, toDot } from 'ts-graphviz';
console.log('ts-graphviz', JSON.parse(fs.readFileSync('node_modules/ts-graphviz/package.json')).version);
const text = toDot(digraph('rbac', (g) => { for (const s of ['system:masters', 'system:nodes', 'team/ops']) { g.node(s); g.edge([s, 'view']) } }));
console.log(text);
assert.match(text, /^ *"system:masters";$/m); assert.match(text, /^ *"system":"masters" -> "view";$/m); assert.match(text, /^ *"system":"nodes" -> "view";$/m);
assert.match(text, /^ *"team\/ops" -> "view";$/m);
J
node t.mjs
echo "still so"
