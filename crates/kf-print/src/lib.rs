//! Objects become text.

pub mod custom_columns;
pub mod describe;
pub mod events;
pub mod explain;
pub mod human;
pub mod kubectl;
pub mod listing;
pub mod name;
pub mod secret;
