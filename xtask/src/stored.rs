//! Objects as etcd holds them: JSON on each line of standard input becomes base64 of what an API server
//! would store, on each line of standard output. Built-in kinds are protobuf in their envelope, but
//! for the two kinds that servers store as JSON; everything else is JSON.

use std::io::{BufRead as _, Write as _};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kf_object::Value;
use kf_object::parse::json;
use kf_schema::Minor;
use kf_storage::Codec;

use crate::Result;

/// Kinds that are stored as JSON, since they are custom resources to the servers that own them.
const AS_JSON: [&str; 2] = ["APIService", "CustomResourceDefinition"];

/// Runs it.
pub(crate) fn run() -> Result<()> {
    let codec = Codec::new(Minor::NEWEST);
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line = line.map_err(|e| e.to_string())?;
        let object = json::parse(line.as_bytes()).map_err(|e| e.to_string())?;
        let value = stored(&codec, &object, &line)?;
        writeln!(out, "{}", STANDARD.encode(value)).map_err(|e| e.to_string())?;
    }
    Ok(())
}

fn stored(codec: &Codec, object: &Value<'_>, text: &str) -> Result<Vec<u8>> {
    let member = |name| object.str_at(&[name]).ok_or(format!("no {name}: {text}"));
    let (api_version, kind) = (member("apiVersion")?, member("kind")?);
    let entry = kf_schema::kind(api_version, kind).filter(|_| !AS_JSON.contains(&kind));
    let Some(entry) = entry else {
        return Ok(text.as_bytes().to_vec());
    };
    let mut message = Vec::new();
    codec
        .write_protobuf(&mut message, entry, object)
        .map_err(|e| format!("{e}: {text}"))?;
    let mut meta = Vec::new();
    field(&mut meta, 1, api_version.as_bytes());
    field(&mut meta, 2, kind.as_bytes());
    let mut value = b"k8s\0".to_vec();
    field(&mut value, 1, &meta);
    field(&mut value, 2, &message);
    field(&mut value, 3, b"");
    field(&mut value, 4, b"");
    Ok(value)
}

/// A field of bytes.
fn field(out: &mut Vec<u8>, number: u8, bytes: &[u8]) {
    out.push((number << 3) | 2);
    let mut length = bytes.len();
    while length >= 0x80 {
        out.push((length & 0x7f) as u8 | 0x80);
        length >>= 7;
    }
    out.push(length as u8);
    out.extend_from_slice(bytes);
}
