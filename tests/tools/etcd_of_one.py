"""A real etcd of one member in a temporary directory, for scripts that are run by hand."""

import base64
import http.client
import json
import os
import shutil
import subprocess
import tempfile
import time


class Etcd:
    """Starts etcd on loopback; `put` and `delete` return the revision they made."""

    def __init__(self, port=23790):
        self.directory = tempfile.mkdtemp(prefix="kf-etcd-")
        self.port = port
        client, peer = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{port + 1}"
        self.log = open(os.path.join(self.directory, "log"), "w")
        self.process = subprocess.Popen(
            ["etcd", "--data-dir", os.path.join(self.directory, "data"), "--name", "m",
             "--listen-client-urls", client, "--advertise-client-urls", client,
             "--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer,
             "--initial-cluster", f"m={peer}", "--unsafe-no-fsync"],
            stdout=self.log, stderr=self.log)
        self.connection = http.client.HTTPConnection("127.0.0.1", port)
        for _ in range(100):
            try:
                self.call("kv/range", {"key": self.text("x")})
                return
            except (OSError, http.client.HTTPException, ValueError, KeyError):
                self.connection.close()
                time.sleep(0.1)
        raise SystemExit("etcd does not start: " + self.directory)

    @staticmethod
    def text(value):
        value = value.encode() if isinstance(value, str) else value
        return base64.b64encode(value).decode()

    def call(self, method, body):
        self.connection.request("POST", "/v3/" + method, json.dumps(body))
        answer = json.loads(self.connection.getresponse().read())
        if "header" not in answer:
            raise KeyError(str(answer))
        return answer

    def put(self, key, value, lease=0):
        body = {"key": self.text(key), "value": self.text(value)}
        if lease:
            body["lease"] = lease
        return int(self.call("kv/put", body)["header"]["revision"])

    def delete(self, key):
        return int(self.call("kv/deleterange", {"key": self.text(key)})["header"]["revision"])

    def lease(self, seconds):
        return int(self.call("lease/grant", {"TTL": seconds})["ID"])

    def compact(self, revision):
        self.call("kv/compaction", {"revision": revision, "physical": True})

    def snapshot(self, path):
        subprocess.run(
            ["etcdctl", "--endpoints", f"http://127.0.0.1:{self.port}", "snapshot", "save", path],
            check=True, env={**os.environ, "ETCDCTL_API": "3"},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def stop(self):
        self.process.terminate()
        self.process.wait()
        self.log.close()
        shutil.rmtree(self.directory)
