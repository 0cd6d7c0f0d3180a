//! From the flags to the keys for encrypted values.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

use super::args::KeyArgs;
use super::report::Outcome;
use crate::error::{Error, Result};
use crate::limits;
use crate::storage::encryption::Keyring;
use crate::storage::encryption::config::Config;
use crate::storage::encryption::kms::Kms;

/// Bytes of a data key that lies in a file as it is.
const RAW_KEY: usize = 32;

/// The keys that were given, if any were.
pub(super) fn keyring(args: &KeyArgs) -> Outcome<Option<Keyring>> {
    if args.encryption_config.is_empty() && args.kms_dek.is_empty() {
        return Ok(None);
    }
    let mut keyring = Keyring::new();
    for path in &args.encryption_config {
        let config = read(path).and_then(|text| Config::parse(&text));
        keyring.extend(
            config
                .map_err(|e| e.in_file(path.to_string_lossy()))?
                .keyring,
        );
    }
    for (plugin, path) in &args.kms_dek {
        let keys = read(path).and_then(|bytes| data_keys(&bytes));
        let keys = keys.map_err(|e| e.in_file(path.to_string_lossy()))?;
        keyring.add_kms(Kms::with_keys(plugin, keys));
    }
    Ok(Some(keyring))
}

/// One key of 32 bytes as they are, or one in base64 on each line.
fn data_keys(bytes: &[u8]) -> Result<Vec<Zeroizing<Vec<u8>>>> {
    if bytes.len() == RAW_KEY {
        return Ok(vec![Zeroizing::new(bytes.to_vec())]);
    }
    let mut keys = Vec::new();
    for (i, line) in bytes.split(|b| *b == b'\n').enumerate() {
        let line = line.trim_ascii();
        if line.is_empty() || line.starts_with(b"#") {
            continue;
        }
        let key = STANDARD.decode(line).map(Zeroizing::new).map_err(|_| {
            let line = i.saturating_add(1);
            Error::invalid(format!(
                "line {line} is not base64: expected one data key or seed on each line, or a file \
                 of {RAW_KEY} bytes"
            ))
        })?;
        keys.push(key);
    }
    if keys.is_empty() {
        return Err(Error::invalid("there is no key in the file"));
    }
    Ok(keys)
}

fn read(path: &Path) -> Result<Zeroizing<Vec<u8>>> {
    let io = |e: std::io::Error| Error::io("cannot read", &e);
    let mut bytes = Zeroizing::new(Vec::new());
    let most = u64::try_from(limits::MAX_CONFIG_BYTES).unwrap_or(u64::MAX);
    let file = File::open(path).map_err(io)?;
    file.take(most.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(io)?;
    if bytes.len() > limits::MAX_CONFIG_BYTES {
        return Err(Error::limit(format!(
            "the file is over {} bytes (MAX_CONFIG_BYTES)",
            limits::MAX_CONFIG_BYTES
        )));
    }
    Ok(bytes)
}
