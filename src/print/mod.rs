//! Objects become text.
