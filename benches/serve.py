#!/usr/bin/env python3
"""Measures kf serve over a large file: python3 benches/serve.py KF FILE [--minute | --minute-only]

Prints when it is ready, processor time and peak memory for lists of all pods, pages, idle watches and
eight clients at once. With --minute, 100 clients do what clients do for a minute, among them such as
leave in the middle, send garbage or say nothing; --minute-only does nothing else, of any file, twice,
the first time to warm up. Needs Linux; resident memory is counted without the mapped file (RssAnon),
and in full.
"""
import http.client
import os
import random
import re
import resource
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time

KF, FILE = sys.argv[1], sys.argv[2]
PROTOBUF = "application/vnd.kubernetes.protobuf"
TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io"


class Server:
    def __init__(self):
        self.started = time.time()
        self.child = subprocess.Popen(
            [KF, "serve", "-s", FILE], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        line = self.child.stdout.readline()
        self.ready = time.time() - self.started
        text = open(line.strip().split("=", 1)[1]).read()
        self.port = int(re.search(r"server: https://127\.0\.0\.1:(\d+)", text).group(1))
        self.token = re.search(r"token: (\S+)", text).group(1)
        self.tls = ssl.create_default_context()
        self.tls.check_hostname = False
        self.tls.verify_mode = ssl.CERT_NONE

    def connect(self):
        return http.client.HTTPSConnection("127.0.0.1", self.port, context=self.tls, timeout=120)

    def ask(self, connection, path, accept="application/json"):
        headers = {"Authorization": "Bearer " + self.token, "Accept": accept}
        connection.request("GET", path, headers=headers)
        return connection.getresponse()

    def get(self, path, accept="application/json"):
        """Code, bytes of the body, and seconds until its first byte."""
        connection = self.connect()
        begin = time.time()
        answer = self.ask(connection, path, accept)
        buffer = bytearray(1 << 20)
        length, first = 0, None
        while n := answer.readinto(buffer):
            first = first or time.time() - begin
            length += n
        connection.close()
        return answer.status, length, first or 0

    def processor(self):
        fields = open(f"/proc/{self.child.pid}/stat").read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self, what):
        text = open(f"/proc/{self.child.pid}/status").read()
        return int(re.search(what + r":\s+(\d+)", text).group(1)) / 1024

    def files(self):
        return len(os.listdir(f"/proc/{self.child.pid}/fd"))

    def end(self):
        self.child.send_signal(signal.SIGINT)
        self.child.wait()


class Peak(threading.Thread):
    """The most anonymous memory while it runs, in MiB."""

    def __init__(self, server):
        super().__init__(daemon=True)
        self.server, self.most, self.on = server, 0, True
        self.start()

    def run(self):
        while self.on:
            self.most = max(self.most, self.server.memory("RssAnon"))
            time.sleep(0.01)

    def end(self):
        self.on = False
        self.join()
        return self.most


def measured(server, name, work):
    peak, cpu, begin = Peak(server), server.processor(), time.time()
    said = work()
    wall = time.time() - begin
    print(
        f"{name:34} wall {wall:7.2f} s  processor {server.processor() - cpu:6.2f} s  "
        f"anonymous {peak.end():6.1f} MiB  {said or ''}",
        flush=True,
    )


def one(server, path, accept):
    def work():
        code, length, first = server.get(path, accept)
        return f"{code}, {length / 1e6:.1f} MB, first byte after {first * 1000:.0f} ms"

    return work


def eight(server, accept):
    def work():
        threads = [threading.Thread(target=server.get, args=("/api/v1/pods", accept)) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    return work


def pages(server):
    connection, token, times = server.connect(), "", []
    for _ in range(20):
        begin = time.time()
        body = server.ask(connection, "/api/v1/pods?limit=500&continue=" + token, PROTOBUF).read()
        times.append(time.time() - begin)
        token = re.search(rb"\x1a.([A-Za-z0-9_=-]{20,})", body[:4096]).group(1).decode()
    times.sort()
    return f"median of 20 pages of 500: {times[10] * 1000:.1f} ms"


def json_pages(server):
    connection, token, times = server.connect(), "", []
    for _ in range(20):
        begin = time.time()
        body = server.ask(connection, "/api/v1/pods?limit=500&continue=" + token).read()
        times.append(time.time() - begin)
        token = re.search(rb'"continue":"([^"]+)"', body[:4096]).group(1).decode()
    times.sort()
    return f"median of 20 pages of 500: {times[10] * 1000:.1f} ms"


def watches(server):
    before, held = server.memory("RssAnon"), []
    for _ in range(1000):
        connection = server.connect()
        path = "/api/v1/namespaces/default/configmaps?watch=1&resourceVersion=" + revision(server)
        server.ask(connection, path)
        held.append(connection)
    grown = server.memory("RssAnon") - before
    for connection in held:
        connection.close()
    return f"1,000 idle watches on as many connections: {grown:.1f} MiB more"


def revision(server, kept={}):
    if "at" not in kept:
        connection = server.connect()
        body = server.ask(connection, "/api/v1/namespaces?limit=1").read()
        kept["at"] = re.search(rb'"resourceVersion":"(\d+)"', body).group(1).decode()
    return kept["at"]


def minute(server, seconds=60):
    end, wrong, done = time.time() + seconds, [], [0]

    def client(number):
        luck = random.Random(number)
        while time.time() < end:
            try:
                misbehave(luck) if luck.random() < 0.3 else behave(luck)
                done[0] += 1
            except Exception as e:  # noqa: BLE001
                wrong.append(repr(e))

    def behave(luck):
        path, accept, code = luck.choice(
            [
                ("/api/v1/pods?limit=500", "application/json", 200),
                ("/api/v1/pods?limit=500", PROTOBUF, 200),
                ("/api/v1/pods?limit=500", TABLE, 200),
                ("/api/v1/namespaces", "application/json", 200),
                ("/api/v1/namespaces/default/pods/nope", PROTOBUF, 404),
                ("/api/v1/pods?continue=x&limit=1", "application/json", 400),
                ("/api/v1/nosuch", "application/json", 404),
                ("/api/v1/configmaps?watch=1&timeoutSeconds=1&resourceVersion=" + revision(server), "", 200),
                ("/apis", "application/json", 200),
                ("/openapi/v3/apis/apps/v1", "application/json", 200),
            ]
        )
        got = server.get(path, accept)[0]
        if got != code:
            wrong.append(f"{path}: {got}")

    def misbehave(luck):
        which = luck.randrange(4)
        if which == 0:
            with socket.create_connection(("127.0.0.1", server.port)) as stream:
                stream.sendall(luck.randbytes(luck.randrange(1, 4096)))
        elif which == 1:
            with socket.create_connection(("127.0.0.1", server.port)):
                time.sleep(luck.random())
        else:
            connection = server.connect()
            answer = server.ask(connection, luck.choice(["/api/v1/pods", "/api/v1/pods?watch=1"]))
            # What is there: a watch of a small file goes on in silence.
            answer.read1(luck.randrange(1, 1 << 20))
            connection.sock and connection.sock.close()
            connection.close()

    files, memory = server.files(), server.memory("RssAnon")
    threads = [threading.Thread(target=client, args=(n,)) for n in range(100)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    time.sleep(12)
    if wrong:
        print(f"{len(wrong)} wrong: {wrong[:5]}")
    return (
        f"{done[0]} requests, {len(wrong)} wrong; memory {memory:.0f} -> {server.memory('RssAnon'):.0f} MiB, "
        f"files {files} -> {server.files()}"
    )


def cat():
    begin = time.time()
    with open(os.devnull, "w") as nothing:
        subprocess.run(["cat", FILE], stdout=nothing, check=True)
    return time.time() - begin


def main():
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    if "--minute-only" in sys.argv:
        server = Server()
        measured(server, "100 clients, to warm up", lambda: minute(server, 10))
        measured(server, "100 clients for a minute", lambda: minute(server))
        return server.end()
    cat()
    beside = sorted(cat() for _ in range(3))[1]
    server = Server()
    print(f"ready after {server.ready:.2f} s, cat {beside:.2f} s, ratio {server.ready / beside:.2f}")
    pods = "/api/v1/pods"
    measured(server, "all pods, JSON", one(server, pods, "application/json"))
    measured(server, "all pods, JSON, again", one(server, pods, "application/json"))
    measured(server, "all pods, protobuf", one(server, pods, PROTOBUF))
    measured(server, "all pods, protobuf, again", one(server, pods, PROTOBUF))
    measured(server, "all pods, table", one(server, pods, TABLE))
    measured(server, "pages, JSON", lambda: json_pages(server))
    measured(server, "pages, protobuf", lambda: pages(server))
    measured(server, "eight clients, JSON", eight(server, "application/json"))
    measured(server, "eight clients, protobuf", eight(server, PROTOBUF))
    measured(server, "idle watches", lambda: watches(server))
    if "--minute" in sys.argv:
        measured(server, "100 clients for a minute", lambda: minute(server))
    print(f"resident at most {server.memory('VmHWM'):.0f} MiB, the mapped file among it")
    server.end()


main()
