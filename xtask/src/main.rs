//! The maintainers' tasks: `cargo xtask TASK`.
fn main() {}
