//! The `kf` program: see the library's `cli` module.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// Values are decoded to trees of small pieces, on all cores at once: the allocators of glibc and,
/// above all, of musl take a sixth of the time and more.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// The number of mimalloc's option `purge_delay`: milliseconds after which free memory goes back to the system.
const PURGE_DELAY: libmimalloc_sys::mi_option_t = 15;

fn main() -> ExitCode {
    // At once. With the 1,000 of mimalloc 3 a list holds half as much memory again, that of steps which are over; it
    // costs no time that can be measured.
    #[expect(
        unsafe_code,
        reason = "an option of the allocator is set by a call to C"
    )]
    unsafe {
        libmimalloc_sys::mi_option_set_default(PURGE_DELAY, 0);
    }
    kf::cli::main()
}
