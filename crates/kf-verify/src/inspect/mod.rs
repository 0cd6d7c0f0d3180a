//! The arguments of an original kube-apiserver, out of a description of its container: which of
//! them matter to what is stored, and why the others are left out.

mod known;
mod words;

pub use known::Reason;

use crate::images;
use kf_base::error::{Error, Result};
use kf_base::limits::{MAX_INSPECT_BYTES, MAX_INSPECT_WORDS};
use kf_object::{Value, parse};

/// Of an original kube-apiserver.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inspected {
    /// The image that it runs.
    pub image: Option<String>,
    /// The version in the image's tag, such as `v1.31.4`, if it has one.
    pub version: Option<String>,
    /// Arguments that decide what is stored where, or which versions are served: names without
    /// dashes, and values. They go into
    /// [`ApiServerSettings::kept`](crate::arguments::apiserver::ApiServerSettings::kept).
    pub kept: Vec<(String, String)>,
    /// Names of all other arguments, each with the reason.
    pub dropped: Vec<(String, Reason)>,
    /// Where the original has its EncryptionConfiguration. Its content is not in a description of
    /// a container and has to be given as a file.
    pub encryption_config: Option<String>,
    /// Images of the other containers in the description that start a kube-apiserver, which were
    /// passed over; empty where a container names none.
    pub passed_over: Vec<String>,
}

/// Reads what one of these prints, as JSON:
///
/// - `docker inspect` and `podman inspect`: an array of containers,
/// - `crictl inspect`: an object with `status` and `info`,
/// - a static pod's manifest, `kubectl get pod -o json`, or a list of pods.
///
/// The first container that starts a kube-apiserver is taken: `kube-apiserver`, `hyperkube
/// apiserver`, `hyperkube kube-apiserver`, behind other programs too (RKE's `entrypoint.sh`, the
/// `go-runner` of images since 1.19, a shell's `-c`).
///
/// # Errors
/// Not JSON, too much of it, or no kube-apiserver in it.
pub fn read(bytes: &[u8]) -> Result<Inspected> {
    if bytes.len() > MAX_INSPECT_BYTES {
        return Err(Error::limit(format!(
            "a description of containers of {} bytes; {MAX_INSPECT_BYTES} are read at most",
            bytes.len()
        )));
    }
    let value = parse::json::parse(bytes)?;
    let mut containers = Vec::new();
    gather(&value, &mut containers);
    let mut servers = containers
        .iter()
        .filter_map(|c| Some((c.image, words::arguments(&c.words)?)));
    if let Some((image, arguments)) = servers.next() {
        let others = servers.map(|(image, _)| image.unwrap_or_default().to_owned());
        return Ok(Inspected {
            passed_over: others.collect(),
            ..sorted_out(&arguments, image)
        });
    }
    Err(Error::invalid(
        "no container in it starts a kube-apiserver: neither docker's, podman's or crictl's inspect \
         nor a pod",
    ))
}

/// A container of any engine.
struct Container<'v> {
    image: Option<&'v str>,
    words: Vec<&'v str>,
}

/// Finds the containers in a description. Lists within lists are not looked into.
fn gather<'v>(value: &'v Value<'_>, found: &mut Vec<Container<'v>>) {
    let one = std::slice::from_ref(value);
    let pods = value.get("items").and_then(Value::as_array);
    for entry in value.as_array().or(pods).unwrap_or(one) {
        let spec = entry.at(&["spec", "containers"]);
        if let Some(of_pod) = spec.and_then(Value::as_array) {
            found.extend(of_pod.iter().map(|container| Container {
                image: container.str_at(&["image"]),
                words: list(container, &[&["command"], &["args"]]),
            }));
        } else if entry.get("info").is_some() || entry.get("status").is_some() {
            found.push(of_crictl(entry));
        } else if entry.get("Config").is_some() || entry.get("Path").is_some() {
            found.push(of_docker(entry));
        }
    }
}

/// What is run in the end (`Path` and `Args`), or else what was asked for. podman's image name is
/// outside of `Config`; docker's `Image` there is an id.
fn of_docker<'v>(entry: &'v Value<'_>) -> Container<'v> {
    let mut words = list(entry, &[&["Path"], &["Args"]]);
    if words.len() < 2 {
        words = list(entry, &[&["Config", "Entrypoint"], &["Config", "Cmd"]]);
    }
    let named = entry.str_at(&["Config", "Image"]);
    Container {
        image: named.or_else(|| entry.str_at(&["ImageName"])),
        words,
    }
}

/// `info` is what the runtime adds: containerd and CRI-O both have the OCI process; containerd has
/// the kubelet's request too.
fn of_crictl<'v>(entry: &'v Value<'_>) -> Container<'v> {
    let mut words = list(entry, &[&["info", "runtimeSpec", "process", "args"]]);
    if words.is_empty() {
        let config: [&[&str]; 2] = [&["info", "config", "command"], &["info", "config", "args"]];
        words = list(entry, &config);
    }
    let named = [
        entry.str_at(&["status", "image", "userSpecifiedImage"]),
        entry.str_at(&["status", "image", "image"]),
        entry.str_at(&["info", "config", "image", "user_specified_image"]),
        entry.str_at(&["info", "config", "image", "image"]),
    ];
    // Some of them are digests or empty.
    let versioned = |image: &&str| images::tag(image).and_then(images::release).is_some();
    let mut found = named.iter().flatten().copied();
    let first = found.clone().find(|image| !image.is_empty());
    Container {
        image: found.find(versioned).or(first),
        words,
    }
}

/// The words at these places, one after the other; a text counts as one word.
fn list<'v>(value: &'v Value<'_>, places: &[&[&str]]) -> Vec<&'v str> {
    let mut words = Vec::new();
    for place in places {
        match value.at(place) {
            Some(Value::Array(all)) => words.extend(all.iter().filter_map(Value::as_str)),
            Some(one) => words.extend(one.as_str()),
            None => {}
        }
    }
    words.truncate(MAX_INSPECT_WORDS);
    words
}

/// Keeps and drops.
fn sorted_out(arguments: &[(String, String)], image: Option<&str>) -> Inspected {
    let mut inspected = Inspected {
        image: image.map(str::to_owned),
        version: image.and_then(images::tag).and_then(images::release),
        ..Inspected::default()
    };
    for (name, value) in arguments {
        if known::is_encryption(name) {
            inspected.encryption_config = Some(value.clone());
            continue;
        }
        match known::reason(name, value) {
            Some(reason) => {
                if !inspected.dropped.iter().any(|(seen, _)| seen == name) {
                    inspected.dropped.push((name.clone(), reason));
                }
            }
            None => keep(&mut inspected.kept, name, value),
        }
    }
    inspected
}

/// The last of several counts, but maps grow.
fn keep(kept: &mut Vec<(String, String)>, name: &str, value: &str) {
    match kept.iter_mut().find(|(seen, _)| seen == name) {
        Some((_, earlier)) if known::is_map(name) => {
            earlier.push(',');
            earlier.push_str(value);
        }
        Some((_, earlier)) => value.clone_into(earlier),
        None => kept.push((name.to_owned(), value.to_owned())),
    }
}

#[cfg(test)]
mod tests;
