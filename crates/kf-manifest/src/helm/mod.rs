//! Helm 3's releases: what `helm list` and `helm get` read out of Secrets and ConfigMaps.
//!
//! A release's revision is one object, of type `helm.sh/release.v1` or, with the ConfigMap driver,
//! with the label `owner=helm`. Its `release` is base64 of gzip of JSON (helm
//! pkg/storage/driver/util.go `decodeRelease`); a Secret has base64 around that once more.

#[cfg(test)]
mod tests;
mod time;
mod values;

use std::io::Read as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::bufread::GzDecoder;

pub use time::{ansi_c, go_string};

use kf_base::limits::MAX_HELM_RELEASE_BYTES;
use kf_base::{Error, Result};
use kf_object::parse::json;
use kf_object::{Map, Value};

/// The type of Secrets with releases.
const SECRET_TYPE: &str = "helm.sh/release.v1";

/// What the names of objects with releases start with.
const NAME: &str = "sh.helm.release.v1.";

/// One revision of a release.
#[derive(Clone, Debug, PartialEq)]
pub struct Release {
    json: Value<'static>,
    /// The namespace of the object, which counts when the release names none.
    namespace: String,
}

/// Whether an object is a Secret or ConfigMap that Helm 3 keeps a release in.
#[must_use]
pub fn is_release(object: &Value<'_>) -> bool {
    match object.str_at(&["kind"]) {
        Some("Secret") => object.str_at(&["type"]) == Some(SECRET_TYPE),
        Some("ConfigMap") => {
            let name = object.str_at(&["metadata", "name"]).unwrap_or_default();
            object.str_at(&["metadata", "labels", "owner"]) == Some("helm")
                && name.starts_with(NAME)
        }
        _ => false,
    }
}

/// Whether an object is a ConfigMap in which Helm 2 kept a release.
#[must_use]
pub fn is_helm2(object: &Value<'_>) -> bool {
    object.str_at(&["kind"]) == Some("ConfigMap")
        && object.str_at(&["metadata", "labels", "OWNER"]) == Some("TILLER")
        && object.at(&["data", "release"]).is_some()
}

/// The release and revision that an object's name tells of: `web` and 3 for
/// `sh.helm.release.v1.web.v3`.
#[must_use]
pub fn name_and_revision<'v>(object: &'v Value<'_>) -> Option<(&'v str, i64)> {
    let name = object.str_at(&["metadata", "name"])?.strip_prefix(NAME)?;
    let (name, revision) = name.rsplit_once(".v")?;
    Some((name, revision.parse().ok()?))
}

impl Release {
    /// Reads the release in an object for which [`is_release`] holds.
    ///
    /// # Errors
    /// Corrupt when it is not base64, gzip or JSON of an object; Limit when it comes to more than
    /// [`MAX_HELM_RELEASE_BYTES`] or is nested too deep.
    pub fn decode(object: &Value<'_>) -> Result<Self> {
        let bad = |what: &str| Error::corrupt(format!("the Helm release is {what}"));
        let text = object.str_at(&["data", "release"]);
        let text = text.ok_or_else(|| bad("not there: no data.release"))?;
        let base64 = |text: &[u8]| STANDARD.decode(text).map_err(|_| bad("not base64"));
        let mut bytes = base64(text.as_bytes())?;
        if object.str_at(&["kind"]) == Some("Secret") {
            bytes = base64(&bytes)?;
        }
        // Releases of before compression have none.
        if bytes.starts_with(&[0x1f, 0x8b, 0x08]) {
            bytes = unpack(&bytes)?;
        }
        let json = json::parse(&bytes).map_err(|e| {
            Error::new(
                e.kind(),
                format!("the Helm release is not JSON: {}", e.message()),
            )
        })?;
        if json.as_object().is_none() {
            return Err(bad("no JSON object"));
        }
        Ok(Self {
            json: json.into_owned(),
            namespace: object
                .str_at(&["metadata", "namespace"])
                .unwrap_or_default()
                .to_owned(),
        })
    }

    /// The same without what is large: manifest, hooks, values, and of the chart all but its
    /// metadata.
    #[must_use]
    pub fn into_summary(mut self) -> Self {
        if let Some(release) = self.json.as_object_mut() {
            release.retain(|name, _| !matches!(name, "manifest" | "hooks" | "config"));
            if let Some(Value::Object(chart)) = release.get_mut("chart") {
                chart.retain(|name, _| name == "metadata");
            }
        }
        self
    }

    fn text(&self, path: &[&str]) -> &str {
        self.json.str_at(path).unwrap_or_default()
    }

    /// All of it, as Helm keeps it.
    #[must_use]
    pub fn json(&self) -> &Value<'static> {
        &self.json
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.text(&["name"])
    }

    /// Its namespace.
    #[must_use]
    pub fn namespace(&self) -> &str {
        match self.text(&["namespace"]) {
            "" => &self.namespace,
            namespace => namespace,
        }
    }

    /// The revision, counted from 1.
    #[must_use]
    pub fn revision(&self) -> i64 {
        let version = self.json.get("version").and_then(Value::as_int);
        version.unwrap_or_default()
    }

    /// The revision that this one went back to; 0 if it did not, or Helm 3 made it.
    #[must_use]
    pub fn rollback_revision(&self) -> i64 {
        let revision = self.json.at(&["info", "rollback_revision"]);
        revision.and_then(Value::as_int).unwrap_or_default()
    }

    /// `deployed`, `superseded`, `failed`, `uninstalled`, `pending-upgrade`, ...
    #[must_use]
    pub fn status(&self) -> &str {
        self.text(&["info", "status"])
    }

    /// When it was last deployed, as RFC 3339 text; empty when it says no time.
    #[must_use]
    pub fn last_deployed(&self) -> &str {
        self.text(&["info", "last_deployed"])
    }

    /// What happened last, in a sentence.
    #[must_use]
    pub fn description(&self) -> &str {
        self.text(&["info", "description"])
    }

    /// What the chart has to say to its user.
    #[must_use]
    pub fn notes(&self) -> &str {
        self.text(&["info", "notes"])
    }

    /// Name and version of the chart, as `helm` joins them; `MISSING` when there is no chart.
    #[must_use]
    pub fn chart(&self) -> String {
        match self.json.at(&["chart", "metadata"]) {
            Some(Value::Object(_)) => format!(
                "{}-{}",
                self.text(&["chart", "metadata", "name"]),
                self.text(&["chart", "metadata", "version"])
            ),
            _ => "MISSING".to_owned(),
        }
    }

    /// The version of what the chart installs; `MISSING` when there is no chart.
    #[must_use]
    pub fn app_version(&self) -> &str {
        match self.json.at(&["chart", "metadata"]) {
            Some(Value::Object(_)) => self.text(&["chart", "metadata", "appVersion"]),
            _ => "MISSING",
        }
    }

    /// The objects of the release, as YAML.
    #[must_use]
    pub fn manifest(&self) -> &str {
        self.text(&["manifest"])
    }

    /// The hooks: path and manifest of each.
    pub fn hooks(&self) -> impl Iterator<Item = (&str, &str)> {
        let hooks = self.json.get("hooks").and_then(Value::as_array);
        hooks.unwrap_or_default().iter().map(|hook| {
            let text = |name| hook.str_at(&[name]).unwrap_or_default();
            (text("path"), text("manifest"))
        })
    }

    /// The values that the user gave; null when there are none.
    #[must_use]
    pub fn config(&self) -> Value<'static> {
        match self.json.get("config") {
            // Go's `omitempty` leaves an empty map out, so it is read back as nil.
            Some(Value::Object(map)) if !map.is_empty() => Value::Object(map.clone()),
            _ => Value::Null,
        }
    }

    /// The user's values over those of the chart (helm pkg/chartutil/coalesce.go
    /// `CoalesceValues`). Charts inside the chart are not stored, so their own values are missing
    /// here as they are in `helm get values --all`.
    #[must_use]
    pub fn computed_values(&self) -> Value<'static> {
        let user = self.json.get("config").and_then(Value::as_object);
        let chart = self
            .json
            .at(&["chart", "values"])
            .and_then(Value::as_object);
        let mut all = user.cloned().unwrap_or_default();
        values::coalesce(&mut all, &chart.cloned().unwrap_or_else(Map::new));
        Value::Object(all)
    }
}

fn unpack(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    let limit = u64::try_from(MAX_HELM_RELEASE_BYTES).unwrap_or(u64::MAX);
    let mut unpacked = GzDecoder::new(bytes).take(limit.saturating_add(1));
    unpacked.read_to_end(&mut out).map_err(|e| {
        Error::corrupt(format!(
            "the Helm release cannot be decompressed after {} bytes: {e}",
            out.len()
        ))
    })?;
    if out.len() > MAX_HELM_RELEASE_BYTES {
        return Err(Error::limit(format!(
            "the Helm release comes to more than {MAX_HELM_RELEASE_BYTES} bytes \
             (MAX_HELM_RELEASE_BYTES)"
        )));
    }
    Ok(out)
}
