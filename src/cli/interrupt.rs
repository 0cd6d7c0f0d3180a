//! Signals that end kf in order.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

use super::report::{Failure, Outcome};
use crate::error::Error;

/// Returns a flag that Ctrl-C, SIGTERM and SIGHUP raise from now on, instead of ending kf on the
/// spot.
pub(super) fn flag() -> Outcome<Arc<AtomicBool>> {
    let flag = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM, SIGHUP] {
        signal_hook::flag::register(signal, Arc::clone(&flag))
            .map_err(|e| Failure::from(Error::io("cannot handle signals", &e)).elsewhere())?;
    }
    Ok(flag)
}
