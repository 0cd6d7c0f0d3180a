//! Whether a kube-apiserver has the keys for what the snapshot holds.
//!
//! A server that cannot decrypt a value of a resource which it watches itself, Secrets among them, is
//! never ready: it lists them again without end (client-go tools/cache/reflector.go), and the checks
//! of `/readyz` say nothing of keys. So this is told before anything is started. It takes its keys from
//! its EncryptionConfiguration alone, whatever else kf can read with.

use std::collections::BTreeMap;
use std::path::Path;

use kf_base::count::counted;
use kf_base::error::{Error, ErrorKind, Result};
use kf_base::escape;
use kf_file::etcd::{Record, Want};
use kf_resource::Resource;
use kf_storage::encryption::config::{Config, KmsPlugin};
use kf_storage::transformer::Encrypted;
use kf_view::View;

/// Keys that are named; of more than these the number is told.
const NAMED: usize = 10;

/// What values are encrypted with: provider, version, and name of the key or of the KMS plugin; and
/// the place of their resource.
type Keyed<'v> = (&'v [u8], &'v [u8], &'v [u8], Option<String>);

/// The values of one key.
struct Values<'s> {
    first: Record<'s>,
    count: u64,
}

/// Goes on when a kube-apiserver with this EncryptionConfiguration, or with none, can decrypt what
/// there is at the newest revision, which is what it starts on: a key counts for the resources that it
/// is listed with.
///
/// # Errors
/// Encrypted, with each key that is not there or does not open its values, and how many these are;
/// Invalid when the configuration is none; what is wrong with the file as a whole.
pub(crate) fn check(view: &View<'_>, configuration: Option<&[u8]>) -> Result<()> {
    let config = configuration.map(Config::parse).transpose()?;
    let latest = view.store().latest(None, &Want::all())?;
    let mut found: BTreeMap<Keyed<'_>, Values<'_>> = BTreeMap::new();
    for record in latest.records {
        if !view.is_registry_key(record.key) {
            continue;
        }
        let Some(encrypted) = Encrypted::recognize(record.value) else {
            continue;
        };
        let place = view.locate(record.key).and_then(|located| {
            let place = located.resource.storage.prefix();
            place.map(str::to_owned)
        });
        let keyed = (encrypted.provider, encrypted.version, encrypted.name, place);
        let values = found.entry(keyed).or_insert(Values {
            first: record,
            count: 0,
        });
        values.count = values.count.saturating_add(1);
    }
    let mut missing = Vec::new();
    for ((.., place), values) in &found {
        let why = match (&config, configuration, place) {
            (Some(all), Some(text), Some(place)) => {
                let names = names(view, place);
                let used = Config::parse_for(text, &names)?;
                let why = wrong(Some(&used), &values.first);
                // With the key at hand, it is the resource that the file lacks.
                match wrong(Some(all), &values.first) {
                    None => why.map(|why| {
                        let names = names.join(", ");
                        format!("{why}, and the configuration does not have it for {names}")
                    }),
                    elsewhere => why.and(elsewhere),
                }
            }
            _ => wrong(config.as_ref(), &values.first),
        };
        missing.extend(why.map(|why| (values, why)));
    }
    if missing.is_empty() {
        return Ok(());
    }
    Err(refused(&missing, config.as_ref()))
}

/// The names of the resources whose objects lie at a place: one, but for those that two groups serve.
fn names(view: &View<'_>, place: &str) -> Vec<String> {
    let stored = view.catalog().stored_under(place);
    stored.map(Resource::group_resource).collect()
}

/// Why a server with this configuration does not read a value, if it does not.
fn wrong(config: Option<&Config>, record: &Record<'_>) -> Option<String> {
    let encrypted = Encrypted::recognize(record.value)?;
    let text = encrypted.text();
    let Some(config) = config else {
        return Some(text);
    };
    if encrypted.provider != b"kms" {
        let opened = config.keyring.open(record.key, record.value);
        return opened.err().map(|e| e.message().to_owned());
    }
    let answers = |plugin: &&KmsPlugin| {
        (plugin.name.as_bytes(), plugin.version.as_bytes()) == (encrypted.name, encrypted.version)
    };
    match config.plugins.iter().find(answers) {
        None => Some(text),
        Some(plugin) => {
            closed(plugin).map(|socket| format!("{text}, which does not listen at {socket}"))
        }
    }
}

/// The socket of a plugin, if there is none. An abstract one, `@name`, is no file.
fn closed(plugin: &KmsPlugin) -> Option<String> {
    let path = plugin.endpoint.strip_prefix("unix://")?;
    let there = path.starts_with(['@']) || path.starts_with("/@") || Path::new(path).exists();
    (!there).then(|| escape::text(path))
}

#[cold]
fn refused(missing: &[(&Values<'_>, String)], config: Option<&Config>) -> Error {
    let mut text =
        "the kube-apiserver has no key for values of the snapshot, and would wait for it \
                    without end"
            .to_owned();
    for (values, why) in missing.iter().take(NAMED) {
        let count = counted(values.count, "value", "values");
        let first = escape::quoted(values.first.key);
        text.push_str(&format!("\n  {count} {why}; the first is {first}"));
    }
    let more = missing.len().saturating_sub(NAMED);
    if more > 0 {
        let keys = counted(more, "more key", "more keys");
        text.push_str(&format!("\n  and those of {keys}"));
    }
    let names = config.map(|config| {
        let plugins = config.plugins.iter();
        let plugins = plugins.map(|p| format!("kms {} {:?}", p.version, p.name));
        let all: Vec<String> = config.keyring.names().into_iter().chain(plugins).collect();
        all.join(", ")
    });
    let hint = match names {
        None => "--encryption-config FILENAME names the file that the cluster's kube-apiserver has as \
                 --encryption-provider-config; --level etcd compares without one"
            .to_owned(),
        Some(names) if names.is_empty() => {
            "the file that --encryption-config names has no keys; --level etcd compares without them"
                .to_owned()
        }
        Some(names) => format!(
            "the file that --encryption-config names has {}; --level etcd compares without keys",
            escape::text(&names)
        ),
    };
    Error::new(ErrorKind::Encrypted, text).hint(hint)
}

#[cfg(test)]
mod tests;
