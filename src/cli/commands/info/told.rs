//! What `kf info` tells: each fact with its line on the screen and its member of the document.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::Write as _;

use super::facts::Facts;
use super::{Info, wal};
use crate::cli::commands::members;
use crate::cli::commands::structured::{number, text};
use crate::cli::open;
use crate::count::counted;
use crate::etcd::schema;
use crate::input::{Content, DumpForm};
use crate::object::Value;
use crate::resource::{Origin, Resource};
use crate::snapshot::Member;
use crate::text::boxed;
use crate::time::rfc3339_nano_text;

impl Info<'_, '_> {
    /// Tells everything, in the order of the screen.
    pub(super) fn facts(&self) -> Facts<'_> {
        let mut facts = Facts::default();
        self.file(&mut facts);
        self.pages(&mut facts);
        self.etcd(&mut facts);
        self.revision(&mut facts);
        self.kubernetes(&mut facts);
        self.encryption(&mut facts);
        self.members(&mut facts);
        self.leases(&mut facts);
        self.alarms(&mut facts);
        self.auth(&mut facts);
        facts.member("kinds", list(&self.kinds, |(name, sum)| sum.value(name)));
        if self.is_kine() {
            // kine has no cluster of etcd's, nor its alarms and users.
            facts.leave_out_lines(&["Alarms", "Auth"]);
        }
        if !self.view.store().kept().has_history() {
            // Beside its keys, a dump has nothing of etcd's.
            facts.leave_out_lines(&["etcd", "Leases", "Alarms", "Auth"]);
        }
        facts
    }

    fn file<'a>(&'a self, facts: &mut Facts<'a>) {
        let input = self.snapshot.input();
        let form = input.form();
        facts.line("File", input.name());
        facts.member("file", Value::str(input.name()));
        facts.line("Form", form.to_string());
        facts.member("form", text(form.to_string()));
        facts.member("size", number(form.size));
        let beside: Vec<String> = input
            .companions()
            .chunk_by(|one, next| one.kind() == next.kind())
            .filter_map(|group| Some(format!("{} ({})", group.first()?.kind(), group.len())))
            .collect();
        if !beside.is_empty() {
            facts.line("Beside it", beside.join(", "));
        }
    }

    fn pages<'a>(&'a self, facts: &mut Facts<'a>) {
        let Some(pages) = &self.pages else {
            for name in ["pages", "txid"] {
                facts.member(name, Value::Null);
            }
            return;
        };
        if !pages.has_trailer() {
            facts.line("SHA-256", pages.digest().0);
        }
        let free = pages.census.free;
        facts.line(
            "Pages",
            format!(
                "{} of {} bytes, {} in use, {free} free ({})",
                pages.high_water_mark,
                pages.size,
                pages.in_use(),
                boxed::size(free.saturating_mul(pages.size))
            ),
        );
        facts.member(
            "pages",
            Value::object([
                ("size", number(pages.size)),
                ("highWaterMark", number(pages.high_water_mark)),
                ("inUse", number(pages.in_use())),
                ("free", number(free)),
            ]),
        );
        if let Some(txid) = pages.txid {
            facts.line("Transaction", txid.to_string());
        }
        facts.member("txid", pages.txid.map_or(Value::Null, number));
    }

    /// Whether the state was kept by kine, in the place of etcd.
    fn is_kine(&self) -> bool {
        let content = self.snapshot.input().form().content;
        matches!(content, Content::Sqlite | Content::Dump(DumpForm::Sql(_)))
    }

    fn etcd<'a>(&'a self, facts: &mut Facts<'a>) {
        let store = self.view.store();
        if self.is_kine() {
            facts.line("Kept by", "kine, in the place of etcd".to_owned());
            for name in [
                "storageVersion",
                "clusterVersion",
                "consistentIndex",
                "term",
                "wal",
            ] {
                facts.etcd(name, Value::Null);
            }
            return;
        }
        let storage = store.storage_version().to_string();
        let cluster = self.cluster_version.as_deref();
        let mut line = storage.clone();
        if let Some(version) = cluster {
            let _ = write!(line, ", cluster version {version}");
        }
        facts.line("etcd", line);
        facts.etcd("storageVersion", text(storage));
        facts.etcd("clusterVersion", cluster.map_or(Value::Null, Value::str));

        let index = store.meta_number(schema::META_CONSISTENT_INDEX);
        let term = store.meta_number(schema::META_TERM);
        if let Some(index) = index {
            let term = term.map_or_else(String::new, |term| format!(", term {term}"));
            facts.line("Raft index", format!("{index}{term}"));
        }
        facts.etcd("consistentIndex", index.map_or(Value::Null, number));
        facts.etcd("term", term.map_or(Value::Null, number));

        let log = self.snapshot.wal(open::threads());
        let doubt = self.snapshot.log_doubt();
        if let Some(log) = log {
            let (revision, index) = (log.db_revision, log.db_index);
            facts.line(
                "Database",
                format!("revision {revision}, raft index {index}"),
            );
            facts.line("Log", wal::line(log, doubt.as_deref()));
        }
        let is_doubted = doubt.is_some();
        facts.etcd(
            "wal",
            log.map_or(Value::Null, |log| wal::value(log, is_doubted)),
        );
    }

    fn revision<'a>(&'a self, facts: &mut Facts<'a>) {
        let store = self.view.store();
        let kept = store.kept();
        let current = self.view.known_revision();
        let first = self.usage.first_revision.filter(|_| kept.has_history());
        let compact = store.compact_revision();
        let interrupted = store.compaction().is_interrupted();
        let mut line = current.map_or_else(
            || "none: the dump tells no revisions".to_owned(),
            |current| current.to_string(),
        );
        if let Some(first) = first {
            let _ = write!(line, ", records from {first} on");
        }
        match compact {
            _ if !kept.has_history() => line.push_str(", one state without history"),
            Some(compact) => {
                let _ = write!(line, ", compacted at {compact}");
                if interrupted {
                    line.push_str(" (not finished)");
                }
            }
            None => line.push_str(", never compacted"),
        }
        facts.line("Revision", line);
        let optional = |n: Option<i64>| n.map_or(Value::Null, Value::Int);
        facts.member(
            "revision",
            Value::object([
                ("current", optional(current)),
                ("first", optional(first)),
                ("compact", optional(compact)),
                ("compactionInterrupted", Value::Bool(interrupted)),
            ]),
        );

        let time = self.time.as_deref();
        facts.line(
            "Time",
            time.map_or_else(
                || "unknown: no record says any".to_owned(),
                |time| format!("{time} (newest time in the newest records)"),
            ),
        );
        facts.member("time", time.map_or(Value::Null, Value::str));
    }

    fn kubernetes<'a>(&'a self, facts: &mut Facts<'a>) {
        let version = self.view.kube_version();
        let prefix = self.view.etcd_prefix();
        let others = self.view.other_prefixes();
        facts.line("Kubernetes", version.to_string());
        facts.line("Key prefix", prefix);
        for other in others {
            facts.line("Key prefix", format!("{other} (another cluster)"));
        }
        for (other, keys) in &self.left_out {
            let keys = counted(*keys, "key", "keys");
            let text = format!("{other} (another cluster, left out: {keys})");
            facts.line("Key prefix", text);
        }
        let unserved = self.unserved();
        for (name, objects) in &unserved {
            let objects = counted(*objects, "object", "objects");
            facts.line(
                "Not served",
                format!("{name}, {objects}: this server had no such type"),
            );
        }
        let mut kubernetes = vec![
            ("version", text(version.minor.to_string())),
            ("source", text(version.source.to_string())),
            ("prefix", Value::str(prefix)),
        ];
        if let Some(assumption) = version.assumption() {
            let by = assumption.time().map(|t| rfc3339_nano_text(t, 0));
            kubernetes.push(("assumed", Value::Bool(true)));
            kubernetes.push(("newestBy", by.map_or(Value::Null, text)));
        }
        if !others.is_empty() {
            kubernetes.push(("otherPrefixes", list(others, |other| Value::str(other))));
        }
        if !self.left_out.is_empty() {
            let left_out = list(&self.left_out, |(other, _)| Value::str(other));
            let keys = self.left_out.iter().map(|(_, keys)| *keys);
            let keys = keys.fold(0, u64::saturating_add);
            kubernetes.push(("prefixesLeftOut", left_out));
            kubernetes.push(("keysLeftOut", number(keys)));
        }
        if !unserved.is_empty() {
            let unserved = unserved.into_iter();
            let unserved = unserved.map(|(name, objects)| (Cow::Borrowed(name), number(objects)));
            kubernetes.push(("notServed", Value::Object(unserved.collect())));
        }
        facts.member("kubernetes", Value::object(kubernetes));
    }

    /// Returns the built-in types that the server did not serve and that objects are left of.
    fn unserved(&self) -> Vec<(&str, u64)> {
        let resources = self.view.catalog().resources();
        let unserved: HashSet<String> = resources
            .iter()
            .filter(|r| r.origin != Origin::Custom && r.preferred().is_none())
            .map(Resource::group_resource)
            .collect();
        let left = self.kinds.iter().filter(|(_, sum)| sum.objects > 0);
        left.filter(|(name, _)| unserved.contains(name))
            .map(|(name, sum)| (name.as_str(), sum.objects))
            .collect()
    }

    fn encryption<'a>(&'a self, facts: &mut Facts<'a>) {
        let mut members = Vec::new();
        for (provider, count) in &self.usage.encrypted {
            let values = counted(*count, "value", "values");
            facts.line("Encrypted", format!("{values} by {provider}"));
            members.push(Value::object([
                ("provider", text(provider.as_str())),
                ("values", number(*count)),
            ]));
        }
        facts.member("encryption", Value::Array(members));
        for place in &self.own_keys {
            facts.line("Own keys", place.to_string());
        }
        facts.member(
            "ownKeys",
            list(&self.own_keys, |place| text(place.to_string())),
        );
    }

    fn members<'a>(&'a self, facts: &mut Facts<'a>) {
        for Member {
            id,
            name,
            peer_urls,
            ..
        } in &self.members
        {
            let name = if name.is_empty() { "not started" } else { name };
            facts.line("Member", format!("{id:x} {name} {}", peer_urls.join(", ")));
        }
        facts.etcd("members", list(&self.members, members::value));
    }

    fn leases<'a>(&'a self, facts: &mut Facts<'a>) {
        let (leases, keys) = (self.leases, self.leased_keys);
        let attached = counted(keys, "key", "keys");
        facts.line("Leases", format!("{leases}, {attached} attached"));
        facts.etcd("leases", number(leases));
        facts.etcd("leasedKeys", number(keys));
    }

    fn alarms<'a>(&'a self, facts: &mut Facts<'a>) {
        if self.alarms.is_empty() {
            facts.line("Alarms", "none");
        } else {
            facts.line("Alarms", self.alarms.join(", "));
        }
        facts.etcd("alarms", list(&self.alarms, |alarm| text(alarm.as_str())));
    }

    fn auth<'a>(&'a self, facts: &mut Facts<'a>) {
        let auth = &self.auth;
        let state = if auth.enabled { "on" } else { "off" };
        facts.line(
            "Auth",
            format!(
                "{state}, {}, {}",
                counted(auth.users, "user", "users"),
                counted(auth.roles, "role", "roles")
            ),
        );
        facts.etcd(
            "auth",
            Value::object([
                ("enabled", Value::Bool(auth.enabled)),
                ("revision", auth.revision.map_or(Value::Null, number)),
                ("users", number(auth.users)),
                ("roles", number(auth.roles)),
            ]),
        );
    }
}

fn list<'a, T>(items: &'a [T], value: impl Fn(&'a T) -> Value<'a>) -> Value<'a> {
    Value::Array(items.iter().map(value).collect())
}
