//! Where the file of an object goes.
//!
//! ```text
//!  +0-namespaces/NAME.yaml
//!  +1-customresourcedefinitions/NAME.yaml
//!  +2-cluster/RESOURCE/NAME.yaml            everything else without a namespace
//!  NAMESPACE/RESOURCE/NAME.yaml
//!  ~3-last/RESOURCE/NAME.yaml               what would stand in the way of the rest
//! ```
//!
//! `kubectl apply -R -f` takes files in the byte order of their paths. A plus sorts before
//! everything that a namespace can begin with, a tilde behind it, and neither can be part of a
//! name here. RESOURCE is `pods` or `deployments.apps`.

use hashbrown::HashMap;
use kf_base::error::{Error, Result};
use kf_base::hex;
use sha2::{Digest as _, Sha256};

/// The list of what was written, beside the directories. `kubectl apply -R` passes over it: it takes
/// `.json`, `.yaml` and `.yml`.
pub const MANIFEST: &str = "MANIFEST.jsonl";

/// Longest file name without its extension, in bytes: file systems take 255.
const LONGEST: usize = 200;

/// Where an object's file goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The directories, outermost first.
    pub directories: Vec<String>,
    /// The file's name.
    pub file: String,
    /// Whether only the owner may read the last directory and the file.
    pub private: bool,
}

impl Place {
    /// The path with slashes.
    #[must_use]
    pub fn path(&self) -> String {
        format!("{}/{}", self.directories.join("/"), self.file)
    }
}

/// Finds a place for each object; no two get the same one, on no file system.
#[derive(Debug, Default)]
pub struct Layout {
    /// Paths in lower case, and whose they are.
    taken: HashMap<String, String>,
}

impl Layout {
    /// Returns the place of an object of a resource (group, plural).
    ///
    /// # Errors
    /// Invalid when there was an object of the same name before: whoever applies both keeps one.
    pub fn place(
        &mut self,
        group: &str,
        plural: &str,
        namespace: Option<&str>,
        name: &str,
    ) -> Result<Place> {
        let resource = if group.is_empty() {
            plural.to_owned()
        } else {
            format!("{plural}.{group}")
        };
        let resource = file_name(&resource);
        let directories = match (group, plural, namespace) {
            (_, _, Some(namespace)) => vec![namespace_name(namespace), resource],
            ("", "namespaces", None) => vec!["+0-namespaces".to_owned()],
            ("apiextensions.k8s.io", "customresourcedefinitions", None) => {
                vec!["+1-customresourcedefinitions".to_owned()]
            }
            // Webhooks and policies would judge the rest before their services run; an APIService
            // without its service makes discovery fail.
            ("admissionregistration.k8s.io" | "apiregistration.k8s.io", _, None) => {
                vec!["~3-last".to_owned(), resource]
            }
            _ => vec!["+2-cluster".to_owned(), resource],
        };
        let mut place = Place {
            directories,
            file: format!("{}.yaml", file_name(name)),
            private: (group, plural) == ("", "secrets") || group == "oauth.openshift.io",
        };
        let mut path = place.path().to_lowercase();
        if self.taken.get(&path).is_some_and(|other| other != name) {
            // Names that differ in case alone are one on some file systems.
            place.file = format!("{}.yaml", with_sum(&file_name(name), name));
            path = place.path().to_lowercase();
        }
        if self.taken.contains_key(&path) {
            return Err(Error::invalid(
                "another key holds an object of the same type, namespace and name: this one is not \
                 written",
            ));
        }
        self.taken.insert(path, name.to_owned());
        Ok(place)
    }
}

/// A namespace as the name of a directory, which is not that of the list.
fn namespace_name(namespace: &str) -> String {
    let name = file_name(namespace);
    if name.eq_ignore_ascii_case(MANIFEST) {
        return with_sum(&name, namespace);
    }
    name
}

/// A name as a file name: bytes other than `[A-Za-z0-9._-]` as `%3A`, no dot in front, no name that
/// Windows keeps for devices, and a sum in place of the end of a long one.
#[must_use]
pub fn file_name(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let stem = name.split('.').next().unwrap_or_default();
    let escape_first = name.starts_with('.') || is_device(stem);
    for (i, byte) in name.bytes().enumerate() {
        let plain = byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
        if plain && !(i == 0 && escape_first) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    if out.is_empty() {
        // No object and no namespace has such a name; a file must have one.
        out.push('%');
    }
    if out.len() > LONGEST {
        return with_sum(&out, name);
    }
    out
}

fn is_device(stem: &str) -> bool {
    let stem = stem.to_ascii_lowercase();
    let numbered = |name: &str| {
        let rest = stem.strip_prefix(name);
        rest.is_some_and(|r| matches!(r.as_bytes(), [b'0'..=b'9']))
    };
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

/// The beginning of a file name and a sum of the whole name.
fn with_sum(file: &str, name: &str) -> String {
    let sum = Sha256::digest(name.as_bytes());
    let sum = hex::text(sum.iter().take(8));
    // The file name is ASCII, so any length is a boundary.
    let kept = file.get(..LONGEST - 20).unwrap_or(file);
    format!("{kept}~{sum}")
}
