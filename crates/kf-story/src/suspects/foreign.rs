//! Hosts that an object names and no other does.
//!
//! A cluster fetches its software from few places and sends its data to few. A rule says at which paths
//! a new name counts, and at which others it only counts as known. What many share (a forge, a registry, a
//! store of a cloud) is known by what of it is meant: the owner, the bucket.

use foldhash::fast::RandomState;
use hashbrown::{HashMap, HashSet};

use kf_object::Value;

use super::Finding;
use super::owner::is_controlled;
use super::path::{At, HIDDEN, Path};
use super::rule::Rule;
use super::test::Evidence;
use crate::walk::Seen;

/// Hosts of which the first part of a path says whose something is.
const SHARED: [&str; 24] = [
    "github.com",
    "gitlab.com",
    "bitbucket.org",
    "codeberg.org",
    "sr.ht",
    "dev.azure.com",
    "raw.githubusercontent.com",
    "gist.githubusercontent.com",
    "docker.io",
    "index.docker.io",
    "registry-1.docker.io",
    "ghcr.io",
    "quay.io",
    "gcr.io",
    "public.ecr.aws",
    "registry.gitlab.com",
    "mcr.microsoft.com",
    "storage.googleapis.com",
    "s3.amazonaws.com",
    "us-docker.pkg.dev",
    "europe-docker.pkg.dev",
    "asia-docker.pkg.dev",
    "pastebin.com",
    "huggingface.co",
];

/// Ends of hosts that everybody can have one of.
const RENTED: [&str; 16] = [
    "amazonaws.com",
    "windows.net",
    "azurecr.io",
    "googleapis.com",
    "cloudflarestorage.com",
    "digitaloceanspaces.com",
    "backblazeb2.com",
    "wasabisys.com",
    "herokuapp.com",
    "pages.dev",
    "workers.dev",
    "github.io",
    "ngrok.io",
    "ngrok-free.app",
    "trycloudflare.com",
    "duckdns.org",
];

/// Labels below the domain of a country that are no one's.
const SECOND: [&str; 7] = ["co", "com", "org", "net", "ac", "gov", "edu"];

/// Who names a host.
#[derive(Debug)]
enum By {
    One(String),
    Several,
}

/// What is named, and what may be found, by rule.
#[derive(Debug, Default)]
pub(super) struct Foreign {
    named: HashMap<(usize, String), By, RandomState>,
    found: Vec<(Finding, Vec<String>)>,
}

impl Foreign {
    pub(super) fn append(&mut self, other: Self) {
        for ((rule, host), by) in other.named {
            match by {
                By::One(key) => self.name(rule, host, &key),
                By::Several => {
                    self.named.insert((rule, host), By::Several);
                }
            }
        }
        self.found.extend(other.found);
    }

    /// Remembers what the object of a change names.
    pub(super) fn see(&mut self, at: usize, rule: &Rule, seen: &Seen<'_, '_>) {
        let Some(object) = seen.plain_after() else {
            return;
        };
        // What a controller makes names what its owner does.
        if is_controlled(object) {
            return;
        }
        let key = String::from_utf8_lossy(seen.change.record.key);
        for host in hosts(rule.at.iter().chain(&rule.known), object) {
            self.name(at, host, &key);
        }
    }

    fn name(&mut self, rule: usize, host: String, key: &str) {
        let by = self.named.entry((rule, host));
        let by = by.or_insert_with(|| By::One(key.to_owned()));
        if matches!(by, By::One(own) if own != key) {
            *by = By::Several;
        }
    }

    /// Remembers what is found unless others name the host as well.
    pub(super) fn take(&mut self, found: Finding, hosts: Vec<String>) {
        self.found.push((found, hosts));
    }

    /// What nobody else names, of rules for which there is something that several name.
    pub(super) fn found(self, found: &mut Vec<Finding>) {
        let habits = self.named.iter();
        let habits = habits.filter(|(_, by)| matches!(by, By::Several));
        let habits: HashSet<usize> = habits.map(|((rule, _), _)| *rule).collect();
        for (one, hosts) in self.found {
            let rule = one.rule;
            let own = |host: String| {
                let by = self.named.get(&(rule, host));
                matches!(by, Some(By::One(_)))
            };
            if habits.contains(&rule) && hosts.into_iter().any(own) {
                found.push(one);
            }
        }
    }
}

/// The hosts that a change brings, and where they stand.
pub(super) fn brought(rule: &Rule, seen: &Seen<'_, '_>) -> Option<(Vec<Evidence>, Vec<String>)> {
    let object = seen.plain_after().filter(|object| !is_controlled(object))?;
    let before = seen.plain_before();
    let old = before.map_or_else(HashSet::new, |before| hosts(&rule.at, before));
    let shown = seen.after().filter(|_| seen.is_redacted());
    let mut brought: Vec<String> = Vec::new();
    let mut evidence = Vec::new();
    for path in &rule.at {
        hosts_at(path, object, &mut |place, host| {
            if old.contains(&host) || brought.contains(&host) {
                return;
            }
            evidence.push(match shown {
                None => Evidence {
                    path: place.text(),
                    value: host.clone(),
                },
                Some(shown) => Evidence {
                    path: place.within(shown).0,
                    value: HIDDEN.to_owned(),
                },
            });
            brought.push(host);
        });
    }
    (!brought.is_empty()).then_some((evidence, brought))
}

/// The hosts that the texts at some paths name.
fn hosts<'p>(paths: impl IntoIterator<Item = &'p Path>, object: &Value<'_>) -> HashSet<String> {
    let mut hosts = HashSet::new();
    for path in paths {
        hosts_at(path, object, &mut |_, host| {
            hosts.insert(host);
        });
    }
    hosts
}

/// Calls for each host that the texts at a path name.
fn hosts_at(path: &Path, object: &Value<'_>, to: &mut dyn FnMut(&At<'_>, String)) {
    path.each(object, &At::Start(""), &mut |place, value| {
        let text = value.as_str().unwrap_or_default();
        if text.contains("://") {
            let urls = text.match_indices("://");
            let urls = urls.filter_map(|(at, _)| url(text, at));
            urls.for_each(|host| to(place, host));
        } else if let Some(host) = plain(text, path) {
            to(place, host);
        }
    });
}

/// What a URL names, whose `://` stands at a place of a text.
fn url(text: &str, at: usize) -> Option<String> {
    let (before, rest) = (text.get(..at)?, text.get(at.saturating_add(3)..)?);
    let of_scheme = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
    let scheme = before.rsplit(|c| !of_scheme(c)).next().unwrap_or_default();
    let end = |c: char| c.is_whitespace() || "\"'`<>|;,)}$".contains(c);
    let rest = rest.split(end).next().unwrap_or_default();
    // The host of such a URL is a bucket.
    if ["s3", "s3a", "gs", "az", "abfs", "oss"].contains(&scheme) {
        let bucket = rest.split('/').next().filter(|bucket| !bucket.is_empty());
        return bucket.map(|bucket| format!("{scheme}://{bucket}"));
    }
    let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
    let host = authority.rsplit('@').next().unwrap_or_default();
    known_as(host, path)
}

/// What a text without a scheme names: `git@host:owner/name`, `host/owner/name`, and an image of Docker Hub.
fn plain(text: &str, path: &Path) -> Option<String> {
    let word = |c: char| c.is_ascii_alphanumeric() || "-._/:@".contains(c);
    if text.is_empty() || text.starts_with(['/', '-', '.']) || !text.chars().all(word) {
        return None;
    }
    if let Some((_, rest)) = text.split_once('@')
        && let Some((host, path)) = rest.split_once(':')
        && !host.contains('/')
        && host.contains('.')
    {
        return known_as(host, path);
    }
    let (first, rest) = text.split_once('/').unwrap_or((text, ""));
    let is_host = first.contains(['.', ':']);
    if path.ends_in(&["image"]) {
        return match is_host && !rest.is_empty() {
            true => known_as(first, rest),
            false => known_as("docker.io", if rest.is_empty() { "library/" } else { text }),
        };
    }
    let fits = !rest.is_empty() || path.ends_in(&["endpoint", "host", "externalName"]);
    known_as(first, rest).filter(|_| first.contains('.') && fits)
}

/// What a host is known as, by its path where it is shared; none inside of a cluster, and of a private network.
fn known_as(host: &str, path: &str) -> Option<String> {
    let host = host.split(':').next().unwrap_or_default();
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    if !host.contains('.') || is_inside(&host) {
        return None;
    }
    let is_below = |end: &str| host.strip_suffix(end).is_some_and(|h| h.ends_with('.'));
    if SHARED.contains(&host.as_str()) || RENTED.into_iter().any(is_below) {
        let owner = path.split(['/', ':']).find(|part| !part.is_empty());
        return Some(format!("{host}/{}", owner.unwrap_or_default()));
    }
    if host.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        return Some(host);
    }
    let labels: Vec<&str> = host.rsplit('.').collect();
    let country = labels.first().is_some_and(|top| top.len() == 2);
    let general = labels.get(1).is_some_and(|label| SECOND.contains(label));
    let count = if country && general { 3 } else { 2 };
    let domain: Vec<&str> = labels.into_iter().take(count).rev().collect();
    Some(domain.join("."))
}

fn is_inside(host: &str) -> bool {
    let numbers: Vec<Option<u8>> = host.split('.').map(|part| part.parse().ok()).collect();
    if let [Some(a), Some(b), Some(_), Some(_)] = numbers.as_slice() {
        return matches!(
            (a, b),
            (10 | 127 | 0, _) | (192, 168) | (169, 254) | (172, 16..=31)
        );
    }
    let inside = [".svc", ".local", ".internal", ".localhost"];
    inside.iter().any(|end| host.ends_with(end)) || host.contains(".svc.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_name_hosts() {
        let of = |path: &str, text: &str| {
            let mut hosts = Vec::new();
            let path = Path::parse(path).unwrap();
            let mut object = Value::String(text.to_owned().into());
            let steps = path.text();
            for step in steps.rsplit('.') {
                object = Value::object([(step, object)]);
            }
            hosts_at(&path, &object, &mut |_, host| hosts.push(host));
            hosts.join(" ")
        };
        for (path, text, hosts) in [
            (
                "url",
                "https://git.example.com:8443/team/a.git",
                "example.com",
            ),
            ("url", "ssh://git@git.example.co.uk:22/a", "example.co.uk"),
            ("url", "git@github.com:eve/a.git", "github.com/eve"),
            ("url", "https://github.com/eve/a.git", "github.com/eve"),
            ("url", "oci://ghcr.io/eve/charts/a", "ghcr.io/eve"),
            ("url", "git.example.com/team/a", "example.com"),
            ("image", "nginx:1.29", "docker.io/library"),
            ("image", "eve/nginx:1.29", "docker.io/eve"),
            (
                "image",
                "registry.example.com:5000/a/b@sha256:00",
                "example.com",
            ),
            ("endpoint", "minio.example.org", "example.org"),
            ("args", "minio.example.org", ""),
            ("args", "-c", ""),
            ("args", "/bin/sh", ""),
            (
                "args",
                "curl https://10.0.0.1/a http://cart.shop.svc:80/b",
                "",
            ),
            ("args", "curl -T- 'https://a.example/x'|cat", "a.example"),
            ("args", "aws s3 cp - s3://backups/$(date)", "s3://backups"),
            ("args", "curl http://203.0.113.9:8000/x", "203.0.113.9"),
            (
                "args",
                "x https://b.s3.amazonaws.com/k",
                "b.s3.amazonaws.com/k",
            ),
            ("args", "://", ""),
        ] {
            assert_eq!(of(path, text), hosts, "{text}");
        }
    }
}
