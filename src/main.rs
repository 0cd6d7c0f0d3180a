//! The `kf` program: see the library's `cli` module.

use std::process::ExitCode;

fn main() -> ExitCode {
    kf::cli::main()
}
