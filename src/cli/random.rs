//! Random bytes of the operating system.

use zeroize::Zeroizing;

use crate::error::{Error, Result};

/// 32 bytes that nobody can guess.
pub(super) fn bytes() -> Result<Zeroizing<[u8; 32]>> {
    let mut bytes = Zeroizing::new([0; 32]);
    getrandom::fill(bytes.as_mut_slice())
        .map_err(|e| Error::invalid(format!("no random numbers: {e}")))?;
    Ok(bytes)
}
