//! The `kf` program: see the library's `cli` module.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// Values are decoded to trees of small pieces, on all cores at once: the allocators of glibc and,
/// above all, of musl take a sixth of the time and more.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    kf::cli::main()
}
