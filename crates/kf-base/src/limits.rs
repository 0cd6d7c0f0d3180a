//! Every cap kf puts on what untrusted input can make it do, with the argument that no valid
//! file reaches it. Error messages that stem from a cap name it.

/// Deepest nesting of a decoded value (protobuf, JSON, CBOR).
///
/// Each level of a CRD's schema costs two levels of JSON and the deepest published CRDs stay
/// under 100; the cap keeps recursion inside a 2 MiB thread stack.
pub const MAX_NESTING: usize = 512;

/// Longest text of a quantity, in bytes.
///
/// The server prints at most 20 digits and a suffix for what fits its int64; texts beyond that
/// are nothing but zeros or noise.
pub const MAX_QUANTITY_TEXT: usize = 4096;

/// Most bytes of OpenShift's `static_kuberesources` archive that are unpacked.
///
/// It holds some hundred manifests and certificates for each revision of a static pod, of which
/// a node keeps five: a few megabytes.
pub const MAX_STATIC_RESOURCES_BYTES: u64 = 256 << 20;

/// Longest answer of a KMS plugin, in bytes.
///
/// What it unwraps is a key or a seed of some 32 bytes; gRPC servers send 4 MiB at most by default.
pub const MAX_PLUGIN_ANSWER_BYTES: usize = 4 << 20;

/// Longest description of containers that `kf verify` reads arguments from, in bytes.
///
/// `docker inspect` prints some ten kilobytes for a container.
pub const MAX_INSPECT_BYTES: usize = 16 << 20;

/// Most words of a command line that are taken from a description of a container.
///
/// A kube-apiserver knows some 200 flags.
pub const MAX_INSPECT_WORDS: usize = 4096;

/// Longest answer of the etcd that judges a snapshot, in bytes.
///
/// 500 keys are asked for at a time. A value is 1.5 MiB at most unless etcd was told otherwise, so a
/// page of nothing but such values has 750 MiB.
pub const MAX_ETCD_ANSWER_BYTES: usize = 1 << 30;

/// Deepest bbolt page tree that is followed.
///
/// Branch pages hold at least two children, so a valid tree of this depth would need 2^64 pages.
pub const MAX_PAGE_DEPTH: usize = 64;

/// Most values that a CustomResourceDefinition's schema may come to when each version gets a copy.
///
/// The largest published definitions have some 100,000 values and ten versions.
pub const MAX_CRD_NODES: usize = 1 << 24;

/// Most values that a schema's defaults may add to one custom resource.
///
/// etcd keeps values of a few MiB, and the server sends the object with its defaults in one answer.
pub const MAX_DEFAULTED_NODES: usize = 1 << 20;

/// Most values that schemas' defaults may add to all custom resources that one view reads, beyond
/// [`FREE_DEFAULTED_NODES`] and one for four bytes of each object.
///
/// A definition of a megabyte and objects of a hundred bytes come to gigabytes otherwise.
pub const MAX_DEFAULTED_NODES_IN_ALL: usize = 1 << 24;

/// Values that a schema's defaults may add to each custom resource.
///
/// The largest published definitions have some hundred defaults.
pub const FREE_DEFAULTED_NODES: usize = 1024;

/// Passes over a file that each look for the objects of one type, beyond the first pass; after them, one
/// keeps every key.
///
/// What a person asks for by its words is found by the first pass.
pub const MAX_PASSES: usize = 16;

/// Largest single etcd value that is decoded, in bytes.
///
/// etcd refuses requests above 1.5 MiB by default and operators raise that to tens of MiB at
/// most; bbolt itself stops at 2 GiB.
pub const MAX_VALUE_BYTES: usize = 512 << 20;

/// Largest result of decompressing an input, in bytes, unless the caller raises it.
///
/// etcd's own recommended maximum for its database is 8 GiB.
pub const MAX_DECOMPRESSED_BYTES: u64 = 64 << 30;

/// Bytes that the content of any compressed file or archive may take, however small it is.
///
/// See [`MAX_UNPACKED_RATIO`].
pub const MAX_UNPACKED_BYTES: u64 = 1 << 30;

/// Bytes that the content of a compressed file or an archive may take for each byte of the input,
/// beyond [`MAX_UNPACKED_BYTES`] and unless the caller says otherwise.
///
/// What etcd holds is compressed to a fifth or a tenth; pages of zeros, to a thousandth, but they take
/// no room.
pub const MAX_UNPACKED_RATIO: u64 = 256;

/// Bytes of a pipe that are kept, unless the caller says otherwise.
///
/// Twice etcd's own recommended maximum for its database.
pub const MAX_PIPED_BYTES: u64 = 16 << 30;

/// Decompressed or piped bytes that are kept in memory before they go to an unlinked temporary
/// file instead, unless the caller chooses otherwise.
pub const MAX_MEMORY_BYTES: u64 = 256 << 20;

/// Deepest nesting of archives around a snapshot.
///
/// Backup tools wrap it once; people wrap the result once or twice more to send it.
pub const MAX_ARCHIVE_DEPTH: usize = 4;

/// Most bytes of a zip archive's directory that are read, in bytes.
///
/// One entry costs about 100 bytes; backup archives hold one or two.
pub const MAX_ZIP_DIRECTORY_BYTES: u64 = 8 << 20;

/// Most files of an archive or a directory that are looked into for a snapshot.
///
/// Naming the file avoids the search, so a larger archive is still readable.
pub const MAX_ARCHIVE_FILES: usize = 4096;

/// Most files in a data directory, beside `member` or in a folder there, that are looked at: there are
/// none, but for snapshots that people put there.
pub const MAX_FILES_BESIDE: usize = 256;

/// Most bytes of a tar archive's headers that are read.
///
/// One file costs 512 bytes, three times that with a long name: this is some 50,000 files. A vcluster
/// snapshot has a file of a short name for each key: this is 130,000 keys.
pub const MAX_TAR_HEADER_BYTES: u64 = 64 << 20;

/// Most keys of a dump of keys and values.
///
/// etcd's own recommended maximum of 8 GiB holds some two million objects of 4 KiB.
pub const MAX_DUMP_KEYS: usize = 1 << 22;

/// Longest key of a dump of keys and values, in bytes.
///
/// A path of Kubernetes has some 600 bytes at most, and kine keeps no more than 630.
pub const MAX_DUMP_KEY_BYTES: usize = 64 << 10;

/// Largest dump of keys and values that is read, in bytes: what it holds is kept in memory.
///
/// etcd's own recommended maximum is 8 GiB; base64 or hexadecimal digits make up to twice that, and
/// kine's dumps hold each value twice.
pub const MAX_DUMP_BYTES: u64 = 32 << 30;

/// Most columns of a row in an SQL dump.
///
/// The table that kine makes has nine.
pub const MAX_SQL_COLUMNS: usize = 64;

/// Deepest nesting of function calls around a text in an SQL dump.
///
/// sqlite3 writes two, one for each kind of line break.
pub const MAX_SQL_CALLS: usize = 8;

/// Largest window of zstd data, in bytes: the decoder holds as much of the content in memory.
///
/// `zstd -d` has the same limit and wants `--long=31` beyond it.
pub const MAX_ZSTD_WINDOW_BYTES: u64 = 128 << 20;

/// Most members of one gzip file.
///
/// Block compressors write a member per 64 KiB, which is 2^20 at
/// [`MAX_DECOMPRESSED_BYTES`].
pub const MAX_GZIP_MEMBERS: usize = 1 << 20;

/// Most bytes of a file that are mapped.
///
/// A damaged sparse file can claim more than a process can address; nothing of it is real.
pub const MAX_MAPPED_BYTES: u64 = 16 << 40;

/// Longest description of one object, in bytes.
///
/// etcd keeps values of a few MiB; with every line of one indented and padded by a hundred times
/// its length it stays below. A label as long as the object, padded on each line, does not.
pub const MAX_DESCRIPTION_BYTES: usize = 1 << 30;

/// Largest SQLite database that is read, with its log, in bytes: its rows are kept in memory.
///
/// kine goes through all rows of a prefix for each list; k3s stops working long before a tenth of
/// this.
pub const MAX_SQLITE_BYTES: u64 = 32 << 30;

/// Most problems of one pass over a file that are kept with their text; the rest is counted.
///
/// A sound file has none. Without the cap, a hostile one could make as many as it has elements.
pub const MAX_PROBLEMS: usize = 1000;

/// Largest file of keys or settings that is read, in bytes.
///
/// An EncryptionConfiguration has a few hundred bytes for each key.
pub const MAX_CONFIG_BYTES: usize = 16 << 20;

/// Most results a JSONPath template may produce on one object or list, intermediate ones
/// included.
///
/// A path over a list of a million objects that visits ten members of each stays below it.
pub const MAX_QUERY_RESULTS: usize = 1 << 25;

/// Most results that a printer column's JSONPath may produce for each value of an object, intermediate
/// ones included.
///
/// `..` finds each value once, and a second one behind it each value once for each level above it.
/// Objects have some ten levels.
pub const MAX_RESULTS_PER_VALUE: usize = 64;

/// Deepest nesting of etcd transactions in one request.
///
/// etcd counts the operations of nested transactions together and admits 128 of them unless told
/// otherwise.
pub const MAX_TXN_NESTING: usize = 1024;

/// Most leaf pages that are tried as root bucket of a file that has lost its own.
///
/// The root is written anew with each commit, so the newest few hold all that can be had; each
/// one that is tried costs a walk of its tree.
pub const MAX_ROOTS_TRIED: usize = 16;

/// Most that the aliases of one YAML text may expand to, in bytes of text and 16 for each value.
///
/// An apiserver refuses bodies above 3 MiB, so no manifest that it took comes near; without the
/// cap, a few hundred bytes of anchors within anchors would fill any memory.
pub const MAX_YAML_EXPANSION: usize = 64 << 20;

/// Levels of values and texts in which `--redact` looks for secrets; what looks like JSON or YAML
/// further down is replaced whole.
///
/// Annotations stand at the third level, and an object with one in it inside another object's
/// annotation below ten.
pub const MAX_REDACTED_LEVELS: usize = 64;

/// Levels of base64 inside one another that `--redact` looks into, where no field says that it holds
/// base64.
///
/// Files in manifests are encoded once, and twice where a manifest is packed itself.
pub const MAX_REDACTED_BASE64: usize = 2;

/// Longest text that `--redact` takes apart as YAML, in bytes; a longer one that may hold secrets is
/// replaced whole.
///
/// etcd keeps values of 1.5 MiB unless told otherwise.
pub const MAX_REDACTED_YAML: usize = 16 << 20;

/// Deepest nesting of a Go template's controls and parentheses.
///
/// Templates are written by hand on a command line; the cap keeps recursion inside a thread's stack.
pub const MAX_TEMPLATE_NESTING: usize = 200;

/// Deepest that a Go template's templates may call one another.
///
/// Go stops at 100,000; an object's own nesting, which such templates follow, stays under 100.
pub const MAX_TEMPLATE_DEPTH: usize = 200;

/// Most parts of a Go template that are executed on one object or list.
///
/// A list of a million objects with a hundred actions for each stays below it.
pub const MAX_TEMPLATE_STEPS: usize = 1 << 28;

/// Most bytes of one text that a function of a Go template makes, and of all texts made before that it is
/// given.
///
/// Variables hold such texts, and a text that is made of several of them would double with every action.
pub const MAX_TEMPLATE_TEXT: usize = 128 << 20;

/// Most bytes a Go template may print about one object or list.
///
/// An apiserver could not have sent a list that large either, and templates print less than they read.
pub const MAX_TEMPLATE_OUTPUT: usize = 1 << 31;

/// Most bytes that widths and precisions may add to one text that a Go template's `printf` makes.
///
/// Columns are some hundred wide. Go takes widths of seven digits, for each element of a list anew.
pub const MAX_TEMPLATE_PADDING: usize = 64 << 20;

/// Most bytes of manifests that are read, all files of a command together.
///
/// An apiserver refuses bodies above 3 MiB; a file of many documents is a hundredfold at most.
pub const MAX_MANIFEST_BYTES: usize = 256 << 20;

/// Largest content of a Helm release, decompressed, in bytes.
///
/// A Secret or ConfigMap holds 1 MiB at most; templates and manifests of that size come to some
/// 10 MiB.
pub const MAX_HELM_RELEASE_BYTES: usize = 64 << 20;

/// Most columns that a definition gives the tables of its custom resources.
///
/// Published definitions have some twenty at most. A definition of a megabyte has tens of thousands, and each
/// object has a cell in each.
pub const MAX_PRINTER_COLUMNS: usize = 128;

/// Widest cell, in characters, that the other cells of its column are padded to in Helm's tables.
///
/// Names have 253 characters at most, descriptions are a sentence. Without the cap, one cell of
/// megabytes would be paid for in each row.
pub const MAX_PADDED_CELL: usize = 4096;

/// Spaces that align a table, however little text it has, in bytes.
///
/// 100,000 rows with six columns of 100 characters come to this. Beyond it, and beyond four spaces for
/// each byte of text, the longest cells widen no column.
pub const MAX_TABLE_PADDING: usize = 64 << 20;

/// Most pairs of lines of two texts among which a shortest difference is looked for: some 30,000
/// lines against as many, where equal lines at both ends do not count. What etcd holds is at most
/// 1.5 MB and a line of it rarely under 30 bytes. Beyond it all that lies between counts as
/// replaced, since the time grows with the square.
pub const MAX_DIFF_PAIRS: usize = 1 << 30;

/// Longest answer of the kube-apiserver that judges a snapshot, in bytes.
///
/// It is asked for 500 objects at a time. etcd holds values of 1.5 MiB unless told otherwise, and
/// objects as large as that are ConfigMaps and Secrets: base64 makes 1000 MiB of 500 of them.
pub const MAX_SERVER_ANSWER_BYTES: usize = 1 << 30;

/// Most differences of one group of a verification that are kept; the rest is counted.
///
/// A person looks at the first few. Without the cap, a wrong key or a wrong snapshot would make one
/// for each object.
pub const MAX_FINDINGS: usize = 10_000;

/// Most differences of one group of a verification that are kept with the lines that differ; of the
/// rest the names are kept.
pub const MAX_FINDING_DETAILS: usize = 200;

/// Longest text of one difference of a verification, in bytes: some 1,000 lines.
pub const MAX_FINDING_BYTES: usize = 64 << 10;

/// Prefixes of keys that are told apart when several clusters share an etcd.
pub const MAX_KEY_PREFIXES: usize = 256;

/// Most bytes of text in a table of `kf browse`.
///
/// A row is some 150 bytes, so this is for tens of millions of them; what finds no room is counted and
/// said.
pub const MAX_TABLE_TEXT_BYTES: usize = 1 << 30;

/// Most bytes of one text on the screen of `kf browse`.
///
/// The largest value that etcd takes by default is 1.5 MiB; a history of such objects is cut here, and
/// said so.
pub const MAX_SCREEN_TEXT_BYTES: usize = 256 << 20;

/// Most times that are told of one object in a timeline, beside that of its own writing.
///
/// Pods have some dozens: a few for each container and condition. Without the cap, a list of conditions
/// that fills an object would make a hundred thousand rows of each of its changes.
pub const MAX_STORY_FACTS: usize = 2_000;

/// Most findings of one rule of `kf suspects` that are kept; the rest is counted.
///
/// Nobody looks at more, and a rule of one's own may hold for each of a million changes.
pub const MAX_SUSPECTS: usize = 2_000;

/// Largest `seconds` and `count` of a rule of `kf suspects`.
///
/// Over thirty years, and more than a file has: what is larger was meant to be something else.
pub const MAX_RULE_NUMBER: i64 = 1_000_000_000;

/// Longest line of a record of custody, in bytes; a command line is 2 MiB at most on Linux.
pub const MAX_CUSTODY_LINE: usize = 16 << 20;

/// Most deleted objects that the page of `kf report` lists; the rest is counted.
pub const MAX_REPORT_ROWS: usize = 5_000;

/// Most changes whose objects' history `kf report` shows; the rest is counted.
///
/// Each is read and compared with the one before it, which takes some 200 microseconds.
pub const MAX_REPORT_CHANGES: usize = 4_000;

/// Most changes of one object that `kf report` shows where there are more than [`MAX_REPORT_CHANGES`] in
/// all, the newest ones; the rest is counted.
pub const MAX_REPORT_OBJECT_CHANGES: usize = 100;

/// Most bytes of what changes did, line by line, that `kf report` shows.
pub const MAX_REPORT_DIFF_BYTES: usize = 1_500_000;
