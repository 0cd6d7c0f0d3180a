//! What tests share.

use std::sync::LazyLock;

use crate::suspects::Rules;

/// The rules that kf brings, read once.
pub(crate) static OWN: LazyLock<Rules> = LazyLock::new(|| Rules::own().unwrap());
