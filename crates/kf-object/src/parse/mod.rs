//! Text forms read back into a value tree.

pub mod json;
pub mod yaml;
