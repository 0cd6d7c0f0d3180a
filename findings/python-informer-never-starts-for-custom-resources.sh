#!/usr/bin/env bash
# Software: kubernetes 37.0.2 (PyPI), the official client with its new SharedInformer, against a small API server below.
# Expected: SharedInformer takes any list function of the client; its cache says that it holds dicts as well as models, and CustomObjectsApi, the client's one
#   way to custom resources, returns dicts.
# Instead: for custom resources the first list never succeeds: the informer takes the attribute items of the answer, which of a dict is its method, and
#   "'builtin_function_or_method' object is not iterable" goes to the log and to ERROR handlers. It lists again every 5 seconds for ever, never
#   watches, and the cache stays empty. For pods it works. A list function that wraps the answer in an object works too.
#   Watch alone, on the same server: with deserialize=False, made for dicts, an expired watch (410) is KeyError 'raw_object', where the default
#   raises ApiException 410, and no stream is resumed, as the resource version is not kept.
# Matters: a controller moved to the new informer sees no custom resource at all, which looks like an empty cluster.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile kubernetes==37.0.2
cat > t.py <<'P'
import functools, http.server, json, logging, threading, time, types, urllib.parse
import kubernetes
from kubernetes import client, informer, watch
logging.disable(logging.CRITICAL)
print("kubernetes", kubernetes.__version__)
def obj(kind, api): return {"apiVersion": api, "kind": kind, "metadata": {"name": "a", "namespace": "prod", "uid": "u", "resourceVersion": "7"}}
asked = []; GONE = False
class H(http.server.BaseHTTPRequestHandler):
    def log_message(self, *a): pass
    def do_GET(self):
        u = urllib.parse.urlparse(self.path); q = dict(urllib.parse.parse_qsl(u.query)); w = "watch" in q; asked.append("watch" if w else "list")
        kind, api = ("Pod", "v1") if u.path.endswith("/pods") else ("Widget", "example.com/v1")
        self.send_response(200); self.send_header("Content-Type", "application/json"); self.end_headers()
        if not w: return self.wfile.write(json.dumps({"apiVersion": api, "kind": kind + "List", "metadata": {"resourceVersion": "9"}, "items": [obj(kind, api)]}).encode())
        if GONE: return self.wfile.write(json.dumps({"type": "ERROR", "object": {"kind": "Status", "apiVersion": "v1", "status": "Failure", "code": 410, "reason": "Expired", "message": "too old"}}).encode() + b"\n")
        time.sleep(3)
s = http.server.ThreadingHTTPServer(("127.0.0.1", 0), H); s.daemon_threads = True; threading.Thread(target=s.serve_forever, daemon=True).start()
c = client.Configuration(); c.host = f"http://127.0.0.1:{s.server_address[1]}"; api = client.ApiClient(c)
pods = client.CoreV1Api(api).list_pod_for_all_namespaces
widgets = functools.partial(client.CustomObjectsApi(api).list_cluster_custom_object, "example.com", "v1", "widgets")
def wrapped(**kw):
    r = widgets(**kw)
    return r if kw.get("watch") else types.SimpleNamespace(items=r["items"], metadata=types.SimpleNamespace(resource_version=r["metadata"]["resourceVersion"]))
def run(f):
    asked.clear(); errors, added = [], []; i = informer.SharedInformer(f)
    i.add_event_handler(informer.ERROR, lambda e: errors.append(f"{type(e).__name__}: {e}")); i.add_event_handler(informer.ADDED, added.append); i.start(); time.sleep(2)
    r = len(i.cache.list()), list(asked), errors[:1]; i.stop(); return r
bad = ["TypeError: 'builtin_function_or_method' object is not iterable"]
for name, f, want in [("pods", pods, (1, ["list", "watch"], [])), ("custom resources", widgets, (0, ["list"], bad)), ("custom resources, wrapped", wrapped, (1, ["list", "watch"], []))]:
    r = run(f); print(f"  {name}: {r[0]} in the cache, requests {r[1]}, errors {r[2]}"); assert r == want, r
time.sleep(2); GONE = True
def stream(**kw):
    asked.clear()
    try: list(watch.Watch().stream(widgets, resource_version="5", **kw)); return "end", len(asked)
    except (client.ApiException, KeyError) as e: return f"{type(e).__name__} {getattr(e, 'status', None) or e}", len(asked)
for kw, want in [({}, ("ApiException 410", 2)), ({"deserialize": False}, ("KeyError 'raw_object'", 1))]:
    r = stream(**kw); print("  expired watch", kw, "->", *r, "requests"); assert r == want, r
print("still so")
P
v/bin/python t.py
