//! Kinds of the core group that hold little more than data.

use super::Kind;

/// The kinds here.
pub(super) const KINDS: &[Kind] = &[];
