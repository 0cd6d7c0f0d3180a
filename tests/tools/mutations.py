"""Files of every form that kf reads, made of the fixtures, and ways to damage them, for `mutate`."""

import gzip
import io
import os
import shutil
import sqlite3
import struct
import tarfile
import tempfile
import zipfile

FIXTURES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../fixtures")
PAGE = 4096

# What lengths, counts and places are put to.
EDGES = [0, 1, 2, 3, 7, 8, 15, 16, 127, 128, 255, 256, 4095, 4096, 4097, 0x7FFF, 0x8000, 0xFFFF, 0x10000,
         0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0x7FFFFFFFFFFFFFFF, 0x8000000000000000, 0xFFFFFFFFFFFFFFFF]

# What a terminal would act on.
ESCAPES = [b"\x1b]0;t\x07", b"\x1b[2J", b"\xc2\x9b31m", "\u202e".encode(), "\u2066".encode(),
           "\u061c".encode(), "\u2028".encode(), b"\x00", b"\x08\x08", b"\r", b"\x7f"]


def fixture(path):
    """The bytes of a fixture, unpacked where it is one file in an archive."""
    path = os.path.join(FIXTURES, path)
    with open(path, "rb") as file:
        data = file.read()
    if path.endswith(".gz") and not path.endswith(".tar.gz"):
        return gzip.decompress(data)
    if path.endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.read(max(archive.infolist(), key=lambda i: i.file_size))
    return data


def members(path):
    """The files of a tar archive, by name."""
    with tarfile.open(os.path.join(FIXTURES, path)) as archive:
        return {m.name: archive.extractfile(m).read() for m in archive if m.isfile()}


def kine():
    """A database of kine's, with the log that it has while it is open."""
    database = sqlite3.connect(":memory:")
    database.executescript(fixture("dumps/sqlite3.sql").decode())
    with tempfile.TemporaryDirectory() as top:
        path = os.path.join(top, "state.db")
        copy = sqlite3.connect(path)
        database.backup(copy)
        copy.execute("PRAGMA journal_mode=WAL")
        copy.execute("UPDATE kine SET lease = 7 WHERE id % 2 = 0")
        copy.commit()
        found = {}
        for name in ("state.db", "state.db-wal"):
            with open(os.path.join(top, name), "rb") as file:
                found[name] = file.read()
        copy.close()
    return found


# Real snapshots, the last with keys to read it.
DATABASES = ["c115-A.db.gz", "c136-A.zip", "c136-B-flat.zip", "carve-after.db.gz", "two-clusters.db.gz",
             "gone-versions.db.gz", "gone-types-carved.db.gz", "cr-of-removed-version.db.gz",
             "crd-and-crs-deleted.db.gz", "fields-of-1.37.db.gz", "enc-kms-A.db.gz", "enc-aescbc-A.db.gz"]
DUMPS = ["etcdctl-get.json", "etcdctl-leases.json", "mariadb-dump-hex.sql", "mariadb-dump.sql", "pg_dump-escape.sql",
         "pg_dump-inserts.sql", "pg_dump.sql", "python.sql", "sqlite3.sql", "vcluster-snapshot.tar.gz",
         "microk8s-dbctl-backup.tar.gz"]
DIRECTORIES = ["auth", "compacted", "restored-3.4", "torn", "transactions"]
PACKED = ["noise-10.Z", "noise-16.Z", "noise.lzw", "noise.zst", "sparse-old.tar.gz", "sparse-pax.tar.gz"]


class Corpus:
    """The fixtures in memory. `make` writes a damaged copy of one of a form."""

    FORMS = ["bolt", "gz", "zip", "tar", "directory", "kine", "dump", "packed", "encrypted"]
    WEIGHTS = [8, 2, 2, 1, 3, 3, 3, 1, 3]

    def __init__(self):
        self.databases = {name: fixture(f"snapshots/{name}") for name in DATABASES}
        self.archives = {}
        for name in DATABASES:
            with open(os.path.join(FIXTURES, "snapshots", name), "rb") as file:
                self.archives[name] = file.read()
        self.dumps = {name: fixture(f"dumps/{name}") for name in DUMPS}
        self.packed = {name: fixture(f"input/{name}") for name in PACKED}
        self.directories = {name: members(f"datadir/{name}.tar.gz") for name in DIRECTORIES}
        self.kine = kine()
        self.value = fixture("values/configmap.bin")
        self.keys = fixture("encryption/enc-aescbc.yaml")

    def make(self, form, random, directory):
        """Writes a damaged file of a form into a directory. Returns its path and flags to read it with."""
        def pick(files):
            return files[random.choice(sorted(files))]

        flags = []
        if form == "bolt":
            files = {"etcd.db": damaged(pick(self.databases), random, database=True)}
        elif form == "gz":
            name = random.choice([n for n in DATABASES if n.endswith(".gz")])
            files = {"etcd.db.gz": self.packed_up(name, random)}
        elif form == "zip":
            name = random.choice([n for n in DATABASES if n.endswith(".zip")])
            files = {"etcd.zip": self.packed_up(name, random)}
        elif form == "tar":
            files = {"etcd.tar.gz": tar(self.damaged_members(pick(self.directories), random))}
            if random.random() < 0.3:
                files["etcd.tar.gz"] = damaged(files["etcd.tar.gz"], random)
        elif form == "directory":
            files = self.damaged_members(pick(self.directories), random)
        elif form == "kine":
            files = self.damaged_members(self.kine, random)
            if random.random() < 0.5:
                files.pop("state.db-wal")
        elif form == "dump":
            name = random.choice(DUMPS)
            files = {name: damaged(self.dumps[name], random)}
        elif form == "packed":
            name = random.choice(PACKED)
            files = {name: damaged(self.packed[name], random)}
        elif form == "value":
            files = {"value": damaged(self.value, random)}
        else:
            keys = damaged(self.keys, random) if random.random() < 0.3 else self.keys
            sealed = self.databases["enc-aescbc-A.db.gz"]
            files = {"enc.yaml": keys, "etcd.db": damaged(sealed, random, database=True)}
            flags = ["--encryption-config", os.path.join(directory, "enc.yaml")]
        for name, data in files.items():
            path = os.path.join(directory, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as file:
                file.write(data)
        if form == "directory":
            return directory, flags
        first = [name for name in files if not name.endswith(("-wal", ".yaml"))][0]
        return os.path.join(directory, first), flags

    def packed_up(self, name, random):
        """A damaged archive, or an archive of a damaged file."""
        if random.random() < 0.4:
            return damaged(self.archives[name], random)
        data = damaged(self.databases[name], random, database=True)
        if name.endswith(".gz"):
            return gzip.compress(data, 1, mtime=0)
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", random.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])) as archive:
            archive.writestr(zipfile.ZipInfo("etcd.db"), data)
        return packed.getvalue()

    @staticmethod
    def damaged_members(files, random):
        """The files with one of them damaged, or all."""
        which = random.choice([*sorted(files), None])
        return {name: damaged(data, random, database=name.endswith("db")) if which in (name, None) else data
                for name, data in files.items()}

    def whole(self, path):
        """Writes a snapshot as it was recorded."""
        with open(path, "wb") as file:
            file.write(self.databases["c115-A.db.gz"])


def tar(files):
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz", compresslevel=1) as archive:
        for name, data in sorted(files.items()):
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return packed.getvalue()


def damaged(data, random, database=False):
    """The bytes with one or some things done to them."""
    data = bytearray(data)
    ways = WAYS + (OF_DATABASES * 2 if database else [])
    for _ in range(random.choice([1, 1, 1, 1, 2, 3, 8])):
        if data:
            random.choice(ways)(data, random)
    return bytes(data)


def flip(data, random):
    for _ in range(random.choice([1, 1, 4, 64])):
        data[random.randrange(len(data))] ^= 1 << random.randrange(8)


def edge(data, random):
    """A number of the edges at any place."""
    put(data, random.randrange(len(data)), random.choice(EDGES), random)


def put(data, at, value, random):
    size = random.choice([1, 2, 4, 8])
    value &= (1 << (8 * size)) - 1
    end = random.choice(["little", "little", "big"])
    data[at:at + size] = value.to_bytes(size, end)[:len(data) - at]


def cut(data, random):
    del data[random.randrange(len(data)):]


def remove(data, random):
    at = random.randrange(len(data))
    del data[at:at + random.choice([1, 8, 100, PAGE])]


def insert(data, random):
    at = random.randrange(len(data))
    data[at:at] = random.randbytes(random.choice([1, 8, 100, PAGE]))


def copy(data, random):
    """A part over another part of the same file."""
    size = min(random.choice([1, 8, 100, PAGE]), len(data))
    start, to = (random.randrange(len(data) - size + 1) for _ in range(2))
    data[to:to + size] = data[start:start + size]


def zeros(data, random):
    at = random.randrange(len(data))
    size = min(random.choice([8, 512, PAGE, 10 * PAGE]), len(data) - at)
    data[at:at + size] = bytes(size)


def repeat(data, random):
    """A part many times over."""
    at = random.randrange(len(data))
    part = bytes(data[at:at + random.choice([1, 4, 60])])
    data[at:at] = part * random.choice([2, 100, 5000])


def escape(data, random):
    """Escapes where text is."""
    at = text(data, random)
    what = random.choice(ESCAPES)
    data[at:at + len(what)] = what


def digits(data, random):
    """A number in a text becomes another."""
    at = text(data, random)
    while at < len(data) and not 48 <= data[at] < 58:
        at += 1
    end = at
    while end < len(data) and 48 <= data[end] < 58:
        end += 1
    sign = random.choice([b"", b"-"])
    data[at:end] = sign + str(random.choice(EDGES)).encode()[:end - at or 20]


def text(data, random):
    """A place with text, if one is found soon."""
    for _ in range(50):
        at = random.randrange(len(data))
        if all(32 <= byte < 127 for byte in data[at:at + 8]):
            return at
    return random.randrange(len(data))


def value(data, random):
    """Bytes of a value in protobuf, whose lengths are all over it."""
    starts = []
    at = data.find(b"k8s\0")
    while at >= 0 and len(starts) < 2000:
        starts.append(at)
        at = data.find(b"k8s\0", at + 1)
    if starts:
        at = min(random.choice(starts) + random.randrange(600), len(data) - 1)
        data[at] = random.choice([0, 1, 0x7F, 0x80, 0xFF, data[at] ^ 1, data[at] ^ 0x80, (data[at] + 1) & 0xFF])


def page(data, random):
    """A number in the header of a page, or in one of its elements."""
    at = random.randrange(max(len(data) // PAGE, 1)) * PAGE
    at += random.choice([0, 8, 10, 12, 16, 20, 24, 28, 32, 36, 40, random.randrange(16, PAGE)])
    if at < len(data):
        other = random.randrange(len(data) // PAGE + 2)
        put(data, at, random.choice([*EDGES, other, other]), random)


def pages(data, random):
    """Two pages change places, or one stands twice."""
    count = len(data) // PAGE
    if count > 2:
        one, two = (random.randrange(count) * PAGE for _ in range(2))
        first, second = bytes(data[one:one + PAGE]), bytes(data[two:two + PAGE])
        data[two:two + PAGE] = first
        if random.random() < 0.5:
            data[one:one + PAGE] = second


def meta(data, random):
    """A number in the meta pages, whose sum is right."""
    for at in [0, PAGE][:random.choice([1, 2])]:
        fields = at + 16
        if len(data) < fields + 64:
            return
        where = fields + random.choice([4, 8, 12, 16, 24, 32, 40, 48])
        struct.pack_into("<I", data, where, random.choice([*EDGES, *range(2, 40)]) & 0xFFFFFFFF)
        total = 0xCBF29CE484222325
        for byte in data[fields:fields + 56]:
            total = (total ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
        struct.pack_into("<Q", data, fields + 56, total)


WAYS = [flip, edge, cut, remove, insert, copy, zeros, repeat, escape, digits]
OF_DATABASES = [value, value, page, page, pages, meta, escape]


def empty(directory):
    """A directory that is there and has nothing in it."""
    shutil.rmtree(directory, ignore_errors=True)
    os.makedirs(directory)
    return directory
