//! Objects become text.

pub mod human;
pub mod name;
pub mod tabwriter;
