//! Who can reach which Secrets: by naming them in a pod, or by reading them with what RBAC allows.

use std::collections::{BTreeMap, BTreeSet};

use crate::answer::policy;
use crate::count::counted;
use crate::error::Result;
use crate::limits::MAX_REPORT_ROWS;
use crate::object::Value;
use crate::query::rbac::{Action, Grant, Policy};
use crate::snapshot::View;
use crate::snapshot::secrets::{Inventory, Secret};
use crate::storage::Part;
use crate::story::report::{Cell, Section};
use crate::{Error, Object, ReadOptions};

/// Names in one cell before the rest is counted.
const NAMED: usize = 20;

/// Verbs that give a Secret's values away.
const VERBS: [&str; 3] = ["get", "list", "watch"];

/// What is told of Secrets, and what cannot be.
#[derive(Debug, Default)]
pub(super) struct Exposure {
    pub(super) sections: Vec<Section>,
    pub(super) limits: Vec<String>,
}

/// Service accounts and the pods that run as them, by namespace and name.
type Accounts = BTreeMap<(String, String), BTreeSet<String>>;

/// Looks at the Secrets of a state.
pub(super) fn of(view: &View<'_>) -> Exposure {
    let mut told = Exposure::default();
    let inventory = match view.secrets(None) {
        Ok(inventory) => inventory,
        Err(e) => {
            told.limits.push(format!("Of Secrets nothing is told: {e}"));
            return told;
        }
    };
    let unread = inventory.problems.len();
    if unread > 0 {
        told.limits.push(format!(
            "{} could not be read, so pods that use a Secret may be missing.",
            counted(unread, "object", "objects")
        ));
    }
    let accounts = accounts(view).unwrap_or_else(|e| {
        told.limits
            .push(format!("Which pods run as which account is unknown: {e}"));
        Accounts::new()
    });
    let policy = match policy(view, None) {
        Ok((policy, problems)) => {
            if !problems.is_empty() {
                told.limits.push(format!(
                    "{} RBAC objects or parts of the file could not be read, so readers of Secrets \
                     may be missing.",
                    problems.len()
                ));
            }
            policy
        }
        Err(e) => {
            told.limits
                .push(format!("Who may read Secrets is unknown: {e}"));
            Policy::default()
        }
    };
    told.sections = vec![
        encryption(&inventory),
        readers(&policy, &accounts),
        secrets(&inventory, &policy, &accounts),
    ];
    told
}

/// What is looked at of a pod.
const OF_PODS: [&[&str]; 5] = [
    &["metadata", "name"],
    &["metadata", "namespace"],
    &["spec", "serviceAccountName"],
    &["spec", "automountServiceAccountToken"],
    &["status", "phase"],
];

/// The pods that have not ended, by the accounts that they run as.
fn accounts(view: &View<'_>) -> Result<Accounts> {
    let mapping = view.lookup("pods")?.into_iter().next();
    let mapping = mapping.ok_or_else(|| Error::not_found("this server had no pods"))?;
    let kind = &mapping.resource().kind;
    let part = Part::new(&mapping.api_version(), kind, OF_PODS);
    let read = ReadOptions {
        part: part.as_ref(),
        ..ReadOptions::default()
    };
    let mut accounts = Accounts::new();
    let gather = |share: &mut Vec<[String; 3]>, object: Result<Object<'_>>| {
        let object = object.ok();
        share.extend(object.and_then(|object| account(&object.value)));
    };
    view.list_with(&mapping, None, read, gather, |share| -> Result<()> {
        for [namespace, account, pod] in share.drain(..) {
            accounts
                .entry((namespace, account))
                .or_default()
                .insert(pod);
        }
        Ok(())
    })?;
    Ok(accounts)
}

/// Namespace, account and name of a pod that has the token of its account.
fn account(pod: &Value<'_>) -> Option<[String; 3]> {
    let text = |path: &[&str]| pod.str_at(path).unwrap_or_default().to_owned();
    let ended = matches!(text(&["status", "phase"]).as_str(), "Succeeded" | "Failed");
    let account = text(&["spec", "serviceAccountName"]);
    let mounted = pod.at(&["spec", "automountServiceAccountToken"]);
    let mounted = mounted.and_then(Value::as_bool) != Some(false);
    let name = text(&["metadata", "name"]);
    (!ended && mounted && !account.is_empty())
        .then(|| [text(&["metadata", "namespace"]), account, name])
}

fn columns(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// Names, of which many are counted.
fn listed(names: impl IntoIterator<Item = String>) -> String {
    let names: BTreeSet<String> = names.into_iter().collect();
    let mut shown: Vec<String> = names.iter().take(NAMED).cloned().collect();
    let more = names.len().saturating_sub(NAMED);
    if more > 0 {
        shown.push(format!("and {more} more"));
    }
    match shown.as_slice() {
        [] => "-".to_owned(),
        shown => shown.join(", "),
    }
}

fn encryption(inventory: &Inventory) -> Section {
    let rows = inventory.stored.iter().map(|stored| {
        let by = stored.sealing.as_ref().map_or_else(
            || "not encrypted".to_owned(),
            |s| format!("{} {}, key {}", s.provider, s.version, s.key),
        );
        let objects = stored.objects.to_string();
        [stored.resource.clone(), by, objects]
            .map(Cell::from)
            .to_vec()
    });
    Section {
        title: "Encryption at rest, by provider".to_owned(),
        note: "Of Secrets and of every type that has encrypted values.".to_owned(),
        columns: columns(&["type", "encrypted by", "objects"]),
        rows: rows.collect(),
    }
}

fn action(verb: &str, name: &str) -> Action {
    Action::Resource {
        verb: verb.to_owned(),
        group: String::new(),
        resource: "secrets".to_owned(),
        subresource: String::new(),
        name: name.to_owned(),
    }
}

/// `ServiceAccount prod/web`
fn subject(grant: &Grant<'_>) -> String {
    let subject = grant.subject;
    match grant.subject_namespace {
        "" => format!("{} {}", subject.kind, subject.name),
        namespace => format!("{} {namespace}/{}", subject.kind, subject.name),
    }
}

/// The pods that run as a subject.
fn pods(grant: &Grant<'_>, accounts: &Accounts) -> Vec<String> {
    let namespace = grant.subject_namespace.to_owned();
    let all = accounts.get(&(namespace.clone(), grant.subject.name.clone()));
    let is_account = grant.subject.kind == "ServiceAccount";
    let pods = all.into_iter().flatten().filter(|_| is_account);
    pods.map(|pod| format!("{namespace}/{pod}")).collect()
}

/// Who may read the Secrets of all namespaces.
fn readers(policy: &Policy, accounts: &Accounts) -> Section {
    let mut readers: BTreeMap<String, [BTreeSet<String>; 3]> = BTreeMap::new();
    for verb in VERBS {
        for grant in policy.who_can(&action(verb, ""), Some("")) {
            let [verbs, bindings, held] = readers.entry(subject(&grant)).or_default();
            verbs.insert(verb.to_owned());
            bindings.insert(grant.binding.name.clone());
            held.extend(pods(&grant, accounts));
        }
    }
    let rows = readers.into_iter().map(|(subject, told)| {
        let [verbs, bindings, pods] = told.map(listed);
        [subject, verbs, bindings, pods].map(Cell::from).to_vec()
    });
    Section {
        title: "Who may read the Secrets of all namespaces".to_owned(),
        note: "By RBAC alone: other authorizers are not in a snapshot. A group such as \
               system:serviceaccounts is everybody in it."
            .to_owned(),
        columns: columns(&[
            "subject",
            "verbs",
            "ClusterRoleBinding",
            "pods that run as it",
        ]),
        rows: rows.collect(),
    }
}

/// Each Secret with what reaches it.
fn secrets(inventory: &Inventory, policy: &Policy, accounts: &Accounts) -> Section {
    // Those that may read all of them stand in a table of their own.
    let all: Vec<Grant<'_>> = VERBS
        .iter()
        .flat_map(|verb| policy.who_can(&action(verb, ""), Some("")))
        .collect();
    let reads_all = |grant: &Grant<'_>| all.iter().any(|a| std::ptr::eq(a.binding, grant.binding));
    let mut left_out = 0_usize;
    let rows = inventory.secrets.iter().filter_map(|secret| {
        let grants: Vec<Grant<'_>> = VERBS
            .iter()
            .flat_map(|verb| policy.who_can(&action(verb, &secret.name), Some(&secret.namespace)))
            .filter(|grant| !reads_all(grant))
            .collect();
        let held = grants.iter().flat_map(|grant| pods(grant, accounts));
        // Of very many, those alone that something reaches.
        let many = inventory.secrets.len() > MAX_REPORT_ROWS;
        if many && grants.is_empty() && secret.users.is_empty() {
            left_out = left_out.saturating_add(1);
            return None;
        }
        Some(vec![
            Cell::leading(
                format!("{}/{}", secret.namespace, secret.name),
                &format!("secrets {}/{}", secret.namespace, secret.name),
            ),
            Cell::from(kind(secret)),
            Cell::from(used(secret, true)),
            Cell::from(used(secret, false)),
            Cell::from(listed(grants.iter().map(subject))),
            Cell::from(listed(held)),
        ])
    });
    let mut rows: Vec<Vec<Cell>> = rows.collect();
    left_out = left_out.saturating_add(rows.len().saturating_sub(MAX_REPORT_ROWS));
    rows.truncate(MAX_REPORT_ROWS);
    let mut note = "A Secret is reached by what names it, in volumes, environment or otherwise, and by \
                    whoever may get, list or watch it in its namespace. Whoever may create pods there \
                    can mount it too (kf auth whocan create pods)."
        .to_owned();
    if left_out > 0 {
        note.push_str(&format!(
            " {left_out} are left out here, first of all those that nothing beside the readers of \
             all Secrets reaches; kf secrets lists them."
        ));
    }
    Section {
        title: "What reaches each Secret".to_owned(),
        note,
        columns: columns(&[
            "Secret",
            "type",
            "named by",
            "named by what has ended",
            "readable in its namespace by",
            "pods that run as them",
        ]),
        rows,
    }
}

fn kind(secret: &Secret) -> String {
    match &secret.contents {
        Ok(contents) => contents.secret_type.clone(),
        Err(e) if e.is_encrypted() => "unknown: encrypted".to_owned(),
        Err(_) => "unknown: unreadable".to_owned(),
    }
}

/// What names a Secret.
fn used(secret: &Secret, live: bool) -> String {
    let users = secret.users.iter().filter(|user| user.live == live);
    listed(users.map(|user| {
        // Names in another namespace are not clear by themselves.
        if user.namespace == secret.namespace || user.namespace.is_empty() {
            format!("{} {}", user.kind, user.name)
        } else {
            format!("{} {}/{}", user.kind, user.namespace, user.name)
        }
    }))
}
