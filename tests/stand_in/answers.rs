//! What is answered to which request.

use std::collections::BTreeMap;
use std::process::exit;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::faults::Faults;
use crate::lists::{List, Lists};

/// An answer, and what happens to the connection.
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// Further lines of the head.
    pub(crate) headers: String,
    pub(crate) body: Vec<u8>,
    pub(crate) then: Then,
}

/// What happens after an answer.
pub(crate) enum Then {
    GoOn,
    /// Half of the body is sent, and the connection closed.
    Drop,
}

/// The state behind all connections.
pub(crate) struct Server {
    version: String,
    lists: Lists,
    faults: Faults,
    asked: AtomicUsize,
}

/// The query of a request.
struct Query(BTreeMap<String, String>);

impl Query {
    fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }
}

fn unescape(text: &str) -> String {
    let mut out = Vec::new();
    let mut bytes = text.bytes();
    while let Some(b) = bytes.next() {
        let hex = |b: Option<u8>| b.and_then(|b| char::from(b).to_digit(16)).unwrap();
        match b {
            b'%' => {
                let (high, low) = (hex(bytes.next()), hex(bytes.next()));
                out.push(u8::try_from(high * 16 + low).unwrap());
            }
            _ => out.push(b),
        }
    }
    String::from_utf8(out).unwrap()
}

fn status(code: u16, reason: &str, message: &str) -> Answer {
    let body = json!({
        "kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure",
        "message": message, "reason": reason, "code": code,
    });
    crate::json(code, &body)
}

fn text(code: u16, body: &str) -> Answer {
    Answer {
        body: body.as_bytes().to_vec(),
        ..crate::json(code, &Value::Null)
    }
}

impl Server {
    pub(crate) fn new(version: String, lists: Lists, faults: Faults) -> Self {
        Self {
            version,
            lists,
            faults,
            asked: AtomicUsize::new(0),
        }
    }

    fn minor(&self) -> u32 {
        let minor = self.version.split('.').nth(1);
        minor.and_then(|m| m.parse().ok()).unwrap_or(0)
    }

    pub(crate) fn answer(&self, target: &str) -> Answer {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let query = query.split('&').filter_map(|part| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            (!name.is_empty()).then(|| (name.to_owned(), unescape(value)))
        });
        let query = Query(query.collect());
        let segments: Vec<String> = path.split('/').skip(1).map(unescape).collect();
        let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
        match segments.as_slice() {
            ["readyz"] if self.minor() >= 16 => self.ready(),
            ["healthz"] => self.ready(),
            ["version"] => {
                let body = json!({
                    "major": "1", "minor": self.minor().to_string(), "gitVersion": self.version,
                });
                crate::json(200, &body)
            }
            ["api"] => {
                let body = json!({"kind": "APIVersions", "versions": ["v1"]});
                crate::json(200, &body)
            }
            ["apis"] => self.groups(),
            ["api", version] => self.resources("", version),
            ["apis", group, version] => self.resources(group, version),
            ["api", version, rest @ ..] => self.objects("", version, rest, &query),
            ["apis", group, version, rest @ ..] => self.objects(group, version, rest, &query),
            _ => status(
                404,
                "NotFound",
                "the server could not find the requested resource",
            ),
        }
    }

    fn ready(&self) -> Answer {
        if self.faults.has("never-ready") {
            return text(
                500,
                "[+]ping ok\n[-]etcd failed: reason withheld\n[-]poststarthook/crd-informer-synced \
                 failed: reason withheld\nreadyz check failed\n",
            );
        }
        text(200, "[+]ping ok\nreadyz check passed\n")
    }

    fn groups(&self) -> Answer {
        let mut groups: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (group, version, _) in self
            .lists
            .0
            .keys()
            .filter(|(group, _, _)| !group.is_empty())
        {
            let versions = groups.entry(group).or_default();
            if !versions.contains(&version.as_str()) {
                versions.push(version);
            }
        }
        let groups = groups.into_iter().map(|(name, mut versions)| {
            // v2 before v1 before v1beta1 before v1alpha1.
            versions.sort_by_key(|v| (v.contains("alpha"), v.contains("beta"), v.len()));
            let versions: Vec<Value> = versions
                .iter()
                .map(|v| json!({"groupVersion": format!("{name}/{v}"), "version": v}))
                .collect();
            json!({"name": name, "versions": versions, "preferredVersion": versions.first()})
        });
        let groups: Vec<Value> = groups.collect();
        let body = json!({"kind": "APIGroupList", "apiVersion": "v1", "groups": groups});
        crate::json(200, &body)
    }

    fn resources(&self, group: &str, version: &str) -> Answer {
        if self.faults.at("unavailable", group) {
            return status(503, "ServiceUnavailable", "service unavailable");
        }
        let mut resources = Vec::new();
        let mut api_version = String::new();
        for ((g, v, plural), list) in &self.lists.0 {
            if g != group || v != version {
                continue;
            }
            api_version.clone_from(&list.api_version);
            let kind = list.kind.trim_end_matches("List");
            let namespaced = list
                .items
                .iter()
                .any(|i| i.pointer("/metadata/namespace").is_some());
            resources.push(json!({
                "name": plural, "kind": kind, "namespaced": namespaced, "verbs": ["get", "list"],
            }));
            resources.push(json!({
                "name": format!("{plural}/status"), "kind": kind, "namespaced": namespaced,
                "verbs": ["get"],
            }));
        }
        if resources.is_empty() {
            return status(
                404,
                "NotFound",
                "the server could not find the requested resource",
            );
        }
        let body = json!({
            "kind": "APIResourceList", "groupVersion": api_version, "resources": resources,
        });
        crate::json(200, &body)
    }

    fn objects(&self, group: &str, version: &str, rest: &[&str], query: &Query) -> Answer {
        let (namespace, plural, name) = match rest {
            [plural] => (None, *plural, None),
            [plural, name] if *plural != "namespaces" => (None, *plural, Some(*name)),
            ["namespaces", name] => (None, "namespaces", Some(*name)),
            ["namespaces", namespace, plural] => (Some(*namespace), *plural, None),
            ["namespaces", namespace, plural, name] => (Some(*namespace), *plural, Some(*name)),
            _ => return status(404, "NotFound", "no such place"),
        };
        let key = (group.to_owned(), version.to_owned(), plural.to_owned());
        let Some(list) = self.lists.0.get(&key) else {
            return status(
                404,
                "NotFound",
                "the server could not find the requested resource",
            );
        };
        let items = self.items(plural, list);
        let text = |item: &Value, path: &str| {
            let found = item.pointer(path).and_then(Value::as_str);
            found.unwrap_or_default().to_owned()
        };
        let in_namespace =
            |i: &Value| namespace.is_none_or(|n| text(i, "/metadata/namespace") == n);
        let items: Vec<Value> = items.into_iter().filter(in_namespace).collect();
        match name {
            None => self.list(plural, list, items, query),
            Some(name) => {
                let last = items.last().map(|i| text(i, "/metadata/name"));
                if self.faults.at("webhook", plural) && last.as_deref() == Some(name) {
                    return webhook(list);
                }
                let found = items
                    .into_iter()
                    .find(|i| text(i, "/metadata/name") == name);
                let Some(mut found) = found else {
                    return status(404, "NotFound", &format!("{plural} {name:?} not found"));
                };
                let members = found.as_object_mut().unwrap();
                members.insert("apiVersion".to_owned(), list.api_version.clone().into());
                let kind = list.kind.trim_end_matches("List");
                members.insert("kind".to_owned(), kind.into());
                crate::json(200, &found)
            }
        }
    }

    /// The objects of a list, with what is wrong with them.
    fn items(&self, plural: &str, list: &List) -> Vec<Value> {
        let mut items = list.items.clone();
        let newer = (self.lists.revision().parse::<u64>().unwrap() + 7).to_string();
        let extra = |items: &[Value]| {
            let mut extra = items.first().cloned().unwrap_or_else(
                || json!({"metadata": {"namespace": "default", "resourceVersion": "1"}}),
            );
            extra["metadata"]["name"] = "kf-extra".into();
            extra
        };
        if self.faults.at("changed", plural)
            && let Some(first) = items.first_mut()
        {
            first["metadata"]["labels"]["kf-changed"] = "yes".into();
            if let Some(data) = first.get_mut("data").and_then(Value::as_object_mut) {
                data.insert("kf".to_owned(), "a2Ytc2VjcmV0".into());
            }
        }
        if self.faults.at("extra", plural) {
            items.push(extra(&items));
        }
        if self.faults.at("written", plural) {
            let mut extra = extra(&items);
            extra["metadata"]["resourceVersion"] = newer.clone().into();
            if let Some(first) = items.first_mut() {
                first["metadata"]["resourceVersion"] = newer.into();
            }
            items.push(extra);
        }
        if self.faults.at("twice", plural) {
            let first = items.first().cloned();
            items.extend(first);
        }
        if self.faults.at("missing", plural) {
            items.remove(0);
        }
        items
    }

    fn list(&self, plural: &str, list: &List, items: Vec<Value>, query: &Query) -> Answer {
        let at = |fault| self.faults.at(fault, plural);
        if at("crash-at") {
            exit(7);
        }
        if at("hang") {
            thread::sleep(Duration::from_secs(600));
        }
        if at("busy") && self.asked.fetch_add(1, Ordering::SeqCst) < 2 {
            let answer = status(429, "TooManyRequests", "storage is (re)initializing");
            return Answer {
                headers: "Retry-After: 1\r\n".to_owned(),
                ..answer
            };
        }
        if at("status500") {
            return status(500, "InternalError", "told to fail");
        }
        if at("webhook") {
            return webhook(list);
        }
        let exact = query.get("resourceVersionMatch") == Some("Exact");
        let revision = query.get("resourceVersion");
        let token = query.get("continue");
        if token.is_some() && revision.is_some() {
            let message = "specifying resource version is not allowed when using continue";
            return status(400, "BadRequest", message);
        }
        if exact && self.minor() < 19 {
            return status(400, "BadRequest", "resourceVersionMatch is not known");
        }
        if exact && (revision != Some(&self.lists.revision()) || at("compacted")) {
            let message = "The provided resource version is too old.";
            return status(410, "Expired", message);
        }
        self.page(plural, list, items, query)
    }

    fn page(&self, plural: &str, list: &List, items: Vec<Value>, query: &Query) -> Answer {
        let at = |fault| self.faults.at(fault, plural);
        let token = query.get("continue");
        let (pinned, from) = match token.and_then(|t| t.split_once('-')) {
            Some((kind, from)) => (kind == "exact", from.parse::<usize>().unwrap()),
            None => (query.get("resourceVersion").is_some(), 0),
        };
        if at("expire") && token.is_some() && pinned {
            let body = json!({
                "kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": "Expired",
                "metadata": {"continue": format!("newest-{from}")}, "code": 410,
                "message": "The provided continue parameter is too old",
            });
            return crate::json(410, &body);
        }
        let selected = |item: &Value| {
            let name = query
                .get("fieldSelector")
                .and_then(|s| s.strip_prefix("metadata.name="));
            name.is_none_or(|n| item.pointer("/metadata/name").and_then(Value::as_str) == Some(n))
        };
        let items: Vec<Value> = items.into_iter().filter(selected).collect();
        // Small pages, so that a small recording has several.
        let limit = query.get("limit").and_then(|l| l.parse::<usize>().ok());
        let limit = limit.map_or(usize::MAX, |l| l.min(7));
        let rest = items.len().saturating_sub(from).saturating_sub(limit);
        let revision = if pinned {
            self.lists.revision()
        } else {
            (self.lists.revision().parse::<u64>().unwrap() + 9).to_string()
        };
        let mut metadata = json!({"resourceVersion": revision});
        if rest > 0 {
            let kind = if pinned { "exact" } else { "newest" };
            metadata["continue"] = format!("{kind}-{}", from + limit).into();
            metadata["remainingItemCount"] = rest.into();
        }
        let page: Vec<Value> = items.into_iter().skip(from).take(limit).collect();
        let body = json!({
            "kind": list.kind, "apiVersion": list.api_version, "metadata": metadata, "items": page,
        });
        let mut answer = crate::json(200, &body);
        if at("garbage") {
            answer.body = b"{\"kind\": \"PodList\", ".to_vec();
        }
        if at("drop-connection") {
            answer.then = Then::Drop;
        }
        answer
    }
}

fn webhook(list: &List) -> Answer {
    let kind = list.kind.trim_end_matches("List");
    let message = format!(
        "conversion webhook for {}, Kind={kind} failed: Post \"https://hooks.kf.svc:443/convert\": \
         service \"hooks\" not found",
        list.api_version
    );
    status(500, "InternalError", &message)
}
