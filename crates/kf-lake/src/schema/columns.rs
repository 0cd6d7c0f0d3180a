//! The columns of each table.

use super::Column;
use super::Kind::{Bool, Int, Map, Structs, Text, Texts, Time};

const fn column(name: &'static str, kind: super::Kind, about: &'static str) -> Column {
    Column { name, kind, about }
}

pub(super) const COMMON: &[Column] = &[
    column(
        "cluster_name",
        Text,
        "name of the cluster, as it was given; else its uid",
    ),
    column("cluster_uid", Text, "uid of the namespace `kube-system`"),
    column(
        "taken_at",
        Time,
        "when the snapshot was taken: the newest time that its newest records tell",
    ),
    column(
        "snapshot_sha256",
        Text,
        "SHA-256 of the database inside, in hexadecimal",
    ),
    column("etcd_revision", Int, "newest revision of the snapshot"),
];

const FILE: &[Column] = &[
    column("table", Text, "name of the table"),
    column("rows", Int, "rows in the file"),
    column("bytes", Int, "length of the file"),
    column("sha256", Text, "SHA-256 of the file"),
];

pub(super) const SNAPSHOTS: &[Column] = &[
    column(
        "complete",
        Bool,
        "whether the file is whole: nothing in it is damaged, whatever is encrypted",
    ),
    column(
        "form",
        Text,
        "what the database is: `snapshot`, `database`, `sqlite`, or the program whose dump it is",
    ),
    column("bytes", Int, "length of the database"),
    column(
        "taken_source",
        Text,
        "what told `taken_at`: `records` or `option`",
    ),
    column(
        "kube_version",
        Text,
        "Kubernetes version by whose rules objects are shown, such as 1.36",
    ),
    column("kube_version_source", Text, "what told it"),
    column("etcd_version", Text, "version that the etcd cluster had"),
    column(
        "etcd_prefix",
        Text,
        "what the keys of Kubernetes start with",
    ),
    column(
        "first_revision",
        Int,
        "revision of the first record in the file",
    ),
    column(
        "compacted_revision",
        Int,
        "revision below which history is gone",
    ),
    column("live_keys", Int, "keys of the newest state"),
    column("objects", Int, "rows in `objects`"),
    column("problems", Int, "rows in `problems` that are not notes"),
    column(
        "locked",
        Int,
        "values of the newest state that no key at hand opens",
    ),
    column(
        "encrypted_by",
        Texts,
        "providers and keys with which values of any revision are encrypted",
    ),
    column(
        "redacted",
        Text,
        "`secret-values` where values of Secrets are left out alone, `secrets` or `strict` with --redact, `nothing` \
        with --secret-values",
    ),
    column(
        "salt_id",
        Text,
        "digest of a constant under the salt of redaction: equal where salts are",
    ),
    column(
        "changes",
        Bool,
        "whether `revisions` says who made each change, when, and what changed (--changes)",
    ),
    column("kf_version", Text, "version of kf that wrote the tables"),
    column("schema_version", Int, "version of the tables' layout"),
    column("files", Structs(FILE), "the other tables of this snapshot"),
];

const MANAGER: &[Column] = &[
    column("manager", Text, "its name"),
    column("operation", Text, "`Apply` or `Update`"),
    column("subresource", Text, "subresource that was written"),
    column("time", Time, "when it last wrote"),
];

pub(super) const OBJECTS: &[Column] = &[
    column("api_group", Text, "group, empty for the core group"),
    column("version", Text, "version that the object is shown in"),
    column("kind", Text, "kind, such as `Deployment`"),
    column("resource", Text, "plural, such as `deployments`"),
    column("namespace", Text, "namespace; NULL for what has none"),
    column("name", Text, "name"),
    column("uid", Text, "uid"),
    column("created", Time, "`metadata.creationTimestamp`"),
    column("deletion_requested", Time, "`metadata.deletionTimestamp`"),
    column("mod_revision", Int, "revision of the last change"),
    column("create_revision", Int, "revision of the creation"),
    column(
        "version_count",
        Int,
        "number of changes since the creation, from 1",
    ),
    column("labels", Map, "labels"),
    column(
        "annotations",
        Map,
        "annotations, but of Secrets those that may hold a copy of one",
    ),
    column("generation", Int, "`metadata.generation`"),
    column(
        "managers",
        Structs(MANAGER),
        "who wrote to the object, by `metadata.managedFields`",
    ),
    column(
        "spec_sha256",
        Text,
        "SHA-256 of the object without status, uid, times of creation and deletion, \
        resourceVersion, generation and managedFields: equal where what somebody asked for is",
    ),
    column(
        "object",
        Text,
        "the object as `kf get -o json` has it, on one line; of Secrets without values",
    ),
    column("size_stored", Int, "bytes of the value in etcd"),
    column("encrypted", Bool, "whether the value is encrypted in etcd"),
];

pub(super) const REVISIONS: &[Column] = &[
    column("revision", Int, "etcd revision"),
    column("sub_revision", Int, "place within the revision"),
    column("key", Text, "key of etcd"),
    column("api_group", Text, "group of the object"),
    column(
        "resource",
        Text,
        "its plural; NULL for keys of no known type",
    ),
    column("namespace", Text, "its namespace"),
    column("name", Text, "its name"),
    column(
        "operation",
        Text,
        "`created`, `updated`, `deleted` or `recreated`",
    ),
    column(
        "previous_revision",
        Int,
        "revision of the change before, if the file still holds it",
    ),
    column("bytes", Int, "bytes of the value"),
    column("time", Time, "when, as far as the objects tell"),
    column("manager", Text, "who, as far as the objects tell"),
    column("manager_operation", Text, "`Apply` or `Update`"),
    column("subresource", Text, "subresource that was written"),
    column(
        "changed",
        Texts,
        "paths that changed; NULL where a state is missing, and for creations and deletions",
    ),
];

pub(super) const IMAGES: &[Column] = &[
    column(
        "api_group",
        Text,
        "group of the pod or of what pods are made from",
    ),
    column("kind", Text, "its kind, such as `Pod` or `Deployment`"),
    column("namespace", Text, "its namespace"),
    column("name", Text, "its name"),
    column("uid", Text, "its uid"),
    column("container", Text, "name of the container"),
    column("container_type", Text, "`container`, `init` or `ephemeral`"),
    column("image", Text, "image as it stands in the spec"),
    column(
        "registry",
        Text,
        "registry, `docker.io` where none is named",
    ),
    column("repository", Text, "repository in the registry"),
    column(
        "tag",
        Text,
        "tag, `latest` where neither tag nor digest is named",
    ),
    column("digest", Text, "digest that the spec names"),
    column(
        "image_id",
        Text,
        "`imageID` of the pod's status: what really ran",
    ),
    column(
        "running",
        Bool,
        "whether the pod's status says that the container runs; NULL for templates",
    ),
];

pub(super) const OWNERS: &[Column] = &[
    column("api_group", Text, "group of the object that is owned"),
    column("resource", Text, "its plural"),
    column("kind", Text, "its kind"),
    column("namespace", Text, "its namespace"),
    column("name", Text, "its name"),
    column("uid", Text, "its uid"),
    column("owner_api_version", Text, "apiVersion of the owner"),
    column("owner_kind", Text, "its kind"),
    column("owner_name", Text, "its name"),
    column("owner_uid", Text, "its uid"),
    column("controller", Bool, "whether the owner controls the object"),
    column(
        "owner_found",
        Bool,
        "whether the snapshot has an object of the owner's uid",
    ),
    column(
        "root_kind",
        Text,
        "kind of the object at the top, found by controllers or else first owners",
    ),
    column("root_name", Text, "its name"),
];

pub(super) const RBAC: &[Column] = &[
    column("subject_kind", Text, "`User`, `Group` or `ServiceAccount`"),
    column("subject_namespace", Text, "namespace of a service account"),
    column("subject", Text, "name of the subject"),
    column(
        "binding_namespace",
        Text,
        "namespace of a RoleBinding; NULL for a ClusterRoleBinding",
    ),
    column("binding", Text, "name of the binding"),
    column("role_kind", Text, "`Role` or `ClusterRole`"),
    column("role", Text, "name of the role"),
    column(
        "role_found",
        Bool,
        "whether the role exists; without it, nothing is allowed",
    ),
    column(
        "cluster_wide",
        Bool,
        "whether the rule holds in all namespaces",
    ),
    column("verbs", Texts, "verbs of the rule"),
    column("api_groups", Texts, "groups"),
    column("resources", Texts, "resources"),
    column("resource_names", Texts, "names that it is limited to"),
    column("non_resource_urls", Texts, "paths"),
    column(
        "dangerous",
        Texts,
        "why the rule gives more than it seems to: `everything`, `read-secrets`, \
        `escalate`, `impersonate`, `exec`, `create-pods`, `nodes-proxy`, `tokens`",
    ),
];

pub(super) const EVENTS: &[Column] = &[
    column("namespace", Text, "namespace of the Event"),
    column("name", Text, "its name"),
    column("involved_kind", Text, "kind of the object that it is about"),
    column("involved_namespace", Text, "its namespace"),
    column("involved_name", Text, "its name"),
    column("involved_uid", Text, "its uid"),
    column("type", Text, "`Normal` or `Warning`"),
    column("reason", Text, "reason"),
    column("message", Text, "message"),
    column("source", Text, "component that reported it"),
    column("host", Text, "node that reported it"),
    column("count", Int, "how often it was seen"),
    column("first_seen", Time, "first time"),
    column("last_seen", Time, "last time"),
];

pub(super) const KEYS: &[Column] = &[
    column(
        "key",
        Text,
        "key of etcd; bytes that are no UTF-8 are replaced",
    ),
    column(
        "resource",
        Text,
        "resource and group as kf du has them; in brackets for what is no known type",
    ),
    column("namespace", Text, "namespace"),
    column(
        "name",
        Text,
        "name of the object; NULL for keys of no known type",
    ),
    column(
        "live",
        Bool,
        "whether the key exists; else its history is all that is left of it",
    ),
    column(
        "live_bytes",
        Int,
        "bytes of key and value of the newest state",
    ),
    column(
        "history_bytes",
        Int,
        "bytes of all other records of the key",
    ),
    column("revisions", Int, "records of the key"),
    column("lease", Int, "lease that it is attached to"),
];

const DATA: &[Column] = &[
    column("name", Text, "name of the member of `data`"),
    column("bytes", Int, "bytes of its value"),
    column(
        "digest",
        Text,
        "salted digest of its value; with redaction alone",
    ),
];

const CERTIFICATE: &[Column] = &[
    column("key", Text, "member of `data` that holds it"),
    column("subject", Text, "subject"),
    column("issuer", Text, "issuer"),
    column("not_before", Time, "start of its validity"),
    column("not_after", Time, "end of its validity"),
    column("authority", Bool, "whether it may sign others"),
];

pub(super) const SECRETS: &[Column] = &[
    column("namespace", Text, "namespace"),
    column("name", Text, "name"),
    column(
        "uid",
        Text,
        "uid; NULL where no key at hand opens the value",
    ),
    column("type", Text, "type, such as `kubernetes.io/tls`"),
    column("created", Time, "when it was created"),
    column("mod_revision", Int, "revision of the last change"),
    column("immutable", Bool, "whether it says it cannot be changed"),
    column(
        "keys",
        Structs(DATA),
        "members of `data`, without their values",
    ),
    column(
        "certificates",
        Structs(CERTIFICATE),
        "certificates among the values",
    ),
    column("encrypted", Bool, "whether the value is encrypted in etcd"),
    column("locked", Bool, "whether the value could not be read"),
];

pub(super) const PROBLEMS: &[Column] = &[
    column(
        "class",
        Text,
        "`corrupt`, `encrypted`, `limit`, `unsupported`, ...; `note` for what takes nothing away",
    ),
    column("key", Text, "key of etcd"),
    column("resource", Text, "resource and group"),
    column("namespace", Text, "namespace"),
    column("name", Text, "name of the object"),
    column("page", Int, "page of the file"),
    column("revision", Int, "etcd revision"),
    column("message", Text, "what is wrong"),
];
