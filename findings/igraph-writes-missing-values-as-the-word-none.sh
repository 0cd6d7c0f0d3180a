#!/usr/bin/env bash
# Software: igraph 1.0.0 (PyPI): Graph.write_graphml, write_gml; networkx 3.6.1 refuses or leaves out what is missing.
# Expected: a vertex without a namespace (None) has no <data> element, as GraphML lets a key have no value (GraphML Primer, "Attributes").
# Instead: None is written as the text "None", and comes back as such, from GraphML and GML alike: cluster-wide objects of an owner graph are all in
#   one namespace "None". A missing number is left out as it should be (nan when read), a missing text is not.
# Matters: no error and no warning; Gephi, Cytoscape and yEd show the namespace None, and a filter for a missing one finds nothing.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v && v/bin/pip -q install igraph==1.0.0 networkx==3.6.1 2>/dev/null
cat > t.py <<'P'
import igraph, networkx as nx
from importlib.metadata import version
print("igraph", version("igraph"), "networkx", version("networkx"))
g = igraph.Graph(directed=True); g.add_vertices(2); g.add_edges([(0, 1)])
g.vs["name"] = ["web-1", "node-1"]; g.vs["namespace"] = ["shop", None]; g.vs["revision"] = [17, None]
for form in ("graphml", "gml"):
    g.save("g." + form, format=form); h = igraph.Graph.Read("g." + form, format=form)
    print(form); print("  " + "\n  ".join(l.strip() for l in open("g." + form) if "None" in l or "17" in l or "attr.name" in l))
    print("  igraph reads:", [(v["namespace"], v["revision"]) for v in h.vs])
    assert list(h.vs["namespace"]) == ["shop", "None"] and str(h.vs["revision"][1]) == "nan"
n = nx.read_graphml("g.graphml"); got = [d["namespace"] for _, d in n.nodes(data=True)]; print("  networkx reads:", got); assert got == ["shop", "None"]
d = nx.DiGraph(); d.add_node("web-1", namespace="shop"); d.add_node("node-1")
nx.write_graphml(d, "n.graphml"); h = igraph.Graph.Read_GraphML("n.graphml"); print("  networkx leaves it out:", list(h.vs["namespace"]))
try: nx.write_graphml(nx.Graph([("a", "b", {"namespace": None})]), "x.graphml")
except Exception as e: print("  networkx with None:", type(e).__name__, e)
else: raise AssertionError("networkx writes None")
P
v/bin/python t.py
echo "still so"
