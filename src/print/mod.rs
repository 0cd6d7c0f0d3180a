//! Objects become text.

pub mod boxed;
pub mod custom_columns;
pub mod describe;
pub mod events;
pub mod explain;
pub mod human;
pub mod line_diff;
pub mod listing;
pub mod mask;
pub mod name;
pub mod padded;
pub mod secret;
pub mod tabwriter;
