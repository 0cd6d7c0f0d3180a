//! Small files with secrets: keys, tokens, salts.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use zeroize::Zeroizing;

use crate::error::{Error, Result};
use crate::limits;

/// Reads a file into memory that is cleared when it is given back.
///
/// # Errors
/// Io when it cannot be read, Limit when it is too long to be such a file: a part of it would be
/// another secret. The file is not named in either.
pub(super) fn read(path: &Path) -> Result<Zeroizing<Vec<u8>>> {
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
