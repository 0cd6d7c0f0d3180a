//! The `kf` program.
fn main() {}
