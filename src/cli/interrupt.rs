//! Signals that end kf in order.

use std::io::{self, Read as _};
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Once};
use std::thread;

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ};
use signal_hook::{flag, low_level};

#[cfg(any(feature = "browse", feature = "verify"))]
use super::report::{Failure, Outcome};
#[cfg(any(feature = "browse", feature = "verify"))]
use crate::error::Error;
use crate::input::ignores_signal;
use crate::temporary;

/// What a person, a system or a terminal that is closed ends a program with.
const ENDING: [i32; 3] = [SIGINT, SIGTERM, SIGHUP];

/// The signals by which a command ends that looks at them itself. Under `nohup` it is to outlive its terminal; Ctrl-C
/// and SIGTERM are meant for it, though a script ignores the one for what it has in the background.
#[cfg(any(feature = "browse", feature = "serve", feature = "verify"))]
pub(super) fn ending() -> impl Iterator<Item = i32> {
    let outlives = |signal: &i32| *signal == SIGHUP && ignores_signal(SIGHUP);
    ENDING.into_iter().filter(move |signal| !outlives(signal))
}

/// Whether the command that runs looks at signals by itself, and ends by itself.
static OWNED: AtomicBool = AtomicBool::new(false);

/// Lets signals end this process, from now on, so that nothing stays that goes with it otherwise: files
/// and directories of [`temporary`]. Nothing happens before the first of these is made.
pub(super) fn guard() {
    temporary::when_made(|| {
        static WATCHED: Once = Once::new();
        // Without it, signals end the process as they end any.
        WATCHED.call_once(|| drop(watch()));
    });
    // The write that it is about fails, and is told as one on a full disk. Another program that kf starts has
    // the signal as it was.
    let _ = flag::register(SIGXFSZ, Arc::default());
}

/// Leaves signals to the command that runs.
#[cfg(any(feature = "browse", feature = "serve", feature = "verify"))]
pub(super) fn own() {
    OWNED.store(true, Ordering::SeqCst);
}

/// Waits for signals in a thread of its own.
fn watch() -> io::Result<()> {
    let caught = Arc::new(AtomicUsize::new(0));
    let (seen, tell) = UnixStream::pair()?;
    let number = Arc::clone(&caught);
    thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || end(seen, &number))?;
    for signal in ENDING {
        // Of a command in the background of a script, or one that is to outlive its terminal.
        if ignores_signal(signal) {
            continue;
        }
        // Told which one it was before it is told that there was one.
        let number = usize::try_from(signal).unwrap_or_default();
        flag::register_usize(signal, Arc::clone(&caught), number)?;
        low_level::pipe::register(signal, tell.try_clone()?)?;
    }
    Ok(())
}

/// Ends the process at the first signal that is not left to the command, as the signal would have.
fn end(mut seen: UnixStream, caught: &AtomicUsize) {
    while seen.read_exact(&mut [0]).is_ok() {
        if OWNED.load(Ordering::SeqCst) {
            continue;
        }
        temporary::remove_all();
        let signal = i32::try_from(caught.load(Ordering::SeqCst)).unwrap_or(SIGTERM);
        let _ = low_level::emulate_default_handler(signal);
    }
}

/// Waits for the end where one is under way: what fails meanwhile fails because of it.
pub(super) fn wait_for_end() {
    while temporary::is_over() {
        thread::park();
    }
}

/// Returns a flag that Ctrl-C, SIGTERM and SIGHUP raise from now on, instead of ending kf on the
/// spot.
#[cfg(any(feature = "browse", feature = "verify"))]
pub(super) fn flag() -> Outcome<Arc<AtomicBool>> {
    own();
    let raised = Arc::new(AtomicBool::new(false));
    for signal in ending() {
        flag::register(signal, Arc::clone(&raised))
            .map_err(|e| Failure::from(Error::io("cannot handle signals", &e)).elsewhere())?;
    }
    Ok(raised)
}
